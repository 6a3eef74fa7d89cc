"""The pages of an investigation."""

from uuid import UUID

from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_GET, require_http_methods

from tocsin.core.errors import NotAllowed, Reason
from tocsin.core.facts import Status
from tocsin.core.roles import Permission
from tocsin.incidents.attachments import files_of
from tocsin.incidents.duty_ways import KEPT_APART, may_read_discipline, way_to
from tocsin.incidents.inquiries import lines_of_step, numbers_of_steps
from tocsin.incidents.investigation import commands
from tocsin.incidents.investigation.forms import DisciplineForm, StepForm
from tocsin.incidents.investigation.queries import (
    disciplinary_decisions,
    names_of_evidence,
    plan_of,
    planned,
    recorded_steps,
    step_row,
)
from tocsin.incidents.investigation.shown import findings, plan_groups, ways_of_step
from tocsin.incidents.leading import accepted_at
from tocsin.incidents.models import Incident
from tocsin.incidents.queries import incident_for
from tocsin.schools.kept import form_for, was_sent
from tocsin.schools.signed_in import SchoolRequest, needs


@require_GET
@needs(Permission.INVESTIGATE)
def plan(request: SchoolRequest, incident_id: UUID) -> HttpResponse:
    incident = incident_for(request.membership, incident_id)
    way = way_to(KEPT_APART, incident, request.membership, timezone.now())
    numbers = numbers_of_steps(incident)
    steps, rows = plan_of(incident), recorded_steps(incident)
    groups = plan_groups(incident, steps, rows, way, numbers)
    is_lead = incident.lead_id == request.membership.person_id
    page = {
        "incident": incident, "groups": groups, "back_href": incident.get_absolute_url(),
        "findings": findings(steps, rows, names_of_evidence(incident, rows.values())),
        "is_to_accept": is_lead and incident.status != Status.CLOSED and not accepted_at(incident),
    }  # fmt: skip
    return render(request, "incidents/investigation/plan.html", page)


@require_http_methods(["GET", "POST"])
@needs(Permission.INVESTIGATE)
def step(request: SchoolRequest, incident_id: UUID, playbook: str, key: str) -> HttpResponse:
    at, incident = timezone.now(), incident_for(request.membership, incident_id)
    asked, back = planned(incident, playbook, key), _plan_href(incident)
    form = form_for(
        request, StepForm, at=at, step=asked, row=step_row(incident, asked),
        files=files_of(incident), known=lines_of_step(incident, key),
    )  # fmt: skip
    if was_sent(request, form):
        commands.record_step(incident, asked, **form.cleaned_data, by=request.membership, at=at)
        return redirect(back)
    page = {
        "form": form, "heading": asked.step.title, "caption": f"Incident {incident.reference}",
        "button": "Save", "back_href": back, "back_label": "Back to the investigation",
        "ways": ways_of_step(incident, asked),
    }  # fmt: skip
    return render(
        request, "incidents/investigation/step.html", page, status=422 if form.errors else 200
    )


@require_http_methods(["GET", "POST"])
@needs(Permission.READ_CASES)
def discipline(request: SchoolRequest, incident_id: UUID) -> HttpResponse:
    at, incident = timezone.now(), incident_for(request.membership, incident_id)
    if not may_read_discipline(request.membership, incident, at):
        raise NotAllowed(Reason("role", "Only those whom your policy names can read this."))
    form = form_for(request, DisciplineForm, at=at)
    if was_sent(request, form):
        commands.decide_discipline(incident, **form.cleaned_data, by=request.membership, at=at)
        return redirect(incident)
    page = {
        "form": form, "heading": "Disciplinary action", "button": "Save", "incident": incident,
        "caption": f"Incident {incident.reference}", "back_href": incident.get_absolute_url(),
        "decisions": disciplinary_decisions(incident),
    }  # fmt: skip
    status = 422 if form.errors else 200
    return render(request, "incidents/investigation/discipline.html", page, status=status)


def _plan_href(incident: Incident) -> str:
    return reverse("incidents:investigation:plan", args=[incident.school.slug, incident.pk])
