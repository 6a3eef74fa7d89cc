"""The situations for the jobs of messages, files, the mailbox and the registers."""

import imaplib
import os
from datetime import timedelta
from functools import cache
from uuid import uuid4

from django.db import connections

from tests.incidents.dispatch.prepared import letters_wait
from tests.incidents.evidence.pictures import huge_png
from tests.incidents.evidence.samples import upload
from tests.incidents.mailbox.connecting import connection
from tests.incidents.mailbox.office import a_mail
from tests.worlds import a_report, a_school, a_team, triaged
from tocsin.core.roles import Role
from tocsin.incidents.actions.commands import ask
from tocsin.incidents.correspondence.commands import write_to_head
from tocsin.incidents.evidence.commands import attach
from tocsin.incidents.inquiries import interviews_of
from tocsin.incidents.interviews.commands import ask_to_agree, record_interview
from tocsin.incidents.processors.commands import ask_company
from tocsin.jobs.models import Job
from tocsin.jobs.queue import enqueue
from tocsin.jobs.worker import Worker
from tocsin.registers.card.commands import make_card
from tocsin.schools.mailbox.commands import set_up
from tocsin.schools.mailbox.queries import mailbox_of
from tocsin.schools.models import Mailbox

USER = "killed-jobs"


@cache
def team():
    """The people of a school of their own, whose mailbox is read."""
    return a_team(a_school(name="Beech Hill"))


def reported(at):
    return a_report(team()[Role.STAFF], at=at - timedelta(minutes=1), discovered_at=at)


def up_to(name, begin):
    """The jobs that `begin` queues are done, and those that they queue, up to one called `name`."""

    def prepare(at):
        begin(at)
        worker = Worker(clock=lambda: at + timedelta(minutes=1))
        while not Job.objects.filter(name=name, state="queued").exists():
            assert worker.do_next(), name

    return prepare


def a_message(at):
    write_to_head(
        reported(at), key=uuid4(), words="Please look at it.", leaks=(),
        by=team()[Role.DPO], at=at,
    )  # fmt: skip


def a_question(at):
    ask(
        reported(at), kind="request", words="Which list?", person=None, outsider_name="Ring IT",
        outsider_email="it@example.org", due_on=at.date() + timedelta(days=3),
        by=team()[Role.DEPUTY_DPO], at=at,
    )  # fmt: skip


def a_summary(at):
    incident = reported(at)
    record_interview(
        incident, name="Bel Ashe", email="bel@example.org", held_on=at.date(), present="Nobody",
        words="I chose the wrong list.", replaces=None, by=team()[Role.DEPUTY_DPO], at=at,
    )  # fmt: skip
    (row,) = interviews_of(incident)
    row.incident = incident
    ask_to_agree(row, by=team()[Role.DEPUTY_DPO], at=at)


def a_picture(at):
    # Each of another size, since the same file is kept once.
    file = upload(f"{at:%d%H}.png", huge_png(40, 20 + at.hour))
    attach(reported(at), file=file, by=team()[Role.DEPUTY_DPO], at=at)


def a_mailbox(at):
    if mailbox_of(team()[Role.HEAD].school_id) is None:
        set_up(
            Mailbox(school=team()[Role.HEAD].school),
            answers=connection(int(os.environ["IMAP_PORT"]), USER),
            secret=os.environ["IMAP_PASSWORD"], by=team()[Role.HEAD], at=at,
        )  # fmt: skip


def a_letter(at):
    a_mailbox(at)
    mail = a_mail(
        f"Written at {at:%H:%M}, on the {at:%d}.", Date=f"{at:%a, %d %b %Y %H:%M:00} +0000"
    )
    client = imaplib.IMAP4("127.0.0.1", int(os.environ["IMAP_PORT"]), timeout=20)
    client.login(USER, os.environ["IMAP_PASSWORD"])
    client.append("INBOX", "", None, mail.as_bytes())
    client.logout()
    enqueue("mailbox.read", at=at, school_id=team()[Role.HEAD].school_id)


def plain(name):
    def prepare(at):
        a_mailbox(at)
        enqueue(name, at=at)

    return prepare


def apart(prepare):
    """In a process of its own: what draws papers has threads, and none of them outlives a fork."""
    connections.close_all()
    child = os.fork()
    if child == 0:
        prepare()
        os._exit(0)
    assert os.waitpid(child, 0)[1] == 0


def a_card(at):
    school = team()[Role.HEAD].school
    apart(lambda: make_card(school, at=at))


def a_company_asked(at):
    by = team()[Role.DEPUTY_DPO]
    action = ask_company(
        triaged(a_report(by, at=at), by, at=at), questions=["happened"], words="Please tell us.",
        outsider_name="Desk", outsider_email="desk@ledgerly.example",
        due_on=at.date() + timedelta(days=7), by=by, at=at,
    )  # fmt: skip
    enqueue("processors.remind", at=at, school_id=action.school_id, action=str(action.pk))


def letters(at):
    people = a_team(a_school())
    apart(lambda: letters_wait(1, at, people))


def a_card_to_make(at):
    school = a_school(name=f"Card {at:%d%H}")
    a_team(school)
    enqueue("registers.make-card", at=at, school_id=school.pk)


def a_digest(at):
    reported(at)
    person = str(team()[Role.DEPUTY_DPO].person_id)
    enqueue("incidents.digest-mail", at=at, person=person, week="2026-W47")


PREPARE_ELSEWHERE = {
    "incidents.ask-outside": a_question,
    "incidents.ask-to-agree": a_summary,
    "incidents.copy-picture": a_picture,
    "incidents.digest": plain("incidents.digest"),
    "incidents.digest-mail": a_digest,
    "incidents.message": a_message,
    "incidents.message-mail": up_to("incidents.message-mail", a_message),
    "incidents.receipt": reported,
    "incidents.scan": a_picture,
    "incidents.scan-waiting": plain("incidents.scan-waiting"),
    "incidents.forget-drafts": plain("incidents.forget-drafts"),
    "letters.send": letters,
    "mailbox.acknowledge": up_to("mailbox.acknowledge", a_letter),
    "mailbox.read": a_letter,
    "mailbox.read-all": plain("mailbox.read-all"),
    "mailbox.sort": up_to("mailbox.sort", a_letter),
    "mailbox.watch": plain("mailbox.watch"),
    "processors.remind": a_company_asked,
    "processors.remind-all": plain("processors.remind-all"),
    "registers.cards": plain("registers.cards"),
    "registers.mail-card": a_card,
    "registers.make-card": a_card_to_make,
    "registers.remind": plain("registers.remind"),
    "schools.forget-sessions": plain("schools.forget-sessions"),
}
