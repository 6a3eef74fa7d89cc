"""Writing a report to the regulator, approving it, and recording that it was sent."""

from collections.abc import Collection, Mapping
from datetime import date, datetime
from typing import Any
from uuid import UUID

from django.core.files.uploadedfile import UploadedFile

from tocsin.core.errors import NotAllowed, NotYet, Reason, require_none
from tocsin.core.regulator_form import Value
from tocsin.core.roles import Permission
from tocsin.incidents.keeping.inspecting import queue_inspection
from tocsin.incidents.models import Attachment, Incident, RegulatorLetter, Telling
from tocsin.incidents.refusals import refuse_closed
from tocsin.incidents.regulator.correcting import corrected, place_of, stopped_the_clock
from tocsin.incidents.regulator.freezing import added, frozen
from tocsin.incidents.regulator.gates import LATE, called_for, may_approve, not_sendable
from tocsin.incidents.regulator.queries import report_to_write, tellings_of
from tocsin.incidents.regulator.rows import (
    action_of,
    in_order,
    outstanding,
    take_effect,
    telling_of,
)
from tocsin.incidents.regulator.sheet import sheet_of
from tocsin.ledger.writing import writing
from tocsin.schools.models import Membership


def write_answers(
    incident: Incident, *, answers: Mapping[str, Value], from_case: Collection[str], seen: int,
    by: Membership, at: datetime,
) -> None:  # fmt: skip
    """Keep what somebody wrote in the report to the regulator. An approval before it is void.

    answers: by question; None is "not known yet". from_case: the questions whose answer follows the
    case again. Source: BR-5.13; BR-5.14.
    """
    with writing(incident, by=by, may=Permission.DECIDE, at=at, seen=seen) as record:
        row = report_to_write(incident, at)
        if row.is_new:
            row.by_id = by.person_id
        kept = {key: value for key, value in row.answers.items() if key not in from_case}
        row.answers = {**kept, **answers}
        row.approved_by_id = row.approved_at = None
        record("regulator-report.written", saved=[incident, row], number=row.number)


def approve(incident: Incident, *, seen: int, by: Membership, at: datetime) -> None:
    """Approve the report as it stands, so that it may be sent.

    Raises NotAllowed for whoever does not speak to the regulator for the school.
    Source: BR-5.13; BR-5.17.
    """
    with writing(incident, by=by, may=Permission.DECIDE, at=at, seen=seen) as record:
        if not may_approve(incident, by, at):
            words = "The school's policy says who speaks to the regulator. Ask one of them."
            raise NotAllowed(Reason("speaker", words, "BR-5.17"))
        row = report_to_write(incident, at)
        if row.is_new:
            row.by_id = by.person_id
        row.approved_by_id, row.approved_at = by.person_id, at
        record("regulator-report.approved", saved=[incident, row], number=row.number)


def record_sent(
    incident: Incident, *, proof: "UploadedFile[Any] | None" = None, seen: int, by: Membership,
    at: datetime, **sent: Any,
) -> None:  # fmt: skip
    """Record that the regulator was told, and keep what it was told as it was.

    sent: phase, told_at, told_by, how, reference, details, late_reason, rest_by, without_log and
    without_approval. A first report after the 72 hours needs its reasons; what is not known yet is
    promised for a day. Raises NotYet when nobody has decided to tell, and where a reason lacks.
    Source: BR-4.4; BR-5.13 to BR-5.16; BR-5.19.
    """
    sheet = sheet_of(incident, at)
    sent = in_order(sheet, sent)
    # Drawing and sealing take their time, so they are over before the school's turn is taken.
    paper = frozen(incident, sheet, sent, by=by, at=at)
    shown = added(incident, proof, by=by, at=at) if proof else None
    with writing(incident, by=by, may=Permission.DECIDE, at=at, seen=seen) as record:
        row = sheet.row
        sent = called_for(incident, row, sent, by=by, at=at)
        require_none(not_sendable(incident, row, sent, by=by, at=at))
        row.by_id = row.by_id or by.person_id
        row.phase, row.sent_at, row.told = sent["phase"], sent["told_at"], sheet.told
        row.outstanding, row.file = outstanding(sent), paper
        take_effect(incident, row)
        new = [each for each in (paper, shown) if each is not None and each.is_new]
        telling = telling_of(incident, row, sent, by=by, at=at)
        telling.proof = shown
        record(
            action_of(row, is_first=sheet.is_first), saved=[incident, *new, row, telling],
            is_late=sent["is_late"], number=row.number, phase=row.phase, digest=paper.digest,
            to_follow=len(sent["rest"]),
        )  # fmt: skip
        for each in new:
            queue_inspection(each, at=at)


def correct_time(
    incident: Incident, *, telling: Telling, told_at: datetime, late_reason: str, reason: str,
    seen: int, by: Membership, at: datetime,
) -> None:  # fmt: skip
    """Put right when the regulator was told. What was recorded and sent stays as it was.

    The 72 hours follow the time that is right. Raises NotYet when it was put right meanwhile, and
    when it is late now without its reasons. Source: BR-5.16; SI-M5.
    """
    with writing(incident, by=by, may=Permission.DECIDE, at=at, seen=seen) as record:
        refuse_closed(incident)
        told = tellings_of(incident)
        before = told[place_of(told, telling)]
        row = corrected(
            incident, before, told_at=told_at, late_reason=late_reason, reason=reason, by=by, at=at
        )
        require_none((LATE,) if row.is_late and not row.late_reason else ())
        if stopped_the_clock(incident, before):
            incident.regulator_told_at = told_at
        record("regulator.time-corrected", saved=[incident, row], is_late=row.is_late)


def keep_letter(
    incident: Incident, *, direction: str, answer_by: date | None, answers: str,
    proof: "UploadedFile[Any] | None" = None, seen: int, by: Membership, at: datetime,
    **told: Any,
) -> None:  # fmt: skip
    """Keep a letter from or to the regulator, or a call, with the day it wants an answer by.

    told: happened_at, how, reference, words. answers: the id of the letter that it answers; "" for
    none. Source: BR-5.13; BR-5.14.
    """
    shown = added(incident, proof, by=by, at=at) if proof else None
    with writing(incident, by=by, may=Permission.DECIDE, at=at, seen=seen) as record:
        letter = RegulatorLetter(
            incident=incident, school_id=incident.school_id, by_id=by.person_id, at=at,
            direction=direction, answer_by=answer_by, file=shown, **told,
        )  # fmt: skip
        saved: list[Incident | Attachment | RegulatorLetter] = [incident]
        if shown is not None and shown.is_new:
            saved.append(shown)
            queue_inspection(shown, at=at)
        owed = list(incident.regulator_owed or ())
        if answers:
            first = _letter(incident, answers)
            first.answered_at, letter.answers = letter.happened_at, first.pk
            owed = [each for each in owed if each["key"] != answers]
            saved.append(first)
        if answer_by:
            due = {"key": str(letter.pk), "due_on": answer_by.isoformat(), "is_letter": True}
            owed.append(due)
        incident.regulator_owed = owed
        record(f"regulator-letter.{direction}", saved=[*saved, letter], is_answer=bool(answers))


def _letter(incident: Incident, letter_id: str) -> RegulatorLetter:
    """The letter that waits for an answer. Raises NotYet when none with this id does."""
    waiting = {each["key"] for each in incident.regulator_owed or () if each["is_letter"]}
    if letter_id not in waiting:
        raise NotYet(Reason("answered", "That letter does not wait for an answer any more."))
    return RegulatorLetter.objects.get(
        school_id=incident.school_id, incident=incident, pk=UUID(letter_id)
    )
