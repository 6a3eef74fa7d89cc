"""When the school is closed for longer than a weekend, and when it opens again."""

from dataclasses import dataclass
from datetime import date, datetime, timedelta

from tocsin.core.clock import LONDON, SATURDAY, Calendar, in_utc

A_DAY = timedelta(days=1)


@dataclass(frozen=True)
class Closure:
    """Days on which the school is closed: the first one asked about, and the day it opens."""

    first_on: date
    reopens_on: date


def is_closure(calendar: Calendar, day: date) -> bool:
    """Whether the school is closed on `day` for more than an ordinary weekend. Source: BR-6.1."""
    if calendar.is_staffed(day):
        return False
    after_friday = day.weekday() - SATURDAY  # 0 on a Saturday, 1 on a Sunday
    if after_friday < 0:
        return True
    friday, monday = day - A_DAY * (after_friday + 1), day + A_DAY * (2 - after_friday)
    return not (calendar.is_staffed(friday) and calendar.is_staffed(monday))


def closure_between(calendar: Calendar, start: datetime, end: datetime) -> Closure | None:
    """The first closure that any time from `start` to `end` falls in; None when there is none.

    Its first day is looked for from `start` on. Source: BR-6.1.
    """
    day, last = (in_utc(each).astimezone(LONDON).date() for each in (start, end))
    while day <= last:
        if is_closure(calendar, day):
            return Closure(day, reopens_on(calendar, day))
        day += A_DAY
    return None


def reopens_on(calendar: Calendar, day: date) -> date:
    """The first day from `day` on with staff: after the last term entered, any working day."""
    while not calendar.is_staffed(day):
        day += A_DAY
    return day
