"""What is read of a day, and what every reader of days needs."""

import re
from dataclasses import dataclass
from datetime import date, time

from tocsin.core.clock import LONDON
from tocsin.core.when import MONTHS, NOT_KNOWN, When

FIRST_YEAR, CENTURY, SPLIT = 1990, 100, 70
LAST_MONTH, SCHOOL_YEAR_BEGINS = 12, 9
UNKNOWN = re.compile(
    r"(?:not|n)\s*[-/]?\s*(?:known|k|a|applicable|sure|yet|recorded|stated)\.?|unknown|tb[cda]|\?+"
    r"|-+|–|—|none|nil|no date|ongoing|pending|various|blank|x",
    re.IGNORECASE,
)
NAMES = {name.lower()[:3]: number for number, name in enumerate(MONTHS, 1)}


WELSH = {
    "ionawr": "January", "chwefror": "February", "mawrth": "March", "ebrill": "April", "mai": "May",
    "mehefin": "June", "gorffennaf": "July", "awst": "August", "medi": "September",
    "hydref": "October", "tachwedd": "November", "rhagfyr": "December",
}  # fmt: skip
_WELSH = re.compile(rf"\b(?:{'|'.join(WELSH)})\b", re.IGNORECASE)


def in_english(text: str) -> str:
    """The text with the names of months in English."""
    return _WELSH.sub(lambda match: WELSH[match[0].lower()], text)


@dataclass(frozen=True)
class Order:
    """How a column writes 03/04/2021. `is_certain`: some date of it can only be read one way."""

    day_first: bool = True
    is_certain: bool = False


BRITISH = Order()


@dataclass(frozen=True)
class Read:
    """What a cell says of a day; `rest` is what else stood there. Doubts are for a person."""

    start: When = NOT_KNOWN
    end: When = NOT_KNOWN
    clock: time | None = None
    rest: str = ""
    doubts: tuple[str, ...] = ()
    is_unread: bool = False  # something stood there, and it was no day

    @property
    def day(self) -> date | None:
        """The first day it can have been."""
        return self.start.start.astimezone(LONDON).date() if self.start.start else None


def year_of(text: str) -> int:
    """The year that four digits, or two, stand for."""
    year = int(text)
    if year >= CENTURY:
        return year
    return year + (1900 if year >= SPLIT else 2000)


def short(text: str) -> str:
    """The text as it fits into a line of doubts."""
    return text if len(text) <= 40 else text[:39] + "…"  # noqa: PLR2004 - fits a line
