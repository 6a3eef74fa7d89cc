"""Whether a program or a person asked, and what each is told; and what a person had typed."""

import json
from collections.abc import Iterable, Mapping
from http import HTTPStatus
from urllib.parse import urlsplit

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.template import loader

from tocsin.core.errors import Reason

SECRET = ("password", "token", "code", "otp", "credential", "secret")


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


def typed(request: HttpRequest) -> list[tuple[str, str]]:
    """What was sent, by field name, without secrets; empty when it could not be read."""
    return [
        (name, value)
        for name, values in request.POST.lists()
        if not any(word in name.lower() for word in SECRET)
        for value in values
        if isinstance(value, str)
    ]


def readable(fields: Iterable[tuple[str, str]]) -> list[tuple[str, str]]:
    """The same for people: names as words, nothing that is empty or only for the machine."""
    return [
        (name.replace("_", " ").strip().capitalize(), value)
        for name, value in fields
        if value.strip() and not name.startswith(("seen", "next", "action"))
    ]


def way_back(request: HttpRequest) -> str:
    """The page of ours that the person came from, or this address."""
    came = urlsplit(request.headers.get("Referer", ""))
    if came.netloc == request.get_host():
        return f"{came.path}?{came.query}" if came.query else came.path
    return request.get_full_path()
