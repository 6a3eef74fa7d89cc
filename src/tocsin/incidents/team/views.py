"""The pages of the response team and of those who must not see an incident."""

from typing import Any
from uuid import UUID

from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.http import require_GET, require_http_methods

from tocsin.core.roles import Permission, may
from tocsin.incidents.models import Incident
from tocsin.incidents.queries import incident_for
from tocsin.incidents.recusals import people_kept_from, readers_of
from tocsin.incidents.team import commands
from tocsin.incidents.team.forms import KeepOutForm, LetBackForm, TeamForm
from tocsin.incidents.team.queries import changes_of_team, recusal_of, recusals_of
from tocsin.incidents.teams import team_of
from tocsin.policies.team.queries import default_team
from tocsin.schools.kept import form_for, was_sent
from tocsin.schools.queries import members_of
from tocsin.schools.signed_in import SchoolRequest, needs
from tocsin.ui.forms import Form


@require_GET
@needs(Permission.READ_CASES)
def team(request: SchoolRequest, incident_id: UUID) -> HttpResponse:
    incident = incident_for(request.membership, incident_id)
    page = {
        "incident": incident,
        "rows": changes_of_team(incident),
        "recusals": recusals_of(incident),
        "may_change": may(request.membership, Permission.MANAGE_TEAM),
    }
    return render(request, "incidents/team/team.html", page)


@require_http_methods(["GET", "POST"])
@needs(Permission.MANAGE_TEAM)
def change(request: SchoolRequest, incident_id: UUID) -> HttpResponse:
    at, incident = timezone.now(), incident_for(request.membership, incident_id)
    able = readers_of(incident)
    now = [row.person_id for row in team_of(incident)]
    if incident.team_since is None:
        now = [each.person_id for each in default_team(able, incident.pack_version_id)]
    initial = {"people": [str(each) for each in now]}
    form = form_for(request, TeamForm, at=at, incident=incident, able=able, initial=initial)
    if was_sent(request, form):
        commands.change_team(incident, **form.cleaned_data, by=request.membership, at=at)
        return _to_team(incident)
    return _page(request, incident, form, "Who is on the response team?")


@require_http_methods(["GET", "POST"])
@needs(Permission.MANAGE_TEAM)
def keep_out(request: SchoolRequest, incident_id: UUID) -> HttpResponse:
    at, incident = timezone.now(), incident_for(request.membership, incident_id)
    off = people_kept_from(incident)
    members = [m for m in members_of(incident.school_id) if m.person_id not in off]
    form = form_for(
        request, KeepOutForm, at=at, incident=incident, members=members, able=readers_of(incident)
    )
    if was_sent(request, form):
        commands.keep_out(incident, **form.cleaned_data, by=request.membership, at=at)
        if form.cleaned_data["person"].person_id == request.membership.person_id:
            return redirect("incidents:my-work", request.membership.school.slug)
        return _to_team(incident)
    return _page(request, incident, form, "Who must not see this?", name="keep_out")


@require_http_methods(["GET", "POST"])
@needs(Permission.MANAGE_TEAM)
def let_back(request: SchoolRequest, incident_id: UUID, recusal_id: UUID) -> HttpResponse:
    at, incident = timezone.now(), incident_for(request.membership, incident_id)
    recusal = recusal_of(incident, recusal_id)
    form = form_for(request, LetBackForm, at=at, incident=incident)
    if was_sent(request, form):
        commands.let_back(recusal, **form.cleaned_data, by=request.membership, at=at)
        return _to_team(incident)
    heading = f"Let {recusal.person} see this again?"
    return _page(request, incident, form, heading, button="Let them see it")


def _to_team(incident: Incident) -> HttpResponse:
    return redirect("incidents:team:team", incident.school.slug, incident.pk)


def _page(
    request: SchoolRequest, incident: Incident, form: Form, heading: str, *,
    name: str = "question", button: str = "Save",
) -> HttpResponse:  # fmt: skip
    page: dict[str, Any] = {
        "form": form, "heading": heading, "incident": incident, "button": button,
        "caption": f"Incident {incident.reference}",
    }  # fmt: skip
    return render(request, f"incidents/team/{name}.html", page, status=422 if form.errors else 200)
