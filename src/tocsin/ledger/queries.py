"""Reading the ledger: what happened to one record, with the rows each change wrote."""

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any
from uuid import UUID

from tocsin.ledger.keys import KeyDestroyed, known_key, unseal
from tocsin.ledger.models import Content, Entry
from tocsin.ledger.tenancy import reading
from tocsin.ledger.writing import Subject


@dataclass(frozen=True)
class Event:
    """One entry, read. `rows` maps each row it wrote to its columns as they then were."""

    number: int
    action: str
    at: datetime
    by: UUID
    facts: Mapping[str, Any]
    rows: Mapping[str, Mapping[str, Any]]

    def row(self, table: str) -> Mapping[str, Any]:
        """The first row of `table` that the change wrote; empty when it wrote none."""
        return next((v for label, v in self.rows.items() if label.startswith(f"{table}:")), {})


def history(
    subject: Subject, *, newest: int | None = None, until: int | None = None
) -> list[Event]:
    """What happened to `subject`, newest first: the `newest` ones, or those before entry `until`.

    Rows are empty once the key of the record has been destroyed.
    """
    with reading(subject.school_id):
        found = Entry.objects.filter(school_id=subject.school_id, subject=subject.ledger_name)
        if until is not None:
            found = found.filter(number__lt=until)
        entries = list(found.order_by("-number").values_list("number", "body")[:newest])
        contents = _contents(subject, [number for number, _ in entries])
    return [_event(number, json.loads(body), contents.get(number, {})) for number, body in entries]


def _contents(subject: Subject, numbers: Sequence[int]) -> dict[int, Any]:
    try:
        key = known_key(subject.key_id, school_id=subject.school_id)
    except KeyDestroyed:
        return {}
    rows = Content.objects.filter(school_id=subject.school_id, number__in=numbers)
    return {
        number: json.loads(unseal(key, bytes(sealed), f"{subject.school_id}:{number}"))
        for number, sealed in rows.values_list("number", "sealed")
    }


def _event(number: int, body: Mapping[str, Any], rows: Mapping[str, Any]) -> Event:
    return Event(
        number=number,
        action=body["action"],
        at=datetime.fromisoformat(body["at"]),
        by=UUID(body["by"]),
        facts=body["facts"],
        rows=rows,
    )
