"""Where answers to a school's mail go."""

from uuid import UUID

from tocsin.ledger.tenancy import reading
from tocsin.schools.models import Mailbox


def mailbox_address(school_id: UUID) -> str | None:
    """The school's own data protection mailbox, when Tocsin reads it; None when it reads none."""
    with reading(school_id):
        rows = Mailbox.objects.filter(school_id=school_id, is_on=True)
        return next(iter(rows.values_list("address", flat=True)), None)
