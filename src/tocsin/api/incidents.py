"""Reading the breach log, or one of its entries, without free text beyond the title."""

import re
from datetime import date, datetime
from typing import Annotated, Any
from uuid import UUID

from django.http import Http404
from ninja import Query, Router, Schema
from pydantic import AfterValidator, BeforeValidator, ConfigDict, Field

from tocsin.api.problems import problems
from tocsin.api.tokens import Token
from tocsin.api.views import ApiRequest
from tocsin.core.facts import Kind, Status
from tocsin.incidents.breach_log.queries import NEWEST, all_entries
from tocsin.incidents.models import Incident
from tocsin.ledger.tenancy import reading
from tocsin.schools.models import Scope

router = Router()
LARGEST = 2_147_483_647  # of the database's whole numbers
DAY = re.compile(r"\d{4}-\d\d-\d\d", re.ASCII)
FIRST, LAST = date(1970, 1, 1), date(2200, 1, 1)  # no report is from before or after


def _written(value: object) -> object:
    # The library would read a number as seconds since 1970.
    if value is not None and not (isinstance(value, str) and DAY.fullmatch(value)):
        raise ValueError("give a day like 2026-11-20")
    return value


def _within(day: date | None) -> date | None:
    return day and min(max(day, FIRST), LAST)


Day = Annotated[date | None, BeforeValidator(_written), AfterValidator(_within)]


class LogQuery(Schema):
    """Which entries, newest first."""

    cursor: int | None = Field(
        None, ge=1, le=LARGEST, description="What “next” of the last answer said."
    )
    limit: int = Field(25, ge=1, le=100)
    status: Status | None = None
    kind: Kind | None = None
    since: Day = Field(None, description="Reported on or after this day.")
    until: Day = Field(None, description="Reported on or before this day.")


class Line(Schema):
    """One entry. Empty text, and null, are not known yet."""

    model_config = ConfigDict(from_attributes=True)

    id: UUID
    reference: str
    title: str
    status: str
    source: str
    kind: str
    personal_data: str
    severity: str
    people: int | None
    reported_at: datetime
    discovered_at: datetime | None
    aware_at: datetime | None
    tell_regulator: str
    regulator_told_at: datetime | None
    tell_people: str
    people_told_at: datetime | None
    closed_at: datetime | None
    closed_as: str | None
    retention_on: date | None
    outcome_state: str | None
    reviewed_at: datetime | None


class Log(Schema):
    """A page of the log; `next` is null on the last."""

    items: list[Line]
    next: int | None


SHOWN = tuple(Line.model_fields)


@router.get(
    "/incidents",
    auth=Token(Scope.READ_LOG),
    summary="Read the breach log",
    response={200: Log, **problems(422)},
)
def incidents(request: ApiRequest, asked: Query[LogQuery]) -> dict[str, Any]:
    """Every incident, near miss and non-breach of the school, newest first, by cursor."""
    wanted = asked.model_dump()
    with reading(request.auth.school_id):
        found = all_entries(request.auth, wanted).only("number", *SHOWN)
        if asked.cursor:
            found = found.filter(number__lt=asked.cursor)
        rows: list[Incident] = list(found.order_by(NEWEST[0])[: asked.limit + 1])
    items = rows[: asked.limit]
    return {"items": items, "next": items[-1].number if len(rows) > asked.limit else None}


@router.get(
    "/incidents/{incident_id}",
    auth=Token(Scope.READ_LOG),
    summary="Read one entry of the breach log",
    response={200: Line, **problems(404, 422)},
)
def incident(request: ApiRequest, incident_id: UUID) -> Incident:
    """One incident of the school, with the same fields as in the log."""
    with reading(request.auth.school_id):
        found = all_entries(request.auth, {}).filter(pk=incident_id).only(*SHOWN).first()
    if found is None:
        raise Http404
    return found
