"""Making the emergency card every night, mailing it, and reminding of what nobody looked at."""

from datetime import datetime
from uuid import UUID

from django.conf import settings

from tocsin.core.clock import LONDON
from tocsin.core.roles import Role
from tocsin.jobs.queue import enqueue
from tocsin.jobs.registry import job
from tocsin.jobs.schedules import schedule
from tocsin.ledger.roster import schools
from tocsin.ledger.tenancy import reading
from tocsin.registers.card.commands import make_card
from tocsin.registers.card.content import recipients_of, setting_of
from tocsin.registers.card.mail import send_card
from tocsin.registers.models import Card
from tocsin.registers.upkeep import flags_of
from tocsin.schools.alerts import alert
from tocsin.schools.models import School
from tocsin.schools.queries import holders, member_of, members_of


@schedule("registers.cards", cron="41 2 * * *")
def cards(*, school_id: UUID | None, at: datetime) -> None:
    """Queue the making of every school's card. Source: BR-6.1."""
    for each in [school_id] if school_id else [pk for pk, _ in schools()]:
        enqueue(
            "registers.make-card", at=at, school_id=each, unique_key=f"card:{each}:{at:%Y-%m-%d}"
        )


@job("registers.make-card")
def make(*, school_id: UUID, at: datetime) -> None:
    """Make one school's card, when it would say something else or the last is a week old."""
    make_card(School.objects.get(pk=school_id), at=at)


@job("registers.mail-card", attempts=80)
def mail_card(*, card: str, person: str, school_id: UUID, at: datetime) -> None:
    """Send the card to one person, unless a newer one was made or they are not to have it.

    Nor where mail is only shown or kept here: it holds phone numbers, and reaches nobody.
    """
    del at
    if not settings.MAIL_IS_SET:
        return
    with reading(school_id):
        row = Card.objects.filter(school_id=school_id, pk=card).first()
    member = member_of(school_id, UUID(person))
    if row and member in recipients_of(setting_of(school_id), members_of(school_id)):
        send_card(row, member)


@schedule("registers.remind", cron="20 7 * * 1")
def remind(*, school_id: UUID | None, at: datetime) -> None:
    """Each Monday, alert the Deputy DPO of a school whose registers want attention. BR-9."""
    today = at.astimezone(LONDON).date()
    for pk, slug in schools():
        if school_id in {None, pk} and flags_of(pk, slug, today):
            for member in holders(pk, Role.DEPUTY_DPO):
                alert(member, about=f"registers:{pk}:{today}", at=at)
