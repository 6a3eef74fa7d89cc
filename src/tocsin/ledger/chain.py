"""Walking a school's entries in order: hashes, numbers, contents, the head and the checkpoints."""

import json
from collections.abc import Iterator
from hashlib import sha256
from typing import Any
from uuid import UUID

from django.db import connection, models

from tocsin.core.tree import Frontier
from tocsin.core.when import say_instant
from tocsin.ledger.checkpoints import Forged, Signed, origin_of, read_note
from tocsin.ledger.models import Checkpoint, Content, Entry, Head, recorded_models
from tocsin.ledger.stored import CHUNK
from tocsin.ledger.wrongs import Wrong

KEY_DESTROYED = "key_destroyed"  # the fact by which disposal says whose key it destroyed

_decode = json.JSONDecoder().raw_decode  # without the spaces that canonical JSON never has

_SQL = (
    "SELECT e.number, e.subject, e.body, e.leaf, {sealed} FROM {entry} e LEFT JOIN {content} c"
    " ON c.school_id = e.school_id AND c.number = e.number"
    " WHERE e.school_id = %s ORDER BY e.number"
)
# On PostgreSQL the server hashes, so that contents need not travel.
_SEALED = {"sqlite": "c.sealed", "postgresql": "encode(sha256(c.sealed), 'hex')"}


class Chain:
    """One walk over the entries of a school. Afterwards `last` has each row's last digest."""

    def __init__(self, school_id: UUID) -> None:
        self.school_id, self._school = school_id, str(school_id)
        self.last: dict[str, str | None] = {}  # by label; None for a row that was removed
        self._frontier = Frontier()
        self._notes = {each.size: each for each in Checkpoint.objects.filter(school_id=school_id)}
        self.checkpoints = len(self._notes)
        self._destroyed: set[str] = set()
        self._without_content: dict[str, int] = {}

    @property
    def size(self) -> int:
        """How many entries were found to be sound."""
        return self._frontier.size

    @property
    def root(self) -> str:
        """The root over them, in hex."""
        return self._frontier.root().hex()

    def walk(self, keys: dict[str, bytes]) -> None:
        """Check every entry, then the ends. Raises Wrong with the first fault."""
        for number, subject, body, leaf, sealed in self._entries():
            expected = self._frontier.size + 1
            if number != expected:
                raise Wrong(f"Entry {expected} is missing: after {expected - 1} comes {number}.")
            text = body.encode()
            hashed = sha256(b"\0" + text).digest()
            if hashed.hex() != leaf:
                raise Wrong(f"Entry {number} was altered: its text does not fit its hash.")
            self._read(number, subject, body, sealed)
            self._frontier.append_hash(hashed)
            if number in self._notes:
                self._compare(self._notes.pop(number))
        self._check_ends()
        self._check_contents(keys)

    def _entries(self) -> Iterator[tuple[int, str, str, str, Any]]:
        sql = _SQL.format(
            sealed=_SEALED[connection.vendor],
            entry=Entry._meta.db_table,
            content=Content._meta.db_table,
        )
        school = models.UUIDField().get_db_prep_value(self.school_id, connection)
        with connection.chunked_cursor() as cursor:
            cursor.execute(sql, [school])
            while rows := cursor.fetchmany(CHUNK):
                yield from rows

    def _read(self, number: int, subject: str, body: str, sealed: Any) -> None:
        try:
            said, end = _decode(body)
            if end != len(body):
                raise Wrong(f"Entry {number} was altered: something was added to it.")
            if said["number"] != number:
                raise Wrong(
                    f"Entry {number} says that it is entry {said['number']}: entries were put in"
                    " another order."
                )
            if said["school"] != self._school or said["subject"] != subject:
                raise Wrong(f"Entry {number} was altered: it is filed under something else.")
            self._check_content(number, subject, said["content"], sealed)
            self.last.update(said["rows"])
            if KEY_DESTROYED in said["facts"]:
                self._destroyed.add(said["facts"][KEY_DESTROYED])
        except (ValueError, KeyError, TypeError) as fault:
            raise Wrong(f"Entry {number} was altered: it cannot be read.") from fault

    def _check_content(self, number: int, subject: str, expected: str, sealed: Any) -> None:
        if sealed is None:
            self._without_content.setdefault(subject, number)
            return
        found = sealed if type(sealed) is str else sha256(sealed).hexdigest()
        if found != expected:
            raise Wrong(f"The content of entry {number} was altered.")

    def _compare(self, checkpoint: Checkpoint) -> None:
        signed = self._signed(checkpoint)
        if signed.root != self._frontier.root():
            raise Wrong(
                f"The first {checkpoint.size} entries are not those that the checkpoint made"
                f" {say_instant(checkpoint.made_at)} vouches for: one of them was altered."
            )

    def _signed(self, checkpoint: Checkpoint) -> Signed:
        made = f"The checkpoint over {checkpoint.size} entries"
        try:
            signed = read_note(checkpoint.note)
        except Forged as fault:
            raise Wrong(f"{made} was altered: {fault}.") from fault
        if signed.origin != origin_of(self.school_id) or signed.size != checkpoint.size:
            raise Wrong(f"{made} was altered: it is filed under something else.")
        return signed

    def _check_ends(self) -> None:
        for size in sorted(self._notes):
            self._signed(self._notes[size])
            raise Wrong(
                f"Entry {self.size + 1} is missing: a signed checkpoint vouches for {size} entries,"
                f" and only {self.size} are here."
            )
        head = Head.objects.filter(pk=self.school_id).first() or Head(school_id=self.school_id)
        if head.size > self.size:
            raise Wrong(f"Entry {self.size + 1} is missing: there should be {head.size} entries.")
        if head.size < self.size:
            raise Wrong(f"Entry {head.size + 1} was inserted: there should be {head.size} entries.")
        if head.peaks != self._frontier.peaks:
            raise Wrong("The entries do not fit the head of the ledger: one of them was altered.")

    def _check_contents(self, keys: dict[str, bytes]) -> None:
        """A content may be missing only where disposal destroyed the key of its subject."""
        own = {
            str(model._meta.model_name)
            for model in recorded_models()
            if model.key_column == model._meta.pk.attname
        }
        for subject, number in self._without_content.items():
            kind, _, key_id = subject.partition(":")
            if kind not in own or key_id in keys or key_id not in self._destroyed:
                raise Wrong(f"The content of entry {number} is missing.")
