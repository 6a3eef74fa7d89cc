"""The pages on which letters are made, sent and followed."""

from datetime import datetime
from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from tocsin.core.roles import Permission, may
from tocsin.incidents.dispatch import commands
from tocsin.incidents.dispatch.forms import DoneForm, FollowForm, WayForm
from tocsin.incidents.dispatch.queries import dispatch_of, dispatches_of, letter_of, letters_of
from tocsin.incidents.dispatch.shown import (
    ON_PAPER,
    batch_of,
    left_out_words,
    lines_of,
    obstacles,
    parts_of,
)
from tocsin.incidents.letter_plans import Plan, plan_of, why_not_now
from tocsin.incidents.models import Dispatch, Incident
from tocsin.incidents.people import people_of
from tocsin.incidents.people_looks import allow_names, is_looking
from tocsin.incidents.queries import incident_for
from tocsin.incidents.word.paper import paper_of
from tocsin.schools.kept import form_for, was_sent
from tocsin.schools.signed_in import SchoolRequest, needs
from tocsin.ui.forms import Form


@require_GET
@needs(Permission.READ_PEOPLE)
def letters(request: SchoolRequest, incident_id: UUID) -> HttpResponse:
    at, incident = timezone.now(), incident_for(request.membership, incident_id)
    allow_names(incident, request.membership)
    may_send = may(request.membership, Permission.DECIDE)
    page = {
        "incident": incident,
        "batches": [batch_of(row, counts, at) for row, counts in dispatches_of(incident)],
        "obstacles": obstacles(incident, may_send=may_send) if why_not_now(incident) else [],
        "may_send": may_send,
        "back_href": incident.get_absolute_url(),
    }
    return render(request, "incidents/dispatch/letters.html", page)


@require_http_methods(["GET", "POST"])
@needs(Permission.DECIDE)
def make(request: SchoolRequest, incident_id: UUID) -> HttpResponse:
    at, incident = timezone.now(), incident_for(request.membership, incident_id)
    in_the_way = obstacles(incident, may_send=True)
    if in_the_way and request.method == "GET":
        page: dict[str, Any] = {"incident": incident, "obstacles": in_the_way}
        return render(request, "incidents/dispatch/not_yet.html", page)
    form = form_for(request, WayForm, at=at, incident=incident)
    if was_sent(request, form):
        made = commands.make_letters(incident, **form.cleaned_data, by=request.membership, at=at)
        messages.success(request, _said_of(made))
        return redirect("incidents:dispatch:batch", incident.school.slug, incident.pk, made.pk)
    page = {
        "form": form, "heading": "Make letters", "button": "Make them", "incident": incident,
        "ways": _ways(incident, at), "back_href": _all(incident),
        "caption": f"Incident {incident.reference}",
    }  # fmt: skip
    status = 422 if form.errors else 200
    return render(request, "incidents/dispatch/make.html", page, status=status)


@require_GET
@needs(Permission.READ_PEOPLE)
def batch(request: SchoolRequest, incident_id: UUID, dispatch_id: UUID) -> HttpResponse:
    at, incident = timezone.now(), incident_for(request.membership, incident_id)
    allow_names(incident, request.membership)
    dispatch, looks = dispatch_of(incident, dispatch_id), is_looking(request.session, incident, at)
    counts = next(counts for row, counts in dispatches_of(incident) if row.pk == dispatch.pk)
    page = {
        "incident": incident, "batch": batch_of(dispatch, counts, at), "looks": looks,
        "lines": lines_of(letters_of(dispatch)) if looks else [],
        "parts": parts_of(dispatch.count),
        "on_paper": parts_of(dispatch.count, ON_PAPER) if paper_of(dispatch.school_id) else [],
        "back_href": _all(incident),
        "may_send": may(request.membership, Permission.DECIDE),
    }  # fmt: skip
    return render(request, "incidents/dispatch/batch.html", page)


@require_http_methods(["GET", "POST"])
@needs(Permission.DECIDE)
def done(request: SchoolRequest, incident_id: UUID, dispatch_id: UUID) -> HttpResponse:
    at, incident = timezone.now(), incident_for(request.membership, incident_id)
    dispatch = dispatch_of(incident, dispatch_id)
    form = form_for(request, DoneForm, at=at)
    if was_sent(request, form):
        commands.record_batch(dispatch, **form.cleaned_data, by=request.membership, at=at)
        return redirect(_batch(dispatch))
    is_phone = dispatch.way == Dispatch.Way.PHONE
    heading = "Everybody in this batch was spoken to" if is_phone else "These letters were posted"
    return _question(request, incident, form, heading, _batch(dispatch))


@require_POST
@needs(Permission.DECIDE)
def stop(request: SchoolRequest, incident_id: UUID, dispatch_id: UUID) -> HttpResponse:
    incident = incident_for(request.membership, incident_id)
    dispatch = dispatch_of(incident, dispatch_id)
    commands.stop_waiting(dispatch, by=request.membership, at=timezone.now())
    messages.success(request, "Stopped. You can reach these people another way now.")
    return redirect(_batch(dispatch))


@require_http_methods(["GET", "POST"])
@needs(Permission.DECIDE)
def follow(request: SchoolRequest, incident_id: UUID, letter_id: UUID) -> HttpResponse:
    at, incident = timezone.now(), incident_for(request.membership, incident_id)
    letter = letter_of(incident, letter_id)
    form = form_for(request, FollowForm, at=at, initial={"seen": letter.revision})
    if was_sent(request, form):
        commands.follow_letter(letter, **form.cleaned_data, by=request.membership, at=at)
        return redirect(_batch(letter.dispatch))
    return _question(request, incident, form, f"Letter {letter.number}", _batch(letter.dispatch))


def _ways(incident: Incident, at: datetime) -> list[tuple[str, int, int, list[str]]]:
    """For each way how many letters would go out, about how many people, and who is left out."""
    people = people_of(incident, at)
    plans: list[tuple[str, Plan]] = [
        (str(label), plan_of(incident, way=way, again=False, at=at, people=people))
        for way, label in Dispatch.Way.choices
    ]
    return [
        (label, len(plan.letters), plan.people, left_out_words(plan.left_out))
        for label, plan in plans
    ]


def _said_of(made: Dispatch) -> str:
    many = "letter is" if made.count == 1 else "letters are"
    if made.way == Dispatch.Way.EMAIL:
        return f"{made.count} {many} on the way by email."
    return f"{made.count} {many} ready. Get them as a file below."


def _question(
    request: SchoolRequest, incident: Incident, form: Form, heading: str, back: str
) -> HttpResponse:
    page: dict[str, Any] = {
        "form": form, "heading": heading, "button": "Save", "back_href": back,
        "caption": f"Incident {incident.reference}",
    }  # fmt: skip
    return render(request, "ui/question.html", page, status=422 if form.errors else 200)


def _all(incident: Incident) -> str:
    return reverse("incidents:dispatch:letters", args=[incident.school.slug, incident.pk])


def _batch(dispatch: Dispatch) -> str:
    incident = dispatch.incident
    args = [incident.school.slug, incident.pk, dispatch.pk]
    return reverse("incidents:dispatch:batch", args=args)
