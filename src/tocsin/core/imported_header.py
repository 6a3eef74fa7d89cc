"""Finding the list in a sheet: its headings, its entries, and what is neither."""

import re
from collections.abc import Sequence
from dataclasses import replace

from tocsin.core.imported_dates import is_day
from tocsin.core.imported_mapping import certainty
from tocsin.core.imported_periods import years_in
from tocsin.core.imported_table import Cell, Line, Sheet, Table, is_empty, text_of
from tocsin.core.imported_words import plain

LOOKED_AT = 40  # rows in which the headings may stand
LEAST = 1.3  # sureness of all headings together, below which it is no breach log
LONGEST = 160  # characters of a heading
LATER, TWO_ROWS = 0.03, 0.4  # what a heading further down, or of two rows, has to be better by
SIDEWAYS = 1.15  # how much better a column of headings has to be than a row of them
CLEAR, SIDEWAYS_OF_CLEAR = 2.5, 2.0  # the same when the row of headings is a good one
FEWEST = 2
Row = Sequence[Cell]
TOTALS = re.compile(
    r"(?:sub|grand|overall|year|term)?\s*-?(?:totals?(?!\s+loss)|count|sum|average)\b|number of"
    r" (?:breaches|incidents|"
    r"entries)|(?:key|legend|notes?|guidance|instructions|rag|colou?rs?)\s*(?:[:=–-]|$)|end of"
    r"|last updated|"
    r"(?:red|amber|green|yellow|high|medium|low)\s*[=–:-]|\*|©|version\b|reviewed (?:by|on)"
    r"|page \d|see also",
    re.IGNORECASE,
)
GUIDE = re.compile(
    r"d{1,2}[/.-]mm?[/.-]y|y\s*/\s*n\b|e\.?g\.?[\s,:]|for example|yes\s*/\s*no\b", re.IGNORECASE
)
SUM = re.compile(
    r"(?:\w+[\s-]+){0,3}(?:totals?|sum|average|count)(?:\s+(?:for|of|in|this)\b.{0,40}"
    r"|(?:\s+(?:breaches|incidents|entries|people|number))?\W*)",
    re.IGNORECASE,
)
FIGURE = re.compile(r"[£$€]?\s?-?\d[\d,. ]*%?")
FEW = 3


def table_in(sheet: Sheet) -> Table | None:
    """The list in the sheet; None when there is none that we can read."""
    upright = _found(sheet.rows)
    turned = _turned(sheet.rows)
    sideways = _found(turned, within=2) if turned else (0.0, 0, ())
    better = SIDEWAYS if upright[0] < CLEAR else SIDEWAYS_OF_CLEAR
    if sideways[0] > max(upright[0] * better, LEAST + 1) and _is_label_column(turned, sideways[1]):
        return _sideways(sheet, turned, sideways[1])
    score, last, headings = upright
    if score < LEAST:
        return None
    return _listed(sheet, last, headings)


def _found(rows: Sequence[Row], within: int = LOOKED_AT) -> tuple[float, int, tuple[str, ...]]:
    """The best headings: how good they are, the place of their last row, and the headings."""
    best: tuple[float, int, tuple[str, ...]] = (0.0, 0, ())
    for place, row in enumerate(rows[:within]):
        headings = tuple(_heading(cell) for cell in row)
        if sum(map(bool, headings)) < FEWEST:
            continue
        score = certainty(headings) * _likeness(row) - LATER * place
        if score > best[0]:
            best = (score, place, headings)
        if place + 1 < len(rows) and _is_group(row, rows[place + 1]):
            both = _joined(row, rows[place + 1])
            score = certainty(both) * _likeness(rows[place + 1]) - LATER * place - TWO_ROWS
            if score > best[0]:
                best = (score, place + 1, both)
    return best


def _heading(cell: Cell) -> str:
    text = " ".join(text_of(cell).split())
    return text if isinstance(cell, str) and len(text) <= LONGEST else ""


def _likeness(row: Row) -> float:
    """Which part of what stands in the row could be a heading."""
    filled = [cell for cell in row if not is_empty(cell)]
    fit = sum(
        isinstance(cell, str) and bool(_heading(cell)) and not is_day(cell) for cell in filled
    )
    return (fit / len(filled)) ** 2 if filled else 0.0


def _is_group(upper: Row, lower: Row) -> bool:
    """Whether the upper row may name groups of the headings in the lower one."""
    width = max(len(upper), len(lower))
    pairs = [(_cell(upper, place), _cell(lower, place)) for place in range(width)]
    filled = [low for _, low in pairs if not is_empty(low)]
    if len(filled) < FEWEST or _likeness(lower) < 1 or max(map(len, map(text_of, filled))) > 80:  # noqa: PLR2004
        return False
    groups = sum(not is_empty(up) for up, _ in pairs)
    below = sum(not is_empty(up) and not is_empty(low) for up, low in pairs)
    words = sum(len(text_of(low).split()) for low in filled) / len(filled)
    is_partial = len(filled) < groups and words <= FEW
    return groups >= FEWEST and below > 0 and (len(filled) > below or is_partial)


def _joined(upper: Row, lower: Row) -> tuple[str, ...]:
    """What ICO over Told? and Date gives: ICO Told? and ICO Date."""
    group, found = "", []
    for place in range(max(len(upper), len(lower))):
        over, under = _heading(_cell(upper, place)), _heading(_cell(lower, place))
        group = over or (group if under else "")
        found.append(f"{group} {under}".strip() if under and under != group else over or under)
    return tuple(found)


def _listed(sheet: Sheet, last: int, headings: tuple[str, ...]) -> Table:
    above = " ".join(text_of(cell) for row in sheet.rows[:last] for cell in row)
    years = years_in(sheet.name) or years_in(above[:500])
    lines: list[Line] = []
    left_out: list[str] = []
    known = [plain(each) for each in headings]
    for place, row in enumerate(sheet.rows[last + 1 :], start=sheet.first_row + last + 1):
        filled = [cell for cell in row if not is_empty(cell)]
        if not filled or _repeats(row, known):
            continue
        why = _why_not(row, filled, is_first=not lines, width=sum(map(bool, headings)))
        if why:
            years = years_in(text_of(filled[0])) or years if len(filled) == 1 else years
            said = " | ".join(text_of(cell)[:60] for cell in filled[:4])
            left_out.append(f"row {place} {why}: {said}")
            continue
        lines.append(Line(sheet.name, place, _wide(row, len(headings)), years))
    width = max([len(headings), *(len(line.cells) for line in lines)])
    headings += ("",) * (width - len(headings))
    return _trimmed(Table(sheet.name, headings, tuple(lines), tuple(left_out)))


def _why_not(row: Row, filled: Row, *, is_first: bool, width: int) -> str:
    """Why a row is no entry; empty when it is one."""
    start = text_of(filled[0])
    is_blank_form = all(text_of(cell).endswith(":") for cell in filled)  # Signed: Date:
    if (len(filled) <= FEW and TOTALS.match(start)) or _is_sum(filled) or is_blank_form:
        return "looks like a total or a note"
    if is_first and any(GUIDE.match(text_of(cell).lstrip("(")) for cell in filled):
        return "looks like guidance on how to fill in the log"
    if len(filled) == 1 and width > FEW and not is_empty(row[0]):
        return "holds one cell alone"
    return ""


def _is_sum(filled: Row) -> bool:
    """Whether one cell says that it is a total, and all the others are figures."""
    texts = [text_of(cell) for cell in filled]
    names = [text for text in texts if not FIGURE.fullmatch(text)]
    return len(names) == 1 < len(texts) and bool(SUM.fullmatch(names[0]))


def _repeats(row: Row, known: Sequence[str]) -> bool:
    """Whether the headings stand here once more, as after a page break."""
    others = alike = 0
    most = len(known) // 5
    for cell, name in zip(row, known, strict=False):
        text = plain(text_of(cell))
        alike += bool(text) and text == name
        others += text != name
        if others > most:  # as nearly every row shows in its first cells
            return False
    return alike > 0


def _turned(rows: Sequence[Row]) -> list[tuple[Cell, ...]]:
    """The rows as columns, as far as a form may go."""
    if not FEWEST <= len(rows) <= 400:  # noqa: PLR2004 - no form is longer
        return []
    width = max(len(row) for row in rows)
    return [tuple(_cell(row, place) for row in rows) for place in range(min(width, 60))]


def _is_label_column(turned: Sequence[Row], place: int) -> bool:
    return any(not is_empty(cell) for row in turned[place + 1 :] for cell in row)


def _sideways(sheet: Sheet, turned: Sequence[Row], last: int) -> Table:
    """A form: the headings run down one column, and each column after it is one incident."""
    labels = [_heading(cell).rstrip(":") for cell in turned[last]]
    years = years_in(sheet.name)
    columns = turned[last + 1 :]
    used = [
        place
        for place, label in enumerate(labels)
        if label and any(not is_empty(row[place]) for row in columns)
    ]
    lines = [
        Line(sheet.name, number, tuple(row[place] for place in used), years)
        for number, row in enumerate(columns, start=last + 2)
        if any(not is_empty(row[place]) for place in used)
    ]
    return Table(sheet.name, tuple(labels[place] for place in used), tuple(lines))


def _trimmed(table: Table) -> Table:
    """The table without columns that hold nothing and have no heading."""
    kept = [
        place
        for place, heading in enumerate(table.headings)
        if heading or any(not is_empty(_cell(line.cells, place)) for line in table.lines)
    ]
    lines = (
        replace(line, cells=tuple(_cell(line.cells, place) for place in kept))
        for line in table.lines
    )
    headings = tuple(table.headings[place] for place in kept)
    return replace(table, headings=headings, lines=tuple(lines))


def _wide(row: Row, width: int) -> tuple[Cell, ...]:
    return tuple(row) + (None,) * (width - len(row))


def _cell(row: Row, place: int) -> Cell:
    return row[place] if place < len(row) else None
