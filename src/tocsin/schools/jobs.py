"""Messages to people, sent after the commit and tried again until the mail server takes them."""

from datetime import datetime
from uuid import UUID

from allauth.account.models import EmailAddress
from django.contrib.sessions.backends.db import SessionStore

from tocsin.jobs.registry import job
from tocsin.jobs.schedules import schedule
from tocsin.ledger.tenancy import reading
from tocsin.schools import account_mail
from tocsin.schools.alerts import send_alert
from tocsin.schools.commands import issue_token
from tocsin.schools.models import Invitation, Person
from tocsin.schools.queries import member_of
from tocsin.schools.webhooks.delivering import TRIES, deliver


@job("schools.alert", attempts=80)  # some three days: a weekend without mail
def schools_alert(*, person: str, about: str, school_id: UUID, at: datetime) -> None:
    """Tell one person that they have something to do."""
    del at
    member = member_of(school_id, UUID(person))
    if member.ended_at is None:
        send_alert(member, about=about)


@job("schools.invite")
def invite(*, invitation: str, school_id: UUID, at: datetime) -> None:
    """Send somebody the link by which they join, unless the invitation has ended meanwhile."""
    with reading(school_id):
        row = Invitation.objects.select_related("school").get(school_id=school_id, pk=invitation)
    if row.ended_at is None and row.expires_at > at:
        token = issue_token(row, at=at)
        account_mail.send_invitation(row, token, once=token)


@job("schools.account_changed")
def account_changed(*, person: str, what: str, school_id: None, at: datetime) -> None:
    """Tell a person that something about how they sign in has changed."""
    del school_id
    row = Person.objects.filter(pk=person).first()
    if row is not None:
        account_mail.send_changed(row, what=what, once=f"{person} {what} {at.timestamp()}")


@job("schools.password_reset")
def password_reset(*, person: str, school_id: None, at: datetime) -> None:
    """Send a person the link by which they choose a new password."""
    del school_id
    row = Person.objects.filter(pk=person, is_active=True).first()
    if row is not None:
        account_mail.send_password_link(row, once=f"{person} {at.timestamp()}")


@job("schools.confirm_email")
def confirm_email(*, address: str, school_id: None, at: datetime) -> None:
    """Send the link by which a person shows that an address is theirs."""
    del school_id
    row = EmailAddress.objects.filter(pk=address, verified=False).first()
    if row is not None:
        account_mail.send_confirmation_link(row, once=f"{address} {at.timestamp()}")


@job("schools.webhook", attempts=TRIES)
def webhook(*, delivery: str, school_id: UUID, at: datetime) -> None:
    """Send one message to another system; raising, so that the queue tries again later."""
    deliver(school_id, UUID(delivery), at=at)


@schedule("schools.forget-sessions", cron="11 2 * * *")
def forget_sessions(*, school_id: UUID | None, at: datetime) -> None:  # noqa: ARG001 - of no school
    """Delete sessions that have ended, and the words that nobody came back for."""
    SessionStore.clear_expired()
