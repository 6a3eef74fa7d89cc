"""The pages about an organisation that is responsible with the school."""

from typing import Any
from uuid import UUID

from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_GET, require_http_methods

from tocsin.core.roles import Permission, may
from tocsin.incidents.joint import commands
from tocsin.incidents.joint.forms import AGREED, NOT_YET, OF_AGREEMENT, JointForm
from tocsin.incidents.joint.queries import arrangement_of
from tocsin.incidents.models import Incident
from tocsin.incidents.queries import incident_for
from tocsin.schools.kept import form_for, was_sent
from tocsin.schools.signed_in import SchoolRequest, needs


@require_GET
@needs(Permission.READ_CASES)
def joint(request: SchoolRequest, incident_id: UUID) -> HttpResponse:
    incident = incident_for(request.membership, incident_id)
    page = {
        "incident": incident, "row": arrangement_of(incident),
        "may_change": may(request.membership, Permission.DECIDE) and not incident.closed_at,
        "back_href": incident.get_absolute_url(),
    }  # fmt: skip
    return render(request, "incidents/joint/joint.html", page)


@require_http_methods(["GET", "POST"])
@needs(Permission.DECIDE)
def change(request: SchoolRequest, incident_id: UUID) -> HttpResponse:
    at, incident = timezone.now(), incident_for(request.membership, incident_id)
    here = reverse("incidents:joint:joint", args=[incident.school.slug, incident.pk])
    form = form_for(request, JointForm, at=at, incident=incident, initial=_initial(incident))
    if was_sent(request, form):
        _record(incident, form, by=request.membership, at=at)
        return redirect(here)
    page = {
        "form": form, "heading": "Who is responsible with us, and who tells whom?",
        "button": "Save", "caption": f"Incident {incident.reference}", "back_href": here,
    }  # fmt: skip
    return render(request, "ui/question.html", page, status=422 if form.errors else 200)


def _record(incident: Incident, form: Any, **when: Any) -> None:
    """One command or the other: agreed, or going on without."""
    done = commands.record_agreement if form.is_agreed else commands.go_without
    done(incident, **form.arrangement, **when)


def _initial(incident: Incident) -> dict[str, Any]:
    row = arrangement_of(incident)
    if row is None:
        return {}
    kept = ("controller", "contact", "reason", *OF_AGREEMENT)
    found = {name: getattr(row, name) for name in kept}
    return {**found, "settled": AGREED if row.is_agreed else NOT_YET}
