"""What would be imported from a file, with every doubt, before anything is."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from tocsin.core.errors import Reason, Refused
from tocsin.core.imported_entries import entries_of
from tocsin.core.imported_entry import DAYS, Doubt, Entry
from tocsin.core.imported_fields import BY_KEY, NONE
from tocsin.core.imported_header import table_in
from tocsin.core.imported_lists import lists_in, said_of
from tocsin.core.imported_mapping import mapped
from tocsin.core.imported_order import in_their_order
from tocsin.core.imported_table import Table, text_of
from tocsin.core.imported_words import plain
from tocsin.incidents.workbooks import sheets_of

SAMPLES = 3
# What every log says. Where no column was taken for it, a person is asked first: by the field to
# choose, what it is called, and the fields that say it.
EXPECTED = (("what", "what happened", ("what",)), ("occurred", "the day it happened", DAYS))


@dataclass(frozen=True)
class Column:
    """One heading of the file: what it means, how sure we are, and what stands below it."""

    key: str  # the heading in one form, and its place among those that are alike
    heading: str
    field: str
    doubt: str
    samples: tuple[str, ...]

    @property
    def label(self) -> str:
        """What it means, in words."""
        return BY_KEY[self.field].label if self.field else "Kept word for word"


@dataclass(frozen=True)
class Plan:
    """Everything the file would become."""

    columns: tuple[Column, ...]
    entries: tuple[Entry, ...]
    doubts: tuple[Doubt, ...]
    left_out: tuple[str, ...]
    notes: tuple[str, ...]

    @property
    def missing(self) -> tuple[tuple[str, str], ...]:
        """What no column was taken for, though every log says it: its field, and its words."""
        taken = {column.field for column in self.columns}
        return tuple((key, words) for key, words, by in EXPECTED if taken.isdisjoint(by))

    @property
    def all_doubts(self) -> tuple[Doubt, ...]:
        """Those of whole columns first, then row by row."""
        return (*self.doubts, *(doubt for entry in self.entries for doubt in entry.doubts))


def plan_of(data: bytes, *, chosen: Mapping[str, str] | None = None, today: date) -> Plan:
    """Read the file. chosen: what a person says a column means, by its key, against our proposal.

    Raises Refused for a file without a list, and when two columns are said to mean the same.
    """
    sheets, notes = sheets_of(data)
    parts = [lists_in(sheet) for sheet in sheets if sheet.rows]
    found = [(part, table_in(part)) for some in parts for part in some]
    tables = [table for _, table in found if table is not None and table.lines]
    if not tables and any(table is not None for _, table in found):
        words = (
            "We found the row of headings in this file, but no entry below it. Add the entries and"
            " try again, or choose another file."
        )
        raise Refused(Reason("log-file-entries", words))
    if not tables:
        words = (
            "We found no row of headings in this file, such as “Date”, “What happened”, “Action"
            " taken”."
            " Put the headings in one row above the list and try again."
        )
        raise Refused(Reason("log-file-headings", words))
    skipped = [
        f"The tab “{sheet.name}” holds no list that we can read, so nothing is taken from it."
        for sheet, table in found
        if table is None or not table.lines
    ]
    keys = [_keys(table) for table in tables]
    columns = _columns(tables, keys, chosen or {})
    fields = {column.key: column.field for column in columns}
    _refuse_twice(keys, columns)
    entries: list[Entry] = []
    doubts = [Doubt(some[0].name or "The file", said_of(some)) for some in parts if len(some) > 1]
    for table, own in zip(tables, keys, strict=True):
        some, about = entries_of(table, [fields[key] for key in own], today=today)
        entries += some
        doubts += about
    left_out = tuple(_said(table, row) for table in tables for row in table.left_out)
    return Plan(columns, tuple(entries), tuple(dict.fromkeys(doubts)), left_out, (*notes, *skipped))


def _keys(table: Table) -> list[str]:
    """A name for each column: the second of two headings alike is another column."""
    found: list[str] = []
    for heading in table.headings:
        name = plain(heading) or "column"
        found.append(f"{name}#{sum(each.rpartition('#')[0] == name for each in found) + 1}")
    return found


def _columns(
    tables: Sequence[Table], keys: Sequence[Sequence[str]], chosen: Mapping[str, str]
) -> tuple[Column, ...]:
    found: dict[str, Column] = {}
    for table, own in zip(tables, keys, strict=True):
        values = [[line.cells[place] for line in table.lines] for place in range(len(own))]
        proposed = in_their_order(mapped(table.headings, values), values)
        for key, proposal, cells in zip(own, proposed, values, strict=True):
            if key in found:
                continue
            samples = list(dict.fromkeys(text for cell in cells[:50] if (text := text_of(cell))))
            field, doubt = proposal.field, proposal.doubt
            if key in chosen:
                field, doubt = chosen[key], ""
            elif field in chosen.values():
                field, doubt = NONE, ""
            found[key] = Column(key, proposal.heading, field, doubt, tuple(samples[:SAMPLES]))
    return tuple(found.values())


def _refuse_twice(keys: Sequence[Sequence[str]], columns: Sequence[Column]) -> None:
    known = {column.key: column for column in columns}
    for own in keys:
        seen: dict[str, str] = {}
        for key in own:
            column = known[key]
            if column.field and column.field in seen:
                words = (
                    f"“{seen[column.field]}” and “{column.heading}” are both said to be:"
                    f" {column.label}."
                    " Choose one of them."
                )
                raise Refused(Reason("log-two-columns", words))
            if column.field:
                seen[column.field] = column.heading


def _said(table: Table, row: str) -> str:
    return f"{table.sheet}, {row}" if table.sheet else f"{row[:1].upper()}{row[1:]}"
