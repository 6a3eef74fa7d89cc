"""Who leads, and whether they said that they do."""

from datetime import datetime

from tocsin.incidents.models import Incident, Note
from tocsin.ledger.tenancy import reading

HANDED_OVER, ACCEPTED = "handover", "lead-accepted"


def accepted_at(incident: Incident) -> datetime | None:
    """When whoever leads now accepted to lead; None while they have not."""
    with reading(incident.school_id):
        rows = Note.objects.filter(
            school_id=incident.school_id, incident=incident, about__in=[HANDED_OVER, ACCEPTED]
        )
        newest = rows.order_by("-at", "-about").first()  # of the same moment: accepted comes last
    if newest is None or newest.about != ACCEPTED or newest.by_id != incident.lead_id:
        return None
    return newest.at
