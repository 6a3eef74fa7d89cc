"""Reminding people of what is due, and hearing from them that they are dealing with it."""

from collections.abc import Collection
from datetime import datetime
from typing import Any
from uuid import UUID

from tocsin.core.errors import Reason, require_none
from tocsin.core.reminding import LATE
from tocsin.core.roles import Permission
from tocsin.incidents.models import Alert, Incident
from tocsin.ledger.writing import writing
from tocsin.reminders.hearers import calls_due
from tocsin.reminders.rows import TOGETHER, Call, put_down
from tocsin.schools.models import Membership, Occasion, System
from tocsin.schools.webhooks.announcing import announce

NOTHING = Reason("nothing-due", "Nobody has to be reminded of anything here now.")
SEEN = Reason("seen", "You have said already that you are dealing with it.")


def remind(incident: Incident, *, occasion: str, by: System, at: datetime) -> None:
    """Send every reminder of the incident that is due, each stage once.

    occasion: what the messages of several incidents are put together by.
    Raises NotYet when nothing is due. Source: SI-M7; SI-M6; BR-4.3; BR-6.1.
    """
    with writing(incident, by=by, may=Permission.OPERATE, at=at) as record:
        calls = calls_due(incident, at)
        require_none(() if calls else (NOTHING,))
        put_down(incident, calls, occasion=occasion, at=at, wait=TOGETHER)
        _tell_systems(incident, calls, at)
        people = frozenset[UUID]().union(*(call.people for call in calls))
        stages: dict[str, Any] = {call.duty: call.stage for call in calls}
        record("reminder.sent", people=len(people), **stages)


def take_on(incident: Incident, *, mails: Collection[UUID], by: Membership, at: datetime) -> None:
    """Say that one is dealing with what one was alerted to: nobody else is called for a while.

    It takes no more than the alert itself, and shows nothing. mails: the messages it answers.
    Raises NotYet when all of it was answered before. Source: SI-M6; SI-M7; SI-M8.
    """
    with writing(incident, by=by, may=Permission.REPORT, at=at) as record:
        asked = Alert.objects.filter(
            school_id=incident.school_id, incident=incident, person_id=by.person_id,
            mail__in=mails, acknowledged_at=None,
        )  # fmt: skip
        rows = asked.order_by("at").values_list("duty", "stage")
        stages: dict[str, Any] = {duty or "incident": stage for duty, stage in rows}
        require_none(() if stages else (SEEN,))
        asked.update(acknowledged_at=at)
        record("alert.answered", **stages)


def _tell_systems(incident: Incident, calls: Collection[Call], at: datetime) -> None:
    """Tell the school's other systems of what people are told: a chat or a text message gateway."""
    late = {call.stage.startswith(LATE) for call in calls}
    for is_late in sorted(late):
        occasion = Occasion.OVERDUE if is_late else Occasion.NEAR
        announce(incident.school_id, occasion, subject_id=incident.pk, at=at)
