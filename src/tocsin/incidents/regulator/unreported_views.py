"""The page and the document of a decision not to tell the regulator."""

from uuid import UUID

from django.http import Http404, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_GET

from tocsin.core.roles import Permission, may
from tocsin.core.when import say_instant
from tocsin.incidents.queries import incident_for
from tocsin.incidents.regulator.paper import Paper
from tocsin.incidents.regulator.unreported import not_reported
from tocsin.schools.signed_in import SchoolRequest, needs
from tocsin.ui.documents import download


@require_GET
@needs(Permission.READ_CASES)
def unreported(request: SchoolRequest, incident_id: UUID) -> HttpResponse:
    incident = incident_for(request.membership, incident_id)
    page = {
        "incident": incident, "found": not_reported(incident),
        "may_change": may(request.membership, Permission.DECIDE),
    }  # fmt: skip
    return render(request, "incidents/regulator/unreported.html", page)


@require_GET
@needs(Permission.READ_CASES)
def document(request: SchoolRequest, incident_id: UUID, kind: str) -> HttpResponse:
    incident = incident_for(request.membership, incident_id)
    found = not_reported(incident)
    if found is None:
        raise Http404
    head = [f"Decided at {say_instant(found.decision.at)}."]
    if not found.is_in_force:
        head.append("Another decision came after this one.")
    paper = Paper(incident, "Why the regulator is not told", head, found.as_parts)
    return download(paper.as_kind(kind), f"not-reported-{incident.reference}.{kind}")
