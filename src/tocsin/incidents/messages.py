"""Reading the threads of an incident: who wrote what, and how somebody who reported is reached."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from uuid import UUID

from django.db.models import Prefetch, prefetch_related_objects

from tocsin.incidents.models import Channel, Incident, Message, Protection, Report, Thread
from tocsin.incidents.queries import reports_of, with_repeats
from tocsin.ledger.tenancy import reading

IN_ORDER = ("number", "at", "pk")
WITH_A_CODE = frozenset({Channel.PUBLIC.value, Channel.OUTSIDE.value})


class Reach(StrEnum):
    """How a message gets to somebody who reported."""

    ACCOUNT = "account"  # they sign in, and a mail without content tells them to
    EMAIL = "email"  # a mail without content, which they can answer
    CODE = "code"  # they come back with their code
    PHONE = "phone"  # nobody can write to them
    NOBODY = "nobody"  # not a person: another system, or nobody knows who it was


@dataclass(frozen=True)
class Correspondence:
    """What the case shows of one reporter: the report, the way to them, and what was said."""

    report: Report
    reach: Reach
    who: str
    messages: Sequence[Message]

    @property
    def has_code(self) -> bool:
        return has_a_code(self.report)

    @property
    def can_be_written_to(self) -> bool:
        return self.reach in {Reach.ACCOUNT, Reach.EMAIL, Reach.CODE}


def reach_of(report: Report) -> Reach:
    """How the school can get a message to whoever made the report. Source: BR-5.0; SI-ANON."""
    if report.by_id is not None:
        return Reach.ACCOUNT
    if email_of(report):
        return Reach.EMAIL
    if has_a_code(report):
        return Reach.CODE
    return Reach.PHONE if report.reporter_contact or report.reporter_name else Reach.NOBODY


def has_a_code(report: Report) -> bool:
    """Whether the reporter was given a code with which they come back."""
    is_hidden = report.protection not in {None, Protection.NAMED.value}
    is_from_page = report.channel == Channel.PAGE.value
    return report.channel in WITH_A_CODE or (is_hidden and is_from_page)


def email_of(report: Report) -> str:
    """The address a message without content goes to: never one that somebody asked to keep sealed.

    Asks for the report with its `by`.
    """
    if report.protection not in {None, Protection.NAMED.value}:
        return ""
    if report.by is not None:
        return report.by.email
    contact = (report.reporter_contact or "").strip()
    return contact if "@" in contact and " " not in contact else ""


def name_of_reporter(report: Report) -> str:
    """Who they are, as far as people at work may know."""
    if report.protection == Protection.ANONYMOUS.value:
        return "Somebody who gave no name"
    if report.protection == Protection.CONFIDENTIAL.value:
        return "Somebody whose name is sealed"
    return str(report.by) if report.by else report.reporter_name or "Whoever reported it"


def is_protected(reports: Sequence[Report]) -> bool:
    """Whether one of them asked not to be known. Source: SI-ANON."""
    return any(each.protection not in {None, Protection.NAMED.value} for each in reports)


def correspondence_with_reporters(incident: Incident) -> list[Correspondence]:
    """Each reporter of the incident, and of those that repeat it, with what was said to and fro."""
    reports = reports_of(incident)
    with reading(incident.school_id):
        threads = {each.report_id: each for each in _threads(incident) if each.report_id}
    return [
        Correspondence(
            report,
            reach_of(report),
            name_of_reporter(report),
            list(threads[report.pk].messages.all()) if report.pk in threads else [],
        )
        for report in reports
    ]


def messages_with(incident: Incident, party: Thread.Party) -> list[Message]:
    """What was said to and fro with the Headteacher, the team or others, oldest first."""
    with reading(incident.school_id):
        rows = Message.objects.filter(
            school_id=incident.school_id, incident=incident, thread__party=party.value
        )
        return list(rows.select_related("by").order_by(*IN_ORDER))


def own_messages(incident: Incident) -> list[Message]:
    """What was said to and fro with whoever reported exactly this, oldest first."""
    return messages_with(incident, Thread.Party.REPORTER)


def instructions_in(incident: Incident, said: Sequence[Message]) -> list[Message]:
    """What the reporter was asked to do, newest first, until the incident is over. BR-5.0."""
    is_over = incident.closed_at is not None and incident.duplicate_of_id is None
    return [] if is_over else [each for each in reversed(said) if each.is_instruction]


def thread_for(
    incident: Incident, party: Thread.Party, report: Report | None, *, by_id: UUID, at: datetime
) -> Thread:
    """The thread with the party, or a new one, not saved; only inside `writing`."""
    rows = Thread.objects.filter(
        school_id=incident.school_id, incident=incident, party=party.value, report=report
    )
    found = rows.order_by("at").first()
    if found is not None:
        found.incident = incident
        return found
    return Thread(
        incident=incident, school_id=incident.school_id, by_id=by_id, at=at, party=party.value,
        report=report,
    )  # fmt: skip


def _threads(incident: Incident) -> list[Thread]:
    found = list(
        Thread.objects.filter(
            school_id=incident.school_id, incident__in=with_repeats(incident),
            party=Thread.Party.REPORTER.value,
        )
    )  # fmt: skip
    said = Message.objects.select_related("by").order_by(*IN_ORDER)
    prefetch_related_objects(found, Prefetch("messages", said))
    return found
