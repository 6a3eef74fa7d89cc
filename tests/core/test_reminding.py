"""Which reminder of a duty goes out when; each once, and none is forgotten."""

from datetime import UTC, datetime, timedelta

from hypothesis import given
from hypothesis import strategies as some

from tocsin.core.quiet import Quiet
from tocsin.core.reminding import Plan, Progress, Reminder, next_reminder_at, reminder_due

DUE = datetime(2026, 11, 23, 15, 40, tzinfo=UTC)
PLAN = Plan("tell-regulator", DUE, (24, 12, 4), timedelta(hours=12))
AN_HOUR = timedelta(hours=1)


def after(hours, plan=PLAN, **done):
    return reminder_due(plan, Progress(**done), DUE + hours * AN_HOUR)


def test_each_warning_comes_at_its_hour_and_a_later_one_overtakes_it():
    assert after(-25) is None
    assert after(-24).code == "warn-24"
    assert after(-24, warned=frozenset({24})) is None
    assert after(-11, warned=frozenset({24})).code == "warn-12"
    assert after(-3).code == "warn-4"
    assert after(-3, warned=frozenset({4})) is None


def test_when_it_is_late_it_goes_up_the_chain_a_step_at_a_time():
    assert after(0) == Reminder("late-0", DUE, (0,))
    assert after(11, steps=1, stepped_at=DUE) is None
    assert after(12, steps=1, stepped_at=DUE) == Reminder("late-1", DUE + 12 * AN_HOUR, (1,))


def test_steps_that_were_missed_are_all_told_at_once():
    found = after(30)

    assert (found.code, found.steps) == ("late-2", (0, 1, 2))
    assert found.is_caught_up(DUE + 30 * AN_HOUR)
    assert not found.is_caught_up(DUE)


def test_while_somebody_deals_with_it_nobody_else_is_told_but_lateness_itself_is():
    seen = {"seen_until": DUE + 20 * AN_HOUR}

    assert after(0, **seen).code == "late-0"
    assert after(19, steps=1, stepped_at=DUE, **seen) is None
    assert after(20, steps=1, stepped_at=DUE, **seen).code == "late-1"


@given(
    hours=some.lists(some.integers(1, 30), min_size=1, max_size=25),
    is_quiet=some.booleans(),
)
def test_however_irregularly_somebody_looks_no_stage_comes_twice_and_the_next_is_known(
    hours, is_quiet
):
    quiet = Quiet(20, 7, weekends=True) if is_quiet else None
    plan = Plan("close", DUE, (24, 4), timedelta(hours=12), quiet=quiet)
    done, sent, at = Progress(), [], DUE - 40 * AN_HOUR
    for step in hours:
        at += step * AN_HOUR
        found = reminder_due(plan, done, at)
        assert (found is None) == (next_reminder_at(plan, done) > at) or quiet
        if found is None:
            continue
        sent.append(found.code)
        number = int(found.code.partition("-")[2])
        if found.code.startswith("warn"):
            done = Progress(done.warned | {number})
        else:
            done = Progress(done.warned, number + 1, at)
        assert next_reminder_at(plan, done) > at
    assert len(sent) == len(set(sent))
