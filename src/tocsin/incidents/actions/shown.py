"""Actions as their page draws them."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from django.urls import reverse

from tocsin.core.actions import ActionKind, ActionState
from tocsin.core.duty import by_the_end_of
from tocsin.incidents.models import Action
from tocsin.incidents.words import ACTION_STATES
from tocsin.schools.models import Membership
from tocsin.ui.pieces import Due, due

KINDS = {
    ActionKind.REQUEST.value: "Question",
    ActionKind.ACTION.value: "To do now",
    ActionKind.PREVENTIVE.value: "To prevent another",
}
WAITING = frozenset({ActionState.OPEN.value, ActionState.RETURNED.value})


@dataclass(frozen=True)
class ActionCard:
    """One action on the page of its incident."""

    action: Action
    kind: str
    who: str
    state: str
    due: Due | None
    look_href: str  # empty when there is nothing to look at
    withdraw_href: str
    files: Sequence[str]  # names of those that came with the answer


def action_cards(
    actions: Sequence[Action],
    files: Mapping[UUID, Sequence[str]],
    reader: Membership,
    at: datetime,
) -> list[ActionCard]:
    """Every action with what can be done about it now. files: names, by action."""
    return [_card(each, files.get(each.pk, ()), reader.school.slug, at) for each in actions]


def _card(action: Action, files: Sequence[str], slug: str, at: datetime) -> ActionCard:
    is_preventive = action.kind == ActionKind.PREVENTIVE
    is_done = action.state == ActionState.ACCEPTED
    looks = action.state == ActionState.ANSWERED or (is_done and is_preventive)
    parts = [slug, action.incident_id, action.pk]
    is_over = action.state in {ActionState.CHECKED, ActionState.WITHDRAWN} or (
        is_done and not is_preventive
    )
    return ActionCard(
        action,
        KINDS[action.kind],
        action.person.name if action.person else f"{action.outsider_name} (outside the school)",
        ACTION_STATES[action.state],
        due(by_the_end_of(action.due_on), at) if action.state in WAITING else None,
        reverse("incidents:actions:look", args=parts) if looks else "",
        "" if is_over else reverse("incidents:actions:withdraw", args=parts),
        files,
    )
