from datetime import UTC, date, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tocsin.core import clock
from tocsin.core.clock import Calendar, Span, Unit

LONDON = ZoneInfo("Europe/London")
INSTANTS = st.datetimes(datetime(2020, 1, 1), datetime(2040, 1, 1), timezones=st.just(UTC))  # noqa: DTZ001

# facts/law.md section 2.2: aware in London (with fold), aware in UTC, due in UTC, due in London.
LAW = {
    "a weekend counts": ("2026-11-20T15:40", 0, "2026-11-20T15:40", "2026-11-23T15:40", "15:40"),
    "ends on Saturday": ("2026-11-18T09:00", 0, "2026-11-18T09:00", "2026-11-21T09:00", "09:00"),
    "Christmas counts": ("2026-12-24T16:05", 0, "2026-12-24T16:05", "2026-12-27T16:05", "16:05"),
    "Easter counts": ("2026-04-02T17:30", 0, "2026-04-02T16:30", "2026-04-05T16:30", "17:30"),
    "bank holiday": ("2026-08-28T16:00", 0, "2026-08-28T15:00", "2026-08-31T15:00", "16:00"),
    "clocks go forward": ("2026-03-27T12:00", 0, "2026-03-27T12:00", "2026-03-30T12:00", "13:00"),
    "clocks go back": ("2026-10-23T12:00", 0, "2026-10-23T11:00", "2026-10-26T11:00", "11:00"),
    "into the lost hour": ("2026-03-26T01:30", 0, "2026-03-26T01:30", "2026-03-29T01:30", "02:30"),
    "first 1:30am": ("2026-10-25T01:30", 0, "2026-10-25T00:30", "2026-10-28T00:30", "00:30"),
    "second 1:30am": ("2026-10-25T01:30", 1, "2026-10-25T01:30", "2026-10-28T01:30", "01:30"),
    "Good Friday": ("2027-03-26T09:15", 0, "2027-03-26T09:15", "2027-03-29T09:15", "10:15"),
}  # fmt: skip

# England, around Easter 2026 and the autumn half term.
SCHOOL = Calendar(
    bank_holidays={date(2026, 4, 3), date(2026, 4, 6), date(2026, 5, 4)},
    terms=(
        (date(2026, 1, 5), date(2026, 3, 27)),
        (date(2026, 4, 13), date(2026, 5, 22)),
        (date(2026, 6, 1), date(2026, 7, 21)),
    ),
    closures={date(2026, 4, 14)},
)


def utc(text):
    return datetime.fromisoformat(text).replace(tzinfo=UTC)


@pytest.mark.parametrize(("local", "fold", "aware", "due", "due_local"), LAW.values(), ids=LAW)
def test_the_regulator_is_due_after_72_elapsed_hours(local, fold, aware, due, due_local):
    aware_at = datetime.fromisoformat(local).replace(tzinfo=LONDON, fold=fold)

    due_at = clock.regulator_due_at(aware_at)

    assert aware_at.astimezone(UTC) == utc(aware)
    assert (due_at, due_at.tzinfo) == (utc(due), UTC)
    assert due_at.astimezone(LONDON).strftime("%H:%M") == due_local


@given(INSTANTS)
def test_72_hours_are_72_hours_on_every_night_of_the_year(aware_at):
    assert clock.regulator_due_at(aware_at.astimezone(LONDON)) - aware_at == timedelta(hours=72)


@given(INSTANTS, INSTANTS)
def test_whoever_knew_earlier_is_due_earlier(one, other):
    assert (one < other) == (clock.regulator_due_at(one) < clock.regulator_due_at(other))


def test_a_school_may_shorten_the_72_hours():
    due_at = clock.regulator_due_at(utc("2026-11-20T15:40"), timedelta(hours=24))

    assert due_at == utc("2026-11-21T15:40")


@pytest.mark.parametrize("hours", [73, 0, -1])
def test_a_school_may_not_lengthen_the_72_hours(hours):
    with pytest.raises(ValueError, match="at most 72 hours"):
        clock.regulator_due_at(utc("2026-11-20T15:40"), timedelta(hours=hours))


def test_a_time_without_a_zone_starts_no_clock():
    with pytest.raises(ValueError, match="needs a zone"):
        clock.regulator_due_at(datetime(2026, 11, 20, 15, 40))  # noqa: DTZ001


def test_exactly_at_the_deadline_is_in_time_and_a_second_later_is_late():
    due_at = utc("2026-11-23T15:40")

    assert not clock.is_late(due_at, due_at)
    assert clock.is_late(due_at, due_at + timedelta(seconds=1))


@pytest.mark.parametrize(
    ("at", "words"),
    [
        ("2026-11-22T08:36", "31 hours 4 minutes left"),
        ("2026-11-23T17:45", "2 hours 5 minutes late"),
        ("2026-11-20T15:40", "72 hours left"),
        ("2026-11-23T14:39", "1 hour 1 minute left"),
        ("2026-11-23T15:40", "less than a minute left"),
        ("2026-11-23T15:40:01", "less than a minute late"),
        ("2026-11-11T12:40", "12 days 3 hours left"),
        ("2026-11-30T15:40", "7 days late"),
    ],
)
def test_the_time_left_is_said_in_words(at, words):
    assert clock.time_left(utc("2026-11-23T15:40"), utc(at)) == words


@pytest.mark.parametrize(
    ("start", "amount", "unit", "due"),
    [
        ("2026-03-27T12:00", 24, Unit.HOURS, "2026-03-28T12:00:00"),
        ("2026-10-24T12:00", 2, Unit.CALENDAR_DAYS, "2026-10-26T23:59:59"),
        ("2026-07-01T22:59:59", 1, Unit.CALENDAR_DAYS, "2026-07-02T22:59:59"),
        ("2026-07-01T23:00", 1, Unit.CALENDAR_DAYS, "2026-07-03T22:59:59"),
        ("2026-04-02T16:00", 1, Unit.WORKING_DAYS, "2026-04-07T22:59:59"),
        ("2026-03-27T16:00", 1, Unit.SCHOOL_DAYS, "2026-04-13T22:59:59"),
        ("2026-04-13T16:00", 1, Unit.SCHOOL_DAYS, "2026-04-15T22:59:59"),
        ("2026-07-21T16:00", 1, Unit.SCHOOL_DAYS, "2026-07-22T22:59:59"),
        ("2026-03-27T16:00", 0, Unit.SCHOOL_DAYS, "2026-03-27T16:00:00"),
    ],
)
def test_timescales_count_the_days_they_say(start, amount, unit, due):
    assert clock.due_at(utc(start), Span(amount, unit), SCHOOL) == utc(due)


def test_a_school_without_term_dates_counts_working_days():
    calendar = Calendar(bank_holidays={date(2026, 4, 3), date(2026, 4, 6)})

    due_at = clock.due_at(utc("2026-04-02T16:00"), Span(2, Unit.SCHOOL_DAYS), calendar)

    assert due_at == utc("2026-04-08T22:59:59")


@given(INSTANTS, st.integers(1, 40), st.sampled_from(Unit))
def test_one_more_day_or_hour_is_never_due_earlier(start, amount, unit):
    one = clock.due_at(start, Span(amount, unit), SCHOOL)
    more = clock.due_at(start, Span(amount + 1, unit), SCHOOL)

    assert start < one < more


def test_the_time_remaining_is_negative_once_late():
    left = clock.remaining(utc("2026-11-23T15:40"), utc("2026-11-23T15:41"))

    assert left == timedelta(minutes=-1)
