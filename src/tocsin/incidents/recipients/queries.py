"""Reading who got the information, always within the incident's school."""

from uuid import UUID

from django.db.models import F
from django.http import Http404

from tocsin.incidents.models import Incident, Recipient
from tocsin.ledger.tenancy import reading

FOLLOWED = frozenset({Recipient.State.NOT_ASKED.value, Recipient.State.ASKED.value})


def recipients_of(incident: Incident) -> list[Recipient]:
    """Everybody who got it: first those who have to be asked, the nearest day first."""
    with reading(incident.school_id):
        rows = Recipient.objects.filter(school_id=incident.school_id, incident=incident)
        return list(rows.order_by(F("chase_on").asc(nulls_last=True), "at"))


def recipient_of(incident: Incident, recipient_id: UUID) -> Recipient:
    """One of them, of an incident that the reader may open; 404 for any other."""
    found = next((each for each in recipients_of(incident) if each.pk == recipient_id), None)
    if found is None:
        raise Http404
    found.incident = incident
    return found
