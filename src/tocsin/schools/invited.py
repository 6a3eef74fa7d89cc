"""Invitations as the invited see them: found by the link, kept in hand while they sign in."""

from datetime import datetime
from uuid import UUID

from django.db.models import QuerySet
from django.http import HttpRequest
from django.utils import timezone

from tocsin.ledger.tenancy import reading
from tocsin.schools.links import hash_of
from tocsin.schools.models import Invitation, School

IN_HAND = "invitation"


def invitation_for(school: School, token: str, *, at: datetime) -> Invitation | None:
    """The open invitation whose link carries `token`; None when it is wrong, used or run out."""
    with reading(school.pk):
        return _open(at).filter(school=school, token_hash=hash_of(token)).first()


def take_in_hand(request: HttpRequest, invitation: Invitation) -> None:
    """Remember in the session that this browser came by the invitation's link."""
    request.session[IN_HAND] = [str(invitation.school_id), str(invitation.pk)]


def invitation_in_hand(request: HttpRequest) -> Invitation | None:
    """The open invitation this browser came by, if any."""
    kept = request.session.get(IN_HAND)
    if not kept:
        return None
    school_id, pk = map(UUID, kept)
    with reading(school_id):
        return _open(timezone.now()).filter(school_id=school_id, pk=pk).first()  # noqa: TID251


def open_invitations(school_id: UUID) -> list[Invitation]:
    """What the school has offered and nobody has taken up or withdrawn, latest first."""
    with reading(school_id):
        rows = Invitation.objects.filter(school_id=school_id, ended_at__isnull=True)
        return list(rows.order_by("-invited_at", "email"))


def _open(at: datetime) -> QuerySet[Invitation]:
    return Invitation.objects.filter(ended_at__isnull=True, expires_at__gte=at).select_related(
        "school"
    )
