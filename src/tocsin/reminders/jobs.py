"""The loop that looks for what is due, and the messages it sends. Each runs as often as it must."""

from collections.abc import Iterator
from contextlib import contextmanager, suppress
from datetime import datetime, timedelta
from uuid import UUID

from django.db import transaction

from tocsin.core.errors import NotYet
from tocsin.core.reminding import ARISEN
from tocsin.core.roles import Role
from tocsin.incidents.models import AgendaItem, AlertMail, Incident, Watch
from tocsin.incidents.recusals import people_kept_from
from tocsin.incidents.watching import watch
from tocsin.jobs.queue import enqueue_all
from tocsin.jobs.registry import job
from tocsin.jobs.schedules import schedule
from tocsin.ledger.tenancy import reading
from tocsin.ledger.writing import taking_turn
from tocsin.policies.cover.queries import told_of
from tocsin.reminders.commands import remind
from tocsin.reminders.messages import send
from tocsin.reminders.queries import OVER, stages_still_open
from tocsin.reminders.rows import Call, put_down
from tocsin.schools.models import System
from tocsin.schools.queries import member_of

AT_ONCE, A_WHILE = timedelta(0), timedelta(hours=1)
MOST = 500  # incidents in one tick: a minute's work


@schedule("reminders.tick", cron="* * * * *")
def tick(*, school_id: UUID | None, at: datetime) -> None:  # noqa: ARG001 - for every school
    """Queue one look at each incident about which somebody is to be reminded, in every school.

    It reads an index, and nothing of incidents that are closed or not yet due. After an outage the
    longest overdue come first, and the others at the next ticks.
    """
    with transaction.atomic():
        rows = Watch.objects.filter(next_at__lte=at).order_by("next_at", "pk")
        due = list(rows.values_list("incident_id", "school_id", "next_at")[:MOST])
        enqueue_all("reminders.remind", (_look(*each, at=at) for each in due), at=at)
        # The look itself says when to look again; this is for one that is given up.
        Watch.objects.filter(pk__in=[pk for pk, _, _ in due]).update(next_at=at + A_WHILE)


def _look(
    incident: UUID, school: UUID, next_at: datetime, *, at: datetime
) -> tuple[UUID, str, dict[str, str]]:
    args = {"incident": str(incident), "occasion": f"{at:%Y-%m-%dT%H:%MZ}"}
    return school, f"remind:{incident}:{next_at.isoformat()}", args


@job("reminders.remind", attempts=200)  # a week: nobody is forgotten while a fault is put right
def reminders_remind(*, incident: str, occasion: str, school_id: UUID, at: datetime) -> None:
    """Send what is due about one incident, and note when to look again."""
    with reading(school_id):
        found = Incident.objects.filter(school_id=school_id, pk=incident).first()
    if found is None:
        return
    with suppress(NotYet):
        remind(found, occasion=occasion, by=System(school_id), at=at)
        return
    with taking_turn(school_id):
        found.refresh_from_db()
        watch(found, AgendaItem.objects.filter(school_id=school_id, incident=found), at=at)


@job("incidents.alert")
def incidents_alert(  # noqa: PLR0913 - all that a job knows is its arguments
    *, incident: str, revision: int, role: str, person: str, school_id: UUID, at: datetime,
    by: str = "", action: str = "",
) -> None:  # fmt: skip
    """Alert each person to whom something new falls, or who acts for them, at once.

    by: whose change it was; they know. action: the duty, if it is an action; over by now, nobody
    is told.
    """
    with taking_turn(school_id):
        found = Incident.objects.get(school_id=school_id, pk=incident)
        if action and not found.agenda.filter(duty=action).exists():
            return
        told = told_of(
            school_id,
            Role(role),
            UUID(person) if person else None,
            at,
            without=people_kept_from(found),
        )
        people = frozenset(each.person_id for each in told if str(each.person_id) != by)
        call = Call(action, found.reported_at, f"{ARISEN}-{revision}", role, people)
        put_down(found, [call], occasion=f"{incident}:{revision}", at=at, wait=AT_ONCE)


@job("reminders.mail", attempts=80)  # some three days: a weekend without mail
def reminders_mail(*, mail: str, school_id: UUID, at: datetime) -> None:
    """Hand one message to the mail server, and note whether it took it."""
    with reading(school_id):
        row = AlertMail.objects.get(school_id=school_id, pk=mail)
        stages = stages_still_open(row)
    member = member_of(school_id, row.person_id)
    if row.delivered_at or member.ended_at:
        return
    if not stages:
        _note(row, tried_at=at, fault=OVER)
        return
    with _noted(row, at):
        send(row, member, stages=stages)


@contextmanager
def _noted(row: AlertMail, at: datetime) -> Iterator[None]:
    try:
        yield
    except Exception as fault:
        _note(row, tried_at=at, fault=type(fault).__name__)
        raise
    _note(row, tried_at=at, delivered_at=at, fault="")


def _note(row: AlertMail, **columns: object) -> None:
    with reading(row.school_id):
        AlertMail.objects.filter(school_id=row.school_id, pk=row.pk).update(**columns)
