"""Handing over one queued message, and noting how it went."""

import http.client
import json
import ssl
from datetime import datetime, timedelta
from uuid import UUID

from django.urls import reverse

from tocsin.core.errors import Refused
from tocsin.ledger.tenancy import reading
from tocsin.schools.alerts import SUBJECT, absolute
from tocsin.schools.models import Delivery, Occasion
from tocsin.schools.webhooks.addresses import NoSuchHost, PrivateHost
from tocsin.schools.webhooks.commands import switch_off_gone
from tocsin.schools.webhooks.kept_secrets import opened
from tocsin.schools.webhooks.sending import send

TRIES = 30  # with waits of up to an hour: a day, so that a receiver may be down over night
KEPT_FOR = timedelta(days=30)
GONE, TAKEN = 410, range(200, 300)
REDIRECTS = range(300, 400)
WITHOUT_ANSWER: tuple[tuple[type[Exception], str], ...] = (
    (NoSuchHost, "no-such-host"),
    (PrivateHost, "private"),
    (Refused, "private"),  # what was let when it was added is not let any more
    (TimeoutError, "timeout"),
    (ssl.SSLCertVerificationError, "certificate"),
    (OSError, "no-answer"),
    (http.client.HTTPException, "no-answer"),
)


class NotTaken(Exception):
    """The other system did not take the message; it is tried again."""


def deliver(school_id: UUID, delivery_id: UUID, *, at: datetime) -> None:
    """Send one message to one webhook. Raises NotTaken so that the queue tries again later."""
    with reading(school_id):
        row = (
            Delivery.objects.filter(school_id=school_id, pk=delivery_id)
            .select_related("webhook__school")
            .first()
        )
    if row is None or row.done_at is not None:
        return
    row.tries, row.tried_at = row.tries + 1, at
    if not row.webhook.is_on:
        _note(row, "off", at)
        return
    row.status, fault = _tried(row, at)
    _note(row, fault, at)
    if row.status == GONE:
        switch_off_gone(row.webhook, at=at)
    elif row.done_at is None:
        raise NotTaken(fault)


def body_of(row: Delivery) -> bytes:
    """The message: ids, a code, an instant and a link. `text` is what a chat program shows."""
    link = _link(row)
    said = {
        "type": row.occasion,
        "timestamp": row.at.isoformat(),
        "data": {"id": str(row.subject_id), "link": link},
        "text": f"{SUBJECT}: {link}",
    }
    return json.dumps(said).encode()


def _link(row: Delivery) -> str:
    school = row.webhook.school
    if row.occasion == Occasion.TEST:
        return absolute(reverse("schools:front", args=[school.slug]))
    return absolute(reverse("incidents:incident", args=[school.slug, row.subject_id]))


def _tried(row: Delivery, at: datetime) -> tuple[int | None, str]:
    """The status of the answer, and a code for what went wrong; "" when it was taken."""
    url, secret = opened(row.webhook)
    try:
        status = send(url, secret=secret, message_id=str(row.pk), at=at, body=body_of(row))
    except tuple(kind for kind, _ in WITHOUT_ANSWER) as fault:
        return None, next(code for kind, code in WITHOUT_ANSWER if isinstance(fault, kind))
    if status in TAKEN:
        return status, ""
    if status == GONE:
        return status, "gone"
    return status, "redirect" if status in REDIRECTS else "refused"


def _note(row: Delivery, fault: str, at: datetime) -> None:
    row.fault = fault
    if fault in {"", "off", "gone"} or row.tries >= TRIES:
        row.done_at = at
    with reading(row.school_id):
        row.save(update_fields=["tries", "tried_at", "status", "fault", "done_at"])
        old = Delivery.objects.filter(webhook_id=row.webhook_id, at__lt=at - KEPT_FOR)
        old.filter(school_id=row.school_id).delete()
