"""Three processes tick at the same time, over both changes of the clock: each tick comes once."""

import json

import pytest

COUNT = (
    "from collections import Counter\n"
    "rows = Job.objects.filter(unique_key__startswith='schedule:').values_list('name', flat=True)\n"
    "import json; print(json.dumps(Counter(rows)))"
)
# Two days of 24 hours each, in UTC, looked at every quarter of an hour; the night before too.
EXPECTED = {
    "incidents.sweep-files": 3, "jobs.prune": 3, "ledger.checkpoint": 48, "reminders.tick": 192,
    "test.nightly": 3,
}  # fmt: skip


@pytest.mark.parametrize("start", ["2026-03-28T00:00:00+00:00", "2026-10-24T00:00:00+00:00"])
def test_three_processes_queue_every_tick_once_when_the_clocks_change(instance, start):
    ticking = [instance.start("-m", "tests.jobs.ticking_apart", start) for _ in range(3)]

    assert [each.wait(timeout=100) for each in ticking] == [0, 0, 0]

    found = json.loads(instance.say(COUNT))
    assert {name: found[name] for name in EXPECTED} == EXPECTED
