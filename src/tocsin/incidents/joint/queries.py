"""Reading what was agreed with another organisation, within one school."""

from tocsin.incidents.models import Incident, JointArrangement
from tocsin.ledger.tenancy import reading


def arrangement_of(incident: Incident) -> JointArrangement | None:
    """The latest state of it; None while nothing is recorded."""
    with reading(incident.school_id):
        rows = JointArrangement.objects.filter(school_id=incident.school_id, incident=incident)
        return rows.select_related("by").first()
