"""The registers' own files: sealed under the school's key, in the school's part of the store."""

from collections.abc import Iterable, Iterator
from typing import Protocol
from uuid import UUID

from tocsin.core.errors import Reason, Refused
from tocsin.ledger import files
from tocsin.ledger.keys import key_for
from tocsin.ledger.tenancy import reading
from tocsin.registers.models import Card, Evidence


class Filed(Protocol):
    """A row that names a file in the store."""

    school_id: UUID
    size: int
    digest: str
    sealed_digest: str

    @property
    def ledger_name(self) -> str: ...
    @property
    def bound_to(self) -> str: ...


def seal_in(row: Filed, chunks: Iterable[bytes]) -> None:
    """Put a file into the store, and what identifies it into `row`. It is slow."""
    kept = files.keep(
        chunks, school_id=row.school_id, key=_key(row.school_id), bound_to=row.bound_to
    )
    row.size, row.digest, row.sealed_digest = kept.size, kept.digest, kept.sealed_digest


def pieces_of(row: Filed) -> Iterator[bytes]:
    """The file as it came, in pieces. Raises Refused when what is kept is something else."""
    fault = files.fault_of(row.school_id, row.sealed_digest)
    if fault:
        words = (
            f"This file is {fault} in the store, so we did not open it. Tell whoever runs Tocsin"
            " for you: it may be in a backup."
        )
        raise Refused(Reason(f"file-{fault}", words))
    return files.read(
        row.school_id, row.sealed_digest, key=_key(row.school_id), bound_to=row.bound_to
    )


def places_of(school_id: UUID) -> set[str]:
    """The digests of the registers' files on the disk, for whoever sweeps the store."""
    with reading(school_id):
        found: set[str] = set()
        for model in (Card, Evidence):
            rows = model._default_manager.filter(school_id=school_id)
            found.update(rows.values_list("sealed_digest", flat=True))
    return found


def _key(school_id: UUID) -> bytes:
    with reading(school_id):
        return key_for(school_id, school_id=school_id)
