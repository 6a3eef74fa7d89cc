"""The pages of the decision, and of recording that it was carried out."""

from uuid import UUID

from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.http import require_http_methods

from tocsin.core.roles import Permission, may
from tocsin.incidents.clock import clock_of
from tocsin.incidents.decision import commands
from tocsin.incidents.decision.forms import DecideForm, PeopleToldForm, ToldForm
from tocsin.incidents.models import Decision, Incident, Telling
from tocsin.incidents.queries import incident_for
from tocsin.ledger.tenancy import reading
from tocsin.schools.kept import form_for, was_sent
from tocsin.schools.queries import members_of
from tocsin.schools.signed_in import SchoolRequest, needs
from tocsin.ui.forms import Form


@require_http_methods(["GET", "POST"])
@needs(Permission.DECIDE)
def decide(request: SchoolRequest, incident_id: UUID) -> HttpResponse:
    at, incident = timezone.now(), incident_for(request.membership, incident_id)
    team = [m for m in members_of(incident.school_id) if may(m, Permission.READ_CASES)]
    initial = {"taken_with": [str(request.membership.person_id)]}
    form = form_for(request, DecideForm, at=at, incident=incident, team=team, initial=initial)
    if was_sent(request, form):
        commands.decide(incident, **form.cleaned_data, by=request.membership, at=at)
        return redirect(incident)
    return _page(request, incident, form, "Whom do we tell?")


@require_http_methods(["GET", "POST"])
@needs(Permission.DECIDE)
def regulator_told(request: SchoolRequest, incident_id: UUID) -> HttpResponse:
    return _told(request, incident_id, Telling.Whom.REGULATOR, ToldForm, "The regulator was told")


@require_http_methods(["GET", "POST"])
@needs(Permission.DECIDE)
def people_told(request: SchoolRequest, incident_id: UUID) -> HttpResponse:
    whom, heading = Telling.Whom.PEOPLE, "The people affected were told"
    return _told(request, incident_id, whom, PeopleToldForm, heading)


def _told(
    request: SchoolRequest, incident_id: UUID, whom: str, kind: type[Form], heading: str
) -> HttpResponse:
    at, incident = timezone.now(), incident_for(request.membership, incident_id)
    form = form_for(request, kind, at=at, incident=incident)
    if was_sent(request, form):
        answers = {**form.cleaned_data, "whom": whom}
        commands.record_telling(incident, **answers, by=request.membership, at=at)
        return redirect(incident)
    return _page(request, incident, form, heading)


def _page(request: SchoolRequest, incident: Incident, form: Form, heading: str) -> HttpResponse:
    at, slug = timezone.now(), request.membership.school.slug
    with reading(incident.school_id):
        earlier = list(
            Decision.objects.filter(incident=incident).select_related("by").order_by("-at")
        )
        clock = clock_of(incident, slug, at)
    page = {
        "form": form, "heading": heading, "incident": incident, "button": "Save", "clock": clock,
        "earlier": earlier, "caption": f"Incident {incident.reference}",
        "back_href": incident.get_absolute_url(),
    }  # fmt: skip
    return render(
        request, "incidents/decision/question.html", page, status=422 if form.errors else 200
    )
