"""What the partials draw: a clock, a due date, a row, a task, an entry."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

from tocsin.core.clock import LONDON, remaining, time_left
from tocsin.core.when import DAYS, MONTHS, day_ending, is_midnight, say_time

SOON = timedelta(hours=36)  # half of the 72
BAR = 720  # the width of the clock's bar, in its own units


@dataclass(frozen=True)
class Row:
    """A question with its answer; `href` leads to where it can be changed."""

    label: str
    value: object
    href: str = ""
    action: str = "Change"


@dataclass(frozen=True)
class Task:
    """One thing to do. `key` is unique on the page; no `colour` for what needs no attention."""

    key: str
    name: str
    status: str
    hint: str = ""
    href: str = ""
    colour: str = ""
    is_blocked: bool = False


@dataclass(frozen=True)
class Entry:
    """Something that happened at `at`; `written_at` only when it was written down later."""

    title: str
    at: datetime
    by: str = ""
    body: str = ""
    written_at: datetime | None = None
    is_corrected: bool = False
    is_day: bool = False  # no more than the day is known of `at`


@dataclass(frozen=True)
class Due:
    """A due date as a list shows it. `state` is "", "soon", "late" or "done"."""

    due_at: datetime
    when: str  # "Today, 2:15pm"
    words: str  # "4 hours left"
    state: str


@dataclass(frozen=True)
class Clock:
    """The strip that says how long is left. `used` is how much of the bar is filled, out of 720."""

    heading: str
    due_at: datetime
    words: str
    state: str
    used: int
    is_done: bool = False
    notes: Sequence[str] = ()
    href: str = ""
    action: str = ""


def due(due_at: datetime, at: datetime) -> Due:
    """How a deadline reads at `at`."""
    return Due(due_at, _nearby(due_at, at), time_left(due_at, at), _state(due_at, at))


def running(
    heading: str,
    *,
    started_at: datetime,
    due_at: datetime,
    at: datetime,
    notes: Sequence[str] = (),
    href: str = "",
    action: str = "",
) -> Clock:
    """A clock that runs from `started_at` to `due_at`, read at `at`."""
    share = (at - started_at) / (due_at - started_at)
    used = round(BAR * min(max(share, 0), 1))
    words, state = time_left(due_at, at), _state(due_at, at)
    return Clock(heading, due_at, words, state, used, notes=notes, href=href, action=action)


def stopped(heading: str, *, words: str, due_at: datetime, notes: Sequence[str] = ()) -> Clock:
    """A clock that no longer runs: "Reported to the ICO in 46 hours 10 minutes"."""
    return Clock(heading, due_at, words, "done", BAR, is_done=True, notes=notes)


def _state(due_at: datetime, at: datetime) -> str:
    left = remaining(due_at, at)
    if left < timedelta(0):
        return "late"
    return "soon" if left <= SOON else ""


def _nearby(instant: datetime, at: datetime) -> str:
    local, today = instant.astimezone(LONDON).date(), at.astimezone(LONDON).date()
    if is_midnight(instant):  # "Saturday, midnight" is taken either way
        local, said = day_ending(instant), "end of the day"
    else:
        said = say_time(instant)
    days = (local - today).days
    near = {-1: "Yesterday", 0: "Today", 1: "Tomorrow"}.get(days)
    year = "" if local.year == today.year else f" {local.year}"
    day = near or f"{DAYS[local.weekday()][:3]} {local.day} {MONTHS[local.month - 1][:3]}{year}"
    return f"{day}, {said}"
