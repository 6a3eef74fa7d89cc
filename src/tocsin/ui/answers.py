"""Whether a program or a person asked, and what each is told."""

import json
from collections.abc import Iterable, Mapping
from http import HTTPStatus
from urllib.parse import urlsplit

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.template import loader

from tocsin.core.errors import Reason


def wants_json(request: HttpRequest) -> bool:
    """Whether the asker is a program: it takes JSON and did not ask for a page."""
    return request.accepts("application/json") and not request.accepts("text/html")


def problem(
    status: int, title: str, reasons: Iterable[Reason] = (), **more: object
) -> HttpResponse:
    """A refusal for programs; `more` are members of the problem. Source: RFC 9457."""
    body: dict[str, object] = {"type": "about:blank", "title": title, "status": status}
    told = [{"code": r.code, "message": r.message, "clause": r.clause} for r in reasons]
    if told:
        body |= {"detail": " ".join(reason["message"] for reason in told), "reasons": told}
    body |= more
    return HttpResponse(json.dumps(body), status=status, content_type="application/problem+json")


def answer(
    request: HttpRequest,
    status: int,
    template: str,
    page: Mapping[str, object],
    reasons: Iterable[Reason] = (),
) -> HttpResponse:
    """A page for people, problem JSON for programs."""
    if wants_json(request):
        return problem(status, str(page.get("heading") or HTTPStatus(status).phrase), reasons)
    return render(request, template, dict(page), status=status)


def plain_page(status: int, template: str, page: Mapping[str, object]) -> HttpResponse:
    """A page made without looking at the request: for when nothing can be relied on."""
    return HttpResponse(loader.render_to_string(template, dict(page)), status=status)


def way_back(request: HttpRequest) -> str:
    """The page of ours that the person came from, or this address."""
    came = urlsplit(request.headers.get("Referer", ""))
    if came.netloc == request.get_host():
        return f"{came.path}?{came.query}" if came.query else came.path
    return request.get_full_path()
