"""The page where a reporter's sealed name is opened: it is shown in one answer, and once."""

from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_POST

from tocsin.core.roles import Permission
from tocsin.incidents.identity import commands
from tocsin.incidents.identity.forms import ReasonForm
from tocsin.incidents.identity.queries import opening_of, openings_of, sealed_name_of
from tocsin.incidents.models import Incident
from tocsin.incidents.openers import openers_of
from tocsin.incidents.queries import incident_for
from tocsin.incidents.sealing import Identity
from tocsin.policies.queries import pack_of
from tocsin.schools.kept import form_for, was_sent
from tocsin.schools.signed_in import SchoolRequest, needs


@require_http_methods(["GET", "POST"])
@needs(Permission.OPEN_NAME)
def name(request: SchoolRequest, incident_id: UUID) -> HttpResponse:
    incident = incident_for(request.membership, incident_id)
    sealed = sealed_name_of(incident)
    form = form_for(request, ReasonForm)
    if was_sent(request, form):
        _, identity = commands.ask_for_name(
            sealed, **form.cleaned_data, by=request.membership, at=timezone.now()
        )
        if identity:
            return _shown(request, incident, identity)
        messages.success(request, "You asked. Somebody else has to agree on this page.")
        return redirect("incidents:identity:name", request.membership.school.slug, incident.pk)
    page = {
        "incident": incident,
        "form": form,
        "openings": openings_of(sealed),
        "openers": openers_of(incident, request.membership),
        "takes_two": pack_of(incident.pack_version_id).reporter.is_opened_by_two,
        "person_id": request.membership.person_id,
    }
    status = 422 if form.errors else 200
    return render(request, "incidents/identity/name.html", page, status=status)


@require_POST
@needs(Permission.OPEN_NAME)
def agree(request: SchoolRequest, incident_id: UUID, opening_id: UUID) -> HttpResponse:
    incident = incident_for(request.membership, incident_id)
    opening = opening_of(sealed_name_of(incident), opening_id)
    commands.agree_to_open(opening, by=request.membership, at=timezone.now())
    messages.success(request, "You agreed. Whoever asked can open the name now, once.")
    return redirect("incidents:identity:name", request.membership.school.slug, incident.pk)


@require_POST
@needs(Permission.OPEN_NAME)
def opened(request: SchoolRequest, incident_id: UUID, opening_id: UUID) -> HttpResponse:
    incident = incident_for(request.membership, incident_id)
    opening = opening_of(sealed_name_of(incident), opening_id)
    identity = commands.open_name(opening, by=request.membership, at=timezone.now())
    return _shown(request, incident, identity)


def _shown(request: SchoolRequest, incident: Incident, identity: Identity) -> HttpResponse:
    # No redirect: the name is in this one answer, and to see it again is to open it again.
    page = {"incident": incident, "identity": identity}
    return render(request, "incidents/identity/opened.html", page)
