"""The pages of evidence: what there is, who had it, and whether the files are what they were."""

from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from tocsin.core.roles import Permission
from tocsin.incidents.attachments import files_of
from tocsin.incidents.custody import commands
from tocsin.incidents.custody.forms import HandlingForm, ItemForm
from tocsin.incidents.custody.queries import (
    evidence_of,
    handlings_of,
    items_of,
    newest_check,
    openings_of,
)
from tocsin.incidents.custody.shown import hands, pieces
from tocsin.incidents.models import Attachment, Incident
from tocsin.incidents.queries import incident_for
from tocsin.schools.kept import form_for, was_sent
from tocsin.schools.signed_in import SchoolRequest, needs
from tocsin.ui.forms import Form

HELP = "Tell whoever runs Tocsin for you: they may be in a backup."


@require_GET
@needs(Permission.READ_CASES)
def evidence(request: SchoolRequest, incident_id: UUID) -> HttpResponse:
    incident = incident_for(request.membership, incident_id)
    files, check = files_of(incident), newest_check(incident)
    page = {
        "incident": incident, "check": check, "has_files": bool(files),
        "pieces": pieces(files, items_of(incident), handlings_of(incident), check),
        "back_href": incident.get_absolute_url(),
    }  # fmt: skip
    return render(request, "incidents/custody/evidence.html", page)


@require_http_methods(["GET", "POST"])
@needs(Permission.INVESTIGATE)
def add(request: SchoolRequest, incident_id: UUID) -> HttpResponse:
    at, incident = timezone.now(), incident_for(request.membership, incident_id)
    form = form_for(request, ItemForm, at=at)
    if was_sent(request, form):
        commands.keep_item(incident, **form.cleaned_data, by=request.membership, at=at)
        return redirect(_href(incident))
    return _question(request, incident, form, "Add a thing or a note", _href(incident))


@require_POST
@needs(Permission.READ_CASES)
def check(request: SchoolRequest, incident_id: UUID) -> HttpResponse:
    incident = incident_for(request.membership, incident_id)
    rows = files_of(incident)
    faults = commands.check_files(incident, rows, by=request.membership, at=timezone.now())
    if faults:
        messages.warning(request, f"{faults} of {len(rows)} files are not what was added. {HELP}")
    else:
        messages.success(request, "Every file is what was added.")
    return redirect(_href(incident))


@require_GET
@needs(Permission.READ_CASES)
def one(request: SchoolRequest, incident_id: UUID, evidence_id: UUID) -> HttpResponse:
    incident = incident_for(request.membership, incident_id)
    row = evidence_of(incident, evidence_id)
    openings = openings_of(row) if isinstance(row, Attachment) else []
    page = {
        "incident": incident, "row": row, "is_file": isinstance(row, Attachment),
        "hands": hands(row, handlings_of(incident), openings), "back_href": _href(incident),
    }  # fmt: skip
    return render(request, "incidents/custody/one.html", page)


@require_http_methods(["GET", "POST"])
@needs(Permission.INVESTIGATE)
def handling(request: SchoolRequest, incident_id: UUID, evidence_id: UUID) -> HttpResponse:
    at, incident = timezone.now(), incident_for(request.membership, incident_id)
    row = evidence_of(incident, evidence_id)
    back = reverse("incidents:custody:one", args=[incident.school.slug, incident.pk, row.pk])
    form = form_for(request, HandlingForm, at=at)
    if was_sent(request, form):
        commands.record_handling(incident, row, **form.cleaned_data, by=request.membership, at=at)
        return redirect(back)
    return _question(request, incident, form, f"Who had it? {row.name}", back)


def _question(
    request: SchoolRequest, incident: Incident, form: Form, heading: str, back_href: str
) -> HttpResponse:
    page = {
        "form": form, "heading": heading, "button": "Save", "back_href": back_href,
        "caption": f"Incident {incident.reference}",
    }  # fmt: skip
    return render(request, "ui/question.html", page, status=422 if form.errors else 200)


def _href(incident: Incident) -> str:
    return reverse("incidents:custody:evidence", args=[incident.school.slug, incident.pk])
