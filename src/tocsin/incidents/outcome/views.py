"""The pages of closing, opening again, and of the duties a school adds."""

from uuid import UUID

from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.http import require_http_methods

from tocsin.core import lifecycle
from tocsin.core.facts import Status
from tocsin.core.roles import Permission
from tocsin.incidents.facts import facts_of
from tocsin.incidents.models import Incident
from tocsin.incidents.outcome import commands
from tocsin.incidents.outcome.forms import CloseForm, ReopenForm
from tocsin.incidents.queries import duties_of, incident_for
from tocsin.policies.queries import calendar_of, pack_of
from tocsin.schools.kept import form_for, was_sent
from tocsin.schools.signed_in import SchoolRequest, needs
from tocsin.ui.forms import Form


@require_http_methods(["GET", "POST"])
@needs(Permission.CLOSE)
def close(request: SchoolRequest, incident_id: UUID) -> HttpResponse:
    at, incident = timezone.now(), incident_for(request.membership, incident_id)
    form = form_for(request, CloseForm, at=at, incident=incident)
    if was_sent(request, form):
        commands.close(incident, **form.cleaned_data, by=request.membership, at=at)
        return redirect(incident)
    pack, calendar = pack_of(incident.pack_version_id), calendar_of(incident.school_id)
    blockers = lifecycle.blockers(facts_of(incident), Status.CLOSED, pack, calendar)
    return _page(request, incident, form, "Close the incident", blockers)


@require_http_methods(["GET", "POST"])
@needs(Permission.CLOSE)
def reopen(request: SchoolRequest, incident_id: UUID) -> HttpResponse:
    at, incident = timezone.now(), incident_for(request.membership, incident_id)
    form = form_for(request, ReopenForm, at=at, incident=incident)
    if was_sent(request, form):
        commands.reopen(incident, **form.cleaned_data, by=request.membership, at=at)
        return redirect(incident)
    return _page(request, incident, form, "Open it again")


@require_http_methods(["GET", "POST"])
@needs(Permission.TRIAGE)
def own_duty(request: SchoolRequest, incident_id: UUID, key: str) -> HttpResponse:
    incident = incident_for(request.membership, incident_id)
    duty = next((d for d in duties_of(incident) if d.code == f"own-{key}"), None)
    if request.method == "POST":
        commands.finish_own_duty(incident, key=key, by=request.membership, at=timezone.now())
        return redirect(incident)
    page = {"incident": incident, "duty": duty, "back_href": incident.get_absolute_url()}
    return render(request, "incidents/outcome/own_duty.html", page)


def _page(
    request: SchoolRequest, incident: Incident, form: Form, heading: str, blockers: object = ()
) -> HttpResponse:
    page = {
        "form": form, "heading": heading, "incident": incident, "blockers": blockers,
        "button": heading, "caption": f"Incident {incident.reference}",
        "back_href": incident.get_absolute_url(),
    }  # fmt: skip
    return render(
        request, "incidents/outcome/question.html", page, status=422 if form.errors else 200
    )
