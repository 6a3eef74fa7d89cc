"""What people were asked to do about an incident, and whose turn it is."""

from dataclasses import dataclass
from datetime import date
from enum import StrEnum


class ActionKind(StrEnum):
    """What is wanted of somebody. Source: SI-M4; BR-5.23."""

    REQUEST = "request"  # information
    ACTION = "action"  # something to do now
    PREVENTIVE = "preventive"  # something that keeps it from happening again


class ActionState(StrEnum):
    OPEN = "open"
    ANSWERED = "answered"
    RETURNED = "returned"  # the answer was not enough
    ACCEPTED = "accepted"
    CHECKED = "checked"  # a preventive one that was looked at later, and works
    WITHDRAWN = "withdrawn"


@dataclass(frozen=True)
class OpenAction:
    """As much of an action as the rules need. Ids are text; `person` is empty for an outsider."""

    id: str
    kind: ActionKind
    state: ActionState
    due_on: date
    person: str
    asked_by: str
