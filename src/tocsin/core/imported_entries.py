"""The entries of an old log: rows that belong together, and what is in doubt of whole columns."""

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import date

from tocsin.core.imported_dates import order_of, read_day
from tocsin.core.imported_day import Order, short
from tocsin.core.imported_entry import DAYS, Doubt, Entry
from tocsin.core.imported_fields import BY_KEY, NONE, Shape
from tocsin.core.imported_reading import Reading
from tocsin.core.imported_table import Cell, Line, Table, is_empty, text_of
from tocsin.core.imported_told import CROSS, TICKS
from tocsin.core.imported_words import plain

DIGIT = re.compile(r"\d")
LONGEST_DAY = 80  # characters of a day with nothing beside it, however it is written


@dataclass(frozen=True)
class _Column:
    heading: str
    key: str
    order: Order
    crosses_are_no: bool


def entries_of(
    table: Table, keys: Sequence[str], *, today: date
) -> tuple[tuple[Entry, ...], tuple[Doubt, ...]]:
    """The entries of a table whose columns mean `keys`, and what to doubt of whole columns."""
    columns = [
        _column(heading, key, [line.cells[place] for line in table.lines])
        for place, (heading, key) in enumerate(zip(table.headings, keys, strict=True))
    ]
    about_all = [doubt for column in columns for doubt in _about(column, table, columns)]
    entries: list[Entry] = []
    seen: dict[str, str] = {}
    years: tuple[int, ...] = ()
    for group in _groups(table.lines, keys):
        years = group[0].years or _years(columns, group[0]) or years
        entry = _entry(table, columns, [replace(line, years=years) for line in group], today)
        reference = entry.said.get("reference", "")
        if reference and reference.lower() in seen:
            said = f"“{reference[:40]}” is the number of {seen[reference.lower()]} too"
            entry = replace(entry, doubts=(*entry.doubts, Doubt(entry.where, said)))
        elif reference:
            seen[reference.lower()] = entry.where
        entries.append(entry)
    return tuple(entries), tuple(about_all)


def _years(columns: Sequence[_Column], line: Line) -> tuple[int, ...]:
    """The year that the row's other days are in."""
    for column, cell in zip(columns, line.cells, strict=True):
        if column.key in DAYS and (day := read_day(cell, column.order).day):
            return (day.year,)
    return ()


def _column(heading: str, key: str, cells: Sequence[Cell]) -> _Column:
    texts = {text_of(cell) for cell in cells}
    return _Column(
        heading, key, order_of(cells), bool(texts & TICKS or {t[:1].lower() for t in texts} & {"y"})
    )


def _about(column: _Column, table: Table, columns: Sequence[_Column]) -> Iterable[Doubt]:
    """What is in doubt for every row of a column."""
    place = columns.index(column)
    cells = [line.cells[place] for line in table.lines]
    shape = BY_KEY[column.key].shape if column.key != NONE else None
    if shape is Shape.DAY and not column.order.is_certain and (cell := _either_way(cells)):
        yield Doubt(
            column.heading,
            f"every day here could also be a month: “{cell}” is read as"
            f" {read_day(cell).start.words()}",
        )
    if shape is Shape.DAY and not column.order.day_first:
        cell = _either_way(cells)
        said = f": “{cell}” is read as {read_day(cell, column.order).start.words()}" if cell else ""
        yield Doubt(column.heading, f"the month stands first here, as in America{said}")
    if shape is Shape.DAY and column.order.is_certain and _is_mixed(cells):
        yield Doubt(
            column.heading,
            "some dates are real ones and others only text: a spreadsheet set to American dates"
            " may have swapped day and month in the real ones",
        )
    if shape is Shape.YES_NO and any(CROSS.fullmatch(text_of(cell)) for cell in cells):
        yield Doubt(column.heading, f"X is read as {'no' if column.crosses_are_no else 'yes'}")


def _either_way(cells: Iterable[Cell]) -> str:
    """A date of the column that is another day when read the other way; "" for none."""
    for cell in cells:
        if isinstance(cell, str):
            british, american = read_day(cell), read_day(cell, Order(day_first=False))
            if british.day != american.day:
                return short(cell.strip())
    return ""


def _is_mixed(cells: Sequence[Cell]) -> bool:
    real = [cell for cell in cells if isinstance(cell, date)]
    if len(real) < 2:  # noqa: PLR2004 - one alone may be right
        return False
    texts = [read_day(cell) for cell in cells if isinstance(cell, str)]
    late = [found.day for found in texts if found.day and found.day.day > 12]  # noqa: PLR2004
    return bool(late) and all(cell.day <= 12 for cell in real)  # noqa: PLR2004


def _groups(lines: Sequence[Line], keys: Sequence[str]) -> Iterable[list[Line]]:
    """Rows that are about one breach together: the same number and day, or a row that goes on."""
    found: list[list[Line]] = []
    by_reference: dict[str, list[Line]] = {}
    named = [place for place, key in enumerate(keys) if key == "reference"]
    dated = [place for place, key in enumerate(keys) if key in DAYS]
    told = [place for place, key in enumerate(keys) if key == "what"]
    for line in lines:
        reference = "".join(text_of(line.cells[place]).lower() for place in named)
        group = by_reference.get(reference) if reference else None
        if group and _agree(group[0], line, dated) and _agree(group[0], line, told):
            group.append(line)
        elif found and named and dated and _goes_on(found[-1][-1], line, [*named, *dated]):
            found[-1].append(line)
        else:
            found.append([line])
            if reference:
                by_reference.setdefault(reference, found[-1])
    return found


def _agree(one: Line, other: Line, places: Sequence[int]) -> bool:
    pairs = [(text_of(one.cells[place]), text_of(other.cells[place])) for place in places]
    return all(a == b or not b for a, b in pairs)


def _goes_on(before: Line, line: Line, places: Sequence[int]) -> bool:
    """Whether the row has no number and no day, and so belongs to the one above it."""
    if line.sheet != before.sheet or line.number != before.number + 1:
        return False
    filled = sum(not is_empty(cell) for cell in line.cells)
    return all(is_empty(line.cells[p]) for p in places) and filled <= max(len(line.cells) // 2, 1)


def _entry(table: Table, columns: Sequence[_Column], group: Sequence[Line], today: date) -> Entry:
    first = group[0]
    rows = tuple(line.number for line in group)
    together = [_cells(group, place) for place in range(len(columns))]
    original = tuple(
        (column.heading, "\n".join(text_of(cell) for cell in cells))
        for column, cells in zip(columns, together, strict=True)
        if cells
    )
    marks = sorted(
        [plain(column.heading), *(_in_one_form(cell, column.order) for cell in cells)]
        for column, cells in zip(columns, together, strict=True)
        if cells
    )
    entry = Entry(table.sheet, rows, original, repr(marks))
    reading = Reading(entry.where)
    for column, cells in zip(columns, together, strict=True):
        if column.key != NONE and cells:
            reading.take(
                column.key, cells, column.order, first.years, crosses_are_no=column.crosses_are_no
            )
    if len(group) > 1:
        reading.doubt("these rows are taken as one incident")
    return reading.finished(entry, today, first.years)


def _cells(group: Sequence[Line], place: int) -> list[Cell]:
    """What the rows hold in a column, each thing once."""
    found = {text_of(line.cells[place]): line.cells[place] for line in reversed(group)}
    return [cell for text, cell in reversed(found.items()) if text]


def _in_one_form(cell: Cell, order: Order) -> str:
    if isinstance(cell, str) and (len(cell) > LONGEST_DAY or not DIGIT.search(cell)):
        return " ".join(text_of(cell).lower().split())
    read = read_day(cell, order)
    if isinstance(cell, str) and read.day and not read.rest and not read.doubts:
        return f"{read.start.as_text()} {read.clock or ''}".strip()
    if isinstance(cell, date):
        return f"{read.start.as_text()} {read.clock or ''}".strip()
    return " ".join(text_of(cell).lower().split())
