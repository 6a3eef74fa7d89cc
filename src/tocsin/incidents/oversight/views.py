"""The pages on which an investigation is overseen."""

from uuid import UUID

from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from tocsin.core.facts import Status
from tocsin.core.roles import Permission, may
from tocsin.incidents.leading import accepted_at
from tocsin.incidents.models import Incident
from tocsin.incidents.oversight import commands
from tocsin.incidents.oversight.forms import HandOverForm, OverseeForm, VerifyForm
from tocsin.incidents.oversight.queries import notes_of
from tocsin.incidents.oversight.shown import entries, lead_of, levels
from tocsin.incidents.queries import incident_for
from tocsin.incidents.recusals import readers_of
from tocsin.schools.kept import form_for, was_sent
from tocsin.schools.signed_in import SchoolRequest, needs
from tocsin.ui.forms import Form


@require_GET
@needs(Permission.READ_CASES)
def oversight(request: SchoolRequest, incident_id: UUID) -> HttpResponse:
    incident = incident_for(request.membership, incident_id)
    is_open, is_lead = incident.status != Status.CLOSED, _leads(request, incident)
    may_oversee = may(request.membership, Permission.CLASSIFY)
    accepted = accepted_at(incident)
    page = {
        "incident": incident, "back_href": incident.get_absolute_url(), "lead": lead_of(incident),
        "accepted_at": accepted, "levels": levels(incident), "notes": entries(notes_of(incident)),
        "may_oversee": is_open and may_oversee, "may_accept": is_open and is_lead and not accepted,
        "may_hand_over": is_open and (is_lead or may_oversee),
    }  # fmt: skip
    return render(request, "incidents/oversight/oversight.html", page)


@require_http_methods(["GET", "POST"])
@needs(Permission.CLASSIFY)
def verify(request: SchoolRequest, incident_id: UUID) -> HttpResponse:
    at, incident = timezone.now(), incident_for(request.membership, incident_id)
    form = form_for(request, VerifyForm, at=at)
    if was_sent(request, form):
        commands.verify_details(incident, **form.cleaned_data, by=request.membership, at=at)
        return redirect(_href(incident))
    return _question(request, incident, form, "Say that you checked the details")


@require_http_methods(["GET", "POST"])
@needs(Permission.CLASSIFY)
def write(request: SchoolRequest, incident_id: UUID) -> HttpResponse:
    at, incident = timezone.now(), incident_for(request.membership, incident_id)
    form = form_for(request, OverseeForm, at=at)
    if was_sent(request, form):
        commands.oversee(incident, **form.cleaned_data, by=request.membership, at=at)
        return redirect(_href(incident))
    return _question(request, incident, form, "Advise, help or step in")


@require_http_methods(["GET", "POST"])
@needs(Permission.INVESTIGATE)
def hand_over(request: SchoolRequest, incident_id: UUID) -> HttpResponse:
    at, incident = timezone.now(), incident_for(request.membership, incident_id)
    able = [each for each in readers_of(incident) if each.person_id != incident.lead_id]
    form = form_for(request, HandOverForm, at=at, able=able)
    if was_sent(request, form):
        commands.hand_over(incident, **form.cleaned_data, by=request.membership, at=at)
        return redirect("incidents:my-work", incident.school.slug)
    return _question(request, incident, form, "Hand over the lead")


@require_POST
@needs(Permission.INVESTIGATE)
def accept(request: SchoolRequest, incident_id: UUID) -> HttpResponse:
    incident = incident_for(request.membership, incident_id)
    commands.accept_lead(incident, by=request.membership, at=timezone.now())
    return redirect(_href(incident))


def _leads(request: SchoolRequest, incident: Incident) -> bool:
    return bool(incident.lead_id == request.membership.person_id)


def _question(request: SchoolRequest, incident: Incident, form: Form, heading: str) -> HttpResponse:
    page = {
        "form": form, "heading": heading, "button": "Save", "back_href": _href(incident),
        "back_label": "Back to the oversight", "caption": f"Incident {incident.reference}",
    }  # fmt: skip
    return render(request, "ui/question.html", page, status=422 if form.errors else 200)


def _href(incident: Incident) -> str:
    return reverse("incidents:oversight:oversight", args=[incident.school.slug, incident.pk])
