"""Reading the chronology, always within the incident's school."""

from uuid import UUID

from django.http import Http404

from tocsin.incidents.models import Happening, Incident
from tocsin.ledger.tenancy import reading


def happenings_of(incident: Incident) -> list[Happening]:
    """Every event, what was corrected too, by when it happened: the earliest first."""
    with reading(incident.school_id):
        rows = Happening.objects.filter(school_id=incident.school_id, incident=incident)
        return list(rows.select_related("by").order_by("started_at", "at"))


def happening_of(incident: Incident, happening_id: UUID) -> Happening:
    """One event of an incident that the reader may open; 404 for any other."""
    found = next((each for each in happenings_of(incident) if each.pk == happening_id), None)
    if found is None:
        raise Http404
    return found
