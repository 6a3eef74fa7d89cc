"""What a school can hand to somebody who does not trust it: its entries, signed, and proofs."""

import json
from collections.abc import Callable, Iterator
from typing import Any
from uuid import UUID

from tocsin.core.tree import Frontier, inclusion_proof, root_of_hashes
from tocsin.ledger.checkpoints import public_key, sign
from tocsin.ledger.models import Entry
from tocsin.ledger.snapshots import snapshot

EXPORT = "tocsin ledger 1"
PROOF = "tocsin entry 1"


def export_lines(school_id: UUID, *, in_full: Callable[[str], bool] | None = None) -> Iterator[str]:
    """The whole ledger as lines of JSON: a heading, each entry's exact text, a checkpoint.

    Holds ids, codes, instants and digests only. in_full: whether the entries of a subject, by its
    ledger name, stand there as they are; of the others there is only what the tree is made of.
    Source: SI-M5.
    """
    yield _line(format=EXPORT, school=str(school_id), key=public_key())
    frontier = Frontier()
    with snapshot(school_id):
        entries = Entry.objects.filter(school_id=school_id).order_by("number")
        for body, subject in entries.values_list("body", "subject").iterator():
            leaf = frontier.append(body.encode())
            is_full = in_full is None or in_full(subject)
            yield _line(entry=body) if is_full else _line(leaf=leaf.hex())
    yield _line(checkpoint=sign(school_id, frontier.size, frontier.root()))


def entry_proof(school_id: UUID, number: int) -> str | None:
    """One entry with the proof that it is in the signed tree, as a line of JSON.

    None when the ledger has no entry of that number. Source: SI-M5; RFC 9162 section 2.1.3.
    """
    with snapshot(school_id):
        entries = Entry.objects.filter(school_id=school_id).order_by("number")
        leaves = [bytes.fromhex(leaf) for leaf in entries.values_list("leaf", flat=True)]
        entry = entries.filter(number=number).first()
    if entry is None:
        return None
    proof = inclusion_proof(leaves, number - 1)
    return _line(
        format=PROOF,
        school=str(school_id),
        key=public_key(),
        entry=entry.body,
        index=number - 1,
        proof=[step.hex() for step in proof],
        checkpoint=sign(school_id, len(leaves), root_of_hashes(leaves)),
    )


def _line(**parts: Any) -> str:
    return json.dumps(parts, ensure_ascii=False, separators=(",", ":"))
