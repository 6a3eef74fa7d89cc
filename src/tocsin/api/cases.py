"""Reading one whole case: what happened, was found, decided, asked for, reported and learnt.

Never who reported it under protection, nor the disciplinary decision, which few may read.
"""

from collections.abc import Callable
from datetime import date, datetime
from typing import Annotated, Any
from uuid import UUID

from django.http import Http404
from ninja import Router, Schema
from pydantic import BeforeValidator, ConfigDict

from tocsin.api.problems import problems
from tocsin.api.tokens import Token
from tocsin.api.views import ApiRequest
from tocsin.core.errors import NotAllowed, Reason
from tocsin.core.roles import sees_all
from tocsin.incidents.asking import actions_of
from tocsin.incidents.breach_log.queries import all_entries
from tocsin.incidents.chronology.queries import happenings_of
from tocsin.incidents.decision.queries import decisions_of
from tocsin.incidents.investigation.queries import recorded_steps
from tocsin.incidents.models import Incident, Voice
from tocsin.incidents.outcome.queries import reports_of_outcome
from tocsin.incidents.review.queries import reviews_of
from tocsin.ledger.tenancy import reading
from tocsin.schools.models import Scope
from tocsin.schools.queries import members_of

router = Router()
NOT_READERS = Reason(
    "maker",
    "Whoever made this token may no longer read the cases of the school. Somebody who may has to"
    " make another.",
)
# A person is called by name; who has no account is not there.
Name = Annotated[str | None, BeforeValidator(lambda person: person and str(person))]


class Part(Schema):
    model_config = ConfigDict(from_attributes=True)


class Happened(Part):
    """One event of the chronology. `corrects` is the event in whose place it stands."""

    id: UUID
    precision: str
    started_at: datetime
    ended_at: datetime | None
    words: str
    corrects: UUID | None
    by: Name
    at: datetime


class Finding(Part):
    """What came of one step of the investigation, in its newest version."""

    playbook: str
    step: str
    state: str
    certainty: str
    words: str
    found_on: date | None
    number: int
    by: Name
    at: datetime


class Decided(Part):
    """One decision, newest first; `voices` are those who decided together."""

    number: int | None
    tell_regulator: str
    regulator_reason: str
    tell_people: str
    people_ground: str
    people_reason: str
    departure_reason: str | None
    assessment_number: int | None
    review_on: date | None
    voices: list["Said"]
    by: Name
    at: datetime


class Said(Part):
    """Whether one of them agrees; null while they have not said."""

    by: Name
    agrees: bool | None
    words: str | None


class Asked(Part):
    """Something that somebody was asked to do or to say."""

    id: UUID
    kind: str
    state: str
    words: str
    person: Name
    due_on: date
    answer: str
    answered_at: datetime | None
    by: Name
    at: datetime


class Section(Schema):
    title: str
    words: str


class Outcome(Part):
    """One version of the outcome report."""

    number: int
    state: str
    sections: list[Section]
    submitted_by: Name
    submitted_at: datetime | None
    reviewed_by: Name
    reviewed_at: datetime | None
    comments: str


class Answered(Schema):
    key: str
    verdict: str
    words: str


class Reviewed(Part):
    """One version of the review."""

    number: int
    answers: list[Answered]
    finished_by: Name
    finished_at: datetime | None


def _case(request: ApiRequest, incident_id: UUID) -> Incident:
    """The incident, for a token whose maker may read the cases of the school to this day."""
    token = request.auth
    with reading(token.school_id):
        members = members_of(token.school_id)
        if not any(m.person_id == token.made_by_id and sees_all(m) for m in members):
            raise NotAllowed(NOT_READERS)
        found = all_entries(token, {}).filter(pk=incident_id).first()
    if found is None:
        raise Http404
    found.school = token.school
    return found


def _decisions(incident: Incident) -> list[dict[str, Any]]:
    own = {"school_id": incident.school_id, "incident": incident}
    voices = list(Voice.objects.filter(**own).select_related("by").order_by("pk"))
    columns = Decided.model_fields.keys() - {"voices"}
    return [
        {name: getattr(each.row, name) for name in columns}
        | {"voices": [voice for voice in voices if voice.decision == each.row.pk]}
        for each in decisions_of(incident)
    ]


def _offer(path: str, summary: str, part: type[Part], rows: Callable[[Incident], Any]) -> None:
    """One operation below an incident, which lists the rows of one kind."""

    def listed(request: ApiRequest, incident_id: UUID) -> dict[str, Any]:
        case = _case(request, incident_id)
        with reading(case.school_id):
            return {"items": list(rows(case))}

    listed.__name__ = path
    answer = type(f"{part.__name__}List", (Schema,), {"__annotations__": {"items": list[part]}})  # type: ignore[valid-type]
    router.get(
        f"/incidents/{{incident_id}}/{path}", auth=Token(Scope.READ_CASES), summary=summary,
        description=part.__doc__, response={200: answer, **problems(404, 422)},
    )(listed)  # fmt: skip


_offer("chronology", "Read what happened, in order", Happened, happenings_of)
_offer("findings", "Read what was found out", Finding, lambda case: recorded_steps(case).values())
_offer("decisions", "Read what was decided", Decided, _decisions)
_offer("actions", "Read what somebody was asked for", Asked, actions_of)
_offer("outcome", "Read the outcome report", Outcome, reports_of_outcome)
_offer("review", "Read the review", Reviewed, reviews_of)
