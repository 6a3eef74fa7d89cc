"""The page about a time in which information could not be used."""

from typing import Any
from uuid import UUID

from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.http import require_http_methods

from tocsin.core.roles import Permission
from tocsin.incidents.models import Incident, Outage
from tocsin.incidents.outage import commands
from tocsin.incidents.outage.forms import OutageForm
from tocsin.incidents.queries import incident_for
from tocsin.ledger.tenancy import reading
from tocsin.schools.kept import form_for, was_sent
from tocsin.schools.signed_in import SchoolRequest, needs


@require_http_methods(["GET", "POST"])
@needs(Permission.TRIAGE)
def outage(request: SchoolRequest, incident_id: UUID) -> HttpResponse:
    at, incident = timezone.now(), incident_for(request.membership, incident_id)
    form = form_for(request, OutageForm, at=at, incident=incident, initial=_initial(incident))
    if was_sent(request, form):
        commands.record_outage(incident, **form.cleaned_data, by=request.membership, at=at)
        return redirect(incident)
    page = {
        "form": form, "heading": "When information could not be used", "button": "Save",
        "caption": f"Incident {incident.reference}", "back_href": incident.get_absolute_url(),
        "intro": "That people cannot use their information for a while is a breach too. It is"
        " logged, and its risk is assessed like any other.",
    }  # fmt: skip
    return render(request, "ui/question.html", page, status=422 if form.errors else 200)


def _initial(incident: Incident) -> dict[str, Any]:
    with reading(incident.school_id):
        row = Outage.objects.filter(school_id=incident.school_id, incident=incident).first()
    if row is None:
        return {}
    return {name: getattr(row, name) for name in OutageForm.base_fields if name != "seen"}
