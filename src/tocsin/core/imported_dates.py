"""Dates as people typed them into old logs, with every doubt there is about what they mean."""

import re
from collections.abc import Iterable
from dataclasses import replace
from datetime import date, datetime, time, timedelta
from functools import lru_cache

from tocsin.core.clock import LONDON
from tocsin.core.imported_clocks import clock_in
from tocsin.core.imported_day import (
    BRITISH,
    FIRST_YEAR,
    LAST_MONTH,
    NAMES,
    SCHOOL_YEAR_BEGINS,
    UNKNOWN,
    Order,
    Read,
    in_english,
    short,
    year_of,
)
from tocsin.core.imported_periods import SEASONS, period_in
from tocsin.core.imported_table import MIDNIGHT, Cell, seen_in, text_of
from tocsin.core.when import NOT_KNOWN, in_year, on_day, say_date

EXCEL_BEGINS = date(1899, 12, 30)
SERIALS = range(25_569, 73_051)  # 1970 to 2099, as a spreadsheet counts days

_MONTH = r"(jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec)[a-z]*"
_DAY = r"(\d{1,2})(?:\s*(?:st|nd|rd|th))?"
ISO = re.compile(r"\b(\d{4})[-/.](\d{1,2})[-/.](\d{1,2})(?!\d)")
NUMBERS = re.compile(
    r"(?<![\d/.:-])(\d{1,2})\s?[/.\-\\ ]\s?(\d{1,2})\s?[/.\-\\ ]\s?(\d{4}|\d{2})(?![\d:])"
)
DAY_MONTH = re.compile(
    rf"\b{_DAY}[\s\-/.]*(?:of\s+)?{_MONTH}\b[\s,\-/.']*(\d{{4}}|\d{{2}}(?![\d:.]))?", re.IGNORECASE
)
MONTH_DAY = re.compile(rf"\b{_MONTH}\.?\s+{_DAY}(?:,\s*|\s+)(\d{{4}})\b", re.IGNORECASE)
NO_YEAR = re.compile(r"^\s*(\d{1,2})\s*[/.\-]\s*(\d{1,2})\s*$")
RANGE = re.compile(
    rf"\b(\d{{1,2}})(?:st|nd|rd|th)?\s*(?:-|–|—|to|and|&|/)\s*{_DAY}\s*(?:of\s+)?{_MONTH}",
    re.IGNORECASE,
)
WEEK = re.compile(r"\b(?:w/?\s?c|w/?\s?b|week (?:commencing|beginning|of)|wc)\b", re.IGNORECASE)
ROUGH = re.compile(
    r"^\s*(?:c|ca|circa|approx\w*|about|around|early|mid|late|end|start|before|after|since|sometime|"
    r"during|over|between|on or (?:about|around)|week ending|w/?e)\b\.?|\?|~"
    r"|\b(?:approx\w*|circa|or so|maybe|possibly|probably|presumably|(?:not|un)\s?sure|tbc"
    r"|around)\b",
    re.IGNORECASE,
)


WHOLE = re.compile(
    r"(?:19|20)\d{6}|\d{4}-\d\d-\d\d[T ]\d\d:\d\d(?::\d\d(?:\.\d{1,6})?)?(?:Z|[+-]\d\d:?\d\d)"
)
SERIAL = re.compile(r"-?\d{1,7}(?:\.\d+)?")


def order_of(cells: Iterable[Cell]) -> Order:
    """Which comes first in the dates of a column, the day or the month; in Britain the day."""
    days = months = 0
    for cell in cells:
        if isinstance(cell, str):
            for first, second, _ in NUMBERS.findall(seen_in(cell)):
                days += int(first) > LAST_MONTH >= int(second)
                months += int(second) > LAST_MONTH >= int(first)
    return Order(day_first=days >= months, is_certain=bool(days or months))


def is_day(cell: Cell) -> bool:
    """Whether the cell holds a day, and little else."""
    if isinstance(cell, int | float):
        return False
    if isinstance(cell, date | datetime):
        return True
    found = read_day(cell)
    return not found.is_unread and bool(found.start.start) and len(found.rest) < len(text_of(cell))


def read_day(cell: Cell, order: Order = BRITISH, years: tuple[int, ...] = ()) -> Read:
    """Read a day, a week, a month or a year. years: those the sheet is about, for days without."""
    if isinstance(cell, datetime):
        clock = None if cell.time() == MIDNIGHT else cell.time().replace(second=0, microsecond=0)
        return _checked(Read(on_day(cell.date()), clock=clock), text_of(cell))
    if isinstance(cell, date):
        return _checked(Read(on_day(cell)), text_of(cell))
    text = in_english(seen_in(cell))
    if not text or UNKNOWN.fullmatch(text):
        return Read()
    return _read_words(text, order, years)


@lru_cache(maxsize=1024)
def _read_words(text: str, order: Order, years: tuple[int, ...]) -> Read:
    """Days stand many times in a log, and each is read several times."""
    if whole := WHOLE.fullmatch(text):
        return _checked(_instant(whole[0]) or _unread(text), text)
    if SERIAL.fullmatch(text):
        return _serial(float(text), text)
    return _checked(_from_words(text, order, years), text)


def _instant(text: str) -> Read | None:
    """A moment as programs write it, in London's time: 2021-07-12T09:15:00Z, 20210712."""
    try:
        found = datetime.fromisoformat(text)
    except ValueError:
        return None
    found = found.astimezone(LONDON) if found.tzinfo else found
    is_day_alone = re.fullmatch(r"[\d-]{8,10}", text)
    clock = None if is_day_alone else found.time().replace(second=0, microsecond=0)
    return Read(on_day(found.date()), clock=clock)


def _unread(text: str) -> Read:
    said = f"“{short(text)}” could not be read as a date"
    return Read(rest=text, doubts=(said,), is_unread=True)


def _serial(number: float, text: str) -> Read:
    if int(number) not in SERIALS:
        if number.is_integer() and FIRST_YEAR <= number < 2100:  # noqa: PLR2004 - a year alone
            return Read(in_year(int(number)), doubts=(f"“{text}” is a year alone",))
        return _unread(text)
    day = EXCEL_BEGINS + timedelta(days=int(number))
    minutes = round((number % 1) * 24 * 60)
    clock = time(minutes // 60 % 24, minutes % 60) if minutes else None
    said = f"“{text}” is how a spreadsheet counts days: read as {say_date(day)}"
    return Read(on_day(day), clock=clock, doubts=(said,))


def _from_words(text: str, order: Order, years: tuple[int, ...]) -> Read:
    found = _range(text, years) or _exact(text, order, years)
    if found is None and not NUMBERS.search(text) and not ISO.search(text):
        found = period_in(text, years)
    if found is None:
        return _unread(text)
    doubts = list(found.doubts)
    if WEEK.search(text) and found.day:
        end = on_day(found.day + timedelta(days=6))
        doubts.append(f"“{short(text)}” is a week: read as seven days from {found.start.words()}")
        found = replace(found, end=end)
    elif ROUGH.search(text) or SEASONS.search(text):
        doubts.append(f"“{short(text)}” is not exact: read as {found.start.words()}")
    return replace(found, doubts=tuple(dict.fromkeys(doubts)))


def _range(text: str, years: tuple[int, ...]) -> Read | None:
    match = RANGE.search(text)
    if match is None:
        return None
    first = _from_words_of(text[: match.start()] + text[match.start(2) :], years)
    begun = first.day
    if begun is None or not 0 < int(match[1]) <= begun.day:
        return None
    return replace(first, start=on_day(begun.replace(day=int(match[1]))), end=on_day(begun))


def _from_words_of(text: str, years: tuple[int, ...]) -> Read:
    return _exact(text, Order(), years) or Read()


def _exact(text: str, order: Order, years: tuple[int, ...]) -> Read | None:
    """The first day that is written out in the text, and the last when there are several."""
    found: list[tuple[int, int, date, str]] = []
    spare = text
    for pattern, reader in (
        (ISO, _iso),
        (MONTH_DAY, _month_day),
        (DAY_MONTH, _day_month),
        (NUMBERS, _numbers),
    ):
        for match in pattern.finditer(spare):
            day, doubt = reader(match, order, years)
            if day is not None:
                found.append((match.start(), match.end(), day, doubt))
                spare = (
                    spare[: match.start()]
                    + "§" * (match.end() - match.start())
                    + spare[match.end() :]
                )
    if not found and (alone := NO_YEAR.match(text)) and years:
        day, doubt = _withoutyear_of(alone, order, years)
        if day is not None:
            found.append((0, len(text), day, doubt))
    if not found:
        return None
    found.sort()
    clock, spare = clock_in(re.sub("§+", " ", spare.replace("T", " ") if "§T" in spare else spare))
    days = [each[2] for each in found]
    end = on_day(max(days)) if max(days) != days[0] else NOT_KNOWN
    doubts = tuple(each[3] for each in found if each[3])
    if len(found) > 1 and not re.search(r"-|–|—|\bto\b|until|between|and", spare):
        doubts += (f"“{short(text)}” has several dates: the first was taken as the beginning",)
    rest = re.sub(r"^[\s,;:–—\-/.]+|[\s,;:–—\-/]+$", "", spare)
    return Read(on_day(days[0]), end, clock, rest, doubts)


def _iso(match: re.Match[str], order: Order, years: tuple[int, ...]) -> tuple[date | None, str]:
    del order, years
    return _made(int(match[1]), int(match[2]), int(match[3])), ""


def _month_day(
    match: re.Match[str], order: Order, years: tuple[int, ...]
) -> tuple[date | None, str]:
    del order, years
    return _made(int(match[3]), NAMES[match[1].lower()], int(match[2])), ""


def _day_month(
    match: re.Match[str], order: Order, years: tuple[int, ...]
) -> tuple[date | None, str]:
    del order
    day, month = int(match[1]), NAMES[match[2].lower()]
    if match[3]:
        return _made(year_of(match[3]), month, day), ""
    return _placed(match[0], month, day, years)


def _withoutyear_of(
    match: re.Match[str], order: Order, years: tuple[int, ...]
) -> tuple[date | None, str]:
    first, second = int(match[1]), int(match[2])
    day, month = (first, second) if order.day_first else (second, first)
    return _placed(match[0], month, day, years)


def _placed(text: str, month: int, day: int, years: tuple[int, ...]) -> tuple[date | None, str]:
    """A day without a year, in the year the sheet is about."""
    if not years:
        return None, ""
    several = len(years) > 1 and month < SCHOOL_YEAR_BEGINS
    found = _made(years[-1] if several else years[0], month, day)
    return found, f"“{text.strip()}” has no year: read as {say_date(found)}" if found else ""


def _numbers(match: re.Match[str], order: Order, years: tuple[int, ...]) -> tuple[date | None, str]:
    del years
    first, second, year = int(match[1]), int(match[2]), year_of(match[3])
    if first <= LAST_MONTH and second <= LAST_MONTH:
        day, month = (first, second) if order.day_first else (second, first)
        return _made(year, month, day), ""
    day, month = (second, first) if second > LAST_MONTH else (first, second)
    found = _made(year, month, day)
    odd = found is not None and (second > LAST_MONTH) is order.day_first
    other = "month first" if second > LAST_MONTH else "day first"
    return (
        found,
        f"“{match[0].strip()}” has the {other}, unlike the rest of its column" if odd else "",
    )


def _checked(found: Read, text: str) -> Read:
    """The same, doubting what can hardly be."""
    day = found.day
    if day is not None and day.year < FIRST_YEAR:
        return replace(found, doubts=(*found.doubts, f"“{short(text)}” is very long ago"))
    return found


def _made(year: int, month: int, day: int) -> date | None:
    try:
        return date(year, month, day)
    except ValueError:
        return None
