"""What `tocsin verify` also looks at: whether each file is there, and as it was."""

from collections.abc import Iterator
from uuid import UUID

from tocsin.incidents.models import Attachment, FileCopy, LetterPaper
from tocsin.ledger.also_verified import also_verified
from tocsin.ledger.files import fault_of

SAID = {
    "missing": "is gone from the store. It was taken away behind the ledger's back.",
    "changed": "was changed in the store behind the ledger's back.",
}


@also_verified("files")
def changed_files(school_id: UUID) -> Iterator[str]:
    """A sentence for each file, copy or paper of the school that is missing or was changed."""
    for table in (Attachment, FileCopy, LetterPaper):
        rows = table.objects.filter(school_id=school_id).exclude(sealed_digest="")
        rows = rows.only("sealed_digest").order_by("at")
        for row in rows.iterator(chunk_size=2000):
            if fault := fault_of(school_id, row.sealed_digest):
                yield f"The file of {row.ledger_name} {SAID[fault]}"
