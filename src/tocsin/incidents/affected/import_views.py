"""The pages on which a list of the people affected is brought in."""

from datetime import datetime
from uuid import UUID

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_POST

from tocsin.core.clock import LONDON
from tocsin.core.roles import Permission
from tocsin.incidents import pending
from tocsin.incidents.affected import commands
from tocsin.incidents.affected.forms import MappingForm, UploadForm
from tocsin.incidents.affected.plans import preview_of
from tocsin.incidents.affected.undated import undated_in
from tocsin.incidents.models import Incident, PendingLog
from tocsin.incidents.people import people_of
from tocsin.incidents.people_looks import allow_names, is_looking
from tocsin.incidents.queries import incident_for
from tocsin.schools.kept import form_for, was_sent
from tocsin.schools.signed_in import SchoolRequest, needs


@require_http_methods(["GET", "POST"])
@needs(Permission.READ_PEOPLE)
def upload(request: SchoolRequest, incident_id: UUID) -> HttpResponse:
    at, incident = timezone.now(), incident_for(request.membership, incident_id)
    allow_names(incident, request.membership)
    form = form_for(request, UploadForm, at=at)
    if was_sent(request, form):
        told = form.cleaned_data
        kept = pending.keep(told["people"], by=request.membership, at=at, incident=incident)
        pending.choose(kept, {"kind": told["kind"]})
        return redirect("incidents:affected:check", incident.school.slug, incident.pk, kept.pk)
    page = {"form": form, "heading": "Bring in a list", "back_href": _front(incident),
            "incident": incident}  # fmt: skip
    status = 422 if form.errors else 200
    return render(request, "incidents/affected/upload.html", page, status=status)


@require_http_methods(["GET", "POST"])
@needs(Permission.READ_PEOPLE)
def check(request: SchoolRequest, incident_id: UUID, pending_id: UUID) -> HttpResponse:
    at, by = timezone.now(), request.membership
    incident = incident_for(by, incident_id)
    try:
        waiting = pending.pending_for(by, pending_id, incident=incident)
    except Http404:  # brought in already, perhaps by a second click
        return redirect(_front(incident))
    form = MappingForm(
        request.POST or None, file=pending.data_of(waiting, at), chosen=waiting.chosen,
        today=at.astimezone(LONDON).date(),
    )  # fmt: skip
    if form.is_valid():
        pending.choose(waiting, form.chosen | {"kind": waiting.chosen["kind"]})
        if "import" not in request.POST:
            return redirect(request.path)
        new, changed = commands.list_people(
            incident, form.plan.people, kind=waiting.chosen["kind"], pending_id=waiting.pk,
            by=by, at=at, may_change=request.POST["import"] != "new",
            seen=request.POST.get("seen", ""),
        )  # fmt: skip
        messages.success(request, _brought(new, changed))
        is_whole = not undated_in(people_of(incident, at))
        return redirect(_front(incident) if is_whole else _undated(incident))
    return _check_page(request, incident, form, waiting, at)


@require_POST
@needs(Permission.READ_PEOPLE)
def throw_away(request: SchoolRequest, incident_id: UUID, pending_id: UUID) -> HttpResponse:
    incident = incident_for(request.membership, incident_id)
    pending.throw_away(pending.pending_for(request.membership, pending_id, incident=incident))
    return redirect(_front(incident))


def _check_page(
    request: SchoolRequest, incident: Incident, form: MappingForm, waiting: PendingLog, at: datetime
) -> HttpResponse:
    allow_names(incident, request.membership)
    preview = preview_of(incident, form.plan, kind=waiting.chosen["kind"], at=at)
    page = {"form": form, "preview": preview, "incident": incident, "pending_id": waiting.pk,
            "looks": is_looking(request.session, incident, at),
            "back_href": _front(incident)}  # fmt: skip
    status = 422 if form.errors else 200
    return render(request, "incidents/affected/check.html", page, status=status)


def _brought(new: int, changed: int) -> str:
    said = [f"{new} {'person is' if new == 1 else 'people are'} on the list."] if new else []
    many = f"{changed} {'person was' if changed == 1 else 'people were'}"
    said += [f"{many} filled in or corrected."] if changed else []
    return " ".join(said)


def _front(incident: Incident) -> str:
    return reverse("incidents:affected:front", args=[incident.school.slug, incident.pk])


def _undated(incident: Incident) -> str:
    return reverse("incidents:affected:undated", args=[incident.school.slug, incident.pk])
