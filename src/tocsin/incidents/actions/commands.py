"""Asking people for something, answering, and seeing to it that it was enough."""

from collections.abc import Sequence
from datetime import date, datetime
from typing import Any

from django.core.files.uploadedfile import UploadedFile

from tocsin.core.actions import ActionKind, ActionState
from tocsin.core.errors import NotYet, Reason
from tocsin.core.roles import Actor, Permission
from tocsin.incidents.actions.files import discard_others, new_files, sealed_file
from tocsin.incidents.asking import OVER, asked_now, new_action, queue_link, with_incident
from tocsin.incidents.keeping.inspecting import queue_inspection
from tocsin.incidents.models import Action, Incident
from tocsin.incidents.refusals import refuse_closed
from tocsin.ledger.writing import writing
from tocsin.schools.models import Membership, Person


def ask(
    incident: Incident,
    *,
    kind: str,
    words: str,
    person: Person | None,
    outsider_name: str,
    outsider_email: str,
    due_on: date,
    by: Membership,
    at: datetime,
) -> Action:
    """Ask somebody for information, or to do something, by a day.

    person: a member of the school, or None for an outsider, who gets a link by email that works
    until two weeks after the day. They get to know `words`, and nothing else of the incident.
    Raises NotYet when the incident is closed. Source: SI-M4; BR-5.9; BR-5.23.
    """
    action = new_action(
        incident, kind=kind, words=words, person=person, due_on=due_on, by=by, at=at,
        outsider_name=outsider_name, outsider_email=outsider_email,
    )  # fmt: skip
    with writing(incident, by=by, may=Permission.INVESTIGATE, at=at) as record:
        refuse_closed(incident)
        rows = with_incident(action, incident)
        record("action.asked", saved=rows, kind=kind, is_outside=person is None)
        if person is None:
            queue_link(action, at)
    return action


def answer(
    action: Action, *, words: str, added: "Sequence[UploadedFile[Any]]", by: Actor, at: datetime
) -> None:
    """Answer what one was asked, in the school or by the link, with files or without.

    They are kept with the incident. Raises NotYet when it is no longer asked, and Refused for a
    file that may not be kept. Source: SI-M4.
    """
    # Sealing takes its time, so it is over before the school's turn is taken.
    files = [sealed_file(action, each, by, at) for each in added]
    with writing(action.incident, by=by, may=Permission.REPORT, at=at) as record:
        incident = asked_now(action, ActionState.OPEN, ActionState.RETURNED)
        action.answer, action.answered_at = words, at
        action.state = ActionState.ANSWERED.value
        kept = new_files(action, files)
        rows = [*with_incident(action, incident), *kept]
        record("action.answered", saved=rows, files=len(kept))
        for row in kept:
            queue_inspection(row, at=at)
    discard_others(files, kept)


def accept(action: Action, *, by: Membership, at: datetime) -> None:
    """Say that what was asked for is done. Source: SI-M4; BR-5.23."""
    with writing(action.incident, by=by, may=Permission.INVESTIGATE, at=at) as record:
        incident = asked_now(action, ActionState.ANSWERED)
        action.state = ActionState.ACCEPTED.value
        record("action.accepted", saved=with_incident(action, incident))


def give_back(action: Action, *, words: str, by: Membership, at: datetime) -> None:
    """Say what is still missing; it is asked for again. Source: SI-M4."""
    with writing(action.incident, by=by, may=Permission.INVESTIGATE, at=at) as record:
        incident = asked_now(action, ActionState.ANSWERED)
        action.state, action.said_back = ActionState.RETURNED.value, words
        record("action.given-back", saved=with_incident(action, incident))
        if action.person_id is None:
            queue_link(action, at)


def withdraw(action: Action, *, words: str, by: Membership, at: datetime) -> None:
    """Ask for it no longer, and say why; the link stops. Source: SI-M4."""
    with writing(action.incident, by=by, may=Permission.INVESTIGATE, at=at) as record:
        incident = asked_now(action, *(set(ActionState) - OVER))
        action.state, action.said_back = ActionState.WITHDRAWN.value, words
        record("action.withdrawn", saved=with_incident(action, incident))


def check(action: Action, *, words: str, by: Membership, at: datetime) -> None:
    """Record that a preventive action was looked at later, and works. Source: BR-5.23."""
    with writing(action.incident, by=by, may=Permission.INVESTIGATE, at=at) as record:
        incident = asked_now(action, ActionState.ACCEPTED)
        if action.kind != ActionKind.PREVENTIVE:
            raise NotYet(Reason("not-preventive", "Only preventive actions are checked later."))
        action.state, action.said_back = ActionState.CHECKED.value, words
        record("action.checked", saved=with_incident(action, incident))
