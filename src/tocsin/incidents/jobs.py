"""Deadlines after a change of the calendar, and clearing up."""

from datetime import datetime, timedelta
from uuid import UUID

from django.db import transaction

from tocsin.core.actions import ActionState
from tocsin.core.clock import LONDON
from tocsin.core.facts import Status
from tocsin.core.roles import GRANTS, Permission, Role
from tocsin.incidents.agendas import counts_of
from tocsin.incidents.digests import send_digest
from tocsin.incidents.keeping import inspecting
from tocsin.incidents.message_mail import recipients_of, send_message, send_receipt
from tocsin.incidents.models import (
    Action,
    Attachment,
    Draft,
    FileCopy,
    Incident,
    Interview,
    LetterPaper,
    Message,
    PendingLog,
    ReceivedMail,
    Report,
)
from tocsin.incidents.scoped_links import link_of
from tocsin.incidents.settling import settle
from tocsin.jobs.mail import message_id
from tocsin.jobs.queue import enqueue
from tocsin.jobs.registry import job
from tocsin.jobs.schedules import schedule
from tocsin.ledger import files
from tocsin.ledger.roster import schools
from tocsin.ledger.tenancy import entering, reading, reading_all_of
from tocsin.ledger.writing import taking_turn
from tocsin.policies.queries import pack_of
from tocsin.registers.keeping import places_of
from tocsin.schools.alerts import send_link
from tocsin.schools.models import Membership, Person
from tocsin.schools.work import work_of

SEVEN = 7  # o'clock in London, on Mondays
TOGETHER = 500  # schools looked through at a time
UNSENT = timedelta(days=14)  # how long a report may wait to be sent; its page says so
UNCLAIMED = timedelta(days=1)  # how long a file may wait in the store for its row


@job("incidents.ask-outside", attempts=80)  # some three days: a weekend without mail
def ask_outside(*, action: str, revision: int, school_id: UUID, at: datetime) -> None:
    """Send somebody outside the school the link by which they answer, unless it ended meanwhile."""
    with reading(school_id):
        row = Action.objects.select_related("school").get(school_id=school_id, pk=action)
    if row.state in {ActionState.OPEN, ActionState.RETURNED} and row.is_reachable(at):
        send_link(
            row.outsider_email,
            subject="A school asks you for something",
            said=[
                f"{row.school.name} asks you for something. The link leads to what it is.",
                "No account is needed. Do not pass the link on.",
            ],
            link=link_of(row),
            link_words="See what it is",
            once=message_id("action", action, revision),
        )


@job("incidents.ask-to-agree", attempts=80)
def ask_to_agree(*, interview: str, revision: int, school_id: UUID, at: datetime) -> None:
    """Send whoever was spoken to the link to the summary, unless that ended meanwhile."""
    with reading(school_id):
        row = Interview.objects.select_related("school").get(school_id=school_id, pk=interview)
    if row.agreement == Interview.Agreement.ASKED and row.is_reachable(at):
        send_link(
            row.email,
            subject="A school asks you for something",
            said=[
                f"{row.school.name} asks you whether something is right. The link leads to it.",
                "No account is needed. Do not pass the link on.",
            ],
            link=link_of(row),
            link_words="See what it is",
            once=message_id("interview", interview, revision),
        )


@job("incidents.message")
def incidents_message(*, message: str, school_id: UUID, at: datetime) -> None:
    """Queue one mail without content for each person the message is for."""
    with reading(school_id):
        for each in recipients_of(_message(message, school_id), at):
            enqueue(
                "incidents.message-mail",
                at=at,
                school_id=school_id,
                unique_key=f"message-mail:{message}:{each.key}",
                message=message,
                to=each.key,
            )


@job("incidents.message-mail", attempts=80)  # some three days: a weekend without mail
def incidents_message_mail(*, message: str, to: str, school_id: UUID, at: datetime) -> None:
    """Tell one person that there is a message for them, unless it is no longer for them."""
    with reading(school_id):
        row = _message(message, school_id)
        found = next((each for each in recipients_of(row, at) if each.key == to), None)
    if found is not None:
        send_message(row, found)


@job("incidents.receipt", attempts=80)
def incidents_receipt(*, incident: str, school_id: UUID, at: datetime) -> None:
    """Tell whoever gave their name with a report that it is in."""
    del at
    with reading(school_id):
        row = Incident.objects.select_related("school").get(school_id=school_id, pk=incident)
        told = Report.objects.select_related("by").get(school_id=school_id, incident=row)
        pack_of(row.pack_version_id)
    send_receipt(row, told)


def _message(message: str, school_id: UUID) -> Message:
    rows = Message.objects.select_related(
        "incident", "school", "thread__school", "thread__report__by"
    )
    found = rows.get(school_id=school_id, pk=message)
    found.incident.school = found.school
    return found


@job("incidents.calendar-changed")
def calendar_changed(*, school_id: UUID, at: datetime) -> None:
    """Work the deadlines of every open incident out again: the school has another calendar."""
    rows = Incident.objects.filter(school_id=school_id).exclude(status=Status.CLOSED)
    with reading(school_id):
        found = list(rows.order_by("number").values_list("pk", flat=True))
    for pk in found:
        with taking_turn(school_id):  # one at a time, so that nobody waits long
            settle(Incident.objects.get(school_id=school_id, pk=pk), at, is_new=False)


@schedule("incidents.sweep-files", cron="37 2 * * *")
def sweep_files(*, school_id: UUID | None, at: datetime) -> None:
    """Take away files whose row was never committed: a crash came between the two.

    So are those that somebody looked at a day ago, and did not import.
    """
    for each in [school_id] if school_id else [pk for pk, _ in schools()]:
        with transaction.atomic(), entering(each):
            PendingLog.objects.filter(school_id=each, at__lt=at - UNCLAIMED).delete()
        with reading(each):
            known = {
                digest
                for table in (Attachment, FileCopy, LetterPaper)
                for digest in table.objects.filter(school_id=each).values_list(
                    "sealed_digest", flat=True
                )
            }
            mail = ReceivedMail.objects.filter(school_id=each).exclude(sealed_digest="")
            known |= set(mail.values_list("sealed_digest", flat=True))
        known |= places_of(each)
        files.make_room(each)
        files.sweep(each, known, before=at - UNCLAIMED)


@schedule("incidents.forget-drafts", cron="23 2 * * *")
def forget_drafts(*, school_id: UUID | None, at: datetime) -> None:
    """Delete reports that somebody began and has not gone on with for a while. Source: SI-ANON."""
    for each in [school_id] if school_id else [pk for pk, _ in schools()]:
        with transaction.atomic(), entering(each):
            Draft.objects.filter(school_id=each, changed_at__lt=at - UNSENT).delete()


# At both hours, since one of them is seven in London in winter and the other in summer; the clocks
# change on Sundays. Whichever comes first from seven on queues the week, and the other finds it so.
@schedule("incidents.digest", cron="0 6,7 * * 1")
def digest(*, school_id: UUID | None, at: datetime) -> None:
    """Queue the weekly message of everybody who looks after incidents."""
    del school_id
    local = at.astimezone(LONDON)
    if local.weekday() == 0 and local.hour < SEVEN:
        return
    week = f"{local:%G-W%V}"
    for person in _readers():
        enqueue(
            "incidents.digest-mail",
            at=at,
            unique_key=f"digest:{week}:{person}",
            person=str(person),
            week=week,
        )


@job("incidents.digest-mail", attempts=80)  # some three days: a weekend without mail
def digest_mail(*, person: str, week: str, school_id: UUID | None, at: datetime) -> None:
    """Send one person the numbers of what waits for them over all their schools, if anything."""
    del school_id
    row = Person.objects.filter(pk=person, is_active=True, digest_ended_at=None).first()
    if row is None:
        return
    with reading_all_of(row.pk, Membership):
        counts = counts_of(work_of(row, Permission.READ_CASES), at=at)
    if any(counts):
        send_digest(row, counts, week=week)


def _readers() -> set[UUID]:
    """Everybody who looks after incidents in some school."""
    found: set[UUID] = set()
    every = [pk for pk, _ in schools()]
    for first in range(0, len(every), TOGETHER):
        some = every[first : first + TOGETHER]
        with reading(*some):
            rows = Membership.objects.filter(school_id__in=some, ended_at=None)
            held = rows.exclude(roles=[Role.STAFF.value]).values_list("person_id", "roles")
            found |= {pk for pk, roles in held if GRANTS[Permission.READ_CASES] & set(roles)}
    return found


@job("incidents.copy-picture", attempts=5)
def copy_picture(*, file: str, school_id: UUID, at: datetime) -> None:
    """Make the copy of a picture that says nothing of where it was taken."""
    inspecting.copy_picture(school_id, UUID(file), at=at)


@job("incidents.scan", attempts=8)  # for some two hours; the next night it is asked again
def scan(*, file: str, school_id: UUID, at: datetime) -> None:
    """Ask the virus scanner about a file."""
    inspecting.scan(school_id, UUID(file), at=at)


@schedule("incidents.scan-waiting", cron="7 3 * * *")
def scan_waiting(*, school_id: UUID | None, at: datetime) -> None:
    """Have every file scanned that no scanner has seen yet."""
    for each in [school_id] if school_id else [pk for pk, _ in schools()]:
        inspecting.queue_scans(each, at=at)
