"""The page of everything that should change, over the whole school."""

from datetime import datetime
from typing import Any

from django.http import HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.http import require_GET

from tocsin.core.clock import LONDON
from tocsin.core.roles import Permission, may
from tocsin.incidents.improving.queries import (
    actions_left,
    actions_over,
    numbers,
    suggestions,
)
from tocsin.incidents.improving.shown import of_actions, of_suggestions
from tocsin.incidents.models import Improvement
from tocsin.schools.signed_in import SchoolRequest, needs
from tocsin.ui.pagination import page_of

LEFT, OVER = "left", "over"
LISTS = {
    LEFT: "To do, or to be checked",
    OVER: "Done and works, or not needed any more",
    Improvement.Kind.POLICY.value: "Policies that should change",
    Improvement.Kind.TRAINING.value: "Training that is needed",
    Improvement.Kind.RISK.value: "Risks to watch",
}


@require_GET
@needs(Permission.READ_FIGURES)
def changes(request: SchoolRequest) -> HttpResponse:
    at, reader = timezone.now(), request.membership
    shown = request.GET.get("show", "")
    shown = shown if shown in LISTS else LEFT
    page: dict[str, Any] = {
        "school": reader.school, "lists": LISTS, "shown": shown, "heading": LISTS[shown],
        "numbers": numbers(reader, at.astimezone(LONDON).date()),
        "may_read": may(reader, Permission.READ_CASES),
    }  # fmt: skip
    if page["may_read"]:
        page |= _list(request, shown, at)
    return render(request, "incidents/improving/changes.html", page)


def _list(request: SchoolRequest, shown: str, at: datetime) -> dict[str, Any]:
    reader, slug = request.membership, request.membership.school.slug
    if shown in {LEFT, OVER}:
        rows = actions_left(reader) if shown == LEFT else actions_over(reader)
        order = ("due_on", "pk") if shown == LEFT else ("-due_on", "-pk")
        actions = page_of(
            rows.select_related("incident", "person"), request.GET, order=order,
            labels=("Earlier", "Later"),
        )  # fmt: skip
        return {"page": actions, "changes": of_actions(actions, slug, at)}
    found = page_of(suggestions(reader, shown), request.GET, order=("-at", "-pk"))
    return {"page": found, "changes": of_suggestions(found, slug)}
