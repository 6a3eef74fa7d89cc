"""The one door through which records change."""

import hashlib
import re
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from datetime import datetime
from itertools import groupby
from typing import Any, NamedTuple, Protocol
from uuid import UUID

from django.db import models, transaction

from tocsin.core.canonical import canonical
from tocsin.core.errors import Reason, Stale
from tocsin.core.roles import Actor, Permission, allow
from tocsin.core.tree import Frontier
from tocsin.jobs.queue import queued_together
from tocsin.ledger.digests import plain, row_digest, row_values, salt_of
from tocsin.ledger.keys import key_for, new_keys, seal
from tocsin.ledger.models import Content, Entry, Head, Recorded
from tocsin.ledger.tenancy import entering

TOGETHER = 500  # rows in one statement
CODE = re.compile(r"[\w.:+@/-]{0,80}")  # what a fact may look like: never a sentence or a name


class Unrecorded(Exception):
    """A command finished without a ledger entry, or with two: our fault, never the user's."""


class Subject(Protocol):
    """What `writing` must know of the thing that changes."""

    @property
    def school_id(self) -> Any: ...
    @property
    def pk(self) -> Any: ...
    @property
    def ledger_name(self) -> str: ...
    @property
    def key_id(self) -> UUID: ...
    @property
    def is_new(self) -> bool: ...

    changed_by: UUID | None

    def refresh_from_db(self) -> None: ...
    def settle(self, at: Any, *, is_new: bool) -> None: ...


class Record:
    """Saves rows and seals one entry about them."""

    def __init__(self, head: Head, subject: Subject, by: Actor, at: datetime) -> None:
        self._head, self._by, self._at = head, by, at
        self._name = subject.ledger_name  # a subject that is removed forgets its own
        brings_its_key = subject.is_new and subject.key_id == subject.pk
        self._key = key_for(subject.key_id, school_id=subject.school_id, is_new=brings_its_key)
        self.entries = 0

    def __call__(
        self,
        action: str,
        *,
        saved: Recorded | Sequence[Recorded] = (),
        removed: Sequence[Recorded] = (),
        **facts: str | int | bool | None,
    ) -> None:
        """Save `saved`, delete `removed`, and seal the entry `action` (past tense) with `facts`.

        facts: ids, codes and numbers. Raises ValueError for anything that could be a sentence,
        since entries outlive the erasure of what they are about.
        """
        if self.entries:
            raise Unrecorded(f"{action}: one writing(...) makes one entry")
        check_facts(facts)
        rows = [saved] if isinstance(saved, Recorded) else list(saved)
        after: dict[str, Any] = {row.ledger_name: None for row in removed}
        for gone in removed:
            gone.delete()
        _store(rows)
        after |= {row.ledger_name: row_values(row) for row in rows}
        deed = Deed(action, self._name, self._by.actor_id, self._at, facts)
        entry, content = sealed_entry(self._head, self._key, deed, after)
        entry.save(force_insert=True)
        content.save(force_insert=True)
        self.entries += 1

    def bring_in(self, action: str, families: Sequence[Sequence[Recorded]]) -> None:
        """Save many new records, each under a key of its own and with an entry of its own.

        families: of each its new subject, then the rows that belong to it. They become visible
        together with the entry of this record, or not at all.
        """
        keys = new_keys([rows[0].key_id for rows in families], school_id=self._head.school_id)
        kinds: dict[type[models.Model], list[models.Model]] = {Entry: [], Content: []}
        for rows in families:
            for row in rows:
                row.revise()
                kinds.setdefault(type(row), []).append(row)
            after = {row.ledger_name: row_values(row) for row in rows}
            deed = Deed(action, rows[0].ledger_name, self._by.actor_id, self._at, {})
            entry, content = sealed_entry(self._head, keys[rows[0].key_id], deed, after)
            kinds[Entry].append(entry)
            kinds[Content].append(content)
        for model, found in kinds.items():
            model._default_manager.bulk_create(found, batch_size=TOGETHER)


def _store(rows: Sequence[Recorded]) -> None:
    """Save the rows in their order; those of one kind that stand side by side in one statement."""
    for row in rows:
        row.revise()
    for (kind, is_new), some in groupby(rows, lambda row: (type(row), row.is_new)):
        together = list(some)
        if is_new:
            kind._default_manager.bulk_create(together, batch_size=TOGETHER)
        elif len(together) == 1:
            together[0].save()
        else:
            _store_again(kind, together)


def _store_again(kind: type[models.Model], rows: Sequence[models.Model]) -> None:
    """Save many rows that are stored already: each takes the place of what stands there."""
    columns = [each.name for each in kind._meta.concrete_fields if not each.primary_key]
    kind._default_manager.bulk_create(
        rows, batch_size=TOGETHER, update_conflicts=True, unique_fields=["pk"],
        update_fields=columns,
    )  # fmt: skip


class Deed(NamedTuple):
    """What an entry says was done: to which subject, by whom, when, and with which facts."""

    action: str
    subject: str
    by: UUID
    at: datetime
    facts: Mapping[str, Any]


def sealed_entry(
    head: Head, key: bytes, deed: Deed, after: Mapping[str, Any]
) -> tuple[Entry, Content]:
    """The next entry of the ledger that ends at `head`, not saved; `head` moves on to it.

    after: the columns of each row it wrote by label, None for a row it removed. Their digests are
    salted with `key`, and its content holds them encrypted under it.
    """
    head.size += 1
    salt = salt_of(key)
    rows = {
        label: None if values is None else row_digest(salt, label, values)
        for label, values in after.items()
    }
    kept = {label: values for label, values in after.items() if values is not None}
    sealed = seal(key, canonical(kept), f"{head.school_id}:{head.size}")
    body = canonical(
        {
            "action": deed.action,
            "at": plain(deed.at),
            "by": str(deed.by),
            "content": hashlib.sha256(sealed).hexdigest(),
            "facts": dict(deed.facts),
            "number": head.size,
            "rows": rows,
            "school": str(head.school_id),
            "subject": deed.subject,
        }
    )
    frontier = Frontier(head.size - 1, head.peaks)
    leaf = frontier.append(body).hex()
    head.peaks = frontier.peaks
    place = {"school_id": head.school_id, "number": head.size}
    entry = Entry(subject=deed.subject, body=body.decode(), leaf=leaf, **place)
    return entry, Content(sealed=sealed, **place)


@contextmanager
def writing(
    subject: Subject, *, by: Actor, may: Permission, at: datetime, seen: int | None = None
) -> Iterator[Record]:
    """Open the only transaction in which `subject` may change.

    Raises NotAllowed unless `by` holds `may` in the subject's school, and Stale when the record is
    no longer at the revision `seen`. Takes the school's turn, so one command at a time runs for a
    school, and re-reads `subject`, so rules judge what is stored and not what was on screen.
    Leaving the block commits rows, entry, agenda and jobs together; leaving it without an entry
    raises Unrecorded and commits nothing. Source: SI-M5.
    """
    allow(by, may, school_id=subject.school_id)
    is_new = subject.is_new
    with transaction.atomic(durable=True), entering(subject.school_id), queued_together():
        head = _turn(subject.school_id)
        if not is_new:
            subject.refresh_from_db()
            _refuse_stale(subject, seen)
        record = Record(head, subject, by, at)
        subject.changed_by = by.actor_id
        yield record
        if not record.entries:
            raise Unrecorded(f"{subject.ledger_name} was left without a ledger entry")
        head.save(update_fields=["size", "peaks"])
        subject.settle(at, is_new=is_new)


@contextmanager
def taking_turn(school_id: UUID) -> Iterator[None]:
    """Open a transaction in which no command runs for the school, to rewrite what is derived."""
    with transaction.atomic(durable=True), entering(school_id):
        _turn(school_id)
        yield


def _turn(school_id: UUID) -> Head:
    head = next(iter(Head.objects.select_for_update().filter(pk=school_id)), None)  # see speed.md
    if head is not None:
        return head
    Head.objects.bulk_create([Head(school_id=school_id)], ignore_conflicts=True)
    return Head.objects.select_for_update().get(pk=school_id)


def _refuse_stale(subject: Subject, seen: int | None) -> None:
    if seen is not None and seen != getattr(subject, "revision", seen):
        raise Stale(
            Reason(
                "stale",
                "Somebody changed this while you had it open. Your words are below: check what is"
                " there now, then choose what to keep.",
            )
        )


def check_facts(facts: Mapping[str, object]) -> None:
    """Raise ValueError when a fact is not an id, a code, a number or a yes or no."""
    for name, value in facts.items():
        if value is None or isinstance(value, bool | int):
            continue
        if not (isinstance(value, str) and CODE.fullmatch(value)):
            raise ValueError(f"The ledger fact {name} must be an id, a code or a number.")
