"""Times of day as people typed them into old logs."""

import re
from datetime import datetime, time, timedelta

from tocsin.core.imported_day import LAST_MONTH, UNKNOWN, short
from tocsin.core.imported_table import Cell, seen_in

CLOCK = re.compile(
    r"(?<![\d/.-])(\d{1,2})(?:[:.h](\d{2})(?::\d{2}(?:\.\d+)?)?\s*([ap]\.?m\.?)?|\s*([ap]\.?m\.?))(?![\d/])",
    re.IGNORECASE,
)
HOURS = re.compile(r"\b([01]\d|2[0-3])([0-5]\d)\s?h(?:(?:ou)?rs?)?\b", re.IGNORECASE)


def clock_in(text: str) -> tuple[time | None, str]:
    """The first time in the text, and the text without it."""
    text = HOURS.sub(r"\1:\2", text)
    for match in CLOCK.finditer(text):
        half = (match[3] or match[4] or "").lower().replace(".", "")
        hour, minute = int(match[1]), int(match[2] or 0)
        if half and 1 <= hour <= LAST_MONTH:
            hour = hour % 12 + (12 if half == "pm" else 0)
        if hour < 24 and minute < 60:  # noqa: PLR2004 - a day, an hour
            return time(hour, minute), text[: match.start()] + " " + text[match.end() :]
    return None, text


def read_clock(cell: Cell) -> tuple[time | None, str]:
    """A time of day alone, and what to doubt of it."""
    if isinstance(cell, datetime | time):
        found = cell.time() if isinstance(cell, datetime) else cell
        return found.replace(second=0, microsecond=0, tzinfo=None), ""
    if isinstance(cell, timedelta):
        minutes = int(cell.total_seconds() // 60) % (24 * 60)
        return time(minutes // 60, minutes % 60), ""
    text = seen_in(cell)
    if not text or UNKNOWN.fullmatch(text):
        return None, ""
    if re.fullmatch(r"0?\.\d+", text):
        minutes = round(float(text) * 24 * 60)
        return time(minutes // 60 % 24, minutes % 60), ""
    if re.fullmatch(r"(?:[01]\d|2[0-3])[0-5]\d", text):
        return time(int(text[:2]), int(text[2:])), ""
    named = {"midday": time(12), "noon": time(12), "midnight": time(0)}
    said = named.get(text.lower()) or clock_in(text)[0]
    return (said, "") if said else (None, f"“{short(text)}” could not be read as a time")
