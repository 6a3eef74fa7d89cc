"""Reading back what the office keyed in."""

from uuid import UUID

from django.db.models import Q
from django.http import Http404

from tocsin.incidents.models import Incident, Report
from tocsin.ledger.tenancy import reading
from tocsin.schools.models import Membership


def keyed_before(by: Membership, incident_id: UUID, *, sheet: str | None) -> Incident:
    """The incident that this form, or this sheet of paper, has already become; else 404."""
    wanted = Q(incident=incident_id) | (Q(sheet=sheet) if sheet else Q())
    with reading(by.school_id):
        rows = Report.objects.filter(wanted, school_id=by.school_id, keyed_by__isnull=False)
        found = rows.select_related("incident").first()
    if found is None:
        raise Http404
    return found.incident
