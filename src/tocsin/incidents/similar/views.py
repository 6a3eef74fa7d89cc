"""Earlier incidents like this one."""

from uuid import UUID

from django.http import HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_GET

from tocsin.core.roles import Permission
from tocsin.incidents.queries import incident_for
from tocsin.incidents.similar.queries import similar_to
from tocsin.incidents.similar.shown import cards
from tocsin.schools.signed_in import SchoolRequest, needs


@require_GET
@needs(Permission.READ_CASES)
def similar(request: SchoolRequest, incident_id: UUID) -> HttpResponse:
    incident = incident_for(request.membership, incident_id)
    found = cards(similar_to(incident, request.membership))
    page = {"incident": incident, "cards": found, "back_href": incident.get_absolute_url()}
    return render(request, "incidents/similar/similar.html", page)
