"""Reading the card that was made last."""

from uuid import UUID

from tocsin.ledger.tenancy import reading
from tocsin.registers.models import Card


def newest_card(school_id: UUID) -> Card | None:
    """The card in use; None before the first."""
    with reading(school_id):
        rows = Card.objects.filter(school_id=school_id)
        return rows.order_by("-made_at").select_related("school").first()
