"""The pages of interviews, and the one that opens by a link."""

from uuid import UUID

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from tocsin.core.facts import Status
from tocsin.core.roles import Permission
from tocsin.incidents.inquiries import interview_of, interviews_of
from tocsin.incidents.interviews import commands
from tocsin.incidents.interviews.forms import InterviewForm, ReplyForm, StrikeForm
from tocsin.incidents.interviews.queries import is_asked_now, linked_interview
from tocsin.incidents.interviews.shown import shown
from tocsin.incidents.models import Incident, Interview
from tocsin.incidents.queries import incident_for
from tocsin.schools.kept import form_for, was_sent
from tocsin.schools.models import Door
from tocsin.schools.signed_in import SchoolRequest, needs, open_to_all
from tocsin.ui.forms import Form


@require_GET
@needs(Permission.INVESTIGATE)
def interviews(request: SchoolRequest, incident_id: UUID) -> HttpResponse:
    at, incident = timezone.now(), incident_for(request.membership, incident_id)
    is_open = incident.status != Status.CLOSED
    found = shown(interviews_of(incident), at=at, is_open=is_open)
    page = {
        "incident": incident, "is_open": is_open, "found": found,
        "back_href": reverse("incidents:inquiry:records", args=_parts(incident)),
    }  # fmt: skip
    return render(request, "incidents/interviews/interviews.html", page)


@require_http_methods(["GET", "POST"])
@needs(Permission.INVESTIGATE)
def add(request: SchoolRequest, incident_id: UUID) -> HttpResponse:
    incident = incident_for(request.membership, incident_id)
    return _record(request, incident, None, "Write down what somebody said")


@require_http_methods(["GET", "POST"])
@needs(Permission.INVESTIGATE)
def correct(request: SchoolRequest, incident_id: UUID, interview_id: UUID) -> HttpResponse:
    incident = incident_for(request.membership, incident_id)
    row = interview_of(incident, interview_id)
    return _record(request, incident, row, "Correct what somebody said")


@require_http_methods(["GET", "POST"])
@needs(Permission.INVESTIGATE)
def strike(request: SchoolRequest, incident_id: UUID, interview_id: UUID) -> HttpResponse:
    at, incident = timezone.now(), incident_for(request.membership, incident_id)
    row = interview_of(incident, interview_id)
    row.incident = incident
    form = form_for(request, StrikeForm, at=at)
    if was_sent(request, form):
        commands.strike_out(row, **form.cleaned_data, by=request.membership, at=at)
        return redirect(_href(incident))
    return _question(request, incident, form, "Strike out an interview", row)


@require_POST
@needs(Permission.INVESTIGATE)
def send(request: SchoolRequest, incident_id: UUID, interview_id: UUID) -> HttpResponse:
    incident = incident_for(request.membership, incident_id)
    row = interview_of(incident, interview_id)
    row.incident = incident
    commands.ask_to_agree(row, by=request.membership, at=timezone.now())
    return redirect(_href(incident))


@open_to_all("Whoever was spoken to may have no account; the emailed link is the key.")
@require_http_methods(["GET", "POST"])
def agree(request: HttpRequest, school: str, interview_id: UUID, token: str) -> HttpResponse:
    at, row = timezone.now(), linked_interview(school, interview_id, token)
    is_asked = is_asked_now(row, at)
    form = form_for(request, ReplyForm, at=at)
    if is_asked and was_sent(request, form):
        commands.reply(row, **form.cleaned_data, by=Door(row.school_id), at=at)
        return redirect(request.path)
    page = {"row": row, "form": form, "is_asked": is_asked, "is_practice": row.school.is_demo}
    status = 422 if form.errors else 200
    return render(request, "incidents/interviews/agree.html", page, status=status)


def _record(
    request: SchoolRequest, incident: Incident, row: Interview | None, heading: str
) -> HttpResponse:
    at = timezone.now()
    form = form_for(request, InterviewForm, at=at, row=row)
    if was_sent(request, form):
        commands.record_interview(
            incident, **form.cleaned_data, replaces=row, by=request.membership, at=at
        )
        return redirect(_href(incident))
    return _question(request, incident, form, heading, row)


def _question(
    request: SchoolRequest, incident: Incident, form: Form, heading: str, row: Interview | None
) -> HttpResponse:
    page = {
        "form": form, "heading": heading, "button": "Save", "back_href": _href(incident),
        "back_label": "Back to what people said", "caption": f"Incident {incident.reference}",
        "row": row,
    }  # fmt: skip
    status = 422 if form.errors else 200
    return render(request, "incidents/interviews/question.html", page, status=status)


def _href(incident: Incident) -> str:
    return reverse("incidents:interviews:interviews", args=_parts(incident))


def _parts(incident: Incident) -> list[object]:
    return [incident.school.slug, incident.pk]
