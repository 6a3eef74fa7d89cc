"""Times in the scenarios, told from the day the demo is loaded, so that it always looks fresh.

"30h25m" is so long before. "3w wed 08:50" is that London time on the Wednesday of the week three
weeks before, so that a school day stays one; "3w wed" is that day.
"""

import re
from datetime import UTC, date, datetime, time, timedelta

from tocsin.core.clock import LONDON
from tocsin.core.when import When, at_minute, on_day

BEFORE = re.compile(r"(?:(\d+)h)?(?:(\d+)m)?")
WEEKS = re.compile(r"([1-9]\d*)w (mon|tue|wed|thu|fri|sat|sun)(?: (\d\d:\d\d))?")
DAYS = ("mon", "tue", "wed", "thu", "fri", "sat", "sun")


def instant(text: str, at: datetime) -> datetime:
    """The instant in UTC that `text` means when the demo is loaded at `at`.

    A day alone means its first instant. Raises ValueError for anything but the two shapes above.
    """
    if weeks := WEEKS.fullmatch(text):
        clock = time.fromisoformat(weeks[3] or "00:00")
        return datetime.combine(_day(weeks, at), clock, LONDON).astimezone(UTC)
    before = BEFORE.fullmatch(text)
    if not (text and before):
        raise ValueError(f"“{text}” is no time of a scenario: write 30h25m, or 3w wed 08:50.")
    return at.astimezone(UTC) - timedelta(hours=int(before[1] or 0), minutes=int(before[2] or 0))


def when(text: str, at: datetime) -> When:
    """The same as people know it: a day alone stays a day."""
    weeks = WEEKS.fullmatch(text)
    if weeks and not weeks[3]:
        return on_day(_day(weeks, at))
    return at_minute(instant(text, at).replace(second=0, microsecond=0))


def _day(weeks: re.Match[str], at: datetime) -> date:
    today = at.astimezone(LONDON).date()
    monday = today - timedelta(days=today.weekday())
    return monday - timedelta(weeks=int(weeks[1])) + timedelta(days=DAYS.index(weeks[2]))
