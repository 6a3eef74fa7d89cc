"""What should change, over the whole school: actions against another, and what reviews suggested.

They outlive their incidents: also those of a closed one are here.
"""

from datetime import date
from typing import Any

from django.db.models import Count, Q, QuerySet

from tocsin.core.actions import ActionKind, ActionState
from tocsin.core.roles import Permission, may
from tocsin.incidents.models import Action, Improvement, Incident
from tocsin.incidents.queries import visible_to
from tocsin.incidents.recusals import rows_kept_from
from tocsin.ledger.tenancy import reading
from tocsin.schools.models import Membership

UNDONE = (ActionState.OPEN.value, ActionState.RETURNED.value, ActionState.ANSWERED.value)
LEFT = (*UNDONE, ActionState.ACCEPTED.value)
DONE = (ActionState.CHECKED.value, ActionState.WITHDRAWN.value)


def actions_left(reader: Membership) -> QuerySet[Action]:
    """Those that are not done, or not yet found to work. Ask in this order: due_on, then pk."""
    return _seen(Action, reader).filter(kind=ActionKind.PREVENTIVE, state__in=LEFT)


def actions_over(reader: Membership) -> QuerySet[Action]:
    """Those that were found to work, or are not asked for any more."""
    return _seen(Action, reader).filter(kind=ActionKind.PREVENTIVE, state__in=DONE)


def suggestions(reader: Membership, kind: str) -> QuerySet[Improvement]:
    """What reviews suggested of one kind, like that a policy should change."""
    return _seen(Improvement, reader).filter(kind=kind)


def numbers(reader: Membership, today: date) -> dict[str, int]:
    """How many there are of each; for those who may read no incident, of the whole school."""
    actions = _counted(Action, reader).filter(kind=ActionKind.PREVENTIVE)
    late = Q(state__in=UNDONE, due_on__lt=today)
    with reading(reader.school_id):
        found: dict[str, int] = actions.aggregate(
            late=Count("pk", filter=late),
            undone=Count("pk", filter=Q(state__in=UNDONE) & ~late),
            unchecked=Count("pk", filter=Q(state=ActionState.ACCEPTED.value)),
            works=Count("pk", filter=Q(state=ActionState.CHECKED.value)),
        )
        kinds = _counted(Improvement, reader).values_list("kind").annotate(many=Count("pk"))
        return {**found, **dict.fromkeys(Improvement.Kind.values, 0), **dict(kinds.order_by())}


def _seen(table: Any, reader: Membership) -> QuerySet[Any]:
    incidents = Incident.objects.filter(visible_to(reader)).values("pk")
    rows: QuerySet[Any] = table.objects.filter(school_id=reader.school_id, incident__in=incidents)
    return rows.select_related("incident", "by")


def _counted(table: Any, reader: Membership) -> QuerySet[Any]:
    if may(reader, Permission.READ_CASES):
        return _seen(table, reader).select_related(None)
    hidden = rows_kept_from(reader.school_id, reader.person_id)
    rows: QuerySet[Any] = table.objects.filter(~hidden, school_id=reader.school_id)
    return rows
