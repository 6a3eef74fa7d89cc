"""Putting people on duty, and saying who is away."""

from datetime import date, datetime
from uuid import UUID

from tocsin.core.errors import NotYet, Reason
from tocsin.core.roles import Actor, Permission
from tocsin.ledger.writing import writing
from tocsin.schools.models import Absence, DutyTurn, School

SELF = Reason("self", "Choose somebody else as the deputy: this person is away.", "BR-5.7")


def put_on_duty(
    school: School, *, person: UUID, first_on: date, last_on: date, by: Actor, at: datetime
) -> DutyTurn:
    """Put somebody on duty for some days: an on-call week or holiday cover. Source: BR-6.1."""
    turn = DutyTurn(school=school, person_id=person, first_on=first_on, last_on=last_on)
    with writing(turn, by=by, may=Permission.MANAGE_SCHOOL, at=at) as record:
        record("cover.turn-added", saved=turn, person=str(person))
    return turn


def change_turn(
    turn: DutyTurn, *, person: UUID, first_on: date, last_on: date, by: Actor, at: datetime
) -> None:
    """Give a turn to somebody else, or to other days. Source: BR-6.1."""
    with writing(turn, by=by, may=Permission.MANAGE_SCHOOL, at=at) as record:
        turn.person_id, turn.first_on, turn.last_on = person, first_on, last_on
        record("cover.turn-changed", saved=turn, person=str(person))


def remove_turn(turn: DutyTurn, *, by: Actor, at: datetime) -> None:
    """Take a turn off the rota. Source: BR-6.1."""
    with writing(turn, by=by, may=Permission.MANAGE_SCHOOL, at=at) as record:
        record("cover.turn-removed", removed=[turn])


def note_absence(
    school: School, *, person: UUID, deputy: UUID | None, first_on: date, last_on: date,
    by: Actor, at: datetime,
) -> Absence:  # fmt: skip
    """Note that somebody is away, and who stands in; without a name, the pack says who does.

    Raises NotYet for somebody who would stand in for themselves. Source: BR-5.7.
    """
    absence = Absence(
        school=school, person_id=person, deputy_id=deputy, first_on=first_on, last_on=last_on
    )
    with writing(absence, by=by, may=Permission.MANAGE_SCHOOL, at=at) as record:
        _refuse_self(absence)
        record("cover.absence-noted", saved=absence, person=str(person), has_deputy=bool(deputy))
    return absence


def change_absence(
    absence: Absence, *, person: UUID, deputy: UUID | None, first_on: date, last_on: date,
    by: Actor, at: datetime,
) -> None:  # fmt: skip
    """Change who is away when, or who stands in. Raises NotYet as above. Source: BR-5.7."""
    with writing(absence, by=by, may=Permission.MANAGE_SCHOOL, at=at) as record:
        absence.person_id, absence.deputy_id = person, deputy
        absence.first_on, absence.last_on = first_on, last_on
        _refuse_self(absence)
        record("cover.absence-changed", saved=absence, person=str(person), has_deputy=bool(deputy))


def remove_absence(absence: Absence, *, by: Actor, at: datetime) -> None:
    """Take an absence back: the person is there after all. Source: BR-5.7."""
    with writing(absence, by=by, may=Permission.MANAGE_SCHOOL, at=at) as record:
        record("cover.absence-removed", removed=[absence])


def _refuse_self(absence: Absence) -> None:
    if absence.deputy_id == absence.person_id:
        raise NotYet(SELF)
