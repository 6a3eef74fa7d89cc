"""What happens to a mail, step by step. Each step can be taken again and changes nothing then."""

from collections.abc import Sequence
from datetime import datetime
from typing import Any
from uuid import UUID

from django.db import IntegrityError
from django.db.models import Model

from tocsin.core.clock import LONDON
from tocsin.core.errors import NotYet, Reason
from tocsin.core.facts import Source
from tocsin.core.roles import Permission, Role
from tocsin.incidents.keeping.inspecting import queue_inspection
from tocsin.incidents.mail_warnings import left_inside
from tocsin.incidents.mailbox.answering import may_be_answered
from tocsin.incidents.mailbox.rows import report_rows_of
from tocsin.incidents.mailbox.understanding import Understood
from tocsin.incidents.models import (
    Attachment,
    Incident,
    Letter,
    Message,
    Note,
    ReceivedMail,
    Reply,
    Thread,
)
from tocsin.incidents.opening import enter_in_log, tell_intake
from tocsin.incidents.reaching import fresh, keep_replies, moved
from tocsin.incidents.replies import answered_by, reply_row
from tocsin.incidents.settling import tell
from tocsin.incidents.threads import message_row
from tocsin.jobs.queue import enqueue
from tocsin.ledger.tenancy import reading
from tocsin.ledger.writing import writing
from tocsin.policies.queries import calendar_of
from tocsin.schools.models import Door, Membership, System

State = ReceivedMail.State
Left = Sequence[tuple[str, str]]  # the name of each attachment that was not kept, and a code of why
LONGEST = 10_000  # characters of an answer that are kept beside it; the mail itself has all
WANTED = "wanted"  # a person asked for a report of it, whatever it looks like
DONE = Reason("mail-sorted", "This mail was dealt with already. Open it again to see what it is.")


def receive(mail: ReceivedMail, *, by: Membership | System, at: datetime) -> bool:
    """Take note of a mail whose bytes are safe, and have it read after the commit.

    The same mail by another way is noted as a repeat. False when this very one of the mailbox is
    known. Source: BR-5.1; BR-4.5.
    """
    may = Permission.OPERATE if isinstance(by, System) else Permission.READ_INTAKE
    same = ReceivedMail.objects.filter(school_id=mail.school_id, likeness=mail.likeness)
    try:
        with writing(mail, by=by, may=may, at=at) as record:
            if same.exclude(state=State.REPEAT).exists():
                mail.state, mail.sealed_digest = State.REPEAT, ""
            record("mail.received", saved=mail, size=mail.size, state=str(mail.state))
            if mail.state == State.KEPT:
                _queue("mailbox.sort", mail, at)
    except IntegrityError:
        if not _is_in(ReceivedMail, mail, place=mail.place, uid=mail.uid):
            raise
        return False
    return True


def _is_in(table: type[Model], row: ReceivedMail | Attachment, **same: Any) -> bool:
    """Whether an earlier try came this far: what is made of a mail has an id made of the mail."""
    with reading(row.school_id):
        return table._default_manager.filter(school_id=row.school_id, **same).exists()


def open_report(mail: ReceivedMail, told: Understood, *, is_staff: bool, at: datetime) -> None:
    """Open an incident from a mail, once. Its time is that at which the school received the mail.

    is_staff: whether the mail server proved that it comes from the school's own domain.
    Source: BR-5.1; SI-M1; BR-4.5.
    """
    source = Source.STAFF if is_staff else Source.OTHER
    incident, report, thread = report_rows_of(mail, told, source=source, at=at)
    door = Door(mail.school_id)
    try:
        with writing(incident, by=door, may=Permission.REPORT, at=at) as record:
            enter_in_log(incident, at=at)
            record("incident.reported", saved=[incident, report, thread], source=source.value)
            tell_intake(incident, at=at)
    except IntegrityError:
        if not _is_in(Incident, mail, pk=mail.pk):
            raise


def join(mail: ReceivedMail, told: Understood, thread: Thread, *, at: datetime) -> None:
    """Add a mail to the thread whose token it carries, once. Source: BR-5.1; BR-5.6."""
    incident = thread.incident
    words = told.words
    if told.sender != (thread.address or "").lower():
        words = f"From another address: {told.sender or 'none'}\n\n{words}"
    try:
        door = Door(mail.school_id)
        with writing(incident, by=door, may=Permission.REPORT, at=at) as record:
            row = message_row(thread, direction=Message.Direction.IN, words=words, by_id=None,
                              by_mail=True, at=mail.arrived_at)  # fmt: skip
            row.pk = mail.pk
            record("message.received", saved=[incident, row], party=thread.party, by_mail=True)
            first = incident.duplicate_of or incident
            tell(incident, Role.DEPUTY_DPO, first.lead_id, at=at)
    except IntegrityError:
        if not _is_in(Message, mail, pk=mail.pk):
            raise


def take_back(letter: Letter, *, at: datetime) -> None:
    """Record that a letter to somebody affected came back, so that another way is asked for.

    Source: BR-5.17.
    """
    incident = letter.incident
    with writing(incident, by=System(letter.school_id), may=Permission.OPERATE, at=at) as record:
        fresh(letter)
        is_news = letter.state in {Letter.State.SENT, Letter.State.QUEUED}
        letter.sent_at = letter.sent_at or at
        saved = (
            moved(incident, [letter], Letter.State.BOUNCED, when=at, at=at, how="email",
                  fault="bounce")
            if is_news else []
        )  # fmt: skip
        record("letter.bounced", saved=saved, number=letter.number)


def take_answer(mail: ReceivedMail, told: Understood, letter: Letter, *, at: datetime) -> None:
    """Record once that whoever got a letter answered it: it asks for an answer in its turn.

    Source: BR-5.17.
    """
    incident, kind = letter.incident, Reply.Kind.ANSWER.value
    received_on = mail.arrived_at.astimezone(LONDON).date()
    try:
        with writing(incident, by=Door(mail.school_id), may=Permission.REPORT, at=at) as record:
            due_on = answered_by(kind, received_on, calendar_of(mail.school_id))
            row = reply_row(
                incident, words=told.words[:LONGEST], letter=letter, kind=kind,
                received_on=received_on, due_on=due_on, at=at, pk=mail.pk,
            )  # fmt: skip
            keep_replies(incident, row)
            record("reply.recorded", saved=[incident, row], kind=kind)
    except IntegrityError:
        if not _is_in(Reply, mail, pk=mail.pk):
            raise


def sort(
    mail: ReceivedMail, told: Understood, *, state: str, incident_id: UUID | None,
    may_belong_to: UUID | None, at: datetime,
) -> None:  # fmt: skip
    """Note what became of a mail; have its sender answered, if that is due.

    Raises NotYet when it has been noted before. Source: BR-5.1.
    """
    by = System(mail.school_id)
    with writing(mail, by=by, may=Permission.OPERATE, at=at) as record:
        _refuse_unless(mail.state == State.KEPT)
        mail.state, mail.reason = state, told.reason if state == State.ASIDE else ""
        mail.sender_name, mail.sender, mail.subject = told.sender_name, told.sender, told.subject
        mail.warnings = sorted({*mail.warnings, *told.warnings})
        mail.incident_id, mail.may_belong_to_id = incident_id, may_belong_to
        is_first = mail.answered_at is None and state == State.REPORT and mail.by_id is None
        if is_first and may_be_answered(mail, told, at=at):
            mail.answered_at = at
            _queue("mailbox.acknowledge", mail, at)
        record("mail.sorted", saved=mail, state=state, reason=mail.reason)


def add_files(
    incident: Incident, rows: Sequence[Attachment], *, not_kept: Left, at: datetime
) -> bool:
    """Add what a mail brought to the incident's files; False when it is there already.

    not_kept: the attachments that stay inside the mail, each with the code of why; the timeline
    says so. Source: BR-5.1; SI-M2.
    """
    if _is_in(Attachment, rows[0], pk__in=[row.pk for row in rows]):
        return False
    by = System(incident.school_id)
    left = [_note_of(incident, not_kept, at)] if not_kept else []
    with writing(incident, by=by, may=Permission.OPERATE, at=at) as record:
        new = [row for row in rows if not _is_of_another_mail(row)]
        record("mail.files-added", saved=[*new, *left], count=len(new))
        for row in new:
            queue_inspection(row, at=at)
    return True


def _is_of_another_mail(row: Attachment) -> bool:
    """Whether its person put the same file in already, such as the logo below each of their mails.

    Only inside `writing`.
    """
    same = Attachment.objects.filter(incident=row.incident_id, by=row.by_id, digest=row.digest)
    return row.by_id is not None and same.exclude(pk=row.pk).exists()


def note_files(mail: ReceivedMail, *, not_kept: Left, at: datetime) -> None:
    """Note that the incident has the files, so that the school's own copy can go.

    Raises NotYet when it has been noted before. Source: BR-5.1.
    """
    by = System(mail.school_id)
    with writing(mail, by=by, may=Permission.OPERATE, at=at) as record:
        _refuse_unless(mail.files_at is None)
        mail.files_at, mail.not_kept, mail.sealed_digest = at, [list(each) for each in not_kept], ""
        record("mail.filed", saved=mail, not_kept=len(not_kept))


def ask_for_report(mail: ReceivedMail, *, by: Membership, at: datetime) -> None:
    """Make a report of a mail that was kept aside, or that joined an incident it is not about.

    Raises NotYet when it is one. Source: BR-5.1; BR-5.2.
    """
    with writing(mail, by=by, may=Permission.READ_INTAKE, at=at) as record:
        _refuse_unless(mail.state in {State.ASIDE, State.JOINED})
        mail.state, mail.reason, mail.files_at = State.KEPT, WANTED, None
        mail.seen_at, mail.seen_by_id = at, by.person_id
        record("mail.report-wanted", saved=mail)
        _queue("mailbox.sort", mail, at, again=True)


def look_at(mail: ReceivedMail, *, by: Membership, at: datetime) -> None:
    """Say that nothing has to be done about a mail that was kept aside.

    Raises NotYet when somebody has said so. Source: BR-5.1.
    """
    with writing(mail, by=by, may=Permission.READ_INTAKE, at=at) as record:
        _refuse_unless(mail.state == State.ASIDE and mail.seen_at is None)
        mail.seen_at, mail.seen_by_id = at, by.person_id
        record("mail.looked-at", saved=mail)


def _note_of(incident: Incident, not_kept: Left, at: datetime) -> Note:
    names = "; ".join(f"“{name}”, because {why}" for name, why in left_inside(not_kept))
    return Note(
        incident=incident, school_id=incident.school_id, at=at, about="mail-files",
        words=f"Only inside the mail, and no file of its own: {names}", happened_at=at,
    )  # fmt: skip


def _queue(name: str, mail: ReceivedMail, at: datetime, *, again: bool = False) -> None:
    key = f"{name}:{mail.pk}" + (f":{at.isoformat()}" if again or mail.seen_at else "")
    enqueue(name, at=at, school_id=mail.school_id, unique_key=key, mail=str(mail.pk))


def _refuse_unless(is_so: bool) -> None:  # noqa: FBT001 - reads as a sentence
    if not is_so:
        raise NotYet(DONE)
