"""The pages of triage."""

from typing import Any
from uuid import UUID

from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.http import require_http_methods

from tocsin.core.roles import Permission, may
from tocsin.core.when import from_text
from tocsin.incidents.models import Incident
from tocsin.incidents.openers import openers_of
from tocsin.incidents.queries import incident_for, reports_of
from tocsin.incidents.told import report_rows
from tocsin.incidents.triage import commands
from tocsin.incidents.triage.forms import (
    AwarenessForm,
    ContainmentForm,
    DetailsForm,
    KindForm,
    NoteForm,
)
from tocsin.incidents.words import BREACHES
from tocsin.ledger.tenancy import reading
from tocsin.schools.kept import form_for, was_sent
from tocsin.schools.signed_in import SchoolRequest, needs
from tocsin.ui.forms import Form


@require_http_methods(["GET", "POST"])
@needs(Permission.TRIAGE)
def kind(request: SchoolRequest, incident_id: UUID) -> HttpResponse:
    at, incident = timezone.now(), incident_for(request.membership, incident_id)
    with reading(incident.school_id):
        initial = {name: getattr(incident, name) for name in KindForm.base_fields if name != "seen"}
        initial["duplicate_of"] = incident.duplicate_of.reference if incident.duplicate_of else ""
        form = form_for(
            request, KindForm, at=at, incident=incident, initial=initial, reader=request.membership
        )
        is_sent = was_sent(request, form)
    if is_sent:
        commands.decide_kind(incident, **form.cleaned_data, by=request.membership, at=at)
        return redirect(incident)
    told = reports_of(incident)
    page = {"heading": "What is this report?", "told": told}
    return _page(request, incident, form, "kind", page)


@require_http_methods(["GET", "POST"])
@needs(Permission.TRIAGE)
def details(request: SchoolRequest, incident_id: UUID) -> HttpResponse:
    at, incident = timezone.now(), incident_for(request.membership, incident_id)
    names = (
        "source", "is_continuing", "permanent_loss", "cause", "policies_breached", "people",
        "children",
    )  # fmt: skip
    initial: dict[str, Any] = {name: getattr(incident, name) for name in names}
    initial |= {
        "occurred_from": from_text(incident.occurred_from),
        "occurred_to": from_text(incident.occurred_to),
        "discovered_at": incident.discovered_at,
        "data_kinds": incident.data_kinds,
        "breaches": [name for name, _ in BREACHES if getattr(incident, name)],
    }
    form = form_for(request, DetailsForm, at=at, incident=incident, initial=initial)
    if was_sent(request, form):
        commands.record_details(incident, **form.cleaned_data, by=request.membership, at=at)
        return redirect(incident)
    return _page(request, incident, form, "question", {"heading": "What happened"})


@require_http_methods(["GET", "POST"])
@needs(Permission.TRIAGE)
def containment(request: SchoolRequest, incident_id: UUID) -> HttpResponse:
    at, incident = timezone.now(), incident_for(request.membership, incident_id)
    initial = {"contained": incident.contained, "containment": incident.containment}
    form = form_for(request, ContainmentForm, at=at, incident=incident, initial=initial)
    if was_sent(request, form):
        commands.record_containment(incident, **form.cleaned_data, by=request.membership, at=at)
        return redirect(incident)
    return _page(request, incident, form, "question", {"heading": "Stop it getting worse"})


@require_http_methods(["GET", "POST"])
@needs(Permission.TRIAGE)
def awareness(request: SchoolRequest, incident_id: UUID) -> HttpResponse:
    at, incident = timezone.now(), incident_for(request.membership, incident_id)
    initial = {"aware_at": incident.aware_at or incident.reported_at}
    form = form_for(request, AwarenessForm, at=at, incident=incident, initial=initial)
    if was_sent(request, form):
        commands.find_awareness(incident, **form.cleaned_data, by=request.membership, at=at)
        return redirect(incident)
    page = {"heading": "When did the school become aware?"}
    return _page(request, incident, form, "awareness", page)


@require_http_methods(["GET", "POST"])
@needs(Permission.READ_CASES)
def note(request: SchoolRequest, incident_id: UUID) -> HttpResponse:
    at, incident = timezone.now(), incident_for(request.membership, incident_id)
    form = form_for(request, NoteForm, at=at)
    if was_sent(request, form):
        commands.write_note(
            incident, about="note", **form.cleaned_data, by=request.membership, at=at
        )
        return redirect(incident)
    return _page(request, incident, form, "question", {"heading": "Add to the timeline"})


def _page(
    request: SchoolRequest, incident: Incident, form: Form, name: str, page: dict[str, Any]
) -> HttpResponse:
    told = [(report, report_rows(report)) for report in page.pop("told", [])]
    page |= {
        "form": form, "incident": incident, "told": told, "button": "Save",
        "openers": openers_of(incident, request.membership),
        "may_open_mail": may(request.membership, Permission.READ_INTAKE),
        "caption": f"Incident {incident.reference}", "back_href": incident.get_absolute_url(),
    }  # fmt: skip
    template = f"incidents/triage/{name}.html"
    return render(request, template, page, status=422 if form.errors else 200)
