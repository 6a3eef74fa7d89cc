"""Reading what is left to do: the stored agenda of the school, nearest deadline first."""

from datetime import datetime
from typing import Any
from uuid import UUID

from django.db.models import F
from ninja import Query, Router, Schema
from pydantic import Field

from tocsin.api.problems import problems
from tocsin.api.tokens import Token
from tocsin.api.views import ApiRequest
from tocsin.incidents.breach_log.queries import all_entries
from tocsin.incidents.models import AgendaItem
from tocsin.ledger.tenancy import reading
from tocsin.schools.models import Scope

router = Router()
FURTHEST = 100_000  # nobody has so much to do


class DutiesQuery(Schema):
    """Which of them."""

    skip: int = Field(0, ge=0, le=FURTHEST, description="What “next” of the last answer said.")
    limit: int = Field(25, ge=1, le=100)


class OpenDuty(Schema):
    """One thing to do. `due_at` is null where the policy sets no time."""

    incident: UUID
    reference: str
    duty: str
    title: str
    role: str
    due_at: datetime | None
    is_overdue: bool


class Duties(Schema):
    """A page of them; `next` is null on the last."""

    items: list[OpenDuty]
    next: int | None


@router.get(
    "/duties",
    auth=Token(Scope.READ_DUTIES),
    summary="Read what is left to do",
    response={200: Duties, **problems(422)},
)
def duties(request: ApiRequest, asked: Query[DutiesQuery]) -> dict[str, Any]:
    """Every open duty of the school, nearest deadline first. Closing an incident is none."""
    school_id = request.auth.school_id
    with reading(school_id):
        found = AgendaItem.objects.filter(
            school_id=school_id, incident__in=all_entries(request.auth, {})
        ).exclude(duty="close")
        ordered = found.select_related("incident").order_by(
            F("due_at").asc(nulls_last=True), "incident_id", "order"
        )
        rows = list(ordered[asked.skip : asked.skip + asked.limit + 1])
    is_more = len(rows) > asked.limit
    return {
        "items": [_said(row, request.at) for row in rows[: asked.limit]],
        "next": asked.skip + asked.limit if is_more else None,
    }


def _said(row: AgendaItem, at: datetime) -> dict[str, Any]:
    return {
        "incident": row.incident_id,
        "reference": row.incident.reference,
        "duty": row.duty,
        "title": row.title,
        "role": row.role,
        "due_at": row.due_at,
        "is_overdue": row.due_at is not None and row.due_at < at,
    }
