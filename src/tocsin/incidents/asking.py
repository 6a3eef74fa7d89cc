"""The rows of an action, for whichever stage asks somebody for something."""

from datetime import UTC, datetime, time, timedelta
from typing import Any
from uuid import uuid4

from tocsin.core.actions import ActionState
from tocsin.core.clock import LONDON
from tocsin.core.errors import NotYet
from tocsin.incidents.models import Action, Incident
from tocsin.incidents.recusals import people_kept_from
from tocsin.incidents.refusals import MOVED_ON
from tocsin.jobs.queue import enqueue
from tocsin.ledger.tenancy import reading
from tocsin.schools.models import Membership
from tocsin.schools.queries import members_of

LINK_LASTS = timedelta(days=14)  # beyond the day on which it is due
OVER = frozenset({ActionState.CHECKED, ActionState.WITHDRAWN})


def actions_of(incident: Incident) -> list[Action]:
    """Every action of the incident, in the order in which they are due."""
    with reading(incident.school_id):
        rows = Action.objects.filter(school_id=incident.school_id, incident=incident)
        found = list(rows.select_related("person", "by").order_by("due_on", "at"))
    for action in found:
        action.incident = incident
    return found


def who_can_be_asked(incident: Incident) -> list[Membership]:
    """Everybody of the school who may know of the incident, by name."""
    off = people_kept_from(incident)
    return [each for each in members_of(incident.school_id) if each.person_id not in off]


def new_action(incident: Incident, *, by: Membership, at: datetime, **columns: Any) -> Action:
    """The row of something that somebody is asked for, not saved. Source: SI-M4; BR-5.23.

    columns: kind, words, due_on and person; of an outsider outsider_name and outsider_email, whose
    link works until two weeks after the day; the question of the review it follows from, if any.
    """
    due_at = datetime.combine(columns["due_on"], time.min, LONDON).astimezone(UTC)
    return Action(
        id=uuid4(), incident=incident, school_id=incident.school_id, by_id=by.person_id, at=at,
        state=ActionState.OPEN.value,
        link_expires_at=None if columns["person"] else due_at + LINK_LASTS,
        **columns,
    )  # fmt: skip


def with_incident(action: Action, incident: Incident) -> list[Incident | Action]:
    """Both rows to save: the incident repeats the actions that wait for somebody, for the rules."""
    others = [each for each in actions_of(incident) if each.pk != action.pk]
    incident.open_actions = [
        {
            "id": str(each.pk), "kind": each.kind, "state": each.state,
            "due_on": each.due_on.isoformat(), "person": str(each.person_id or ""),
            "asked_by": str(each.by_id),
        }
        for each in [*others, action]
        if ActionState(each.state) not in OVER
    ]  # fmt: skip
    return [incident, action]


def asked_now(action: Action, *states: ActionState) -> Incident:
    """The action's incident, once the action was read anew and is in one of `states`."""
    incident = action.incident
    action.refresh_from_db(from_queryset=Action.objects.filter(school_id=action.school_id))
    action.incident = incident
    if action.state not in states:
        raise NotYet(MOVED_ON)
    return incident


def queue_link(action: Action, at: datetime) -> None:
    """Have the link by which an outsider answers sent, once more if need be; inside `writing`."""
    enqueue(
        "incidents.ask-outside", at=at, school_id=action.school_id, action=str(action.pk),
        revision=action.revision,
    )  # fmt: skip
