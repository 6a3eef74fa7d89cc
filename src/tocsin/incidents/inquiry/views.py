"""The pages of the records of an investigation."""

from uuid import UUID

from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_GET, require_http_methods

from tocsin.core.facts import Status
from tocsin.core.inquiry import BY_KEY
from tocsin.core.roles import Permission
from tocsin.incidents.inquiries import interviews_of, record_of, records_of
from tocsin.incidents.inquiry import commands
from tocsin.incidents.inquiry.forms import RecordForm, StrikeForm
from tocsin.incidents.inquiry.shown import sections
from tocsin.incidents.models import Incident, InquiryRecord
from tocsin.incidents.queries import incident_for
from tocsin.schools.kept import form_for, was_sent
from tocsin.schools.signed_in import SchoolRequest, needs
from tocsin.ui.forms import Form


@require_GET
@needs(Permission.INVESTIGATE)
def records(request: SchoolRequest, incident_id: UUID) -> HttpResponse:
    incident = incident_for(request.membership, incident_id)
    is_open = incident.status != Status.CLOSED
    page = {
        "incident": incident, "is_open": is_open, "interviews": len(interviews_of(incident)),
        "sections": sections(incident, records_of(incident), is_open=is_open),
        "back_href": reverse("incidents:investigation:plan", args=_parts(incident)),
    }  # fmt: skip
    return render(request, "incidents/inquiry/records.html", page)


@require_http_methods(["GET", "POST"])
@needs(Permission.INVESTIGATE)
def add(request: SchoolRequest, incident_id: UUID, kind: str) -> HttpResponse:
    incident = incident_for(request.membership, incident_id)
    if kind not in BY_KEY:
        raise Http404
    return _keep(request, incident, kind, None, f"Add {BY_KEY[kind].one}")


@require_http_methods(["GET", "POST"])
@needs(Permission.INVESTIGATE)
def correct(request: SchoolRequest, incident_id: UUID, record_id: UUID) -> HttpResponse:
    incident = incident_for(request.membership, incident_id)
    row = record_of(incident, record_id)
    return _keep(request, incident, row.kind, row, f"Correct {BY_KEY[row.kind].one}")


@require_http_methods(["GET", "POST"])
@needs(Permission.INVESTIGATE)
def strike(request: SchoolRequest, incident_id: UUID, record_id: UUID) -> HttpResponse:
    at, incident = timezone.now(), incident_for(request.membership, incident_id)
    row = record_of(incident, record_id)
    row.incident = incident
    form = form_for(request, StrikeForm, at=at)
    if was_sent(request, form):
        commands.strike_out(row, **form.cleaned_data, by=request.membership, at=at)
        return redirect(_href(incident))
    return _question(request, incident, form, f"Strike out {BY_KEY[row.kind].one}", row)


def _keep(
    request: SchoolRequest, incident: Incident, kind: str, row: InquiryRecord | None, heading: str
) -> HttpResponse:
    at = timezone.now()
    form = form_for(request, RecordForm, at=at, about=BY_KEY[kind], row=row)
    if was_sent(request, form):
        commands.keep_record(
            incident, **form.cleaned_data, kind=kind, replaces=row, by=request.membership, at=at
        )
        return redirect(_href(incident))
    return _question(request, incident, form, heading, row)


def _question(
    request: SchoolRequest, incident: Incident, form: Form, heading: str, row: InquiryRecord | None
) -> HttpResponse:
    page = {
        "form": form, "heading": heading, "button": "Save", "back_href": _href(incident),
        "back_label": "Back to the records", "caption": f"Incident {incident.reference}",
        "row": row,
    }  # fmt: skip
    status = 422 if form.errors else 200
    return render(request, "incidents/inquiry/question.html", page, status=status)


def _href(incident: Incident) -> str:
    return reverse("incidents:inquiry:records", args=_parts(incident))


def _parts(incident: Incident) -> list[object]:
    return [incident.school.slug, incident.pk]
