"""Deciding whom to tell, and recording that they were told."""

from datetime import datetime
from typing import Any

from tocsin.core.clock import is_late, regulator_due_at
from tocsin.core.errors import NotYet, Reason, require_none
from tocsin.core.facts import Answer, Kind, Status, Tell
from tocsin.core.roles import Permission
from tocsin.incidents.facts import facts_of
from tocsin.incidents.models import Decision, Incident, Telling
from tocsin.ledger.writing import writing
from tocsin.schools.models import Membership

LATE = Reason(
    "late",
    "This is after the 72 hours. Say why the report is late: the regulator asks for it.",
    "BR-5.16",
)


def decide(incident: Incident, *, seen: int, by: Membership, at: datetime, **answers: Any) -> None:
    """Decide whether to tell the regulator and the people affected, with reasons either way.

    answers: tell_regulator, regulator_reason, tell_people, people_ground, people_reason,
    taken_with (ids of those who decided together). A new decision stands beside the old one.
    Source: BR-1.4; BR-1.5; BR-5.22.
    """
    row = Decision(
        incident=incident, school_id=incident.school_id, by_id=by.person_id, at=at, **answers
    )
    with writing(incident, by=by, may=Permission.DECIDE, at=at, seen=seen) as record:
        require_none(_not_decidable(incident))
        incident.tell_regulator, incident.tell_people = row.tell_regulator, row.tell_people
        incident.regulator_reason = row.regulator_reason
        record(
            "incident.decided",
            saved=[incident, row],
            tell_regulator=row.tell_regulator,
            tell_people=row.tell_people,
            people_ground=row.people_ground,
        )


def record_telling(
    incident: Incident, *, whom: str, told_at: datetime, late_reason: str,
    seen: int, by: Membership, at: datetime, **details: Any,
) -> None:  # fmt: skip
    """Record that the regulator, or the people affected, were told.

    details: how, reference, details. Telling the regulator after the 72 hours needs the reasons for
    the delay. Raises NotYet when nobody has decided to tell them.
    Source: BR-5.13; BR-5.16; BR-5.17.
    """
    with writing(incident, by=by, may=Permission.DECIDE, at=at, seen=seen) as record:
        is_regulator = whom == Telling.Whom.REGULATOR
        late = is_regulator and is_late(regulator_due_at(facts_of(incident).clock_start), told_at)
        require_none(_not_tellable(incident, is_regulator=is_regulator))
        if late and not late_reason:
            raise NotYet(LATE)
        if is_regulator:
            incident.regulator_told_at = told_at
        else:
            incident.people_told_at = told_at
        row = Telling(
            incident=incident, school_id=incident.school_id, by_id=by.person_id, at=at,
            whom=whom, told_at=told_at, is_late=late, late_reason=late_reason if late else "",
            **details,
        )  # fmt: skip
        record(f"{whom}.told", saved=[incident, row], is_late=late)


def _not_decidable(incident: Incident) -> tuple[Reason, ...]:
    if incident.status == Status.CLOSED:
        return (Reason("closed", "This incident is closed. Reopen it first."),)
    if incident.kind == Kind.CONFIRMED and incident.personal_data == Answer.YES:
        return ()
    return (
        Reason(
            "not-a-breach",
            "Say first that this is a personal data breach: only then is there somebody to tell.",
            "BR-2.1",
        ),
    )


def _not_tellable(incident: Incident, *, is_regulator: bool) -> tuple[Reason, ...]:
    decided = incident.tell_regulator if is_regulator else incident.tell_people
    if decided == Tell.YES:
        return ()
    return (
        Reason("undecided", "Record first the decision to tell them, with its reasons.", "BR-1.4"),
    )
