"""The rows that a mail becomes: an incident with a report, and a thread with whoever wrote it."""

from datetime import datetime
from typing import Any

from tocsin.core.facts import Source
from tocsin.incidents.mail_warnings import WARNINGS
from tocsin.incidents.mailbox.understanding import Understood
from tocsin.incidents.models import Channel, Incident, ReceivedMail, Report, Thread
from tocsin.incidents.opening import begun

UNSAID: dict[str, Any] = {
    "what": "other", "is_continuing": "unsure", "discovered_at": None, "discovered_words": "unsure",
    "whose": [], "how_many": "unsure", "already_done": "",
}  # fmt: skip


def report_rows_of(
    mail: ReceivedMail, told: Understood, *, source: Source, at: datetime
) -> tuple[Incident, Report, Thread]:
    """The incident, its report and its thread, not saved. The incident has the mail's own id."""
    answers = UNSAID | {
        "story": story_of(mail, told),
        "channel": Channel.EMAIL if mail.by_id else Channel.MAILBOX,
        "reporter_name": told.sender_name or None,
        "reporter_contact": told.sender or None,
        "keyed_by_id": mail.by_id,
    }
    incident, report = begun(
        mail.school, incident_id=mail.pk, answers=answers, source=source, at=mail.arrived_at
    )
    thread = Thread(
        incident=incident, school_id=mail.school_id, at=at, party=Thread.Party.REPORTER.value,
        report=report, address=told.sender or None,
    )  # fmt: skip
    return incident, report, thread


def story_of(mail: ReceivedMail, told: Understood) -> str:
    """What the mail says, with its subject, and with what keeps us from reading all of it."""
    notes = [WARNINGS[code] for code in ("too-large", "secure", "portal") if code in
             {*mail.warnings, *told.warnings}]  # fmt: skip
    subject = f"Subject: {told.subject}" if told.subject else ""
    words = "" if "too-large" in mail.warnings else told.words
    return "\n\n".join(part for part in (subject, *notes, words) if part)
