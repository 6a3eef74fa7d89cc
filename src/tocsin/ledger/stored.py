"""Rows read straight from their tables, in the very form that `row_values` gives, but faster."""

import json
from collections.abc import Callable, Iterator
from typing import Any, TypeAlias
from uuid import UUID

from django.db import connection, models

from tocsin.core.canonical import canonical
from tocsin.ledger.models import Recorded

CHUNK = 2000  # rows
UNREADABLE = b""  # stands for a row that none of our commands can have written

Convert = Callable[[Any], Any]
Kind: TypeAlias = "type[models.Field[Any, Any]]"
_write = json.JSONEncoder(ensure_ascii=False, check_circular=False, separators=(",", ":")).encode

_UTC = """'YYYY-MM-DD"T"HH24:MI:SS.US"+00:00"'"""
# PostgreSQL writes the text of these itself; what is not named here is the same on both sides.
_IN_POSTGRES: dict[Kind, str] = {
    models.UUIDField: "{}::text",
    models.DateTimeField: f"to_char({{}} AT TIME ZONE 'UTC', {_UTC})",
    models.DateField: "{}::text",
    models.BinaryField: "encode({}, 'hex')",
    models.JSONField: "{}::text",
}
_CONVERTED = {models.DateTimeField, models.DateField, models.BooleanField}
_PLAIN = (models.CharField, models.TextField, models.IntegerField)


def _uuid(text: str) -> str:
    return f"{text[:8]}-{text[8:12]}-{text[12:16]}-{text[16:20]}-{text[20:]}"


def _instant(text: str) -> str:
    fraction = "" if "." in text else ".000000"
    return f"{text[:10]}T{text[11:]}{fraction}+00:00"


def _json(text: str) -> Any:
    return [] if text == "[]" else json.loads(text)  # most lists are empty, and parsing is slow


_FROM_SQLITE: dict[Kind, Convert] = {
    models.UUIDField: _uuid,
    models.DateTimeField: _instant,
    models.BooleanField: {0: False, 1: True}.__getitem__,
    models.BinaryField: bytes.hex,
    models.JSONField: _json,
}


def stored_rows(model: type[Recorded], school_id: UUID) -> Iterator[tuple[str, str, bytes]]:
    """Each row the school has in the table: its data key's id, its label, its canonical JSON.

    The JSON is UNREADABLE when the row holds what none of our commands writes.
    """
    shape = _Shape(model)
    with connection.chunked_cursor() as cursor:
        cursor.execute(shape.sql, [shape.school_field.get_db_prep_value(school_id, connection)])
        while rows := cursor.fetchmany(CHUNK):
            yield from map(shape.read, rows)


def values_of(text: bytes) -> dict[str, Any]:
    """The columns in what `stored_rows` gave."""
    values: dict[str, Any] = json.loads(text)[1] if text else {}
    return values


class _Shape:
    """How the rows of one table are asked for and written down."""

    def __init__(self, model: type[Recorded]) -> None:
        fields: list[Any] = sorted(model._meta.concrete_fields, key=lambda field: field.attname)
        self.names = [field.attname for field in fields]
        school: Any = model._meta.get_field(model.school_column)
        self.school_field = school
        pk = model._meta.pk.attname
        self.pk, self.key = self.names.index(pk), self.names.index(model.key_column)
        self.label = f"{model._meta.model_name}:"
        kinds = [_kind(field) for field in fields]
        self.jsons = [place for place, kind in enumerate(kinds) if kind is models.JSONField]
        self.converts = _converts(kinds)
        quote = connection.ops.quote_name
        columns = ", ".join(
            _expression(kind, quote(str(field.column)))
            for kind, field in zip(kinds, fields, strict=True)
        )
        table, place = quote(model._meta.db_table), quote(school.column)
        self.sql = f"SELECT {columns} FROM {table} WHERE {place} = %s"  # noqa: S608 - our own names

    def read(self, row: tuple[Any, ...]) -> tuple[str, str, bytes]:
        """The key, the label and the JSON of a row."""
        values = list(row)
        try:
            for place, convert in self.converts:
                if values[place] is not None:
                    values[place] = convert(values[place])
            label = f"{self.label}{values[self.pk]}"
            return values[self.key], label, self._written(label, values)
        except (TypeError, ValueError, KeyError):
            return str(values[self.key]), f"{self.label}{values[self.pk]}", UNREADABLE

    def _written(self, label: str, values: list[Any]) -> bytes:
        pairs = zip(self.names, values, strict=True)
        kept = {name: value for name, value in pairs if value is not None}
        for place in self.jsons:
            if not _is_flat(values[place]):
                return canonical([label, kept])
        return _write([label, kept]).encode()  # names are sorted, so this is canonical too


def _is_flat(value: Any) -> bool:
    return value is None or (type(value) is list and all(type(each) is str for each in value))


def _kind(field: Any) -> Kind:
    """What the column holds; a foreign key holds what it points to."""
    while field.is_relation:
        field = field.target_field
    known = (*_IN_POSTGRES, models.BooleanField, *_PLAIN)
    for kind in known:
        if isinstance(field, kind):
            return kind
    raise TypeError(f"The ledger has no form for {type(field).__name__}.")


def _expression(kind: Kind, column: str) -> str:
    if connection.vendor == "postgresql":
        return _IN_POSTGRES.get(kind, "{}").format(column)
    # An expression, where Django's slower converters would look at a plain column.
    return f"+{column}" if kind in _CONVERTED else column


def _converts(kinds: list[Kind]) -> list[tuple[int, Convert]]:
    known = _FROM_SQLITE
    if connection.vendor == "postgresql":
        known = {models.JSONField: _json}
    return [(place, known[kind]) for place, kind in enumerate(kinds) if kind in known]
