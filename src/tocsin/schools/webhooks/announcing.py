"""Telling the other systems of a school that something happened: only queueing, never sending."""

from datetime import datetime
from uuid import UUID, uuid5

from django.db import transaction

from tocsin.jobs.queue import enqueue
from tocsin.ledger.tenancy import reading
from tocsin.schools.models import Delivery, Occasion, Webhook


def announce(
    school_id: UUID, kind: Occasion | str, *, subject_id: UUID, at: datetime,
    run_at: datetime | None = None,
) -> None:  # fmt: skip
    """Queue one content-free message for each webhook of the school that wants this `kind`.

    It is part of the caller's transaction, and may stand inside `writing`. Announcing the same
    again (school, kind, subject and instant) queues nothing. run_at: before when it may not go out.
    """
    occasion = Occasion(kind)
    with transaction.atomic(savepoint=False), reading(school_id):
        hooks = Webhook.objects.filter(school_id=school_id, is_on=True).only("occasions")
        wanting = [hook.pk for hook in hooks if occasion in hook.occasions]
        for webhook_id in wanting:
            queue_one(school_id, webhook_id, occasion, subject_id=subject_id, at=at, run_at=run_at)


def queue_one(
    school_id: UUID, webhook_id: UUID, occasion: Occasion, *, subject_id: UUID, at: datetime,
    run_at: datetime | None = None,
) -> None:  # fmt: skip
    """Queue a message for one webhook, in the caller's transaction."""
    message_id = uuid5(webhook_id, f"{occasion} {subject_id} {at.timestamp()}")
    row = Delivery(
        id=message_id, school_id=school_id, webhook_id=webhook_id, occasion=occasion.value,
        subject_id=subject_id, at=at,
    )  # fmt: skip
    Delivery.objects.bulk_create([row], ignore_conflicts=True)
    enqueue(
        "schools.webhook",
        at=at,
        school_id=school_id,
        run_at=run_at,
        unique_key=f"webhook:{message_id}",
        delivery=str(message_id),
    )
