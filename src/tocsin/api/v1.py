"""Version 1 of the API, put together: its operations, and what describes them."""

from functools import cache
from typing import Any

from django.http import HttpResponse, JsonResponse
from django.urls import Resolver404, URLResolver
from django.urls.resolvers import RegexPattern
from ninja import NinjaAPI

from tocsin.api import assess, cases, duties, incidents, reports
from tocsin.api.problems import JSON_PROBLEM, answer_with_problems
from tocsin.api.views import ApiRequest
from tocsin.ui.answers import problem

ABOUT = (
    "Other systems of a school report incidents, ask for an assessment, and read the breach log,"
    " whole cases and what is left to do, each with a token that an administrator made on the page"
    " Connections. What is refused is answered with a problem (RFC 9457) that says what to put"
    " right."
)
OPENAPI = "openapi.json"
JSON = "application/json"
NOT_ALLOWED = 405
REFUSED = 400

api = NinjaAPI(title="Tocsin", version="1", description=ABOUT, docs_url=None, openapi_url=None)
for each in (assess, reports, incidents, cases, duties):
    api.add_router("", each.router)
answer_with_problems(api)
_addresses = URLResolver(RegexPattern(r"^"), api.urls[0])


def answer_to(request: ApiRequest, rest: str) -> HttpResponse:
    """What the operation at `rest`, the address below /api/v1/, answers."""
    if rest == OPENAPI:
        is_read = request.method in {"GET", "HEAD"}
        return JsonResponse(description()) if is_read else _not_done_here("GET, HEAD")
    has_body = request.META.get("CONTENT_LENGTH") not in {None, "", "0"}
    try:
        found = _addresses.resolve(rest)
    except Resolver404:
        return problem(404, "There is nothing here", detail=f"See /api/v1/{OPENAPI}.")
    if has_body and request.content_type != JSON:
        return problem(415, "We read JSON only", detail=f"Send it as “Content-Type: {JSON}”.")
    response: HttpResponse = found.func(request, *found.args, **found.kwargs)
    if response.status_code != NOT_ALLOWED:
        return response
    return _not_done_here(response["Allow"])


def _not_done_here(allowed: str) -> HttpResponse:
    refused = problem(NOT_ALLOWED, "That cannot be done here", detail=f"Use {allowed}.")
    refused["Allow"] = allowed
    return refused


@cache
def description() -> dict[str, Any]:
    """The API as OpenAPI 3.1."""
    found: dict[str, Any] = api.get_openapi_schema(path_prefix="api/v1/")
    for operations in found["paths"].values():
        for operation in operations.values():
            for status, response in operation["responses"].items():
                if int(status) >= REFUSED:
                    response["content"] = {JSON_PROBLEM: response["content"][JSON]}
    return found
