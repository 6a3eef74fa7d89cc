"""Telling other systems when something happens: adding, switching, testing, removing them."""

from collections.abc import Iterable
from datetime import datetime

from tocsin.core.errors import NotYet, Reason, Refused
from tocsin.core.roles import Permission
from tocsin.ledger.writing import writing
from tocsin.schools.models import Membership, Occasion, System, Webhook
from tocsin.schools.webhooks.addresses import checked_url
from tocsin.schools.webhooks.announcing import queue_one
from tocsin.schools.webhooks.kept_secrets import new_secret, sealed

MOST = 10  # of one school, each a message for every occasion


def add_webhook(
    *, name: str, url: str, occasions: Iterable[str], by: Membership, at: datetime
) -> tuple[Webhook, str]:
    """Tell another system from now on; return it with its secret, which is not shown again.

    Raises Refused for an address that may not be sent to. Source: BR-4.5.
    """
    parts = checked_url(url)
    kept = sorted(Occasion(each).value for each in set(occasions))
    if not kept:
        raise Refused(Reason("occasions", "Select what it is told of."))
    secret = new_secret()
    webhook = Webhook(
        school=by.school, name=name, host=parts.hostname or "", occasions=kept,
        made_by_id=by.person_id, made_at=at,
    )  # fmt: skip
    webhook.sealed = sealed(webhook, url, secret)
    with writing(webhook, by=by, may=Permission.MANAGE_SCHOOL, at=at) as record:
        others = Webhook.objects.filter(school_id=by.school_id, removed_at__isnull=True)
        if others.count() >= MOST:
            raise NotYet(Reason("many", f"There are {MOST} already. Remove one first."))
        record("webhook.added", saved=webhook, occasions="+".join(kept))
    return webhook, secret


def switch(webhook: Webhook, *, is_on: bool, by: Membership, at: datetime) -> None:
    """Stop telling the other system, or begin again. Source: BR-4.5."""
    with writing(webhook, by=by, may=Permission.MANAGE_SCHOOL, at=at) as record:
        _refuse_removed(webhook)
        webhook.is_on, webhook.is_gone = is_on, False
        record("webhook.switched", saved=webhook, on=is_on)


def remove(webhook: Webhook, *, by: Membership, at: datetime) -> None:
    """Never tell the other system again; its address and secret are forgotten. Source: BR-4.5."""
    with writing(webhook, by=by, may=Permission.MANAGE_SCHOOL, at=at) as record:
        _refuse_removed(webhook)
        webhook.is_on, webhook.removed_at, webhook.sealed = False, at, b""
        record("webhook.removed", saved=webhook)


def test(webhook: Webhook, *, by: Membership, at: datetime) -> None:
    """Queue a message that says that nothing happened, to see whether it arrives.

    Source: BR-4.5.
    """
    with writing(webhook, by=by, may=Permission.MANAGE_SCHOOL, at=at) as record:
        if not webhook.is_on:
            raise NotYet(Reason("off", "Switch it on first."))
        record("webhook.tested", saved=webhook)
        queue_one(webhook.school_id, webhook.pk, Occasion.TEST, subject_id=webhook.pk, at=at)


def switch_off_gone(webhook: Webhook, *, at: datetime) -> None:
    """The other system answered that it wants no more messages. Source: BR-4.5."""
    system = System(webhook.school_id)
    with writing(webhook, by=system, may=Permission.OPERATE, at=at) as record:
        webhook.is_on, webhook.is_gone = False, True
        record("webhook.gone", saved=webhook)


def _refuse_removed(webhook: Webhook) -> None:
    if webhook.removed_at:
        raise NotYet(Reason("removed", "This was removed already."))
