"""Pages for what goes wrong: plain words, what is kept, never what is inside."""

import logging
import secrets
import sys
from dataclasses import dataclass
from urllib.parse import urlsplit

from django.core.exceptions import RequestDataTooBig, TooManyFieldsSent, TooManyFilesSent
from django.http import HttpRequest, HttpResponse

from tocsin.ui.answers import answer, plain_page, problem, wants_json
from tocsin.ui.typed import readable, typed

log = logging.getLogger(__name__)


@dataclass(frozen=True)
class Words:
    """What an error page says."""

    heading: str
    sentences: tuple[str, ...]


PAGES = {
    400: Words(
        "We could not read that",
        ("Something in the address or the form was not as we expected. Go back and try again.",),
    ),
    403: Words(
        "You cannot see this page",
        ("Your role at this school does not include it. Ask the school office if you need it.",),
    ),
    404: Words(
        "Page not found",
        (
            "If you typed the web address, check it. If you followed a link, it may be old.",
            "It may also be something you cannot see.",
        ),
    ),
    405: Words("That cannot be done here", ("Go back and use the buttons on the page.",)),
    409: Words(
        "This has changed", ("Somebody changed it meanwhile. Open it again before you go on.",)
    ),
    413: Words(
        "That is too big to send",
        ("Send fewer or smaller files, or less text at a time. Go back: your answers are there.",),
    ),
    429: Words(
        "Wait a little, then try again",
        ("There were too many tries in a short time. Wait a few minutes.",),
    ),
    500: Words(
        "There is a fault on our side",
        (
            "It is not your doing, and it has been noted. What you sent may not be saved.",
            "Go back and try once more. If it happens again, tell whoever runs Tocsin for you.",
        ),
    ),
    503: Words(
        "Tocsin is being looked after",
        (
            "It will be back soon. A deadline does not wait.",
            "If something has happened, tell the school office now and write down the time.",
        ),
    ),
}
TOO_BIG = (RequestDataTooBig, TooManyFieldsSent, TooManyFilesSent)


def error_page(request: HttpRequest, status: int) -> HttpResponse:
    """The page, or the JSON, for an HTTP error; what was typed is given back."""
    words = PAGES[status]
    kept = readable(request) if status != 413 else []  # noqa: PLR2004 (it was not read)
    page = {"heading": words.heading, "sentences": words.sentences, "kept": kept}
    return answer(request, status, "ui/error.html", page)


def bad_request(request: HttpRequest, exception: Exception | None = None) -> HttpResponse:
    """Not understood; or too big, which Django also calls a bad request."""
    too_big = isinstance(exception, TOO_BIG)
    return error_page(request, 413 if too_big else 400)


def forbidden(request: HttpRequest, exception: Exception | None = None) -> HttpResponse:
    """The person's role does not include the page."""
    del exception
    return error_page(request, 403)


def not_found(request: HttpRequest, exception: Exception | None = None) -> HttpResponse:
    """Nothing there, or nothing this person may know of: the two look the same."""
    del exception
    return error_page(request, 404)


def too_many(request: HttpRequest, exception: Exception | None = None) -> HttpResponse:
    """Too many tries."""
    del exception
    return error_page(request, 429)


def server_error(request: HttpRequest) -> HttpResponse:
    """A fault of ours: a reference for the person, the same reference with the fault in the log."""
    reference = secrets.token_hex(4)
    log.error("Fault %s", reference, exc_info=sys.exc_info())
    words = PAGES[500]
    if wants_json(request):
        return problem(500, f"{words.heading}. Reference {reference}")
    page = {"heading": words.heading, "sentences": words.sentences, "reference": reference}
    return plain_page(500, "ui/error.html", page)


def csrf_failure(request: HttpRequest, reason: str = "") -> HttpResponse:
    """The page was open too long: show what was typed, and let the person send it again.

    Only when the browser says that our own page sent it; otherwise another site could put words
    into somebody's mouth with one press of a button.
    """
    log.warning("Form refused: %s", reason)
    if not _from_here(request):
        return error_page(request, 403)
    page = {
        "heading": "Send your answers again",
        "fields": typed(request),
        "kept": readable(request),
        "action": request.get_full_path(),
        "had_files": bool(request.FILES),
    }
    return answer(request, 403, "ui/send_again.html", page)


def _from_here(request: HttpRequest) -> bool:
    said = request.headers.get("Origin") or request.headers.get("Referer", "")
    return urlsplit(said).netloc == request.get_host()
