"""Quiet hours end on a working morning, London time."""

from datetime import UTC, datetime

import pytest
from hypothesis import given
from hypothesis import strategies as some

from tocsin.core.policy import Escalation
from tocsin.core.quiet import Quiet, quiet_of

USUAL = quiet_of(Escalation())


@pytest.mark.parametrize(
    ("at", "over"),
    [
        ("2026-11-20T15:40", "2026-11-20T15:40"),  # Friday afternoon
        ("2026-11-19T20:00", "2026-11-20T07:00"),  # Thursday evening
        ("2026-11-20T06:59", "2026-11-20T07:00"),  # Friday, before dawn
        ("2026-11-20T20:30", "2026-11-23T07:00"),  # Friday night
        ("2026-11-21T12:00", "2026-11-23T07:00"),  # Saturday
        ("2026-11-23T03:00", "2026-11-23T07:00"),  # Monday, before dawn
        ("2026-10-23T20:30", "2026-10-26T07:00"),  # the clocks go back on Sunday
        ("2027-03-26T20:30", "2027-03-29T06:00"),  # and forward: seven is six in UTC
    ],
)
def test_quiet_hours_end_at_seven_on_a_weekday(at, over):
    instant = datetime.fromisoformat(at).replace(tzinfo=UTC)

    assert USUAL.over_at(instant) == datetime.fromisoformat(over).replace(tzinfo=UTC)


def test_a_school_may_have_no_quiet_nights_or_no_quiet_weekends():
    saturday = datetime(2026, 11, 21, 22, 0, tzinfo=UTC)

    assert Quiet(0, 0, weekends=False).over_at(saturday) == saturday
    assert Quiet(9, 9, weekends=True).over_at(saturday) == datetime(2026, 11, 23, tzinfo=UTC)
    assert Quiet(1, 5, weekends=False).covers(datetime(2026, 11, 21, 4, 59, tzinfo=UTC))


@given(
    at=some.datetimes(datetime(2026, 1, 1), datetime(2028, 1, 1), timezones=some.just(UTC)),  # noqa: DTZ001
    nights=some.tuples(some.integers(0, 23), some.integers(0, 23)),
    weekends=some.booleans(),
)
def test_when_they_are_over_they_are_over(at, nights, weekends):
    quiet = Quiet(*nights, weekends=weekends)

    over = quiet.over_at(at)

    assert over >= at
    assert not quiet.covers(over)
