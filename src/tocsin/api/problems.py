"""What goes wrong, as problem JSON. Source: RFC 9457."""

from collections.abc import Callable, Iterable
from typing import Any

from django.http import Http404, HttpResponse
from ninja import NinjaAPI, Schema
from ninja.errors import AuthenticationError, HttpError, ValidationError
from pydantic import Field

from tocsin.api.views import ApiRequest
from tocsin.core.errors import Refused
from tocsin.core.risk_cases import BadCases, NotJson
from tocsin.ui.answers import problem
from tocsin.ui.refusals import STATUSES

JSON_PROBLEM = "application/problem+json"


class FieldError(Schema):
    """One thing to put right."""

    field: str
    message: str
    case: int | None = Field(None, description="Which case of a list, from 1.")
    id: str | int | None = Field(None, description="The id of that case.")


class Problem(Schema):
    """Why it was refused. Nothing was changed."""

    type: str
    title: str
    status: int
    detail: str | None = None
    errors: list[FieldError] = []


class TooMany(Exception):
    """The token was used too often. `wait` is in seconds."""

    def __init__(self, wait: int) -> None:
        super().__init__(wait)
        self.wait = wait


def problems(*statuses: int) -> dict[Any, Any]:
    """What an operation may answer when it refuses, for its description."""
    return dict.fromkeys((401, 403, 429, *statuses), Problem)


def answer_with_problems(api: NinjaAPI) -> None:
    """Let `api` answer with a problem for everything it refuses; a fault of ours stays a fault."""
    for kind, answer in ANSWERS:
        api.add_exception_handler(kind, answer)


def bad_fields(errors: Iterable[dict[str, object]]) -> HttpResponse:
    """422 with each field to put right."""
    return problem(422, "Some of it cannot be used", errors=list(errors))


def _no_token(request: ApiRequest, error: AuthenticationError) -> HttpResponse:
    del request, error
    words = "Send “Authorization: Bearer” and a token of the school that is still in force."
    response = problem(401, "No token that works", detail=words)
    response["WWW-Authenticate"] = 'Bearer realm="Tocsin"'
    return response


def _too_many(request: ApiRequest, error: TooMany) -> HttpResponse:
    del request
    words = f"This token was used too often. Wait {error.wait} seconds."
    response = problem(429, "Too many requests", detail=words)
    response["Retry-After"] = str(error.wait)
    return response


def _unreadable(request: ApiRequest, error: HttpError) -> HttpResponse:
    del request
    return problem(error.status_code, "We could not read that", detail="Send a JSON object.")


def _refused(request: ApiRequest, error: Refused) -> HttpResponse:
    del request
    status, title = next((s, title) for kind, s, title in STATUSES if isinstance(error, kind))
    return problem(status, title, error.reasons)


def _not_there(request: ApiRequest, error: Http404) -> HttpResponse:
    del request, error
    return problem(404, "There is nothing here", detail="Your school has nothing of this id.")


def _not_json(request: ApiRequest, error: NotJson) -> HttpResponse:
    del request
    return problem(400, "We could not read that", detail=str(error))


def _bad_fields(request: ApiRequest, error: ValidationError) -> HttpResponse:
    del request
    return bad_fields(
        {"field": _place(each["loc"]), "message": f"{each['msg']}."} for each in error.errors
    )


def _bad_cases(request: ApiRequest, error: BadCases) -> HttpResponse:
    del request
    return bad_fields(
        {"field": each.field, "message": each.message, "case": each.number, "id": each.id}
        for each in error.wrong
    )


def _place(loc: tuple[str | int, ...]) -> str:
    # The library puts where it was sent first, and for a body the name of our parameter.
    inner = loc[2:] if loc[0] == "body" else loc[1:]
    return ".".join(str(part) for part in inner) or "body"


ANSWERS: tuple[tuple[type[Exception], Callable[..., HttpResponse]], ...] = (
    (AuthenticationError, _no_token),
    (TooMany, _too_many),
    (HttpError, _unreadable),
    (Http404, _not_there),
    (NotJson, _not_json),
    (ValidationError, _bad_fields),
    (BadCases, _bad_cases),
    (Refused, _refused),
)
