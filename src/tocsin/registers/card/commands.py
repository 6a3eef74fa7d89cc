"""Choosing who has the card, and making one."""

from collections.abc import Sequence
from datetime import datetime, timedelta

from tocsin.core.clock import LONDON
from tocsin.core.errors import Reason, Stale
from tocsin.core.roles import Actor, Permission
from tocsin.jobs.queue import enqueue
from tocsin.ledger import files
from tocsin.ledger.writing import writing
from tocsin.registers.card.content import content_of, recipients_of, setting_of
from tocsin.registers.card.paper import as_pdf
from tocsin.registers.card.queries import newest_card
from tocsin.registers.keeping import seal_in
from tocsin.registers.models import Card, CardSetting
from tocsin.schools.models import Membership, School, System
from tocsin.schools.queries import members_of

CHOSEN = Reason("stale", "Somebody else has chosen meanwhile. Look at what they chose.")
MADE_AGAIN = timedelta(days=7)  # also when nothing changed, so that nobody wonders


def choose_recipients(
    setting: CardSetting, *, roles: Sequence[str], people: Sequence[str], left_out: Sequence[str],
    seen: int, by: Membership, at: datetime,
) -> None:  # fmt: skip
    """Say who is sent the card, and whose own number does not stand on it. Source: BR-6.1."""
    with writing(setting, by=by, may=Permission.MANAGE_SCHOOL, at=at, seen=seen) as record:
        if setting.is_new and CardSetting.objects.filter(school_id=setting.school_id).exists():
            raise Stale(CHOSEN)
        setting.roles, setting.people = sorted(roles), sorted(people)
        setting.left_out = sorted(left_out)
        record("card.recipients-chosen", saved=setting, people=len(people))


def make_card(school: School, *, by: Actor | None = None, at: datetime) -> Card:
    """Make the card and queue a mail to each who should have it; the one before goes.

    Nothing is made while the newest shows the same and is no week old. Source: BR-6.1.
    """
    content, before = content_of(school, at), newest_card(school.pk)
    if before and before.shows == content.digest and at - before.made_at < MADE_AGAIN:
        return before
    card = Card(school=school, made_at=at, shows=content.digest)
    # Drawing and sealing take their time, so they are over before the school's turn is taken.
    seal_in(card, [as_pdf(content, at.astimezone(LONDON).date())])
    by = by or System(school.pk)
    with writing(card, by=by, may=_may(by), at=at) as record:
        # A second worker may have made one meanwhile: the latest stands.
        old = list(Card.objects.filter(school=school))
        record("card.made", saved=card, removed=old)
        _queue_mails(card, at)
    for each in old:
        files.discard(each.school_id, each.sealed_digest)
    return card


def _may(by: Actor) -> Permission:
    return Permission.OPERATE if isinstance(by, System) else Permission.MANAGE_SCHOOL


def _queue_mails(card: Card, at: datetime) -> None:
    members = members_of(card.school_id)
    for member in recipients_of(setting_of(card.school_id), members):
        enqueue(
            "registers.mail-card", at=at, school_id=card.school_id,
            unique_key=f"card:{card.pk}:{member.person_id}",
            card=str(card.pk), person=str(member.person_id),
        )  # fmt: skip
