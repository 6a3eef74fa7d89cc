"""Reading which files an incident has, always within its school."""

from uuid import UUID

from django.db.models import QuerySet

from tocsin.incidents.models import Attachment, Incident
from tocsin.incidents.queries import with_repeats
from tocsin.ledger.tenancy import reading


def files_of(incident: Incident) -> list[Attachment]:
    """The files of the incident and of its duplicates, oldest first."""
    together = with_repeats(incident)
    found = _listed(incident, Attachment.objects.filter(incident__in=together))
    for file in found:
        file.incident = together[file.incident_id]
    return found


def own_files(incident: Incident, person_id: UUID) -> list[Attachment]:
    """The files that one person added to the incident, oldest first."""
    return _listed(incident, Attachment.objects.filter(incident=incident, by=person_id))


def _listed(incident: Incident, rows: QuerySet[Attachment]) -> list[Attachment]:
    with reading(incident.school_id):
        found = list(rows.filter(school_id=incident.school_id).prefetch_related("by"))
    return sorted(found, key=lambda file: (file.at, file.name, file.pk))
