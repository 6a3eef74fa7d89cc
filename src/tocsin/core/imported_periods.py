"""Months, years and terms as people typed them into old logs."""

import re

from tocsin.core.imported_day import (
    FIRST_YEAR,
    LAST_MONTH,
    NAMES,
    SCHOOL_YEAR_BEGINS,
    Read,
    short,
    year_of,
)
from tocsin.core.when import in_month, in_year

_MONTH = r"(jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec)[a-z]*"
MONTH_YEAR = re.compile(rf"\b{_MONTH}[\s\-/.,']*(\d{{4}}|\d{{2}})\b", re.IGNORECASE)
MONTH_NUMBER = re.compile(r"^\s*(?:(\d{1,2})[/-](\d{4})|(\d{4})[/-](\d{1,2}))\s*$")
ONLY_MONTH = re.compile(rf"\b{_MONTH}\b", re.IGNORECASE)
SCHOOL_YEAR = re.compile(r"\b((?:19|20)?\d\d)\s*[-/–]\s*((?:20)?\d\d)\b")
YEAR = re.compile(r"\b((?:19|20)\d\d)\b")
SEASONS = re.compile(
    r"\b(autumn|spring|summer|winter|michaelmas|lent|easter|christmas|xmas|half[\s-]?term|term|holiday\w*|"
    r"inset|break)\b",
    re.IGNORECASE,
)


def period_in(text: str, years: tuple[int, ...]) -> Read | None:
    """A month, a year, a term, or a season."""
    return _months_in(text) or _month_in(text, years) or _year_in(text)


def _months_in(text: str) -> Read | None:
    """Two months of one year: "March/April 2021", "Dec/Jan 2021"."""
    names = [NAMES[match[1].lower()] for match in ONLY_MONTH.finditer(text)]
    several = YEAR.findall(text)
    if len(names) != 2 or len(set(several)) != 1:  # noqa: PLR2004
        return None
    year = int(several[0])
    start = in_month(year if names[0] <= names[1] else year - 1, names[0])
    said = f"“{short(text)}” names two months: read as beginning in {start.words()}"
    return Read(start, in_month(year, names[1]), doubts=(said,))


def _month_in(text: str, years: tuple[int, ...]) -> Read | None:
    if match := MONTH_YEAR.search(text):
        found = in_month(year_of(match[2]), NAMES[match[1].lower()])
        unsure = (f"“{short(text)}” is read as {found.words()}",) if len(match[2]) == 2 else ()  # noqa: PLR2004
        return Read(found, rest=_left(text, match), doubts=unsure)
    match = MONTH_NUMBER.match(text)
    if match and 1 <= int(match[1] or match[4]) <= LAST_MONTH:
        return Read(in_month(int(match[2] or match[3]), int(match[1] or match[4])))
    match = ONLY_MONTH.search(text)
    if match and years and len(text) < 30 and not YEAR.search(text):  # noqa: PLR2004
        month = NAMES[match[1].lower()]
        year = years[-1] if len(years) > 1 and month < SCHOOL_YEAR_BEGINS else years[0]
        return Read(in_month(year, month), doubts=(f"“{text}” has no year: read as {year}",))
    return None


def _year_in(text: str) -> Read | None:
    match = SCHOOL_YEAR.search(text)
    if match and (about := years_in(match[0])):
        said = f"“{short(text)}” is a school year: read as {about[0]}"
        return Read(in_year(about[0]), rest=_left(text, match), doubts=(said,))
    match = YEAR.search(text)
    if match is None or (len(text) > 40 and not SEASONS.search(text)):  # noqa: PLR2004 - a story
        return None
    said = f"“{short(text)}” is a year alone"
    return Read(in_year(int(match[1])), rest=_left(text, match), doubts=(said,))


def years_in(text: str) -> tuple[int, ...]:
    """The years a title or the name of a tab is about: "2021-22" is 2021 and 2022."""
    for match in SCHOOL_YEAR.finditer(text):
        first, second = year_of(match[1]), year_of(match[2])
        if second == first + 1 and first >= FIRST_YEAR:
            return first, second
    alone = YEAR.search(text)
    return (int(alone[1]),) if alone else ()


def _left(text: str, match: re.Match[str]) -> str:
    return f"{text[: match.start()]} {text[match.end() :]}".strip(" ,;:-–—/.")
