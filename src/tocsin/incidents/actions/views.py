"""The pages of those who ask, and of those who are asked."""

from datetime import datetime
from typing import Any
from uuid import UUID

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_GET, require_http_methods

from tocsin.core.actions import ActionState
from tocsin.core.roles import Permission
from tocsin.incidents.actions import commands
from tocsin.incidents.actions.files import names_of_files
from tocsin.incidents.actions.forms import AnswerForm, AskForm, CheckForm, LookForm, WithdrawForm
from tocsin.incidents.actions.queries import (
    UNDONE,
    action_of,
    asked_of,
    own_action,
)
from tocsin.incidents.actions.shown import action_cards
from tocsin.incidents.asking import actions_of, who_can_be_asked
from tocsin.incidents.models import Action, Incident
from tocsin.incidents.queries import incident_for
from tocsin.incidents.scoped_links import outside_action
from tocsin.schools.kept import form_for, was_sent
from tocsin.schools.models import Door
from tocsin.schools.signed_in import SchoolRequest, needs, open_to_all
from tocsin.ui.forms import Form
from tocsin.ui.uploads import takes_files_by_link


@require_GET
@needs(Permission.INVESTIGATE)
def actions(request: SchoolRequest, incident_id: UUID) -> HttpResponse:
    incident = incident_for(request.membership, incident_id)
    found = actions_of(incident)
    page = {
        "incident": incident, "back_href": incident.get_absolute_url(),
        "cards": action_cards(found, names_of_files(found), request.membership, timezone.now()),
    }  # fmt: skip
    return render(request, "incidents/actions/actions.html", page)


@require_http_methods(["GET", "POST"])
@needs(Permission.INVESTIGATE)
def ask(request: SchoolRequest, incident_id: UUID) -> HttpResponse:
    at, incident = timezone.now(), incident_for(request.membership, incident_id)
    form = form_for(request, AskForm, at=at, members=who_can_be_asked(incident))
    if was_sent(request, form):
        commands.ask(incident, **form.cleaned_data, by=request.membership, at=at)
        return redirect(_list_href(incident))
    return _question(request, incident, form, "Ask somebody for something", "Ask")


@require_http_methods(["GET", "POST"])
@needs(Permission.REPORT)
def next_step(request: SchoolRequest, incident_id: UUID, action_id: UUID) -> HttpResponse:
    """Where a duty leads: to one's own answer, or to looking at another's."""
    slug = request.membership.school.slug
    asked = {each.pk for each in asked_of(request.membership)}
    name = "own" if action_id in asked else "look"
    parts = [slug, action_id] if name == "own" else [slug, incident_id, action_id]
    return redirect(reverse(f"incidents:actions:{name}", args=parts))


@require_http_methods(["GET", "POST"])
@needs(Permission.INVESTIGATE)
def look(request: SchoolRequest, incident_id: UUID, action_id: UUID) -> HttpResponse:
    at, incident = timezone.now(), incident_for(request.membership, incident_id)
    action = action_of(incident, action_id)
    if action.state == ActionState.ACCEPTED:
        form = form_for(request, CheckForm, at=at)
        if was_sent(request, form):
            commands.check(action, **form.cleaned_data, by=request.membership, at=at)
            return redirect(_list_href(incident))
        return _question(request, incident, form, "Does it work?", "Save", action)
    form = form_for(request, LookForm, at=at)
    if was_sent(request, form):
        _decide(action, form, request, at)
        return redirect(_list_href(incident))
    return _question(request, incident, form, "Look at the answer", "Save", action)


@require_http_methods(["GET", "POST"])
@needs(Permission.INVESTIGATE)
def withdraw(request: SchoolRequest, incident_id: UUID, action_id: UUID) -> HttpResponse:
    at, incident = timezone.now(), incident_for(request.membership, incident_id)
    action = action_of(incident, action_id)
    form = form_for(request, WithdrawForm, at=at)
    if was_sent(request, form):
        commands.withdraw(action, **form.cleaned_data, by=request.membership, at=at)
        return redirect(_list_href(incident))
    return _question(request, incident, form, "Ask for it no longer", "Save", action)


@require_GET
@needs(Permission.REPORT)
def asked(request: SchoolRequest) -> HttpResponse:
    page = {"actions": asked_of(request.membership), "school": request.membership.school}
    return render(request, "incidents/actions/asked.html", page)


@require_http_methods(["GET", "POST"])
@needs(Permission.REPORT)
def own(request: SchoolRequest, action_id: UUID) -> HttpResponse:
    at, action = timezone.now(), own_action(request.membership, action_id)
    form = form_for(request, AnswerForm, at=at)
    if was_sent(request, form):
        commands.answer(action, **form.cleaned_data, by=request.membership, at=at)
        return redirect("incidents:actions:asked", request.membership.school.slug)
    page = {"action": action, "form": form, "is_open": action.state in UNDONE,
            "back_href": reverse("incidents:actions:asked", args=[action.school.slug])}  # fmt: skip
    return _answer_page(request, form, page)


def _opens(school: str, action_id: UUID, token: str) -> bool:
    try:
        action = outside_action(school, action_id, token)
    except Http404:
        return False
    return action.state in UNDONE and action.is_reachable(timezone.now())


@takes_files_by_link(_opens)
@open_to_all("Whoever is asked from outside has no account; the emailed link is the key.")
@require_http_methods(["GET", "POST"])
def outside(request: HttpRequest, school: str, action_id: UUID, token: str) -> HttpResponse:
    at, action = timezone.now(), outside_action(school, action_id, token)
    is_open = action.state in UNDONE and action.is_reachable(at)
    form = form_for(request, AnswerForm, at=at)
    if is_open and was_sent(request, form):
        commands.answer(action, **form.cleaned_data, by=Door(action.school_id), at=at)
        return redirect(request.path)
    page = {"action": action, "form": form, "is_open": is_open, "is_outside": True,
            "is_practice": action.school.is_demo}  # fmt: skip
    return _answer_page(request, form, page)


def _decide(action: Action, form: Form, request: SchoolRequest, at: datetime) -> None:
    if form.cleaned_data["verdict"] == "accept":
        commands.accept(action, by=request.membership, at=at)
    else:
        words = form.cleaned_data["words"]
        commands.give_back(action, words=words, by=request.membership, at=at)


def _answer_page(request: HttpRequest, form: Form, page: dict[str, Any]) -> HttpResponse:
    action = page["action"]
    page["files"] = names_of_files([action]).get(action.pk, ())
    status = 422 if form.errors else 200
    return render(request, "incidents/actions/answer.html", page, status=status)


def _question(
    request: SchoolRequest, incident: Incident, form: Form, heading: str, button: str,
    action: Action | None = None,
) -> HttpResponse:  # fmt: skip
    page = {
        "form": form, "heading": heading, "button": button, "action": action,
        "caption": f"Incident {incident.reference}", "back_href": _list_href(incident),
        "files": names_of_files([action]).get(action.pk, ()) if action else (),
    }  # fmt: skip
    status = 422 if form.errors else 200
    return render(request, "incidents/actions/question.html", page, status=status)


def _list_href(incident: Incident) -> str:
    return reverse("incidents:actions:actions", args=[incident.school.slug, incident.pk])
