"""Reading back what another system reported, and with which company a report begins."""

from contextlib import suppress
from uuid import UUID

from tocsin.core.roles import Permission, may
from tocsin.incidents.models import Incident
from tocsin.ledger.tenancy import reading
from tocsin.registers.models import Supplier
from tocsin.schools.models import ApiToken, Membership


def report_of_system(token: ApiToken, incident_id: UUID) -> Incident:
    """The incident that a system reported to the token's school. Raises Incident.DoesNotExist."""
    with reading(token.school_id):
        return Incident.objects.get(
            school_id=token.school_id, pk=incident_id, reported_by__isnull=True
        )


def supplier_asked(reader: Membership, asked: str) -> Supplier | None:
    """The supplier of the school that a link names, for whoever may read the register."""
    if not asked or not may(reader, Permission.READ_REGISTERS):
        return None
    with suppress(ValueError), reading(reader.school_id):
        return Supplier.objects.filter(school_id=reader.school_id, pk=UUID(asked)).first()
    return None
