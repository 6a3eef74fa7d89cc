"""A duty for each action that waits for somebody."""

from tocsin.core.actions import ActionKind, ActionState, OpenAction
from tocsin.core.duty import Duty, Group, Situation, by_the_end_of
from tocsin.core.roles import Role

PREFIX = "action-"


def follow_up(now: Situation) -> tuple[Duty, ...]:
    """One duty for each action that waits for somebody. Source: SI-M4; BR-5.23.

    A preventive one outlives the incident: it is followed until it is done and found to work.
    """
    return tuple(_duty(each) for each in now.facts.actions if whose_turn(each) is not None)


def whose_turn(action: OpenAction) -> str | None:
    """The id of the person who has to do something next; "" for an outsider; None for nobody."""
    if action.state in {ActionState.OPEN, ActionState.RETURNED}:
        return action.person
    if action.state is ActionState.ANSWERED or _is_to_be_checked(action):
        return action.asked_by
    return None


def _is_to_be_checked(action: OpenAction) -> bool:
    return action.state is ActionState.ACCEPTED and action.kind is ActionKind.PREVENTIVE


def _duty(action: OpenAction) -> Duty:
    return Duty(
        f"{PREFIX}{action.id}",
        _title(action),
        Group.PUT_RIGHT,
        "BR-5.23" if action.kind is ActionKind.PREVENTIVE else "SI-M4",
        Role.DEPUTY_DPO,
        due_at=by_the_end_of(action.due_on),
        person=whose_turn(action) or action.asked_by,
        outlives_closing=action.kind is ActionKind.PREVENTIVE,
    )


def _title(action: OpenAction) -> str:
    if action.state is ActionState.ANSWERED:
        return "Look at an answer: accept it, or give it back"
    if _is_to_be_checked(action):
        return "Check that a preventive action works"
    if not action.person:
        return "Chase an answer from outside the school"
    if action.kind is ActionKind.REQUEST:
        return "Answer a question you were asked"
    return "Do what you were asked to do"
