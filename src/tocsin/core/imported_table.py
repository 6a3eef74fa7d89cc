"""A sheet as it came, and the list that was found in it."""

import re
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from typing import TypeAlias

Cell: TypeAlias = str | float | int | bool | date | datetime | time | timedelta | None
MIDNIGHT = time(0)
SPACES = " \t\n\u00a0"


@dataclass(frozen=True)
class Sheet:
    """One tab of a file, cell by cell. Rows may be of different lengths."""

    name: str
    rows: tuple[tuple[Cell, ...], ...]
    first_row: int = 1  # what the spreadsheet calls the first of them


@dataclass(frozen=True)
class Line:
    """One row of a list: where it stood, and what it held, in the order of its table's headings."""

    sheet: str
    number: int
    cells: tuple[Cell, ...]
    years: tuple[int, ...] = ()  # that it is about, as a title above it or its tab says


@dataclass(frozen=True)
class Table:
    """The list found in a sheet. `left_out` says which rows were not taken for entries, and why."""

    sheet: str
    headings: tuple[str, ...]
    lines: tuple[Line, ...]
    left_out: tuple[str, ...] = ()


def text_of(cell: Cell) -> str:
    """The cell as a person would read it: no spaces around, dates as 2024-03-12, 3.0 as 3."""
    if isinstance(cell, str):
        return _of_words(cell)
    if isinstance(cell, bool):
        return "Yes" if cell else "No"
    if isinstance(cell, datetime):
        is_day = cell.time() == MIDNIGHT
        return cell.date().isoformat() if is_day else cell.isoformat(sep=" ", timespec="minutes")
    if isinstance(cell, time):
        return cell.isoformat(timespec="minutes")
    if isinstance(cell, float) and cell.is_integer():
        return str(int(cell))
    return "" if cell is None else str(cell)


def _of_words(cell: str) -> str:
    if "\r" in cell or "\0" in cell:
        cell = cell.replace("\r\n", "\n").replace("\r", "\n").replace("\0", "")
    return cell.strip(SPACES)


READ = 400  # characters in which a day, a number or an answer stands
# Signs that nobody sees: of no width, and those that say which way to write.
UNSEEN = re.compile("[\u00ad\u200b-\u200f\u202a-\u202e\u2060-\u2064\u2066-\u2069\ufeff]")


def seen_in(cell: Cell) -> str:
    """Its beginning, without what a person cannot see, and with plain apostrophes: to be read.

    A day, a number or an answer stands at the beginning; and no cell can keep us busy for long.
    """
    start = text_of(cell)[: READ * 4]
    if start.isascii():
        return start[:READ].strip()
    return UNSEEN.sub("", start).replace("’", "'").strip()[:READ]


def is_empty(cell: Cell) -> bool:
    """Whether there is nothing in it to be seen."""
    return cell is None or not seen_in(cell)
