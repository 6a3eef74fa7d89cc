"""Reporting an incident from another system: the same command as the pages."""

import re
from collections.abc import Iterable
from datetime import UTC, datetime
from typing import Annotated, Any
from uuid import UUID, uuid4, uuid5

from ninja import Header, Router, Schema, Status
from pydantic import (
    AfterValidator,
    AwareDatetime,
    BeforeValidator,
    ConfigDict,
    Field,
    StringConstraints,
)
from pydantic_core.core_schema import CoreSchema, literal_schema

from tocsin.api.problems import problems
from tocsin.api.tokens import Token
from tocsin.api.views import ApiRequest
from tocsin.core.causes import REPORT_KINDS
from tocsin.core.errors import NotYet, Reason
from tocsin.core.facts import Answer
from tocsin.incidents.queries import words_of_reporter
from tocsin.incidents.report.commands import report
from tocsin.incidents.words import HOW_MANY, UNSURE, WHOSE
from tocsin.schools.models import Scope
from tocsin.ui.fields import LONGEST

router = Router()
INSTANT = re.compile(r"\d{4}-\d\d-\d\dT\d\d:\d\d.*", re.ASCII | re.DOTALL)
LONG_AGO = datetime(1970, 1, 1, tzinfo=UTC)
LONGEST_KEY = 200


def _plain(text: str) -> str:
    # No report is refused for a character that no database keeps: it shows as one that is unknown.
    return text.replace("\0", "\N{REPLACEMENT CHARACTER}").replace("\r\n", "\n").replace("\r", "\n")


def _written(value: object) -> object:
    # The library would read a number as seconds or as milliseconds, whichever seems likelier.
    if value is not None and not (isinstance(value, str) and INSTANT.fullmatch(value)):
        raise ValueError("give an instant like 2026-11-20T15:40:00Z")
    return value


def _once(several: list[str]) -> list[str]:
    if UNSURE[0] in several and len(set(several)) > 1:
        raise ValueError(f"give either “{UNSURE[0]}” or the others, not both")
    return list(dict.fromkeys(several))


class _Among:
    """One of the keys that the pages offer."""

    def __init__(self, keys: Iterable[str]) -> None:
        self.keys = tuple(keys)

    def __get_pydantic_core_schema__(self, _kind: Any, _handler: Any) -> CoreSchema:
        return literal_schema(list(self.keys))


Words = Annotated[str, StringConstraints(strip_whitespace=True), AfterValidator(_plain)]
What = Annotated[str, _Among(kind.key for kind in REPORT_KINDS)]
Whose = Annotated[str, _Among(key for key, _ in WHOSE)]
SURE = [key for key, _ in WHOSE if key != UNSURE[0]]
EITHER: dict[str, Any] = {
    "anyOf": [{"items": {"enum": list(SURE)}}, {"items": {"const": UNSURE[0]}}]
}
HowMany = Annotated[str, _Among(key for key, _ in HOW_MANY)]


class ReportIn(Schema):
    """What another system knows. Only the story is compulsory; report first, find out later."""

    model_config = ConfigDict(extra="forbid")

    story: Words = Field(
        min_length=1,
        max_length=LONGEST,
        description="What happened, in words. Spaces alone are none.",
    )
    what: What = Field("other", description="The closest kind of incident.")
    discovered_at: Annotated[AwareDatetime | None, BeforeValidator(_written)] = Field(
        None, description="When it was noticed. This may start a legal deadline."
    )
    is_continuing: Answer = Answer.UNSURE
    whose: Annotated[list[Whose], AfterValidator(_once)] = Field(
        [], description="Whose information it is.", json_schema_extra=EITHER
    )
    how_many: HowMany = Field(
        UNSURE[0], description="People: 1 is one, 10 is 2 to 10, 100 is 11 to 100."
    )
    already_done: Words = Field("", max_length=LONGEST, description="What was done about it.")
    client_reference: Words | None = Field(
        None,
        max_length=LONGEST_KEY,
        description="Does the same as the header Idempotency-Key.",
    )


PLAIN = "Letters, digits and signs of ASCII. A key with others is sent as client_reference."


class ReportOut(Schema):
    """The report was received: it is stored, and the people who deal with it are told."""

    id: UUID
    reference: str
    reported_at: datetime
    is_repeat: bool


@router.post(
    "/reports",
    auth=Token(Scope.REPORT),
    summary="Report an incident",
    response={201: ReportOut, **problems(400, 409, 413, 415, 422)},
)
def report_incident(
    request: ApiRequest,
    told: ReportIn,
    idempotency_key: Annotated[
        str | None, Header(max_length=LONGEST_KEY, description=PLAIN)
    ] = None,
) -> Status[dict[str, Any]]:
    """Opens an incident. Sending the same again with the same Idempotency-Key, or the same
    client_reference, opens no second one. Without either, each report is a new one.
    """
    if told.discovered_at and not LONG_AGO <= told.discovered_at <= request.at:
        words = "discovered_at is in the future, or before 1970. Send when it was noticed."
        raise NotYet(Reason("discovered-at", words))
    key = idempotency_key or told.client_reference
    report_id = uuid5(request.auth.pk, key) if key else uuid4()
    answers = _answers(told)
    incident, is_new = report(draft_id=report_id, answers=answers, by=request.auth, at=request.at)
    if not is_new:
        kept = words_of_reporter(incident)
        if any(getattr(kept, name) != answer for name, answer in answers.items()):
            words = "This Idempotency-Key was used for another report. Use a new key for each."
            raise NotYet(Reason("key-used", words))
    said = {"id": incident.pk, "reference": incident.reference, "reported_at": incident.reported_at}
    return Status(201, said | {"is_repeat": not is_new})


def _answers(told: ReportIn) -> dict[str, Any]:
    """The parameters of the command."""
    given = told.model_dump(exclude={"client_reference"})
    found = "date" if told.discovered_at else UNSURE[0]
    return given | {"is_continuing": told.is_continuing.value, "discovered_words": found}
