"""The pages of the review."""

from collections.abc import Mapping
from datetime import datetime
from uuid import UUID

from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_GET, require_http_methods

from tocsin.core.review_rules import Follows
from tocsin.core.roles import Permission
from tocsin.incidents.asking import who_can_be_asked
from tocsin.incidents.models import Incident
from tocsin.incidents.queries import incident_for
from tocsin.incidents.review import commands
from tocsin.incidents.review.forms import FollowForm, ReviewForm
from tocsin.incidents.review.queries import (
    actions_from_review,
    improvements_of,
    questions_of,
    review_to_write,
    reviews_of,
)
from tocsin.incidents.review.shown import shown
from tocsin.incidents.timeliness import timings_of
from tocsin.schools.kept import form_for, was_sent
from tocsin.schools.signed_in import SchoolRequest, needs
from tocsin.ui.forms import Form


@require_GET
@needs(Permission.READ_CASES)
def review(request: SchoolRequest, incident_id: UUID) -> HttpResponse:
    incident = incident_for(request.membership, incident_id)
    reviews = shown(reviews_of(incident), improvements_of(incident), actions_from_review(incident))
    page = {
        "incident": incident, "reviews": reviews, "back_href": incident.get_absolute_url(),
        "timings": timings_of(incident, timezone.now()),
    }  # fmt: skip
    return render(request, "incidents/review/review.html", page)


@require_http_methods(["GET", "POST"])
@needs(Permission.INVESTIGATE)
def write(request: SchoolRequest, incident_id: UUID) -> HttpResponse:
    at, incident = timezone.now(), incident_for(request.membership, incident_id)
    questions, row = questions_of(incident), review_to_write(incident)
    form = form_for(request, ReviewForm, at=at, questions=questions, row=row)
    if was_sent(request, form):
        is_finished = "finish" in request.POST
        commands.write_review(
            incident, **form.cleaned_data, is_finished=is_finished, by=request.membership, at=at
        )
        return redirect(_href(incident) if is_finished else request.path)
    page = {"timings": timings_of(incident, at)}
    return _question(request, incident, form, "incidents/review/write.html", page)


@require_http_methods(["GET", "POST"])
@needs(Permission.INVESTIGATE)
def follows(request: SchoolRequest, incident_id: UUID) -> HttpResponse:
    at, incident = timezone.now(), incident_for(request.membership, incident_id)
    form = form_for(
        request, FollowForm, at=at, questions=questions_of(incident),
        members=who_can_be_asked(incident),
    )  # fmt: skip
    if was_sent(request, form):
        _record(incident, dict(form.cleaned_data), request, at)
        return redirect(_href(incident))
    page = {"heading": "What follows from the review?"}
    return _question(request, incident, form, "ui/question.html", page)


def _record(
    incident: Incident, answers: dict[str, object], request: SchoolRequest, at: datetime
) -> None:
    asked, by = {name: answers[name] for name in ("question", "words")}, request.membership
    if answers["kind"] == Follows.ACTION:
        doing = {name: answers[name] for name in ("person", "due_on")}
        commands.ask_for_prevention(incident, **asked, **doing, by=by, at=at)  # type: ignore[arg-type]
    else:
        commands.suggest(incident, kind=str(answers["kind"]), **asked, by=by, at=at)  # type: ignore[arg-type]


def _question(
    request: SchoolRequest, incident: Incident, form: Form, name: str, more: Mapping[str, object]
) -> HttpResponse:
    page = {
        "form": form, "heading": "Review what happened", "button": "Save",
        "caption": f"Incident {incident.reference}", "back_href": _href(incident),
        "back_label": "Back to the review", **more,
    }  # fmt: skip
    return render(request, name, page, status=422 if form.errors else 200)


def _href(incident: Incident) -> str:
    return reverse("incidents:review:review", args=[incident.school.slug, incident.pk])
