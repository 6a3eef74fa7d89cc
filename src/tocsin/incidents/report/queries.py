"""Reading back what another system reported."""

from uuid import UUID

from tocsin.incidents.models import Incident
from tocsin.ledger.tenancy import reading
from tocsin.schools.models import ApiToken


def report_of_system(token: ApiToken, incident_id: UUID) -> Incident:
    """The incident that a system reported to the token's school. Raises Incident.DoesNotExist."""
    with reading(token.school_id):
        return Incident.objects.get(
            school_id=token.school_id, pk=incident_id, reported_by__isnull=True
        )
