"""A record as it was at an instant, put together from its entries: there is no second copy."""

from collections.abc import Iterable, Mapping, Sequence
from datetime import datetime
from typing import Any, TypeVar

from tocsin.ledger.queries import Event
from tocsin.ledger.recorded import Recorded

Rows = Mapping[str, Mapping[str, Any]]
Row = TypeVar("Row", bound=Recorded)


def known_at(events: Iterable[Event], at: datetime) -> list[Event]:
    """The entries up to the last that was there at `at`, oldest first.

    Up to the first later one, and not each that is dated so: an entry of a protected reporter
    says the day only, and must not stand before what came before it.
    """
    found = []
    for event in sorted(events, key=lambda each: each.number):
        if event.at > at:
            break
        found.append(event)
    return found


def rows_after(events: Sequence[Event]) -> Rows:
    """The columns of each row, by its label, after these entries, which are oldest first."""
    rows: dict[str, Mapping[str, Any]] = {}
    for event in events:
        rows |= event.rows
        for label in event.removed:
            rows.pop(label, None)
    return rows


def row_from(model: type[Row], values: Mapping[str, Any]) -> Row:
    """A row, not saved, with these columns. One that a later release added is left as it begins."""
    fields = [field for field in model._meta.concrete_fields if field.attname in values]
    return model(**{field.attname: field.to_python(values[field.attname]) for field in fields})
