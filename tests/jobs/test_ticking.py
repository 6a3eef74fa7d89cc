from datetime import UTC, datetime, timedelta
from itertools import pairwise

import pytest
from cronsim import CronSimError
from hypothesis import given
from hypothesis import strategies as some

from tocsin.jobs.models import Job
from tocsin.jobs.schedules import Ticker, latest_keys, latest_tick, schedule

NIGHTLY = "schedule:test.nightly:"
SPRING, AUTUMN = datetime(2026, 3, 28, tzinfo=UTC), datetime(2026, 10, 24, tzinfo=UTC)


def ticks():
    rows = Job.objects.filter(name="test.nightly").order_by("unique_key")
    return [row.unique_key.removeprefix(NIGHTLY) for row in rows]


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("start", "expected"),
    [
        (SPRING, ["2026-03-28T01:30:00Z", "2026-03-29T01:30:00Z", "2026-03-30T01:30:00Z"]),
        (AUTUMN, ["2026-10-24T01:30:00Z", "2026-10-25T01:30:00Z", "2026-10-26T01:30:00Z"]),
    ],
)
def test_nightly_work_comes_once_a_night_when_the_clocks_change_whoever_looks(start, expected):
    workers = [Ticker(), Ticker(), Ticker()]

    for quarter in range(8, 24 * 3 * 4):
        for worker in workers:
            worker.tick(start + timedelta(minutes=15 * quarter))

    assert ticks() == expected


@pytest.mark.django_db
def test_after_a_fortnight_without_power_only_the_last_missed_night_is_caught_up():
    Ticker().tick(datetime(2026, 11, 1, 12, 0, tzinfo=UTC))
    Ticker().tick(datetime(2026, 11, 15, 12, 0, tzinfo=UTC))

    assert ticks() == ["2026-11-01T01:30:00Z", "2026-11-15T01:30:00Z"]


def test_a_tick_is_due_at_its_very_instant():
    at = datetime(2026, 10, 25, 1, 30, tzinfo=UTC)

    assert latest_keys(at)["test.nightly"] == "schedule:test.nightly:2026-10-25T01:30:00Z"
    assert (
        latest_keys(at - timedelta(microseconds=1))["test.nightly"]
        == "schedule:test.nightly:2026-10-24T01:30:00Z"
    )


@given(
    start=some.sampled_from([SPRING, AUTUMN]),
    steps=some.lists(some.integers(1, 6 * 3600), min_size=1, max_size=40),
    minutes=some.sampled_from([5, 10, 15, 30, 60]),
)
def test_ticks_are_evenly_apart_however_irregularly_somebody_looks(start, steps, minutes):
    cron = f"*/{minutes} * * * *" if minutes < 60 else "0 * * * *"
    looks = [start + timedelta(seconds=sum(steps[:count])) for count in range(len(steps))]

    found = [latest_tick(cron, at=at) for at in looks]

    for at, tick in zip(looks, found, strict=True):
        assert timedelta(0) <= at - tick < timedelta(minutes=minutes)
    for earlier, later in pairwise(found):
        assert (later - earlier) % timedelta(minutes=minutes) == timedelta(0)


def test_a_timetable_that_cannot_be_read_stops_the_program_at_once():
    with pytest.raises(CronSimError):
        schedule("test.never", cron="61 * * * *")
