"""The pages of the decision, of those who take it together, and of carrying it out."""

from typing import Any
from uuid import UUID

from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.http import require_http_methods

from tocsin.core.decision_rules import doubts_about
from tocsin.core.roles import Permission, Role
from tocsin.incidents.clock import clock_of
from tocsin.incidents.decision import commands
from tocsin.incidents.decision.forms import (
    AdviseForm,
    AgreeForm,
    DecideForm,
    DelayForm,
    DepartForm,
    OrderForm,
    ReviewForm,
)
from tocsin.incidents.decision.gates import default_review, needs_dpo, otherwise
from tocsin.incidents.decision.queries import advice_of, decisions_of
from tocsin.incidents.decision.told_forms import PeopleToldForm
from tocsin.incidents.facts import facts_of
from tocsin.incidents.models import Incident
from tocsin.incidents.queries import incident_for
from tocsin.incidents.recusals import readers_of
from tocsin.incidents.words import LEVELS_OF_RISK
from tocsin.ledger.tenancy import reading
from tocsin.schools.kept import form_for, was_sent
from tocsin.schools.models import Membership
from tocsin.schools.signed_in import SchoolRequest, needs
from tocsin.ui.forms import Form


@require_http_methods(["GET", "POST"])
@needs(Permission.DECIDE)
def decide(request: SchoolRequest, incident_id: UUID) -> HttpResponse:
    at, incident = timezone.now(), incident_for(request.membership, incident_id)
    team = readers_of(incident)
    initial = {"taken_with": _asked_first(incident, request.membership, team),
               "review_on": default_review(at)}  # fmt: skip
    with reading(incident.school_id):
        form = form_for(request, DecideForm, at=at, incident=incident, team=team, initial=initial)
        is_sent = was_sent(request, form)
        against = otherwise(incident, form.cleaned_data) if is_sent else ()
    why = DepartForm(request.POST if "departure_reason" in request.POST else None)
    if is_sent and against and not why.is_valid():
        return _interrupted(request, incident, why, against)
    if is_sent:
        answers = {**form.cleaned_data, **(why.cleaned_data if against else {})}
        commands.decide(incident, **answers, by=request.membership, at=at)
        return redirect(incident)
    return _page(request, incident, form, "Whom do we tell?", name="decide")


@require_http_methods(["GET", "POST"])
@needs(Permission.READ_CASES)
def agree(request: SchoolRequest, incident_id: UUID) -> HttpResponse:
    at, incident = timezone.now(), incident_for(request.membership, incident_id)
    form = form_for(request, AgreeForm, at=at)
    if was_sent(request, form):
        commands.agree(incident, **form.cleaned_data, by=request.membership, at=at)
        return redirect(incident)
    return _page(request, incident, form, "Do you agree?", name="agree")


@require_http_methods(["GET", "POST"])
@needs(Permission.ACKNOWLEDGE)
def advise(request: SchoolRequest, incident_id: UUID) -> HttpResponse:
    at, incident = timezone.now(), incident_for(request.membership, incident_id)
    form = form_for(request, AdviseForm, at=at)
    if was_sent(request, form):
        commands.advise(incident, **form.cleaned_data, by=request.membership, at=at)
        return redirect(incident)
    return _page(request, incident, form, "Advice of the DPO")


@require_http_methods(["GET", "POST"])
@needs(Permission.DECIDE)
def review(request: SchoolRequest, incident_id: UUID) -> HttpResponse:
    at, incident = timezone.now(), incident_for(request.membership, incident_id)
    form = form_for(request, ReviewForm, at=at, incident=incident)
    if was_sent(request, form):
        commands.review_not_telling(incident, **form.cleaned_data, by=request.membership, at=at)
        return redirect(incident)
    return _page(request, incident, form, "Is it still right not to tell?", name="review")


@require_http_methods(["GET", "POST"])
@needs(Permission.DECIDE)
def delay(request: SchoolRequest, incident_id: UUID) -> HttpResponse:
    at, incident = timezone.now(), incident_for(request.membership, incident_id)
    form = form_for(request, DelayForm, at=at, incident=incident)
    if was_sent(request, form):
        commands.review_delay(incident, **form.cleaned_data, by=request.membership, at=at)
        return redirect(incident)
    return _page(request, incident, form, "Can they be told now?")


@require_http_methods(["GET", "POST"])
@needs(Permission.DECIDE)
def order(request: SchoolRequest, incident_id: UUID) -> HttpResponse:
    at, incident = timezone.now(), incident_for(request.membership, incident_id)
    form = form_for(request, OrderForm, at=at, incident=incident)
    if was_sent(request, form):
        commands.record_order(incident, **form.cleaned_data, by=request.membership, at=at)
        return redirect(incident)
    return _page(request, incident, form, "The regulator orders us to tell people")


@require_http_methods(["GET", "POST"])
@needs(Permission.DECIDE)
def people_told(request: SchoolRequest, incident_id: UUID) -> HttpResponse:
    at, incident = timezone.now(), incident_for(request.membership, incident_id)
    form = form_for(request, PeopleToldForm, at=at, incident=incident)
    if was_sent(request, form):
        commands.record_people_told(incident, **form.cleaned_data, by=request.membership, at=at)
        return redirect(incident)
    return _page(request, incident, form, "The people affected were told", name="told")


def _asked_first(incident: Incident, by: Membership, team: list[Membership]) -> list[str]:
    """Whoever decides, and the DPO when it is serious."""
    with reading(incident.school_id):
        is_serious = needs_dpo(incident)
    dpo = [m for m in team if Role.DPO in m.held_roles] if is_serious else []
    return [str(by.person_id), *(str(m.person_id) for m in dpo)]


def _interrupted(
    request: SchoolRequest, incident: Incident, why: DepartForm, against: Any
) -> HttpResponse:
    sent = [
        (name, value)
        for name, values in request.POST.lists()
        for value in values
        if name not in {"csrfmiddlewaretoken", "departure_reason"}
    ]
    page = {
        "form": why, "heading": "This goes against what is recommended", "against": against,
        "sent": sent, "incident": incident, "button": "Decide all the same",
        "caption": f"Incident {incident.reference}", "back_href": request.get_full_path(),
    }  # fmt: skip
    status = 422 if why.errors else 200
    return render(request, "incidents/decision/depart.html", page, status=status)


def _page(
    request: SchoolRequest, incident: Incident, form: Form, heading: str, *, name: str = "question"
) -> HttpResponse:
    at = timezone.now()
    with reading(incident.school_id):
        earlier = decisions_of(incident)
        clock = clock_of(incident, request.membership, at)
        advice = advice_of(incident)
    page = {
        "form": form, "heading": heading, "incident": incident, "button": "Save", "clock": clock,
        "earlier": earlier, "advice": advice, "doubts": doubts_about(facts_of(incident)),
        "risk": LEVELS_OF_RISK.get(incident.risk_level or ""), "facts": facts_of(incident),
        "caption": f"Incident {incident.reference}", "back_href": incident.get_absolute_url(),
    }  # fmt: skip
    return render(
        request, f"incidents/decision/{name}.html", page, status=422 if form.errors else 200
    )
