"""Assessing the risk of a breach: the same answer as `tocsin assess`, and nothing is stored."""

import json
from typing import Any

from django.http import HttpResponse
from ninja import Router

from tocsin.api.problems import problems
from tocsin.api.tokens import Token
from tocsin.api.views import ApiRequest
from tocsin.core import risk_facts as words
from tocsin.core.risk_cases import (
    LONGEST_ID,
    TOLD_APART,
    BadCases,
    NotJson,
    Wrong,
    assess_cases,
    cases_in,
)
from tocsin.core.risk_reading import LONGEST_WORD, MOST_HOURS, MOST_PEOPLE
from tocsin.schools.models import Scope

router = Router()
MOST_CASES = 200
YES_NO = {"type": ["boolean", "null"]}
NAME = {"type": "string", "minLength": 1, "maxLength": LONGEST_WORD, "pattern": r"\S"}
WORD = {**NAME, "type": ["string", "null"]}


def _one_of(allowed: tuple[str, ...]) -> dict[str, Any]:
    return {"enum": [*allowed, None]}


def _list_of(item: dict[str, Any]) -> dict[str, Any]:
    return {"type": ["array", "null"], "items": item}


FACTS = {
    **dict.fromkeys(words.YES_NO, YES_NO),
    "breach_types": _list_of({"enum": list(words.BREACH_TYPES)}),
    "cause": WORD,
    "actor": _one_of(words.ACTORS),
    "data_categories": _list_of(NAME),
    "restored_within_hours": {"type": ["number", "null"], "minimum": 0, "maximum": MOST_HOURS},
    "service_impact_on_subjects": _one_of(words.IMPACT),
    "exfiltrated": {"enum": [True, False, "unknown", None]},
    "number_of_subjects": {"type": ["integer", "null"], "minimum": 0, "maximum": MOST_PEOPLE},
    "number_band": WORD,
    "ease_of_identification": _one_of(words.EASE),
    "controller_role": WORD,
    "data_sensitivity": _one_of(words.SENSITIVITY),
}
ID = {
    "type": ["string", "integer", "null"],
    "maxLength": LONGEST_ID,
    "description": "Handed back.",
}
OF_FACTS = {
    "type": "object",
    "required": ["attributes"],
    "properties": {
        "id": ID,
        "attributes": {"type": "object", "properties": FACTS, "additionalProperties": False},
    },
}
BARE = {
    "type": "object",
    "properties": {"id": ID, **{name: {} for name in sorted(TOLD_APART - {"id"})}, **FACTS},
    "additionalProperties": False,
}
SEVERAL = {"type": "array", "items": {"anyOf": [OF_FACTS, BARE]}, "maxItems": MOST_CASES}
BODY = {
    "required": True,
    "content": {
        "application/json": {
            "schema": {
                "anyOf": [OF_FACTS, BARE, SEVERAL],
                "description": "One case or a list; the facts may stand bare. Null is not known.",
            }
        }
    },
}


@router.post(
    "/assess",
    auth=Token(Scope.ASSESS),
    summary="Assess the risk to people",
    response={200: dict[str, Any] | list[dict[str, Any]], **problems(400, 413, 415, 422)},
    openapi_extra={"requestBody": BODY},
)
def assess(request: ApiRequest) -> HttpResponse:
    """Whether to record it, tell the regulator and tell the people, with each reason and its
    source, and what is missing. A list is answered with a list. It advises; people decide.
    """
    try:
        given = cases_in(request.body.decode("utf-8-sig"))
    except UnicodeDecodeError as fault:
        raise NotJson("This is not UTF-8 text.") from fault
    if isinstance(given, list) and len(given) > MOST_CASES:
        many = f"There are {len(given):,} cases. Send at most {MOST_CASES} at a time."
        raise BadCases([Wrong(MOST_CASES + 1, None, "case", many)])
    return HttpResponse(json.dumps(assess_cases(given)), content_type="application/json")
