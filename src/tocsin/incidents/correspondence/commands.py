"""Writing to and fro about an incident. What is said is read in Tocsin; mail carries no content."""

from collections.abc import Collection
from datetime import datetime
from uuid import UUID

from django.db import IntegrityError

from tocsin.core.errors import NotYet, Reason
from tocsin.core.roles import Permission, Role, may
from tocsin.incidents.messages import thread_for
from tocsin.incidents.models import Incident, Message, Report, Thread
from tocsin.incidents.settling import tell
from tocsin.incidents.threads import message_row
from tocsin.jobs.queue import enqueue
from tocsin.ledger.tenancy import reading
from tocsin.ledger.writing import Record, writing
from tocsin.schools.models import Membership

OUT, IN = Message.Direction.OUT, Message.Direction.IN
SENT_ALREADY = Reason(
    "sent-already", "You sent this form already. Open the page again to write another message."
)
NO_TEAM = Reason("no-team", "Call in a response team first, on the page Team.", "BR-5.7")


def write_to_reporter(
    incident: Incident, *, report: Report, key: UUID, words: str, is_instruction: bool,
    leaks: Collection[str], by: Membership, at: datetime,
) -> None:  # fmt: skip
    """Ask whoever reported it for more, answer them, or tell them what to do to contain it.

    incident: the report's own, also when it repeats another. key: the form's own, so that sending
    it twice writes one message. leaks: the kinds of what could reveal a protected reporter and was
    sent all the same. Source: BR-5.0; BR-5.6; SI-ANON.
    """
    try:
        with writing(incident, by=by, may=Permission.TRIAGE, at=at) as record:
            thread = thread_for(incident, Thread.Party.REPORTER, report, by_id=by.person_id, at=at)
            row = _row(thread, key, OUT, words, by, at)
            row.is_instruction = is_instruction
            _send(record, thread, row, leaks)
    except IntegrityError:
        _refuse_other_words(incident, key, words)


def write_to_head(
    incident: Incident, *, key: UUID, words: str, leaks: Collection[str], by: Membership,
    at: datetime,
) -> None:  # fmt: skip
    """Ask the Headteacher for more, or answer as the Headteacher. Source: BR-5.6."""
    is_answer = Role.HEAD in by.held_roles
    try:
        with writing(incident, by=by, may=Permission.TRIAGE, at=at) as record:
            thread = thread_for(incident, Thread.Party.HEAD, None, by_id=by.person_id, at=at)
            row = _row(thread, key, IN if is_answer else OUT, words, by, at)
            _send(record, thread, row, leaks)
    except IntegrityError:
        _refuse_other_words(incident, key, words)


def write_to_team(
    incident: Incident, *, key: UUID, words: str, leaks: Collection[str], by: Membership,
    at: datetime,
) -> None:  # fmt: skip
    """Write to everybody on the response team; from those who run the case it is an update.

    Raises NotYet when there is no team. Source: BR-5.8.
    """
    is_update = may(by, Permission.TRIAGE)
    try:
        with writing(incident, by=by, may=Permission.READ_CASES, at=at) as record:
            thread = thread_for(incident, Thread.Party.TEAM, None, by_id=by.person_id, at=at)
            row = _row(thread, key, OUT if is_update else IN, words, by, at)
            if incident.team_since is None:
                raise NotYet(NO_TEAM)
            if is_update:
                incident.team_updated_at = at
            _send(record, thread, row, leaks)
    except IntegrityError:
        _refuse_other_words(incident, key, words)


def answer_as_reporter(
    incident: Incident, *, report: Report, key: UUID, words: str, by: Membership, at: datetime
) -> None:
    """Answer, or ask, as the reporter: whoever looks after the report is told. Source: BR-5.6."""
    try:
        with writing(incident, by=by, may=Permission.REPORT, at=at) as record:
            thread = thread_for(incident, Thread.Party.REPORTER, report, by_id=by.person_id, at=at)
            row = _row(thread, key, IN, words, by, at)
            record(
                "message.received", saved=[incident, *_new(thread), row], party=thread.party,
                by_mail=False,
            )  # fmt: skip
            _tell_lead(incident, at)
    except IntegrityError:
        _refuse_other_words(incident, key, words)


def confirm_read(incident: Incident, *, by: Membership, at: datetime) -> None:
    """Confirm, as the reporter, that one has read what the school wrote. Source: BR-5.0.

    Raises NotYet when there is nothing new.
    """
    with writing(incident, by=by, may=Permission.REPORT, at=at) as record:
        unread = list(
            Message.objects.filter(
                school_id=incident.school_id, incident=incident, direction=OUT.value,
                thread__party=Thread.Party.REPORTER.value, seen_at=None,
            )
        )  # fmt: skip
        if not unread:
            raise NotYet(Reason("nothing-new", "There is nothing new to read here."))
        for row in unread:
            row.seen_at = at
        record("message.read", saved=unread, count=len(unread))


def _row(
    thread: Thread, key: UUID, direction: Message.Direction, words: str, by: Membership,
    at: datetime,
) -> Message:  # fmt: skip
    row = message_row(
        thread, direction=direction, words=words, by_id=by.person_id, by_mail=False, at=at
    )
    row.pk = key
    return row


def _send(record: Record, thread: Thread, row: Message, leaks: Collection[str]) -> None:
    """Save the message, and have everybody told whom it is for."""
    record(
        "message.sent", saved=[thread.incident, *_new(thread), row], party=thread.party,
        is_instruction=row.is_instruction, leaks="+".join(sorted(set(leaks))) or None,
    )  # fmt: skip
    enqueue(
        "incidents.message",
        at=row.at,
        school_id=row.school_id,
        unique_key=f"message:{row.pk}",
        message=str(row.pk),
    )


def _new(thread: Thread) -> list[Thread]:
    return [thread] if thread.is_new else []


def _tell_lead(incident: Incident, at: datetime) -> None:
    first = incident.duplicate_of or incident
    tell(incident, Role.DEPUTY_DPO, first.lead_id, at=at)


def _refuse_other_words(incident: Incident, key: UUID, words: str) -> None:
    """A second click is nothing; the same form with other words would lose them."""
    with reading(incident.school_id):
        same = Message.objects.filter(school_id=incident.school_id, pk=key, words=words)
        if not same.exists():
            raise NotYet(SENT_ALREADY)
