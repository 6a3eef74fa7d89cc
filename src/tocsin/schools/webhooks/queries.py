"""Which other systems a school tells, and how the last messages went."""

from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from django.http import Http404

from tocsin.ledger.hiding import hidden_from
from tocsin.ledger.tenancy import reading
from tocsin.schools.models import Delivery, Membership, Occasion, Webhook

SHOWN = 20
FAULTS = {
    "no-such-host": "No such address was found",
    "private": "It leads into a private network, so nothing was sent",
    "timeout": "No answer within 10 seconds",
    "certificate": "Its certificate could not be trusted",
    "no-answer": "It could not be reached",
    "redirect": "It sent us elsewhere, which we do not follow",
    "refused": "It did not take the message",
    "gone": "It said that it wants no more messages",
    "off": "Not sent: switched off",
}


@dataclass(frozen=True)
class Answer:
    """How one message went, in words."""

    occasion: str
    at: datetime
    words: str
    is_bad: bool


def webhooks_of(reader: Membership) -> list[tuple[Webhook, Answer | None]]:
    """Every webhook of the school that was not removed, by name, with its last answer."""
    school_id = reader.school_id
    with reading(school_id):
        found = list(
            Webhook.objects.filter(school_id=school_id, removed_at__isnull=True).order_by("name")
        )
        return [(webhook, next(iter(_answers(webhook, reader, 1)), None)) for webhook in found]


def webhook_of(school_id: UUID, webhook_id: UUID) -> Webhook:
    """One webhook of the school; 404 for another school's, and for one that was removed."""
    with reading(school_id):
        found = Webhook.objects.filter(
            school_id=school_id, pk=webhook_id, removed_at__isnull=True
        ).first()
    if found is None:
        raise Http404
    return found


def last_answers(webhook: Webhook, reader: Membership) -> list[Answer]:
    """How the last messages went, newest first; not those about what the reader must not see."""
    with reading(webhook.school_id):
        return _answers(webhook, reader, SHOWN)


def _answers(webhook: Webhook, reader: Membership, many: int) -> list[Answer]:
    names = hidden_from(webhook.school_id, reader.person_id)
    hidden = {UUID(name.partition(":")[2]) for name in names}
    rows = Delivery.objects.filter(webhook=webhook, school_id=webhook.school_id)
    rows = rows.exclude(subject_id__in=hidden)
    return [_answer(row) for row in rows.order_by("-at", "-pk")[:many]]


def _answer(row: Delivery) -> Answer:
    label = Occasion(row.occasion).label
    if row.tried_at is None:
        return Answer(label, row.at, "Waiting to be sent", is_bad=False)
    if not row.fault:
        return Answer(label, row.at, f"Taken ({row.status})", is_bad=False)
    status = f" ({row.status})" if row.status else ""
    again = "" if row.done_at else " We try again."
    return Answer(label, row.at, f"{FAULTS[row.fault]}{status}.{again}", is_bad=True)
