"""The pages of the chronology."""

from uuid import UUID

from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_GET, require_http_methods

from tocsin.core.facts import Status
from tocsin.core.roles import Permission
from tocsin.incidents.chronology import commands
from tocsin.incidents.chronology.forms import HappeningForm
from tocsin.incidents.chronology.queries import happening_of, happenings_of
from tocsin.incidents.chronology.shown import events
from tocsin.incidents.models import Happening, Incident
from tocsin.incidents.queries import incident_for
from tocsin.schools.kept import form_for, was_sent
from tocsin.schools.signed_in import SchoolRequest, needs


@require_GET
@needs(Permission.READ_CASES)
def chronology(request: SchoolRequest, incident_id: UUID) -> HttpResponse:
    incident = incident_for(request.membership, incident_id)
    is_open = incident.status != Status.CLOSED
    page = {
        "incident": incident, "back_href": incident.get_absolute_url(), "is_open": is_open,
        "events": events(incident, happenings_of(incident), is_open=is_open),
    }  # fmt: skip
    return render(request, "incidents/chronology/chronology.html", page)


@require_http_methods(["GET", "POST"])
@needs(Permission.INVESTIGATE)
def add(request: SchoolRequest, incident_id: UUID) -> HttpResponse:
    incident = incident_for(request.membership, incident_id)
    return _record(request, incident, None, "Add something that happened")


@require_http_methods(["GET", "POST"])
@needs(Permission.INVESTIGATE)
def correct(request: SchoolRequest, incident_id: UUID, happening_id: UUID) -> HttpResponse:
    incident = incident_for(request.membership, incident_id)
    return _record(request, incident, happening_of(incident, happening_id), "Correct what happened")


def _record(
    request: SchoolRequest, incident: Incident, corrects: Happening | None, heading: str
) -> HttpResponse:
    at = timezone.now()
    back = reverse("incidents:chronology:chronology", args=[incident.school.slug, incident.pk])
    form = form_for(request, HappeningForm, at=at)
    if was_sent(request, form):
        commands.record_happening(
            incident, **form.cleaned_data, corrects=corrects, by=request.membership, at=at
        )
        return redirect(back)
    page = {
        "form": form, "heading": heading, "button": "Save", "back_href": back,
        "caption": f"Incident {incident.reference}", "corrects": corrects,
    }  # fmt: skip
    status = 422 if form.errors else 200
    return render(request, "incidents/chronology/question.html", page, status=status)
