"""Reading back what an import did."""

from uuid import UUID

from django.http import Http404

from tocsin.incidents.models import ImportBatch
from tocsin.ledger.tenancy import reading
from tocsin.schools.models import Membership


def has_batch(reader: Membership, batch_id: UUID) -> bool:
    """Whether this import was done in the reader's school."""
    with reading(reader.school_id):
        return ImportBatch.objects.filter(school_id=reader.school_id, pk=batch_id).exists()


def batch_for(reader: Membership, batch_id: UUID) -> ImportBatch:
    """An import of the reader's school, or 404."""
    with reading(reader.school_id):
        found = ImportBatch.objects.filter(school_id=reader.school_id, pk=batch_id).first()
    if found is None:
        raise Http404
    return found
