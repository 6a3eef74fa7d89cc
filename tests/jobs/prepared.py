"""For each kind of job, the situation in which it has something to do, with the job queued."""

import os
from datetime import UTC, datetime, timedelta

from allauth.account.models import EmailAddress

from tests.worlds import a_report, a_school, a_team
from tocsin.core.roles import Permission, Role
from tocsin.incidents.models import Watch
from tocsin.jobs.models import Job
from tocsin.jobs.queue import enqueue
from tocsin.schools.commands import open_school
from tocsin.schools.models import Controller, System

START = datetime(2026, 11, 20, 15, 40, tzinfo=UTC)
team = {}


def begin():
    """A school and its people."""
    team.update(a_team(a_school()))


def plain(name, **args):
    """A job that needs no more than itself."""
    return lambda at: enqueue(name, at=at, **args)


def of_the_school(name, **args):
    return lambda at: enqueue(
        name, at=at, school_id=team[Role.HEAD].school_id,
        **{key: value() if callable(value) else value for key, value in args.items()},
    )  # fmt: skip


def head():
    return str(team[Role.HEAD].person_id)


def reported(at):
    return a_report(team[Role.STAFF], at=at - timedelta(hours=30), discovered_at=at)


def an_alert(at):
    reported(at)


def a_mail(at):
    from tocsin.jobs.worker import Worker  # noqa: PLC0415 - after django.setup()

    reported(at)
    Worker(clock=lambda: at).do_next()  # the alert, which queues its messages


def a_reminder(at):
    incident = reported(at)
    Watch.objects.filter(pk=incident.pk).update(next_at=at)
    enqueue(
        "reminders.remind", at=at, school_id=incident.school_id, incident=str(incident.pk),
        occasion="a tick",
    )  # fmt: skip


def a_tick(at):
    Watch.objects.filter(pk=reported(at).pk).update(next_at=at)
    enqueue("reminders.tick", at=at)


def a_new_school(at):
    controller = Controller.objects.create(name="New")
    school = open_school(name="New", slug=f"new-{at:%d%H}", controller=controller, at=at)
    if not Job.objects.filter(name="policies.begin", state="queued").exists():
        enqueue("policies.begin", at=at, school_id=school.pk)


def an_invitation(at):
    from tocsin.schools.commands import invite  # noqa: PLC0415

    invite(
        team[Role.HEAD].school, email="new@example.org", name="Nia New", roles=[Role.STAFF],
        by=System(team[Role.HEAD].school_id), may=Permission.OPERATE, at=at,
    )  # fmt: skip


def an_address(at):
    row = EmailAddress.objects.create(
        user=team[Role.HEAD].person, email="other@example.org", verified=False
    )
    enqueue("schools.confirm_email", at=at, address=str(row.pk))


def whoever(name, **args):
    return lambda at: enqueue(name, at=at, person=head(), **args)


def a_webhook(at):
    from tocsin.schools.webhooks.commands import add_webhook  # noqa: PLC0415

    add_webhook(
        name="SIEM", url=os.environ["RECEIVER"], occasions=["incident.reported"],
        by=team[Role.ADMINISTRATOR], at=at,
    )  # fmt: skip
    reported(at)


PREPARE = {
    "incidents.alert": an_alert,
    "incidents.calendar-changed": of_the_school("incidents.calendar-changed"),
    "incidents.sweep-files": plain("incidents.sweep-files"),
    "jobs.prune": plain("jobs.prune"),
    "ledger.checkpoint": plain("ledger.checkpoint"),
    "policies.begin": a_new_school,
    "reminders.mail": a_mail,
    "reminders.remind": a_reminder,
    "reminders.tick": a_tick,
    "schools.account_changed": whoever("schools.account_changed", what="password"),
    "schools.alert": of_the_school("schools.alert", person=head, about="something"),
    "schools.confirm_email": an_address,
    "schools.invite": an_invitation,
    "schools.password_reset": whoever("schools.password_reset"),
    "schools.webhook": a_webhook,
}
