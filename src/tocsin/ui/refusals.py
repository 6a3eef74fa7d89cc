"""The one place where a refusal becomes a page, or problem JSON."""

from collections.abc import Callable

from django.http import HttpRequest, HttpResponse
from django.http.response import HttpResponseBase

from tocsin.core.errors import NotAllowed, NotYet, Refused, Stale
from tocsin.ui.answers import answer, way_back
from tocsin.ui.typed import readable

STATUSES: tuple[tuple[type[Refused], int, str], ...] = (
    (NotAllowed, 403, "You cannot do this"),
    (NotYet, 409, "This cannot be done yet"),
    (Stale, 409, "Somebody changed this while you had it open"),
    (Refused, 422, "This cannot be done"),
)


class Refusals:
    """Turns `Refused` into an answer that says why, and gives back what was typed."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponseBase]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        return self.get_response(request)

    def process_exception(self, request: HttpRequest, error: Exception) -> HttpResponse | None:
        """Answer for a refusal; leave any other exception to be a fault of ours."""
        return refusal(request, error) if isinstance(error, Refused) else None


def refusal(request: HttpRequest, error: Refused) -> HttpResponse:
    """What the person, or the program, is told of `error`."""
    status, heading = next((s, h) for kind, s, h in STATUSES if isinstance(error, kind))
    template = "ui/conflict.html" if isinstance(error, Stale) else "ui/refused.html"
    page = {
        "heading": heading,
        "reasons": error.reasons,
        "kept": readable(request),
        "back_href": way_back(request),
    }
    return answer(request, status, template, page, error.reasons)
