"""Words that were typed when the session had ended: kept, and given back after signing in."""

from datetime import datetime
from typing import Any

from django.http import HttpRequest, QueryDict
from django.http.response import HttpResponseBase
from django.utils.crypto import constant_time_compare, salted_hmac

from tocsin.ui.forms import Form

KEY = "kept-words"
WHO = "tocsin_who"  # a cookie: whose browser this was when the session ended, as a digest
LASTS = 30 * 24 * 3600
MOST_BYTES = 1_000_000


def keep_words(request: HttpRequest) -> None:
    """Keep what was posted in the (now anonymous) session until whoever typed it has signed in.

    Nobody else is given it. Of a browser that does not know who typed it, nothing is kept.
    """
    who = _who(request) or request.COOKIES.get(WHO, "")
    if request.method != "POST" or not who:
        return
    posted = request.POST.copy()  # and not the body, which is gone once files were read from it
    posted.pop("csrfmiddlewaretoken", None)
    words = posted.urlencode()
    if len(words) <= MOST_BYTES:
        request.session[KEY] = {"path": request.path, "words": words, "who": who}


def kept_words(request: HttpRequest) -> QueryDict | None:
    """What was kept for this page, once; None when there is nothing."""
    kept = request.session.get(KEY)
    if not kept or kept["path"] != request.path or request.method != "GET":
        return None
    del request.session[KEY]
    # Words that somebody else typed in this browser are gone at the first look at their page.
    is_theirs = constant_time_compare(kept.get("who", ""), _who(request))
    return QueryDict(kept["words"]) if is_theirs else None


def remember_who(request: HttpRequest, response: HttpResponseBase) -> None:
    """Let the browser know whose words those will be that are typed when the session has ended."""
    who = _who(request)
    if who and request.COOKIES.get(WHO) != who:
        response.set_cookie(
            WHO, who, max_age=LASTS, httponly=True, samesite="Lax", secure=request.is_secure()
        )


def _who(request: HttpRequest) -> str:
    if not request.user.is_authenticated:
        return ""
    return salted_hmac("tocsin.kept", str(request.user.pk), algorithm="sha256").hexdigest()


def form_for(
    request: HttpRequest, kind: type[Form], *, at: datetime | None = None, **options: Any
) -> Form:
    """The page's form: with what was posted, or what was kept from an ended session, or fresh."""
    posted = request.POST if request.method == "POST" else kept_words(request)
    return kind(posted, request.FILES or None, at=at, **options)


def was_sent(request: HttpRequest, form: Form) -> bool:
    """Whether the person sent the form just now, and everything in it can be used."""
    return request.method == "POST" and form.is_valid()
