"""Times as people know them: to the minute, the day, the month, the year, or not at all."""

import re
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta
from enum import StrEnum

from tocsin.core.clock import LONDON, in_utc

MONTHS = [
    *("January", "February", "March", "April", "May", "June"),
    *("July", "August", "September", "October", "November", "December"),
]
DAYS = ["Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday"]
DECEMBER = 12
AN_INSTANT = timedelta(microseconds=1)
PARTLY_KNOWN = re.compile(r"(\d{4})(?:-(\d\d)(?:-(\d\d))?)?", re.ASCII)


class Precision(StrEnum):
    """How exactly somebody knows when it was."""

    UNKNOWN = "unknown"
    YEAR = "year"
    MONTH = "month"
    DAY = "day"
    MINUTE = "minute"


@dataclass(frozen=True)
class When:
    """A time as exactly as it is known; `start` and `end` are its first and last instants, in UTC.

    Make one with `NOT_KNOWN`, `in_year`, `in_month`, `on_day`, `at_minute` or `from_text`.
    """

    precision: Precision
    start: datetime | None = None
    end: datetime | None = None

    @property
    def earliest(self) -> datetime | None:
        """The first instant it could have been."""
        return self.start

    @property
    def latest(self) -> datetime | None:
        """The last instant it could have been."""
        return self.end

    def words(self) -> str:
        """Say it as exactly as it is known: "November 2025", "not known"."""
        if self.start is None:
            return "not known"
        local = self.start.astimezone(LONDON)
        if self.precision is Precision.YEAR:
            return str(local.year)
        if self.precision is Precision.MONTH:
            return f"{MONTHS[local.month - 1]} {local.year}"
        if self.precision is Precision.DAY:
            return say_date(local.date())
        if is_midnight(self.start):
            return f"midnight at the end of {say_date(day_ending(self.start))}"
        return f"{say_date(local.date())} at {say_time(local)}"

    def as_text(self) -> str:
        """Write it down so that `from_text` reads it back: "2019", "2025-11", "" for not known."""
        if self.start is None:
            return ""
        if self.precision is Precision.MINUTE:
            return self.start.isoformat().replace("+00:00", "Z")
        length = {Precision.YEAR: 4, Precision.MONTH: 7, Precision.DAY: 10}[self.precision]
        return self.start.astimezone(LONDON).date().isoformat()[:length]


NOT_KNOWN = When(Precision.UNKNOWN)


def in_year(year: int) -> When:
    """Some time in `year`, London time."""
    return _period(Precision.YEAR, date(year, 1, 1), date(year + 1, 1, 1))


def in_month(year: int, month: int) -> When:
    """Some time in a month, London time."""
    following = date(year + month // DECEMBER, month % DECEMBER + 1, 1)
    return _period(Precision.MONTH, date(year, month, 1), following)


def on_day(day: date) -> When:
    """Some time on `day`, London time."""
    return _period(Precision.DAY, day, day + timedelta(days=1))


def at_minute(instant: datetime) -> When:
    """At this instant. Raises ValueError for a time without a zone."""
    known = in_utc(instant)
    return When(Precision.MINUTE, known, known)


def from_text(text: str) -> When:
    """Read what `as_text` wrote. Raises ValueError for anything else."""
    if not text:
        return NOT_KNOWN
    partly = PARTLY_KNOWN.fullmatch(text)
    if partly is None:
        return at_minute(datetime.fromisoformat(text))
    year, month, day = (int(part) if part else None for part in partly.groups())
    if year is None or month is None:
        return in_year(int(partly[1]))
    return in_month(year, month) if day is None else on_day(date(year, month, day))


def _period(precision: Precision, first: date, following: date) -> When:
    return When(precision, _midnight(first), _midnight(following) - AN_INSTANT)


def _midnight(day: date) -> datetime:
    return datetime.combine(day, time(0), LONDON).astimezone(UTC)


def say_date(day: date) -> str:
    """Say a date: "13 November 2025"."""
    return f"{day.day} {MONTHS[day.month - 1]} {day.year}"


def say_time(instant: datetime) -> str:
    """Say a London time: "9:41am", "midday", "midnight".

    In the hour that happens twice when the clocks go back, says which one: "1:30am (BST)".
    """
    local = in_utc(instant).astimezone(LONDON)
    if (local.hour, local.minute) in {(0, 0), (12, 0)}:
        return "midday" if local.hour else "midnight"
    half = "pm" if local.hour >= 12 else "am"  # noqa: PLR2004 (half of a day)
    twice = local.replace(fold=0).utcoffset() != local.replace(fold=1).utcoffset()
    return f"{local.hour % 12 or 12}:{local.minute:02}{half}{f' ({local.tzname()})' * twice}"


def say_instant(instant: datetime) -> str:
    """Say an instant in London: "9:41am on Thursday 13 November 2025".

    Of a midnight it says of which day it is the end: people take "midnight on Saturday" either way.
    """
    local = in_utc(instant).astimezone(LONDON)
    if is_midnight(instant):
        day = day_ending(instant)
        return f"midnight at the end of {DAYS[day.weekday()]} {say_date(day)}"
    return f"{say_time(local)} on {DAYS[local.weekday()]} {say_date(local.date())}"


def is_midnight(instant: datetime) -> bool:
    """Whether it is said as midnight."""
    return say_time(instant) == "midnight"


def day_ending(midnight: datetime) -> date:
    """The day that ends at a midnight in London."""
    return in_utc(midnight).astimezone(LONDON).date() - timedelta(days=1)


def is_day_only(instant: datetime) -> bool:
    """Whether `instant` stands for its day: of a protected report only the day is kept, as its
    first instant in London. Nobody else hits that by chance.
    """
    return in_utc(instant).astimezone(LONDON).time() == time(0)


def say_received(instant: datetime) -> str:
    """Say when something reached the school: the instant, or the day when no more was kept."""
    if not is_day_only(instant):
        return say_instant(instant)
    local = in_utc(instant).astimezone(LONDON)
    return f"{DAYS[local.weekday()]} {say_date(local.date())}"


def at_received(instant: datetime) -> str:
    """The same inside a sentence: "at 9:41am on Thursday…", "on Thursday…"."""
    return f"{'on' if is_day_only(instant) else 'at'} {say_received(instant)}"
