"""What somebody at the public door tells the school. They may report, and nothing else."""

from collections.abc import Mapping, Sequence
from datetime import datetime
from typing import Any
from uuid import UUID

from django.db import IntegrityError

from tocsin.core.facts import Source
from tocsin.core.roles import Permission, Role
from tocsin.incidents.intake.files import throw_away
from tocsin.incidents.intake.queries import is_kept, is_written, thread_of
from tocsin.incidents.keeping.inspecting import queue_inspection
from tocsin.incidents.models import Attachment, Incident, Message, Report, Thread
from tocsin.incidents.opening import acknowledge, begun, enter_in_log
from tocsin.incidents.receipts import Kept
from tocsin.incidents.sealing import Reporter, kept_away, protecting, tell_around
from tocsin.incidents.settling import tell
from tocsin.incidents.threads import message_row
from tocsin.ledger.writing import writing
from tocsin.schools.models import Door, School


def take_in(
    school: School, *, report_id: UUID, answers: Mapping[str, Any], source: Source,
    reporter: Reporter, receipt: Kept, at: datetime,
) -> Incident | None:  # fmt: skip
    """Open an incident from what somebody told who is not signed in; None when it was in already.

    Of a protected reporter nothing is kept that is finer than the day. Source: SI-M1; SI-ANON;
    BR-4.5; BR-5.2.
    """
    received = reporter.received_at(at)
    incident, report = begun(
        school, incident_id=report_id, answers=reporter.told(answers), source=source, at=received
    )
    incident.alerts_wait_until = reporter.alerts_at(at)
    try:
        with writing(incident, by=Door(school.pk), may=Permission.REPORT, at=received) as record:
            enter_in_log(incident, at=received)
            away = kept_away(incident, reporter.about, received)
            beside = protecting(report, reporter, receipt, away)
            record("incident.reported", saved=[incident, report, *beside], source=incident.source)
            tell_around(incident, away, at=received)
            acknowledge(report, at=received)
    except IntegrityError:
        if not is_kept(school, report_id):
            raise
        return None  # a second click, or the page was loaded again
    return incident


def write_words(
    report: Report, *, reporter: Reporter, message_id: UUID, words: str,
    files: Sequence[Attachment], at: datetime,
) -> None:  # fmt: skip
    """Add what the reporter writes later; the same words sent twice are added once.

    message_id: made of the words (see `id_of`). files: rows of what is sealed in the store already.
    Source: SI-ANON; SI-M2.
    """
    incident, received = report.incident, reporter.received_at(at)
    incident.alerts_wait_until = reporter.alerts_at(at)
    of = {"incident": incident, "school_id": report.school_id, "at": received}
    try:
        door = Door(report.school_id)
        with writing(incident, by=door, may=Permission.REPORT, at=received) as record:
            thread = thread_of(report)
            new = [] if thread else [Thread(party=Thread.Party.REPORTER, report=report, **of)]
            message = message_row(
                thread or new[0], direction=Message.Direction.IN, words=words, by_id=None,
                by_mail=False, at=received,
            )  # fmt: skip
            message.id = message_id
            record("reporter.wrote", saved=[incident, *new, message, *files], files=len(files))
            for row in files:
                queue_inspection(row, at=received)
            tell(incident, Role.DEPUTY_DPO, incident.lead_id, at=received)
    except IntegrityError:
        throw_away(files)
        if not is_written(report, message_id):
            raise


def note_seen(
    report: Report, *, reporter: Reporter, messages: Sequence[Message], at: datetime
) -> None:
    """Note the day on which the reporter first opened the school's messages. Source: SI-ANON."""
    incident, received = report.incident, reporter.received_at(at)
    incident.alerts_wait_until = reporter.alerts_at(at)
    door = Door(report.school_id)
    with writing(incident, by=door, may=Permission.REPORT, at=received) as record:
        for message in messages:
            message.seen_at = received
        record("reporter.read", saved=messages)
