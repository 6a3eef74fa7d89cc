"""What somebody with the database's password could do, one thing at a time."""

import json
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import timedelta
from hashlib import sha256
from itertools import pairwise
from uuid import uuid4

from django.db import connection, models, transaction

from tests.ledger.whole_school import Whole
from tocsin.core.tree import Frontier, leaf_hash
from tocsin.ledger.models import Checkpoint, Content, DataKey, Entry, Head, recorded_models
from tocsin.ledger.tenancy import reading

TRIGGERS = (
    ("ledger_entry", "update"),
    ("ledger_entry", "delete"),
    ("ledger_checkpoint", "update"),
    ("ledger_checkpoint", "delete"),
    ("ledger_content", "update"),
)
Tampering = tuple[str, Callable[[], object], str]  # what, how, what the verdict must say


@contextmanager
def unprotected(school_id) -> Iterator[None]:
    """A block in which the database's own guards are off; all that is done in it is undone."""
    with transaction.atomic(), reading(school_id):
        with connection.cursor() as cursor:
            for table, verb in TRIGGERS:
                if connection.vendor == "sqlite":
                    cursor.execute(f"DROP TRIGGER {table}_no_{verb}")
                else:
                    cursor.execute(f"ALTER TABLE {table} DISABLE TRIGGER USER")
        yield
        transaction.set_rollback(True)


def tamperings(whole: Whole) -> list[Tampering]:
    """Every way we can think of, over every entry, row and column of the school."""
    with reading(whole.school.pk):
        found = [*_of_entries(whole.school.pk), *_of_ends(whole.school.pk)]
        for model in recorded_models():
            for row in model._base_manager.filter(**{model.school_column: whole.school.pk}):
                found += _of_row(row)
    return found


def _of_entries(school_id) -> Iterator[Tampering]:
    entries = list(Entry.objects.filter(school_id=school_id))
    for entry in entries:
        this, number = Entry.objects.filter(pk=entry.pk), entry.number
        body = entry.body.replace('"at":"2026', '"at":"2025', 1)
        twin = {"body": body, "leaf": leaf_hash(body.encode()).hex()}
        yield f"body of {number}", _update(this, body=body), f"Entry {number} was altered"
        yield f"leaf of {number}", _update(this, leaf="0" * 64), f"Entry {number} was altered"
        yield f"both of {number}", _update(this, **twin), "one of them was altered"
        yield f"place of {number}", _update(this, number=900 + number), f"Entry {number} is missing"
        yield f"subject of {number}", _update(this, subject="note:1"), "filed under something else"
        yield f"school of {number}", _update(this, school_id=uuid4()), f"Entry {number} is missing"
        yield f"delete {number}", this.delete, f"Entry {number} is missing"
        content = Content.objects.filter(school_id=school_id, number=number)
        altered = sha256(b"other").digest()
        yield f"content {number}", _update(content, sealed=altered), f"content of entry {number}"
        yield f"no content {number}", content.delete, f"content of entry {number} is missing"
    for one, other in pairwise(entries):
        yield f"swap {one.number}", _swap(one, other), "in another order"


def _of_ends(school_id) -> Iterator[Tampering]:
    entries = Entry.objects.filter(school_id=school_id)
    head, last = Head.objects.filter(pk=school_id), entries.last()
    checkpoints = Checkpoint.objects.filter(school_id=school_id)
    keys = DataKey.objects.filter(school_id=school_id)
    yield "a smaller head", _update(head, size=last.number - 1), f"Entry {last.number} was inserted"
    yield "a larger head", _update(head, size=last.number + 1), "is missing"
    yield "other peaks", _update(head, peaks=["00" * 32]), "head of the ledger"
    yield "cut off", _cut(school_id, last.number), f"Entry {last.number} is missing"
    yield "put at the end", _insert(last), "Entry"
    for each in checkpoints:
        this = Checkpoint.objects.filter(pk=each.pk)
        other = each.note.replace("\n—", "x\n—")
        yield "note", _update(this, note=other), "The checkpoint over"
        yield "size", _update(this, size=each.size - 1), "The checkpoint over"
    yield "keys altered", _update(keys, wrapped=b"x" * 40), "key"
    yield "keys gone", keys.delete, "data key"


def _of_row(row) -> Iterator[Tampering]:
    this, label = type(row)._base_manager.filter(pk=row.pk), row.ledger_name
    for field in row._meta.concrete_fields:
        if field.primary_key:
            continue
        name, value = field.attname, getattr(row, field.attname)
        gone = name in {row.school_column, row.key_column}
        said = "is gone|data key" if gone else rf"{label} .* was changed \({name}\)"
        yield f"{label}.{name}", _update(this, **{name: _other(field, value)}), said
    yield f"delete {label}", lambda: this._raw_delete(this.db), f"The row {label} is gone"
    yield f"copy {label}", _copy(row), "is in no entry"


def _other(field, value):
    while field.is_relation:
        field = field.target_field
    changes = {
        models.UUIDField: uuid4,
        models.BooleanField: lambda: not value,
        models.JSONField: lambda: ["altered"],
        models.DateField: lambda: value + timedelta(days=1),  # instants too
        models.IntegerField: lambda: value + 1,
        models.BinaryField: lambda: b"altered",
        models.Field: lambda: "X" + value[1:],
    }
    if value is None and not isinstance(field, models.UUIDField):
        empty = {
            models.BooleanField: True,
            models.DateTimeField: "2026-01-01 09:00+00:00",
            models.DateField: "2026-01-01",
        }
        return next((new for kind, new in empty.items() if isinstance(field, kind)), 7)
    return next(make for kind, make in changes.items() if isinstance(field, kind))()


def _update(rows, **values):
    return lambda: rows.update(**values)


def _swap(one, other):
    def swap():
        for number, entry in ((10**6, one), (one.number, other), (other.number, one)):
            Entry.objects.filter(pk=entry.pk).update(number=number)

    return swap


def _cut(school_id, number):
    """Take the last entry away, and put the head back to what it was before."""

    def cut():
        Entry.objects.filter(school_id=school_id, number=number).delete()
        Content.objects.filter(school_id=school_id, number=number).delete()
        mend_head(school_id)

    return cut


def _insert(last):
    """Put an entry at the end, with everything that can be made without a key."""

    def insert():
        number = last.number + 1
        said = json.loads(last.body) | {"number": number, "content": sha256(b"x").hexdigest()}
        body = json.dumps(said, separators=(",", ":"), sort_keys=True)
        leaf = leaf_hash(body.encode()).hex()
        values = {"school_id": last.school_id, "number": number}
        Entry.objects.create(**values, subject=last.subject, body=body, leaf=leaf)
        Content.objects.create(**values, sealed=b"x")

    return insert


def mend_head(school_id):
    frontier = Frontier()
    for leaf in Entry.objects.filter(school_id=school_id).values_list("leaf", flat=True):
        frontier.append_hash(bytes.fromhex(leaf))
    Head.objects.filter(pk=school_id).update(size=frontier.size, peaks=frontier.peaks)


def _copy(row):
    def copy():
        twin = type(row)._base_manager.get(pk=row.pk)
        twin.pk, twin._state.adding = uuid4(), True
        twin.save(force_insert=True)

    return copy
