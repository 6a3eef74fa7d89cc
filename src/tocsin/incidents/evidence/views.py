"""The pages on which files are added and fetched, for the team and for whoever reported."""

from collections.abc import Iterable, Iterator, Sequence
from datetime import datetime
from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import Http404, HttpResponse, StreamingHttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.http import content_disposition_header
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from tocsin.core.roles import Permission
from tocsin.incidents.attachments import files_of, own_files
from tocsin.incidents.evidence import commands
from tocsin.incidents.evidence.forms import AddFilesForm, OriginalForm
from tocsin.incidents.keeping.sealing import pieces_of
from tocsin.incidents.models import Attachment, Incident
from tocsin.incidents.queries import incident_for, own_report
from tocsin.schools.kept import form_for, was_sent
from tocsin.schools.signed_in import SchoolRequest, needs


@require_http_methods(["GET", "POST"])
@needs(Permission.READ_CASES)
def files(request: SchoolRequest, incident_id: UUID) -> HttpResponse:
    incident = incident_for(request.membership, incident_id)
    page: dict[str, Any] = {
        "files": files_of(incident),
        "caption": f"Incident {incident.reference}",
    }
    return _adding(request, incident, page | {"back_href": incident.get_absolute_url()})


@require_http_methods(["GET", "POST"])
@needs(Permission.REPORT)
def own(request: SchoolRequest, incident_id: UUID) -> HttpResponse:
    incident = own_report(request.membership, incident_id)
    back = reverse("incidents:report:own", args=[incident.school.slug, incident.pk])
    page = {"files": own_files(incident, request.membership.person_id), "is_own": True}
    page |= {"caption": f"Report {incident.reference}", "back_href": back}
    return _adding(request, incident, page)


@require_POST  # it writes: that the file was opened is on the record
@needs(Permission.READ_CASES)
def file(request: SchoolRequest, incident_id: UUID, file_id: UUID) -> HttpResponseBase:
    incident = incident_for(request.membership, incident_id)
    row = _one_of(files_of(incident), file_id)
    pieces = commands.open_file(row, by=request.membership, at=timezone.now())
    return _download(row, pieces, row.copy.size if row.is_picture else row.size)


@require_http_methods(["GET", "POST"])
@needs(Permission.READ_CASES)
def original(request: SchoolRequest, incident_id: UUID, file_id: UUID) -> HttpResponseBase:
    at: datetime = timezone.now()
    incident = incident_for(request.membership, incident_id)
    row = _one_of(files_of(incident), file_id)
    form = form_for(request, OriginalForm, at=at)
    if was_sent(request, form):
        pieces = commands.open_original(row, **form.cleaned_data, by=request.membership, at=at)
        return _download(row, pieces, row.size)
    page = {"form": form, "incident": incident, "file": row}
    return render(
        request, "incidents/evidence/original.html", page, status=422 if form.errors else 200
    )


@require_GET
@needs(Permission.REPORT)
def own_file(request: SchoolRequest, incident_id: UUID, file_id: UUID) -> HttpResponseBase:
    incident = own_report(request.membership, incident_id)
    row = _one_of(own_files(incident, request.membership.person_id), file_id)
    return _download(row, pieces_of(row), row.size)


def _adding(request: SchoolRequest, incident: Incident, page: dict[str, Any]) -> HttpResponse:
    at: datetime = timezone.now()
    form = form_for(request, AddFilesForm, at=at)
    if was_sent(request, form):
        added = [
            commands.attach(incident, file=each, by=request.membership, at=at)
            for each in form.cleaned_data["added"]
        ]
        messages.success(request, _said_of(added))
        return redirect(request.path)
    page |= {"form": form, "incident": incident, "heading": "Files", "button": "Add"}
    return render(
        request, "incidents/evidence/files.html", page, status=422 if form.errors else 200
    )


def _said_of(added: Sequence[bool]) -> str:
    if all(added):
        return "Added. You can add more below."
    if any(added):
        known = "One file was" if added.count(False) == 1 else f"{added.count(False)} files were"
        return f"Added. {known} there already, so nothing is there twice."
    known = "That file is" if len(added) == 1 else "Those files are"
    return f"{known} there already, so nothing was added."


def _one_of(rows: Iterable[Attachment], file_id: UUID) -> Attachment:
    found = next((row for row in rows if row.pk == file_id), None)
    if found is None:
        raise Http404
    return found


def _download(row: Attachment, pieces: Iterator[bytes], size: int) -> HttpResponseBase:
    """The file to be saved, never shown: no browser may run what somebody sent as evidence."""
    return StreamingHttpResponse(
        pieces,
        content_type="application/octet-stream",
        headers={
            "Content-Disposition": content_disposition_header(True, row.name),  # noqa: FBT003
            "Content-Length": str(size),
            "Content-Security-Policy": "sandbox; default-src 'none'",
            "X-Content-Type-Options": "nosniff",
        },
    )
