"""The mails that go with messages and reports: they say that there is something, never what."""

from collections.abc import Iterator
from datetime import datetime
from typing import NamedTuple

from django.template.loader import render_to_string
from django.urls import reverse

from tocsin.core.roles import Permission, Role, may
from tocsin.incidents.first_steps import relation_of, steps_for
from tocsin.incidents.messages import Reach, email_of, has_a_code, reach_of
from tocsin.incidents.models import Incident, Message, Report, Thread
from tocsin.incidents.recusals import people_kept_from
from tocsin.incidents.teams import team_of
from tocsin.incidents.threads import HEADER, mail_id, reply_address, reply_token
from tocsin.jobs.mail import deliver, message_id
from tocsin.policies.cover.queries import told_of
from tocsin.policies.queries import pack_of
from tocsin.schools.alerts import absolute
from tocsin.schools.mailbox_address import mailbox_address
from tocsin.schools.models import Membership, School
from tocsin.schools.queries import members_of

WAITING = "There is a message for you in Tocsin"
RECEIVED = "Your report has arrived"


class Recipient(NamedTuple):
    """Somebody a message is for: a member, or the reporter by the address they gave."""

    key: str  # names them in a job, without naming anybody
    email: str
    path: str  # of the page on which they read it; "" when they have no account
    has_code: bool = False


def recipients_of(message: Message, at: datetime) -> list[Recipient]:
    """Whom the message is for, other than whoever wrote it."""
    thread, incident = message.thread, message.incident
    if thread.party == Thread.Party.REPORTER:
        return list(_reporter(thread)) if message.direction == Message.Direction.OUT else []
    members = _head(message, at) if thread.party == Thread.Party.HEAD else _team(incident)
    off = people_kept_from(incident) | {message.by_id}
    path = reverse("schools:front", args=[incident.school.slug])
    return [
        Recipient(str(member.person_id), member.person.email, path)
        for member in members if member.person_id not in off
    ]  # fmt: skip


def send_message(message: Message, to: Recipient) -> None:
    """Hand the mail that goes with a message to the mail server. Raises what its failure raises."""
    thread, school = message.thread, message.school
    mailbox = mailbox_address(school.pk)
    headers = {HEADER: reply_token(thread)}
    if mailbox:
        headers["Reply-To"] = reply_address(thread, mailbox)
    page = {
        "subject": WAITING,
        "school": school,
        "link": absolute(to.path or code_page(school)),
        "is_member": bool(to.path),
        "has_code": to.has_code,
        "may_answer": bool(mailbox),
    }
    deliver(
        [to.email],
        subject=WAITING,
        text=render_to_string("incidents/mail/message.txt", page),
        html=render_to_string("incidents/mail/message.html", page),
        headers=headers,
        message_id=mail_id(thread, f"{message.pk}:{to.key}"),
    )


def send_receipt(incident: Incident, report: Report) -> None:
    """Tell a reporter who gave their name that the report is in, with the steps for people like
    them: for staff, those that the policy has for all staff.

    Nothing of the report is in it. Source: BR-5.0; BR-5.1.
    """
    address = email_of(report)
    if not address:
        return
    is_member = report.by_id is not None
    pack = pack_of(incident.pack_version_id)
    page = {
        "subject": RECEIVED,
        "school": incident.school,
        "steps": steps_for(relation_of(report, incident.source), pack),
        "link": absolute(own_reports(incident.school)) if is_member else "",
        "code_link": absolute(code_page(incident.school)) if has_a_code(report) else "",
    }
    deliver(
        [address],
        subject=RECEIVED,
        text=render_to_string("incidents/mail/receipt.txt", page),
        html=render_to_string("incidents/mail/receipt.html", page),
        headers={},
        message_id=message_id("receipt", incident.pk),
    )


def own_reports(school: School) -> str:
    """Where somebody with an account reads what they reported."""
    return reverse("incidents:report:mine", args=[school.slug])


def code_page(school: School) -> str:
    """Where somebody without an account comes back with their code."""
    return reverse("door:mailbox", args=[school.slug])


def _reporter(thread: Thread) -> Iterator[Recipient]:
    report = thread.report
    if report is None or not (address := email_of(report)):
        return
    is_member = reach_of(report) is Reach.ACCOUNT
    path = own_reports(thread.school) if is_member else ""
    yield Recipient("reporter", address, path, has_a_code(report))


def _head(message: Message, at: datetime) -> list[Membership]:
    """The Headteacher or who acts for them; what the Headteacher answers goes to the lead."""
    incident = message.incident
    role, person = Role.HEAD, None
    if message.direction == Message.Direction.IN:
        role, person = Role.DEPUTY_DPO, incident.lead_id
    return told_of(incident.school_id, role, person, at, without=people_kept_from(incident))


def _team(incident: Incident) -> list[Membership]:
    people = {row.person_id for row in team_of(incident)} | {incident.lead_id}
    able = (m for m in members_of(incident.school_id) if may(m, Permission.READ_CASES))
    return [member for member in able if member.person_id in people]
