"""The page on which a school chooses its response team."""

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.http import require_http_methods

from tocsin.core.clock import LONDON
from tocsin.core.roles import Permission, Role, may
from tocsin.ledger.tenancy import reading
from tocsin.policies.cover.queries import cover_of
from tocsin.policies.queries import pack_of, version_in_force
from tocsin.policies.team import commands
from tocsin.policies.team.forms import ResponseTeamForm
from tocsin.policies.team.queries import default_team, team_row
from tocsin.policies.team.shown import team_today, unheld
from tocsin.schools.kept import form_for, was_sent
from tocsin.schools.queries import members_of
from tocsin.schools.signed_in import SchoolRequest, needs


@require_http_methods(["GET", "POST"])
@needs(Permission.MANAGE_SCHOOL)
def team(request: SchoolRequest) -> HttpResponse:
    school, at = request.membership.school, timezone.now()
    version = version_in_force(school.pk, at.astimezone(LONDON).date())
    with reading(school.pk):
        pack = pack_of(version.pk)
    able = [m for m in members_of(school.pk) if may(m, Permission.READ_CASES)]
    own = team_row(school.pk)
    initial = {
        "roles": own.roles if own else [role.value for role in pack.team],
        "people": own.people if own else [],
    }
    form = form_for(request, ResponseTeamForm, at=at, pack=pack, able=able, initial=initial)
    if was_sent(request, form):
        commands.choose_team(school, **form.cleaned_data, by=request.membership, at=at)
        messages.success(request, "Saved.")
        return redirect("response-team:team", school.slug)
    members = default_team(able, version.pk)
    roles = [Role(each) for each in own.roles] if own else pack.team
    page = {
        "form": form, "school": school, "is_own": own is not None, "policy": pack.name,
        "team": team_today(members, cover_of(school.pk, at), pack),
        "may_give": may(request.membership, Permission.MANAGE_PEOPLE),
        "unheld": unheld(roles, members, pack),
    }  # fmt: skip
    status = 422 if form.errors else 200
    return render(request, "policies/team/team.html", page, status=status)
