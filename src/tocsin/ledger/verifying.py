"""Whether everything in a school is as its ledger says, and if not, what is wrong first."""

from dataclasses import dataclass
from uuid import UUID

from cryptography.hazmat.primitives.keywrap import InvalidUnwrap

from tocsin.ledger.also_verified import other_checks
from tocsin.ledger.chain import Chain
from tocsin.ledger.digests import digest_of, salt_of
from tocsin.ledger.keys import existing_keys
from tocsin.ledger.models import recorded_models
from tocsin.ledger.snapshots import snapshot
from tocsin.ledger.stored import stored_rows
from tocsin.ledger.wrongs import Wrong, row_wrong


@dataclass(frozen=True)
class Verdict:
    """What was found. `fault` is the first thing that is wrong, in words; empty when all holds."""

    entries: int = 0
    rows: int = 0
    checkpoints: int = 0
    root: str = ""  # hex, over all entries
    fault: str = ""

    @property
    def holds(self) -> bool:
        """Whether nothing is wrong."""
        return not self.fault

    def words(self) -> str:
        """Say it in a sentence or two."""
        if self.fault:
            return self.fault
        return (
            f"The ledger holds: {_count(self.entries, 'entry', 'entries')},"
            f" {_count(self.rows, 'row', 'rows')} exactly as recorded,"
            f" {_count(self.checkpoints, 'signed checkpoint', 'signed checkpoints')}."
        )


def verify(school_id: UUID) -> Verdict:
    """Compare the school's entries, contents, checkpoints and every recorded row with each other.

    It cannot see that the newest entries were cut off together with every row they wrote and every
    checkpoint that covers them: keep an export elsewhere for that. Source: SI-M5.
    """
    with snapshot(school_id):
        chain = Chain(school_id)
        try:
            keys = _keys(school_id)
            chain.walk(keys)
            rows = _rows(school_id, chain.last, keys)
            _others(school_id)
        except Wrong as wrong:
            return Verdict(chain.size, fault=str(wrong))
        return Verdict(chain.size, rows, chain.checkpoints, chain.root)


def _keys(school_id: UUID) -> dict[str, bytes]:
    try:
        found = existing_keys(school_id)
    except InvalidUnwrap as fault:
        raise Wrong("A data key of the school does not open: it was changed.") from fault
    return {str(key_id): key for key_id, key in found.items()}


def _rows(school_id: UUID, last: dict[str, str | None], keys: dict[str, bytes]) -> int:
    """Compare each row with its last digest, taking it from `last`; returns how many there are."""
    count = 0
    salts: dict[str, bytes] = {}
    for model in recorded_models():
        for key_id, label, text in stored_rows(model, school_id):
            count += 1
            salt = salts.get(key_id)
            if salt is None:
                if key_id not in keys:
                    raise Wrong(f"The data key of {label} is missing.")
                salt = salts[key_id] = salt_of(keys[key_id])
            if last.pop(label, None) != digest_of(salt, text):
                raise row_wrong(school_id, model, label, text, keys[key_id])
    gone = next((label for label, digest in last.items() if digest is not None), None)
    if gone is not None:
        raise Wrong(f"The row {gone} is gone. It was deleted behind the ledger's back.")
    return count


def _others(school_id: UUID) -> None:
    for check in other_checks().values():
        for fault in check(school_id):
            raise Wrong(fault)


def _count(number: int, one: str, many: str) -> str:
    return f"{number:,} {one if number == 1 else many}"
