"""The steps of a mail after it was taken in. Each may be taken again after a crash."""

from datetime import datetime
from hashlib import sha256
from uuid import UUID, uuid5

from django.core.files.uploadedfile import SimpleUploadedFile

from tocsin.core.errors import Refused
from tocsin.incidents.keeping.names import shown_name
from tocsin.incidents.keeping.sealing import kind_to_keep, seal_in
from tocsin.incidents.mailbox import commands
from tocsin.incidents.mailbox.answering import own_sender, send_acknowledgement
from tocsin.incidents.mailbox.parts import Part
from tocsin.incidents.mailbox.taking import raw_of
from tocsin.incidents.mailbox.understanding import Understood, understood
from tocsin.incidents.models import Attachment, Letter, ReceivedMail, Thread
from tocsin.ledger import files
from tocsin.ledger.tenancy import reading
from tocsin.schools.mailbox_address import mailbox_address

MOST_FILES = 100
NAMES = {"eml": "The email as it came.eml", "msg": "The message as it came.msg"}
State = ReceivedMail.State


def mail_of(school_id: UUID, mail_id: str) -> ReceivedMail:
    """The mail with its incident and its school."""
    with reading(school_id):
        return ReceivedMail.objects.select_related("incident", "school").get(
            school_id=school_id, pk=mail_id
        )


def sort(mail: ReceivedMail, *, at: datetime) -> None:
    """Find out what the mail is, and make of it what it is."""
    if mail.state != State.KEPT:
        return
    told = told_by(mail, at=at)
    thread, letter = _thread_of(mail, told), _letter_of(mail, told)
    # Whoever puts a mail in has read it and wants a report of it.
    is_put_in = mail.by_id is not None and not (thread or letter)
    is_wanted = mail.reason == commands.WANTED or is_put_in
    state: str = State.REPORT
    incident_id: UUID | None = mail.pk
    if told.reason and not is_wanted:
        of = thread or letter
        state, incident_id = State.ASIDE, of.incident_id if of else None
        if letter and told.reason == "bounce":
            commands.take_back(letter, at=at)
    elif letter and not is_wanted:
        commands.take_answer(mail, told, letter, at=at)
        state, incident_id = State.JOINED, letter.incident_id
    elif thread and not is_wanted:
        if told.sender != (thread.address or "").lower():
            told.warnings.append("other-sender")
        commands.join(mail, told, thread, at=at)
        state, incident_id = State.JOINED, thread.incident_id
    else:
        commands.open_report(mail, told, is_staff=_is_staff(mail, told), at=at)
    may_belong_to = _answered(mail, told) if state == State.REPORT else None
    commands.sort(
        mail, told, state=state, incident_id=incident_id, may_belong_to=may_belong_to, at=at
    )


def keep_files(mail: ReceivedMail, *, at: datetime) -> None:
    """Make the mail itself, and what was attached to it, files of the incident."""
    is_of_incident = mail.state in {State.REPORT, State.JOINED}
    if mail.files_at is not None or mail.incident is None or not is_of_incident:
        return
    raw, told = raw_of(mail), told_by(mail, at=at)
    rows, not_kept = [_whole(mail, raw, at)], []
    for number, part in enumerate(told.attachments):
        row = _row(mail, part, at) if number < MOST_FILES else "too-many"
        if isinstance(row, str):
            not_kept.append((shown_name(part.name), row))
        elif row.digest not in {each.digest for each in rows}:
            rows.append(row)
        else:
            files.discard(row.school_id, row.sealed_digest)
    if not commands.add_files(mail.incident, rows, not_kept=not_kept, at=at):
        for row in rows:  # an earlier try came this far: these copies are not needed
            files.discard(row.school_id, row.sealed_digest)
    own_copy = mail.sealed_digest
    commands.note_files(mail, not_kept=not_kept, at=at)
    if own_copy:
        files.discard(mail.school_id, own_copy)


def acknowledge(mail: ReceivedMail, *, at: datetime) -> None:
    """Tell the sender that the school has the mail. A second try has the same Message-ID."""
    if mail.incident is None or mail.answered_at is None:
        return
    with reading(mail.school_id):
        threads = Thread.objects.filter(school_id=mail.school_id, incident=mail.incident_id)
        thread = threads.filter(report__isnull=False).order_by("at").first()
    if thread is None or not mail.sender:
        return
    thread.incident = mail.incident
    thread.incident.school = mail.school
    answered = told_by(mail, at=at).message_id
    send_acknowledgement(thread, mail.sender, answered, reference=mail.incident.reference)


def told_by(mail: ReceivedMail, *, at: datetime) -> Understood:
    """The mail as Tocsin reads it."""
    own = mailbox_address(mail.school_id) or ""
    return understood(raw_of(mail), kind=mail.kind, own_address=own, own_sender=own_sender(), at=at)


def _thread_of(mail: ReceivedMail, told: Understood) -> Thread | None:
    if told.thread_id is None:
        return None
    with reading(mail.school_id):
        rows = Thread.objects.filter(school_id=mail.school_id, pk=told.thread_id)
        return rows.select_related("incident", "incident__duplicate_of").first()


def _letter_of(mail: ReceivedMail, told: Understood) -> Letter | None:
    if told.letter_id is None:
        return None
    with reading(mail.school_id):
        rows = Letter.objects.filter(school_id=mail.school_id, pk=told.letter_id)
        return rows.select_related("incident", "dispatch").first()


def _answered(mail: ReceivedMail, told: Understood) -> UUID | None:
    """The incident of a mail that this one answers: offered to people, and not trusted."""
    numbers = told.answered_numbers[:50]
    with reading(mail.school_id):
        rows = ReceivedMail.objects.filter(
            school_id=mail.school_id, number__in=numbers, incident__isnull=False
        ).exclude(pk=mail.pk)
        return rows.order_by("at").values_list("incident_id", flat=True).first()


def _is_staff(mail: ReceivedMail, told: Understood) -> bool:
    own = (mailbox_address(mail.school_id) or "").rpartition("@")[2].lower()
    return told.is_proven and bool(own) and told.sender.rpartition("@")[2] == own


def _whole(mail: ReceivedMail, raw: bytes, at: datetime) -> Attachment:
    row = _blank(mail, NAMES[mail.kind], mail.kind, raw, at)
    seal_in(row, SimpleUploadedFile(row.name, raw))
    return row


def _row(mail: ReceivedMail, part: Part, at: datetime) -> Attachment | str:
    """The attachment as a file of the incident, or the code of why it may not be one."""
    upload = SimpleUploadedFile(shown_name(part.name), part.content)
    try:
        kind = kind_to_keep(upload)
    except Refused as refused:
        return refused.reasons[0].code
    row = _blank(mail, shown_name(part.name), kind, part.content, at)
    seal_in(row, upload)
    return row


def _blank(mail: ReceivedMail, name: str, kind: str, content: bytes, at: datetime) -> Attachment:
    incident = mail.incident
    assert incident is not None  # noqa: S101 - the caller saw to it
    # The same id at each try, so that a second try finds that the first was not in vain.
    own_id = uuid5(incident.pk, f"{mail.pk}:{sha256(content).hexdigest()}")
    return Attachment(
        id=own_id, incident=incident, school_id=mail.school_id, by_id=mail.by_id, at=at,
        name=name, kind=kind,
    )  # fmt: skip
