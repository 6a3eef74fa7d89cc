"""Two lists on one sheet, below or beside each other: each is read with its own headings."""

from collections.abc import Sequence
from dataclasses import replace

from tocsin.core.imported_dates import is_day
from tocsin.core.imported_header import LEAST, table_in
from tocsin.core.imported_mapping import certainty
from tocsin.core.imported_table import Cell, Sheet, is_empty, text_of
from tocsin.core.imported_words import plain

FEWEST, WORDS = 3, 4  # headings of a list, and words in one of them as a rule
SURE = 2.0  # sureness of the headings of a further list
Row = Sequence[Cell]


def lists_in(sheet: Sheet) -> tuple[Sheet, ...]:
    """The parts of the sheet that hold a list each; the sheet itself when there is one at most."""
    return tuple(part for half in _beside(sheet) for part in _below(half))


def said_of(parts: Sequence[Sheet]) -> str:
    """What to say of several lists on one sheet."""
    later = [part.first_row for part in parts[1:] if part.first_row > parts[0].first_row]
    where = f"the second from row {later[0]}" if later else "side by side"
    return f"there are {len(parts)} lists on this sheet, {where}: each is read by its own headings"


def _below(sheet: Sheet) -> list[Sheet]:
    starts = [0]
    for place in range(FEWEST, len(sheet.rows) - 1):
        if not any(map(_is_filled, sheet.rows[place - 1])) and _begins(sheet.rows, place):
            before = table_in(_rows(sheet, starts[-1], place))
            row = {plain(text_of(cell)) for cell in sheet.rows[place] if _is_filled(cell)}
            if (
                before
                and before.lines
                and certainty(before.headings) >= SURE
                and row != {plain(each) for each in before.headings if each}
            ):
                starts.append(place)
    ends = [*starts[1:], len(sheet.rows)]
    return [_rows(sheet, start, end) for start, end in zip(starts, ends, strict=True)]


def _rows(sheet: Sheet, start: int, end: int) -> Sheet:
    return replace(sheet, rows=sheet.rows[start:end], first_row=sheet.first_row + start)


def _begins(rows: Sequence[Row], place: int) -> bool:
    """Whether the row has headings of a list, with something below them that is none."""
    texts = [text_of(cell) for cell in rows[place] if _is_filled(cell)]
    if len(texts) < FEWEST or not all(isinstance(c, str) for c in rows[place] if _is_filled(c)):
        return False
    if any(is_day(text) for text in texts) or sum(len(t.split()) for t in texts) > WORDS * len(
        texts
    ):
        return False
    below = [cell for cell in rows[place + 1] if _is_filled(cell)]
    has_values = any(is_day(cell) or text_of(cell)[:1].isdigit() for cell in below)
    return has_values and certainty([text_of(cell) for cell in rows[place]]) >= SURE


def _beside(sheet: Sheet) -> list[Sheet]:
    """The halves left and right of an empty column, when both have headings, and the same ones."""
    width = max(map(len, sheet.rows), default=0)
    for column in range(2, width - 2):
        if any(_is_filled(row[column]) for row in sheet.rows if len(row) > column):
            continue
        left = replace(sheet, rows=tuple(row[:column] for row in sheet.rows))
        right = replace(sheet, rows=tuple(row[column + 1 :] for row in sheet.rows))
        tables = [table_in(left), table_in(right)]
        if None not in tables and _share(*(table.headings for table in tables if table)):
            return [left, *_beside(right)]
    return [sheet]


def _share(one: Sequence[str], other: Sequence[str]) -> bool:
    alike = {plain(each) for each in one if each} & {plain(each) for each in other if each}
    return len(alike) >= FEWEST - 1 and certainty(tuple(other)) >= LEAST


def _is_filled(cell: Cell) -> bool:
    return not is_empty(cell)
