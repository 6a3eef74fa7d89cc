"""Reading the ledger: what happened to one record, with the rows each change wrote."""

import json
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any
from uuid import UUID

from django.db import connection, models

from tocsin.ledger.keys import KeyDestroyed, known_key, unseal
from tocsin.ledger.models import Content, Entry
from tocsin.ledger.tenancy import reading
from tocsin.ledger.writing import Subject

ALL = 2**62  # more entries than there will ever be


@dataclass(frozen=True)
class Event:
    """One entry, read. `rows` maps each row it wrote to its columns as they then were."""

    number: int
    action: str
    at: datetime
    by: UUID
    facts: Mapping[str, Any]
    rows: Mapping[str, Mapping[str, Any]]
    removed: frozenset[str] = frozenset()  # labels of the rows it took away

    def row(self, table: str) -> Mapping[str, Any]:
        """The first row of `table` that the change wrote; empty when it wrote none."""
        return next((v for label, v in self.rows.items() if label.startswith(f"{table}:")), {})


# Written out: asked through the models, a page's timeline took three times as long.
_SQL = (
    "SELECT e.number, e.body, c.sealed FROM {entry} e"
    " LEFT JOIN {content} c ON c.school_id = e.school_id AND c.number = e.number"
    " WHERE e.school_id = %s AND e.subject = %s AND e.number < %s ORDER BY e.number DESC LIMIT %s"
)


def history(
    subject: Subject, *, newest: int | None = None, until: int | None = None
) -> list[Event]:
    """What happened to `subject`, newest first: the `newest` ones, or those before entry `until`.

    Rows are empty once the key of the record has been destroyed.
    """
    school = models.UUIDField().get_db_prep_value(subject.school_id, connection)
    sql = _SQL.format(entry=Entry._meta.db_table, content=Content._meta.db_table)
    asked = [school, subject.ledger_name, until or ALL, ALL if newest is None else newest]
    with reading(subject.school_id), connection.cursor() as cursor:
        cursor.execute(sql, asked)
        found = cursor.fetchall()
        key = _key_of(subject)
    return [
        _event(number, json.loads(body), _rows(subject, number, key, sealed))
        for number, body, sealed in found
    ]


def _key_of(subject: Subject) -> bytes | None:
    try:
        return known_key(subject.key_id, school_id=subject.school_id)
    except KeyDestroyed:
        return None


def _rows(subject: Subject, number: int, key: bytes | None, sealed: Any) -> Mapping[str, Any]:
    if key is None or sealed is None:
        return {}
    found: Mapping[str, Any] = json.loads(
        unseal(key, bytes(sealed), f"{subject.school_id}:{number}")
    )
    return found


def _event(number: int, body: Mapping[str, Any], rows: Mapping[str, Any]) -> Event:
    return Event(
        number=number,
        action=body["action"],
        at=datetime.fromisoformat(body["at"]),
        by=UUID(body["by"]),
        facts=body["facts"],
        rows=rows,
        removed=frozenset(label for label, digest in body["rows"].items() if digest is None),
    )
