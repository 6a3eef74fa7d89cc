"""Dates of birth as lists have them: a whole day, or none."""

import re
from datetime import date, datetime

from tocsin.core.addressees import LONGEST_LIFE
from tocsin.core.imported_table import Cell, seen_in
from tocsin.core.when import MONTHS

NUMBERS = re.compile(r"(\d{1,2})\s?[/.\- ]\s?(\d{1,2})\s?[/.\- ]\s?(\d{4}|\d{2})")
ISO = re.compile(r"(\d{4})[-/.](\d{1,2})[-/.](\d{1,2})(?:[T ][\d:.]+Z?)?")
WORDS = re.compile(
    r"(\d{1,2})(?:st|nd|rd|th|af|ail|ydd|edd|fed|ed|eg|ain)?[\s\-/.]+([A-Za-z]{3,10})\.?[\s\-/.,]+"
    r"(\d{4}|\d{2})"
)
SHORT_MONTHS = [month[:3].lower() for month in MONTHS]
WELSH_MONTHS = ["ion", "chw", "maw", "ebr", "mai", "meh", "gor", "aws", "med", "hyd", "tac", "rha"]
CENTURY = 100


def birth_in(cell: Cell, *, day_first: bool, today: date) -> date | None:
    """The day of birth that a cell holds; None when it holds none that somebody alive may have."""
    if isinstance(cell, datetime):
        return _likely(cell.date(), today)
    if isinstance(cell, date):
        return _likely(cell, today)
    text = seen_in(cell)
    if found := ISO.fullmatch(text):
        return _made(int(found[1]), int(found[2]), int(found[3]), today)
    if found := WORDS.fullmatch(text):
        return _made(_year(found[3], today), _month(found[2]), int(found[1]), today)
    if found := NUMBERS.fullmatch(text):
        first, second = int(found[1]), int(found[2])
        month, day = (second, first) if day_first else (first, second)
        return _made(_year(found[3], today), month, day, today)
    return None


def _month(name: str) -> int:
    short = name[:3].lower()
    tongue = WELSH_MONTHS if short in WELSH_MONTHS else SHORT_MONTHS
    return tongue.index(short) + 1 if short in tongue else 0


def _year(text: str, today: date) -> int:
    year = int(text)
    if len(text) > 2:  # noqa: PLR2004 - all four digits
        return year
    this_century = today.year // CENTURY * CENTURY + year
    return this_century if this_century <= today.year else this_century - CENTURY


def _made(year: int, month: int, day: int, today: date) -> date | None:
    try:
        return _likely(date(year, month, day), today)
    except ValueError:
        return None


def _likely(born: date, today: date) -> date | None:
    return born if born <= today and today.year - born.year <= LONGEST_LIFE else None
