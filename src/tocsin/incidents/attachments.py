"""Reading which files an incident has, always within its school."""

from uuid import UUID

from django.db.models import Q, QuerySet

from tocsin.incidents.models import Attachment, Incident
from tocsin.ledger.tenancy import reading


def files_of(incident: Incident) -> list[Attachment]:
    """The files of the incident and of its duplicates, oldest first."""
    its = Q(incident=incident) | Q(incident__duplicate_of=incident)
    return _listed(incident, Attachment.objects.filter(its))


def own_files(incident: Incident, person_id: UUID) -> list[Attachment]:
    """The files that one person added to the incident, oldest first."""
    return _listed(incident, Attachment.objects.filter(incident=incident, by=person_id))


def _listed(incident: Incident, rows: QuerySet[Attachment]) -> list[Attachment]:
    with reading(incident.school_id):
        return list(
            rows.filter(school_id=incident.school_id)
            .select_related("by", "incident")
            .order_by("at", "name", "pk")
        )
