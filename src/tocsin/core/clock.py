"""How long there is left: the law's 72 hours, and the timescales a school sets itself."""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta
from enum import StrEnum
from typing import Protocol
from zoneinfo import ZoneInfo

REGULATOR_WINDOW = timedelta(hours=72)
LONDON = ZoneInfo("Europe/London")
END_OF_DAY = time(23, 59, 59)
SATURDAY = 5
# Beyond this much, hours stop meaning anything to a reader and days are said instead.
SAID_IN_HOURS = timedelta(hours=72)


class Unit(StrEnum):
    """What a timescale is counted in."""

    HOURS = "hours"
    CALENDAR_DAYS = "calendar_days"
    WORKING_DAYS = "working_days"
    SCHOOL_DAYS = "school_days"


class Timed(Protocol):
    """Anything with a length: a timescale of a pack, or `Span`."""

    @property
    def amount(self) -> int | None: ...
    @property
    def unit(self) -> Unit: ...


@dataclass(frozen=True)
class Span:
    """So many hours or days."""

    amount: int
    unit: Unit = Unit.HOURS


@dataclass(frozen=True)
class Calendar:
    """When a school is open. `terms` holds first and last days, in order, both included.

    A school which has not entered its terms, or counts past the last one it entered, is taken to
    be open on every working day: the deadline then comes too early rather than never.
    """

    bank_holidays: Collection[date] = frozenset()
    terms: tuple[tuple[date, date], ...] = ()
    closures: Collection[date] = frozenset()
    inset_days: Collection[date] = frozenset()  # staff are there, pupils are not

    def is_working_day(self, day: date) -> bool:
        """Whether `day` is a weekday and no bank holiday."""
        return day.weekday() < SATURDAY and day not in self.bank_holidays

    def is_school_day(self, day: date) -> bool:
        """Whether pupils are at school on `day`."""
        if not self.is_working_day(day) or day in self.closures or day in self.inset_days:
            return False
        in_a_term = any(first <= day <= last for first, last in self.terms)
        return in_a_term or all(day > last for _, last in self.terms)

    def is_staffed(self, day: date) -> bool:
        """Whether staff are at school on `day`: a school day or an INSET day."""
        return self.is_school_day(day) or (self.is_working_day(day) and day in self.inset_days)


NO_CALENDAR = Calendar()


def regulator_due_at(aware_at: datetime, window: timedelta = REGULATOR_WINDOW) -> datetime:
    """The instant, in UTC, by which the regulator must have been told.

    72 elapsed hours: nights, weekends, holidays and clock changes all count, and the end never
    moves to a working day. A pack may pass a shorter window.
    Raises ValueError for a time without a zone, and for a window that is longer or not positive.
    Source: UK GDPR Art 33(1) and 4A; BR-1.4.
    """
    if not timedelta(0) < window <= REGULATOR_WINDOW:
        raise ValueError("The window must be more than nothing and at most 72 hours.")
    # Add in UTC: adding to a London time counts wall-clock hours, an hour out across a change.
    return in_utc(aware_at) + window


def due_at(start: datetime, timescale: Timed, calendar: Calendar = NO_CALENDAR) -> datetime:
    """The instant, in UTC, by which something timed from `start` must be done.

    Hours elapse and never roll. Days are counted from the day after `start`, London time, and the
    last one lasts until 23:59:59; calendar days do not roll, working and school days skip the days
    that are not. No amount, or 0 hours, means at once. Raises ValueError for a time without a zone.
    """
    amount = timescale.amount or 0
    if timescale.unit is Unit.HOURS or not amount:
        return in_utc(start) + timedelta(hours=amount)
    day = in_utc(start).astimezone(LONDON).date()
    while amount:
        day += timedelta(days=1)
        amount -= _counts(day, timescale.unit, calendar)
    return datetime.combine(day, END_OF_DAY, LONDON).astimezone(UTC)


def _counts(day: date, unit: Unit, calendar: Calendar) -> bool:
    if unit is Unit.WORKING_DAYS:
        return calendar.is_working_day(day)
    if unit is Unit.SCHOOL_DAYS:
        return calendar.is_school_day(day)
    return True


def in_utc(instant: datetime) -> datetime:
    """The same instant in UTC. Raises ValueError for a time without a zone."""
    if instant.tzinfo is None:
        raise ValueError("A time needs a zone: nobody knows which instant this is.")
    return instant.astimezone(UTC)


def is_late(due: datetime, at: datetime) -> bool:
    """Whether `at` is after the deadline. Exactly at the deadline is in time."""
    return in_utc(at) > in_utc(due)


def remaining(due: datetime, at: datetime) -> timedelta:
    """How long is left at `at`; negative once it is late."""
    return in_utc(due) - in_utc(at)


def time_left(due: datetime, at: datetime) -> str:
    """Say how long is left: "31 hours 4 minutes left", "2 hours 5 minutes late"."""
    left = remaining(due, at)
    return f"{say_length(abs(left))} {'late' if left < timedelta(0) else 'left'}"


def say_length(length: timedelta) -> str:
    """Say a length of time in the two largest units that matter, rounded down."""
    minutes = int(length.total_seconds()) // 60
    hours, minutes = divmod(minutes, 60)
    if length > SAID_IN_HOURS:
        days, hours = divmod(hours, 24)
        parts = [_count(days, "day"), _count(hours, "hour")]
    else:
        parts = [_count(hours, "hour"), _count(minutes, "minute")]
    return " ".join(part for part in parts if part) or "less than a minute"


def _count(number: int, noun: str) -> str:
    return f"{number} {noun}{'' if number == 1 else 's'}" if number else ""
