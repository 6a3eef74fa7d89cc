"""Words that were typed when the session had ended: kept, and given back after signing in."""

from datetime import datetime
from typing import Any

from django.http import HttpRequest, QueryDict

from tocsin.ui.forms import Form

KEY = "kept-words"
MOST_BYTES = 1_000_000


def keep_words(request: HttpRequest) -> None:
    """Keep what was posted in the (now anonymous) session until the person has signed in."""
    if request.method != "POST":
        return
    posted = request.POST.copy()  # and not the body, which is gone once files were read from it
    posted.pop("csrfmiddlewaretoken", None)
    words = posted.urlencode()
    if len(words) <= MOST_BYTES:
        request.session[KEY] = {"path": request.path, "words": words}


def kept_words(request: HttpRequest) -> QueryDict | None:
    """What was kept for this page, once; None when there is nothing."""
    kept = request.session.get(KEY)
    if not kept or kept["path"] != request.path or request.method != "GET":
        return None
    del request.session[KEY]
    return QueryDict(kept["words"])


def form_for(
    request: HttpRequest, kind: type[Form], *, at: datetime | None = None, **options: Any
) -> Form:
    """The page's form: with what was posted, or what was kept from an ended session, or fresh."""
    posted = request.POST if request.method == "POST" else kept_words(request)
    return kind(posted, request.FILES or None, at=at, **options)


def was_sent(request: HttpRequest, form: Form) -> bool:
    """Whether the person sent the form just now, and everything in it can be used."""
    return request.method == "POST" and form.is_valid()
