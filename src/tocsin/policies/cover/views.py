"""The pages that say who is on duty and who is away."""

from datetime import date
from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.dateparse import parse_date
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from tocsin.core.clock import LONDON
from tocsin.core.roles import Permission
from tocsin.policies.cover import commands
from tocsin.policies.cover.forms import AbsenceForm, TurnForm
from tocsin.policies.cover.queries import absence_of, absences_of, cover_of, turn_of, turns_of
from tocsin.policies.cover.shown import gaps_for
from tocsin.schools.kept import form_for, was_sent
from tocsin.schools.models import Absence, DutyTurn, Membership
from tocsin.schools.queries import members_of
from tocsin.schools.signed_in import SchoolRequest, needs


@require_GET
@needs(Permission.MANAGE_SCHOOL)
def cover(request: SchoolRequest) -> HttpResponse:
    school, at = request.membership.school, timezone.now()
    now, today = cover_of(school.pk, at), at.astimezone(LONDON).date()
    names = {each.person_id: str(each.person) for each in now.members}
    page = {
        "school": school,
        "cover_gaps": gaps_for(request.membership, now),
        "on_duty": [names[each] for each in now.on_duty()],
        "turns": turns_of(school.pk, since=today),
        "absences": absences_of(school.pk, since=today),
    }
    return render(request, "policies/cover/cover.html", page)


@require_http_methods(["GET", "POST"])
@needs(Permission.MANAGE_SCHOOL)
def add_turn(request: SchoolRequest) -> HttpResponse:
    form = form_for(request, TurnForm, members=_members(request), initial=_asked(request))
    if was_sent(request, form):
        school, at = request.membership.school, timezone.now()
        commands.put_on_duty(school, **form.cleaned_data, by=request.membership, at=at)
        return _done(request)
    return _ask(request, form, "Put somebody on duty")


@require_http_methods(["GET", "POST"])
@needs(Permission.MANAGE_SCHOOL)
def change_turn(request: SchoolRequest, turn_id: UUID) -> HttpResponse:
    turn = _turn(request, turn_id)
    now = {"person": turn.person_id, "first_on": turn.first_on, "last_on": turn.last_on}
    form = form_for(request, TurnForm, members=_members(request), initial=now)
    if was_sent(request, form):
        at = timezone.now()
        commands.change_turn(turn, **form.cleaned_data, by=request.membership, at=at)
        return _done(request)
    return _ask(request, form, "Change who is on duty")


@require_POST
@needs(Permission.MANAGE_SCHOOL)
def remove_turn(request: SchoolRequest, turn_id: UUID) -> HttpResponse:
    turn = _turn(request, turn_id)
    commands.remove_turn(turn, by=request.membership, at=timezone.now())
    return _done(request)


@require_http_methods(["GET", "POST"])
@needs(Permission.MANAGE_SCHOOL)
def add_absence(request: SchoolRequest) -> HttpResponse:
    form = form_for(request, AbsenceForm, members=_members(request))
    if was_sent(request, form):
        school, at = request.membership.school, timezone.now()
        commands.note_absence(school, **form.cleaned_data, by=request.membership, at=at)
        return _done(request)
    return _ask(request, form, "Say who is away")


@require_http_methods(["GET", "POST"])
@needs(Permission.MANAGE_SCHOOL)
def change_absence(request: SchoolRequest, absence_id: UUID) -> HttpResponse:
    absence = _absence(request, absence_id)
    now = {name: getattr(absence, name) for name in ("first_on", "last_on")}
    now |= {"person": absence.person_id, "deputy": absence.deputy_id}
    form = form_for(request, AbsenceForm, members=_members(request), initial=now)
    if was_sent(request, form):
        at = timezone.now()
        commands.change_absence(absence, **form.cleaned_data, by=request.membership, at=at)
        return _done(request)
    return _ask(request, form, "Change who is away")


@require_POST
@needs(Permission.MANAGE_SCHOOL)
def remove_absence(request: SchoolRequest, absence_id: UUID) -> HttpResponse:
    absence = _absence(request, absence_id)
    commands.remove_absence(absence, by=request.membership, at=timezone.now())
    return _done(request)


def _members(request: SchoolRequest) -> list[Membership]:
    return members_of(request.membership.school_id)


def _asked(request: SchoolRequest) -> dict[str, date | None]:
    """The days of the gap that somebody came here to close."""
    asked = {"first_on": request.GET.get("first", ""), "last_on": request.GET.get("last", "")}
    try:
        return {name: parse_date(text) for name, text in asked.items()}
    except ValueError:
        return {}


def _turn(request: SchoolRequest, turn_id: UUID) -> DutyTurn:
    return turn_of(request.membership.school_id, turn_id)


def _absence(request: SchoolRequest, absence_id: UUID) -> Absence:
    return absence_of(request.membership.school_id, absence_id)


def _ask(request: SchoolRequest, form: object, heading: str) -> HttpResponse:
    page = {"form": form, "school": request.membership.school, "heading": heading}
    status = 422 if request.method == "POST" else 200
    return render(request, "policies/cover/edit.html", page, status=status)


def _done(request: SchoolRequest) -> HttpResponse:
    messages.success(request, "Saved.")
    return redirect("cover:cover", request.membership.school.slug)
