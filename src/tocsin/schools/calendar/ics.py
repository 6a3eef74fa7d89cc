"""Reading term dates from an .ics file, as councils and schools write them."""

import codecs
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime, timedelta
from itertools import pairwise
from typing import Any

from tocsin.core.clock import LONDON
from tocsin.core.when import say_date
from tocsin.schools.calendar.rows import Row, together
from tocsin.schools.calendar.welsh import in_english
from tocsin.schools.calendar.wording import (
    SCHOOL,
    START,
    TERM,
    Mark,
    Meaning,
    meaning_of,
)
from tocsin.schools.models import PeriodKind

MOST_BYTES = 1024 * 1024
MOST_EVENTS = 1000
MOST_REPEATING = 10
MOST_DAYS = 200  # in one term or holiday; more is a slip of the year
LONGEST_NAME = 200
BACK, AHEAD = timedelta(days=2 * 365), timedelta(days=5 * 365)
REPEATS = frozenset({"YEARLY", "MONTHLY", "WEEKLY"})
WITHIN_A_DAY = frozenset({"BYHOUR", "BYMINUTE", "BYSECOND"})
A_MOMENT = timedelta(microseconds=1)
A_DAY = timedelta(days=1)
TOO_OFTEN = "The file has events that repeat too often. Leave those out"
NOT_A_CALENDAR = "Select a calendar file. We could not read this one"
# What the two libraries raise for a file that is not what it says it is.
BROKEN = (ValueError, TypeError, KeyError, IndexError, AttributeError, OverflowError)


class Unreadable(Exception):
    """The file cannot be used; each argument says what to put right."""


@dataclass(frozen=True)
class Listed:
    """What a file says, and what of it was left out and why."""

    rows: tuple[Row, ...]
    left_out: tuple[str, ...] = ()


@dataclass(frozen=True)
class _Event:
    name: str
    first_on: date
    last_on: date
    meaning: Meaning | None

    @property
    def row(self) -> Row:
        kind = self.meaning.kind.value if self.meaning else ""
        return Row(kind, self.name, self.first_on, self.last_on)


def read_calendar(raw: bytes, *, on: date) -> Listed:
    """Read the terms, holidays, INSET days and bank holidays of two years back and five ahead.

    A term whose first and last day are events of their own is put together. Raises Unreadable,
    with a sentence for each fault, when it is no calendar or says two terms at once.
    """
    events = sorted(_events(raw, on), key=lambda each: (each.first_on, each.last_on))
    whole = [each.row for each in events if each.meaning and not each.meaning.mark]
    unknown = dict.fromkeys(f"We do not know what “{e.name}” is" for e in events if not e.meaning)
    paired, alone = _paired(each for each in events if each.meaning and each.meaning.mark)
    in_order = sorted([*whole, *paired], key=lambda row: row.first_on)
    rows = tuple(together(in_order))
    faults = list(faults_of(rows))
    if not rows:
        faults.append("There are no term dates in this file that we can read")
    if faults:
        raise Unreadable(*faults)
    return Listed(rows, (*alone, *unknown))


def faults_of(rows: Sequence[Row]) -> Iterator[str]:
    """What cannot be right: a term of years, two terms at once. Takes rows in order."""
    for row in rows:
        if (row.last_on - row.first_on).days >= MOST_DAYS:
            yield f"“{row.name}” lasts {(row.last_on - row.first_on).days + 1} days. Check its year"
    terms = [row for row in rows if row.kind == PeriodKind.TERM]
    for one, other in pairwise(terms):
        if other.first_on <= one.last_on:
            yield f"“{one.name}” and “{other.name}” overlap on {say_date(other.first_on)}"


def _events(raw: bytes, on: date) -> Iterator[_Event]:
    import recurring_ical_events  # noqa: PLC0415 - slow to import, and seldom needed
    from icalendar import Calendar  # noqa: PLC0415

    try:
        calendars = Calendar.from_ical(_text(raw), multiple=True)
        if not calendars:
            raise Unreadable(NOT_A_CALENDAR)
        _refuse_floods([each for one in calendars for each in one.walk("VEVENT")])
        found = [
            each
            for one in calendars
            for each in recurring_ical_events.of(one).between(on - BACK, on + AHEAD)
        ]
        if len(found) > MOST_EVENTS:
            raise Unreadable(TOO_OFTEN)
        yield from [_event(each) for each in found]
    except BROKEN as fault:
        raise Unreadable(NOT_A_CALENDAR) from fault


def _text(raw: bytes) -> str:
    """The file as text, whichever program wrote it, with lines that end as they should."""
    if raw.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)):
        text = raw.decode("utf-16", errors="replace")
    else:
        try:
            text = raw.decode("utf-8-sig")
        except UnicodeDecodeError:
            text = raw.decode("cp1252", errors="replace")
    return text.strip() if "\n" in text else text.strip().replace("\r", "\n")


def _refuse_floods(events: Sequence[Any]) -> None:
    """Refuse what would keep the server busy: repeating every second, for one."""
    if len(events) > MOST_EVENTS:
        raise Unreadable(f"The file has more than {MOST_EVENTS} events. Leave out what is no date")
    repeating = [rule for each in events for rule in _rules(each)]
    if len(repeating) > MOST_REPEATING or not all(map(_is_calm, repeating)):
        raise Unreadable(TOO_OFTEN)


def _rules(event: Any) -> list[Any]:
    found = [event.get(name) for name in ("RRULE", "EXRULE") if event.get(name)]
    return [rule for each in found for rule in (each if isinstance(each, list) else [each])]


def _is_calm(rule: Any) -> bool:
    frequencies = {str(each).upper() for each in rule.get("FREQ", [])}
    # Day after day only with an end: a half-term of five days.
    known = REPEATS | {"DAILY"} if rule.get("COUNT") or rule.get("UNTIL") else REPEATS
    return bool(frequencies) and frequencies <= known and WITHIN_A_DAY.isdisjoint(rule)


def _event(event: Any) -> _Event:
    start, end = event["DTSTART"].dt, event["DTEND"].dt
    if isinstance(start, datetime):
        first, last = _day(start), _day(max(start, end - A_MOMENT))
    else:
        first, last = start, max(start, end - A_DAY)  # DTEND is the day after the last
    name = " ".join(str(event.get("SUMMARY", "")).replace("\0", "").split())[:LONGEST_NAME]
    return _Event(name, first, last, meaning_of(name, (last - first).days + 1))


def _day(instant: datetime) -> date:
    return (instant.astimezone(LONDON) if instant.tzinfo else instant).date()


def _paired(events: Iterable[_Event]) -> tuple[list[Row], list[str]]:
    """First and last days put together; and what has no partner."""
    rows, alone = [], []
    waiting: dict[str, _Event] = {}
    for event in events:
        assert event.meaning is not None  # noqa: S101 - only marked ones come here
        kind = event.meaning.kind.value
        begun = waiting.pop(kind, None)
        if event.meaning.mark is Mark.START:
            waiting[kind] = event
            if begun:
                alone.append(_without(begun, "ends"))
        elif begun:
            rows.append(replace(begun.row, name=_name(begun.name), last_on=event.last_on))
        else:
            alone.append(_without(event, "starts"))
    return rows, alone + [_without(each, "ends") for each in waiting.values()]


def _without(event: _Event, what: str) -> str:
    day = say_date(event.first_on)
    return f"“{event.name}” on {day}: the file does not say when it {what}"


def _name(marked: str) -> str:
    """The term's own name, out of "Autumn Term starts" and the like."""
    plain = START.sub("", marked.casefold()).strip(" :-\u2013").removeprefix("of ").strip()
    is_named = TERM.search(plain) and not SCHOOL.search(plain) and in_english(plain) == plain
    return plain.capitalize() if is_named else marked
