"""Days of the calendar as a file gives them."""

from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import date, timedelta

from tocsin.core.when import say_date
from tocsin.schools.models import PeriodKind

SATURDAY = 5
APART = frozenset({PeriodKind.HALF_TERM.value, PeriodKind.CLOSURE.value})
A_DAY = timedelta(days=1)


@dataclass(frozen=True)
class Row:
    """Days of the calendar, both ends included. `kind` is one of PeriodKind's values."""

    kind: str
    name: str
    first_on: date
    last_on: date

    @property
    def label(self) -> str:
        return PeriodKind(self.kind).label

    @property
    def words(self) -> str:
        """When it is: "2 September 2026" or "2 September 2026 to 18 December 2026"."""
        last = "" if self.first_on == self.last_on else f" to {say_date(self.last_on)}"
        return f"{say_date(self.first_on)}{last}"


def together(rows: Iterable[Row]) -> list[Row]:
    """The rows, with the days of one holiday put together where each day is an event of its own.

    The same days under two names count once. Takes rows in order. Only weekends may lie between.
    """
    found: list[Row] = []
    once = {(row.kind, row.first_on, row.last_on): row for row in reversed(list(rows))}
    for row in reversed(once.values()):
        place = next((i for i, each in enumerate(found) if _goes_on(each, row)), None)
        if place is None:
            found.append(row)
        else:
            last = max(found[place].last_on, row.last_on)
            found[place] = replace(found[place], last_on=last)
    return found


def _goes_on(one: Row, other: Row) -> bool:
    is_same = one.kind == other.kind and one.name.casefold() == other.name.casefold()
    if one.kind not in APART or not is_same:
        return False
    between = (other.first_on - one.last_on).days - 1
    days = (one.last_on + A_DAY * number for number in range(1, between + 1))
    return between <= 2 and all(day.weekday() >= SATURDAY for day in days)  # noqa: PLR2004 - a weekend
