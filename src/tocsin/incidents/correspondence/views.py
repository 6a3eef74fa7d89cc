"""The pages on which an incident is talked about: with reporters, the Headteacher and the team."""

from collections.abc import Callable
from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from tocsin.core.roles import Permission, may
from tocsin.incidents.correspondence import commands
from tocsin.incidents.correspondence.checking import leaks_in, mark_of
from tocsin.incidents.correspondence.forms import MessageForm, ToReporterForm
from tocsin.incidents.messages import (
    Correspondence,
    correspondence_with_reporters,
    messages_with,
    own_messages,
)
from tocsin.incidents.models import Incident, Thread
from tocsin.incidents.queries import incident_for, own_report, words_of_reporter
from tocsin.incidents.teams import team_of
from tocsin.schools.kept import form_for, was_sent
from tocsin.schools.signed_in import SchoolRequest, needs
from tocsin.ui.forms import Form

Send = Callable[..., None]


@require_GET
@needs(Permission.READ_CASES)
def all_messages(request: SchoolRequest, incident_id: UUID) -> HttpResponse:
    incident = incident_for(request.membership, incident_id)
    page = {
        "incident": incident,
        "reporters": correspondence_with_reporters(incident),
        "head": messages_with(incident, Thread.Party.HEAD),
        "team": messages_with(incident, Thread.Party.TEAM),
        "others": messages_with(incident, Thread.Party.OTHER),
        "members": team_of(incident),
        "may_write": may(request.membership, Permission.TRIAGE),
    }
    return render(request, "incidents/correspondence/messages.html", page)


@require_http_methods(["GET", "POST"])
@needs(Permission.TRIAGE)
def to_reporter(request: SchoolRequest, incident_id: UUID, report_id: UUID) -> HttpResponse:
    incident = incident_for(request.membership, incident_id)
    found = _reporter(incident, report_id)
    page = {
        "heading": "Write to the reporter", "said": found.messages, "reporter": found,
        "incident": incident,
    }  # fmt: skip

    def send(**answers: Any) -> None:
        about = found.report.incident
        about.school = incident.school
        commands.write_to_reporter(about, report=found.report, **answers)

    return _write(request, page, ToReporterForm, send)


@require_http_methods(["GET", "POST"])
@needs(Permission.TRIAGE)
def to_head(request: SchoolRequest, incident_id: UUID) -> HttpResponse:
    incident = incident_for(request.membership, incident_id)
    page = {
        "heading": "Ask the Headteacher", "said": messages_with(incident, Thread.Party.HEAD),
        "incident": incident,
    }  # fmt: skip
    return _write(
        request, page, MessageForm, lambda **answers: commands.write_to_head(incident, **answers)
    )


@require_http_methods(["GET", "POST"])
@needs(Permission.READ_CASES)
def to_team(request: SchoolRequest, incident_id: UUID) -> HttpResponse:
    incident = incident_for(request.membership, incident_id)
    page = {
        "heading": "Write to the response team", "members": team_of(incident),
        "said": messages_with(incident, Thread.Party.TEAM), "incident": incident,
    }  # fmt: skip
    return _write(
        request, page, MessageForm, lambda **answers: commands.write_to_team(incident, **answers)
    )


@require_http_methods(["GET", "POST"])
@needs(Permission.REPORT)
def answer(request: SchoolRequest, incident_id: UUID) -> HttpResponse:
    at, incident = timezone.now(), own_report(request.membership, incident_id)
    form = form_for(request, MessageForm, at=at)
    if was_sent(request, form):
        told = words_of_reporter(incident)
        commands.answer_as_reporter(
            incident, report=told, **form.cleaned_data, by=request.membership, at=at
        )
        messages.success(request, "Sent to the people who look after your report.")
        return redirect("incidents:report:own", incident.school.slug, incident.pk)
    page = {"form": form, "incident": incident, "said": own_messages(incident),
            "heading": "Write to us about your report", "button": "Send"}  # fmt: skip
    status = 422 if form.errors else 200
    return render(request, "incidents/correspondence/answer.html", page, status=status)


@require_POST
@needs(Permission.REPORT)
def confirm(request: SchoolRequest, incident_id: UUID) -> HttpResponse:
    incident = own_report(request.membership, incident_id)
    commands.confirm_read(incident, by=request.membership, at=timezone.now())
    return redirect("incidents:report:own", incident.school.slug, incident.pk)


def _write(
    request: SchoolRequest, page: dict[str, Any], kind: type[Form], send: Send
) -> HttpResponse:
    """The page of one message; it stops once at words that could reveal a protected reporter."""
    at, incident = timezone.now(), page["incident"]
    form = form_for(request, kind, at=at)
    page |= {"form": form, "caption": f"Incident {incident.reference}", "button": "Send"}
    if not was_sent(request, form):
        status = 422 if form.errors else 200
        return render(request, "incidents/correspondence/write.html", page, status=status)
    words = form.cleaned_data["words"]
    found, mark = leaks_in(incident, words), mark_of(words)
    if found and request.POST.get("anyway") != mark:
        page |= {"leaks": found, "mark": mark}
        return render(request, "incidents/correspondence/write.html", page, status=422)
    codes = [leak.code for leak in found]
    send(**form.cleaned_data, leaks=codes, by=request.membership, at=at)
    return redirect("incidents:correspondence:messages", incident.school.slug, incident.pk)


def _reporter(incident: Incident, report_id: UUID) -> Correspondence:
    """One reporter of the incident, or of one that repeats it, to whom there is a way; or 404."""
    for each in correspondence_with_reporters(incident):
        if each.report.pk == report_id and each.can_be_written_to:
            return each
    raise Http404
