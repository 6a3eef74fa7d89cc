"""Triage: what the report is, what happened, when the school became aware, how serious it is."""

from datetime import datetime
from typing import Any
from uuid import UUID, uuid4, uuid5

from django.db import IntegrityError

from tocsin.core.closing import ClosedAs
from tocsin.core.errors import NotYet, Reason, require_none
from tocsin.core.facts import NO_BREACH, Answer, Kind, Status
from tocsin.core.roles import Permission
from tocsin.incidents.facts import facts_of
from tocsin.incidents.models import Awareness, Incident, Note
from tocsin.incidents.refusals import refuse_closed
from tocsin.incidents.retention import retention_of
from tocsin.incidents.teams import called_in, tell_team
from tocsin.ledger.tenancy import reading
from tocsin.ledger.writing import writing
from tocsin.schools.models import Membership, Occasion
from tocsin.schools.webhooks.announcing import announce

WRITTEN = Reason("written", "This was saved already, with other words. Write a new note instead.")
CLOCK_MOVES = "Say why that time changes: the 72-hour clock moves with it"


def decide_kind(
    incident: Incident, *, seen: int, by: Membership, at: datetime, **answers: Any
) -> None:
    """Say what the report is, and whether personal data is involved.

    answers: title, kind, kind_reason, duplicate_of, personal_data, personal_data_reason. A
    duplicate is closed at once: its words stay, and are read with the incident it repeats. A
    possible breach gets the school's response team. Raises NotYet when it cannot be a duplicate.
    Source: SI-DEF; BR-2.1; BR-2.7; BR-4.6; BR-5.7.
    """
    with writing(incident, by=by, may=Permission.TRIAGE, at=at, seen=seen) as record:
        refuse_closed(incident)
        before = incident.kind
        _take(incident, answers)
        _note_the_times(incident, before, at)
        if incident.duplicate_of:
            incident.duplicate_of.refresh_from_db()
            require_none(_not_a_repeat(incident, incident.duplicate_of))
        incident.status = Status.OPEN.value
        if incident.kind == Kind.DUPLICATE:
            incident.status, incident.closed_at = Status.CLOSED.value, at
            incident.closed_as = ClosedAs.DUPLICATE.value
            incident.retention_on = retention_of(incident, at)
        team = called_in(incident, by_id=by.person_id, at=at)
        record(
            "incident.triaged",
            saved=[incident, *team],
            kind=incident.kind,
            personal_data=incident.personal_data,
            duplicate_of=str(incident.duplicate_of_id) if incident.duplicate_of_id else None,
        )
        tell_team(incident, team, at=at)


def record_details(
    incident: Incident,
    *,
    discovered_reason: str = "",
    seen: int,
    by: Membership,
    at: datetime,
    **answers: Any,
) -> None:
    """Record when it happened, its cause, which of the three breaches it is, and whose data.

    answers: the other fields of DetailsForm. Permanent loss is always an availability breach.
    discovered_reason: kept when the provisional clock moves. Raises NotYet when it moves without.
    Source: BR-2.2; BR-2.3; BR-2.5; BR-4.2; SI-M2.
    """
    with writing(incident, by=by, may=Permission.TRIAGE, at=at, seen=seen) as record:
        refuse_closed(incident)
        before = facts_of(incident).clock_start
        _take(incident, answers)
        incident.availability = incident.availability or incident.permanent_loss
        saved: list[Incident | Note] = [incident]
        if facts_of(incident).clock_start != before:
            saved.append(_why_the_clock_moves(incident, discovered_reason, by, at))
        record(
            "incident.described",
            saved=saved,
            cause=incident.cause or None,
            clock_moved=len(saved) > 1,
        )


def record_containment(
    incident: Incident,
    *,
    contained: str,
    containment: str,
    seen: int,
    by: Membership,
    at: datetime,
) -> None:
    """Record whether the harm has been stopped, and how. Source: BR-5.5."""
    with writing(incident, by=by, may=Permission.TRIAGE, at=at, seen=seen) as record:
        refuse_closed(incident)
        incident.contained, incident.containment = contained, containment
        incident.contained_at = (incident.contained_at or at) if contained == Answer.YES else None
        record("incident.containment-recorded", saved=incident, contained=contained)


def find_awareness(
    incident: Incident,
    *,
    aware_at: datetime,
    grounds: str,
    seen: int,
    by: Membership,
    at: datetime,
) -> None:
    """Record the moment from which the school was reasonably certain; the clock follows.

    Every finding is kept, with its grounds. Source: BR-4.2.
    """
    finding = Awareness(
        incident=incident, school_id=incident.school_id, by_id=by.person_id, at=at,
        aware_at=aware_at, grounds=grounds,
    )  # fmt: skip
    with writing(incident, by=by, may=Permission.TRIAGE, at=at, seen=seen) as record:
        refuse_closed(incident)
        if incident.kind in NO_BREACH:
            raise NotYet(
                Reason("no-breach", "Say first that this is, or may be, a breach.", "BR-4.2")
            )
        incident.aware_at = aware_at
        record("incident.awareness-found", saved=[incident, finding])
        announce(incident.school_id, Occasion.AWARE, subject_id=incident.pk, at=at)


def write_note(
    incident: Incident,
    *,
    about: str,
    words: str,
    happened_at: datetime,
    by: Membership,
    at: datetime,
    key: UUID | None = None,
) -> None:
    """Add something that happened, or was done, to the record.

    key: the form's own, so that sending it twice writes one note. Source: SI-M5.
    """
    note = Note(
        id=uuid5(incident.pk, f"{key or uuid4()} {by.person_id}"), incident=incident, about=about,
        words=words,
        school_id=incident.school_id, by_id=by.person_id, at=at, happened_at=happened_at,
    )  # fmt: skip
    try:
        with writing(incident, by=by, may=Permission.READ_CASES, at=at) as record:
            record("note.written", saved=note, about=about)
    except IntegrityError:
        with reading(incident.school_id):  # the same form with other words would lose them
            same = Note.objects.filter(school_id=incident.school_id, pk=note.pk, words=words)
            require_none(() if same.exists() else (WRITTEN,))


def _take(incident: Incident, answers: dict[str, Any]) -> None:
    for name, answer in answers.items():
        setattr(incident, name, answer)


def _why_the_clock_moves(incident: Incident, reason: str, by: Membership, at: datetime) -> Note:
    if not reason:
        raise NotYet(Reason("clock", CLOCK_MOVES, "BR-4.2"))
    return Note(
        incident=incident, school_id=incident.school_id, by_id=by.person_id, at=at,
        about="discovered", words=reason, happened_at=at,
    )  # fmt: skip


def _note_the_times(incident: Incident, before: str, at: datetime) -> None:
    """When it was first looked at, and since when it is, or is no longer, a suspicion."""
    incident.triaged_at = incident.triaged_at or at
    if incident.kind == Kind.SUSPECTED:
        incident.suspected_at, incident.found_at = incident.suspected_at or at, None
    elif before == Kind.SUSPECTED:
        incident.found_at = at


def _not_a_repeat(incident: Incident, other: Incident) -> tuple[Reason, ...]:
    """Why `incident` cannot be a second report of `other`: no word and no hour may be lost."""
    if other.kind == Kind.DUPLICATE:
        return (
            Reason(
                "repeat",
                f"{other.reference} is itself a second report. Enter the reference of the incident"
                " it repeats.",
            ),
        )
    if Incident.objects.filter(school_id=incident.school_id, duplicate_of=incident).exists():
        return (
            Reason(
                "joined",
                "Other reports are kept with this one. Keep this one, and say of the other that it"
                " is the second report.",
            ),
        )
    if _first_known(incident) < _first_known(other):
        return (
            Reason(
                "earlier",
                f"This was known before {other.reference} was. Put the earlier time into the"
                f" details of {other.reference} first, so that the clock does not start too late.",
                "BR-4.2",
            ),
        )
    return ()


def _first_known(incident: Incident) -> datetime:
    return min(incident.discovered_at or incident.reported_at, incident.reported_at)
