"""The door of the API: every address below /api/v1/."""

from datetime import datetime

from django.http import HttpRequest, HttpResponse
from django.http.request import MediaType
from django.utils import timezone
from django.views.decorators.csrf import csrf_exempt

from tocsin.schools.models import ApiToken
from tocsin.schools.signed_in import open_to_all
from tocsin.ui.answers import problem

MOST_BYTES = 1_000_000  # of one request


class ApiRequest(HttpRequest):
    at: datetime
    auth: ApiToken


@open_to_all("each operation asks for a token with its scope; only the description is public")
@csrf_exempt  # no operation looks at a cookie
def door(request: ApiRequest, rest: str) -> HttpResponse:
    # The library and its schemas cost memory and start-up time that most schools never need.
    from tocsin.api.v1 import answer_to  # noqa: PLC0415

    request.accepted_types = [MediaType("application/json")]  # who comes in here is a program
    request.at = timezone.now()
    if int(request.META.get("CONTENT_LENGTH") or 0) > MOST_BYTES:
        return problem(413, "That is too big to send", detail=f"Send at most {MOST_BYTES:,} bytes.")
    return answer_to(request, rest)


@open_to_all("a program that asks at the wrong address learns the right one")
@csrf_exempt
def nowhere(request: HttpRequest) -> HttpResponse:
    """Any address of the API that is none."""
    del request
    return problem(404, "There is nothing here", detail="See /api/v1/openapi.json.")
