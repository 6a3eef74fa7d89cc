"""What was read from a file, carried by the page that asks whether it is right."""

import json
import re
from collections.abc import Collection, Sequence
from datetime import date

from tocsin.schools.calendar.ics import (
    LONGEST_NAME,
    MOST_EVENTS,
    Listed,
    Unreadable,
    faults_of,
)
from tocsin.schools.calendar.rows import Row
from tocsin.schools.models import Period, PeriodKind

AGAIN = "Select the file again"
UNSTORABLE = re.compile("[\x00-\x1f\ud800-\udfff]")


def packed(rows: Sequence[Row]) -> str:
    """The rows as text."""
    return json.dumps(
        [[row.kind, row.name, row.first_on.isoformat(), row.last_on.isoformat()] for row in rows]
    )


def unpacked(text: str) -> tuple[Row, ...]:
    """What `packed` made, checked as if it were a new file. Raises Unreadable."""
    try:
        rows = [
            Row(PeriodKind(kind).value, name, date.fromisoformat(first), date.fromisoformat(last))
            for kind, name, first, last in json.loads(text)
        ]
    except (ValueError, TypeError, RecursionError):
        raise Unreadable(AGAIN) from None
    rows.sort(key=lambda row: row.first_on)
    if not 0 < len(rows) <= MOST_EVENTS or not all(map(_is_whole, rows)) or any(faults_of(rows)):
        raise Unreadable(AGAIN)
    return tuple(rows)


def new_in(listed: Listed, periods: Sequence[Period], bank_holidays: Collection[date]) -> Listed:
    """What of a file the calendar does not hold yet. Raises Unreadable for a term that overlaps."""
    known = {(each.kind, each.first_on, each.last_on) for each in periods}
    new, left_out = [], list(listed.left_out)
    for row in listed.rows:
        is_known = row.kind == PeriodKind.BANK_HOLIDAY and row.first_on in bank_holidays
        if is_known or (row.kind, row.first_on, row.last_on) in known:
            left_out.append(f"“{row.name}”, {row.words}, is in the calendar already")
        else:
            new.append(row)
    faults = [fault for row in new for fault in _clashes(row, periods)]
    if faults:
        raise Unreadable(*faults)
    return Listed(tuple(new), tuple(left_out))


def _clashes(row: Row, periods: Sequence[Period]) -> list[str]:
    if row.kind != PeriodKind.TERM:
        return []
    return [
        f"“{row.name}”, {row.words}, overlaps a term that is in the calendar. Remove that one first"
        for each in periods
        if each.kind == PeriodKind.TERM
        and each.first_on <= row.last_on
        and row.first_on <= each.last_on
    ]


def _is_whole(row: Row) -> bool:
    is_text = isinstance(row.name, str) and not UNSTORABLE.search(row.name)
    return is_text and len(row.name) <= LONGEST_NAME and row.first_on <= row.last_on
