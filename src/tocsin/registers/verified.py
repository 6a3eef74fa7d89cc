"""What `tocsin verify` also looks at: whether each file of the registers is as it was."""

from collections.abc import Iterable, Iterator
from itertools import chain
from uuid import UUID

from tocsin.ledger.also_verified import also_verified
from tocsin.ledger.files import fault_of
from tocsin.registers.keeping import Filed
from tocsin.registers.models import Card, Evidence

SAID = {
    "missing": "is gone from the store. It was taken away behind the ledger's back.",
    "changed": "was changed in the store behind the ledger's back.",
}


@also_verified("files of the registers")
def changed_files(school_id: UUID) -> Iterator[str]:
    """A sentence for each card or piece of evidence that is missing or not as it was kept."""
    cards: Iterable[Filed] = Card.objects.filter(school_id=school_id).order_by("made_at")
    evidence: Iterable[Filed] = Evidence.objects.filter(school_id=school_id).order_by("at")
    for row in chain(cards, evidence):
        if fault := fault_of(school_id, row.sealed_digest):
            yield f"The file of {row.ledger_name} {SAID[fault]}"
