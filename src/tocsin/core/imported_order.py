"""Days of which the headings do not say what they are: they follow each other as such days do."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import date
from itertools import combinations

from tocsin.core.imported_dates import order_of, read_day
from tocsin.core.imported_mapping import Column
from tocsin.core.imported_table import Cell

ORDER = ("occurred", "discovered", "reported", "closed")
LOOKED_AT = 60


def in_their_order(
    columns: Sequence[Column], values: Sequence[Sequence[Cell]]
) -> tuple[Column, ...]:
    """The columns, those in doubt exchanged so that what happens first has the earliest days."""
    found = list(columns)
    unsure = [place for place, each in enumerate(found) if each.field in ORDER and each.doubt]
    for one, other in combinations(sorted(unsure, key=lambda p: ORDER.index(found[p].field)), 2):
        if _is_mostly_later(values[one], values[other]):
            found[one], found[other] = (
                replace(found[one], field=found[other].field),
                replace(found[other], field=found[one].field),
            )
    return tuple(found)


def _is_mostly_later(one: Sequence[Cell], other: Sequence[Cell]) -> bool:
    pairs = list(zip(_days(one), _days(other), strict=True))
    later = sum(bool(a and b and a > b) for a, b in pairs)
    return later > sum(bool(a and b and a < b) for a, b in pairs)


def _days(cells: Sequence[Cell]) -> list[date | None]:
    order = order_of(cells)
    return [read_day(cell, order).day for cell in cells[:LOOKED_AT]]
