"""The pages about a company at which something happened, and the one on which it answers."""

from datetime import datetime
from typing import Any
from uuid import UUID

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_GET, require_http_methods

from tocsin.core.actions import ActionState
from tocsin.core.clock import LONDON
from tocsin.core.roles import Permission, may
from tocsin.incidents.models import Action, Incident
from tocsin.incidents.processors import commands
from tocsin.incidents.processors.forms import (
    OTHER,
    REGISTER,
    AskCompanyForm,
    CompanyAnswerForm,
    CompanyForm,
)
from tocsin.incidents.processors.queries import Company, asked_of_company, company_of
from tocsin.incidents.queries import incident_for
from tocsin.incidents.scoped_links import outside_action
from tocsin.registers.suppliers.queries import suppliers_of
from tocsin.schools.kept import form_for, was_sent
from tocsin.schools.signed_in import SchoolRequest, needs, open_to_all
from tocsin.ui.forms import Form


@require_GET
@needs(Permission.READ_CASES)
def company(request: SchoolRequest, incident_id: UUID) -> HttpResponse:
    incident = incident_for(request.membership, incident_id)
    page = {
        "incident": incident,
        "school": request.membership.school,
        "company": company_of(incident),
        "requests": asked_of_company(incident),
        "is_open": not incident.closed_at,
        "may_change": may(request.membership, Permission.TRIAGE) and not incident.closed_at,
        "may_decide": may(request.membership, Permission.DECIDE),
        "back_href": incident.get_absolute_url(),
    }
    return render(request, "incidents/processors/company.html", page)


@require_http_methods(["GET", "POST"])
@needs(Permission.TRIAGE)
def change(request: SchoolRequest, incident_id: UUID) -> HttpResponse:
    at, incident = timezone.now(), incident_for(request.membership, incident_id)
    known = company_of(incident)
    suppliers = {each.pk: each for each in suppliers_of(incident.school_id)}
    if known.supplier:
        suppliers[known.supplier.pk] = known.supplier
    form = form_for(
        request, CompanyForm, at=at, incident=incident, suppliers=list(suppliers.values()),
        initial=_initial(incident, known),
    )  # fmt: skip
    if was_sent(request, form):
        _record(incident, form, by=request.membership, at=at)
        return redirect(_company_href(incident))
    return _ask(request, incident, form, "At which company did it happen?", "Save")


@require_http_methods(["GET", "POST"])
@needs(Permission.INVESTIGATE)
def ask(request: SchoolRequest, incident_id: UUID) -> HttpResponse:
    at, incident = timezone.now(), incident_for(request.membership, incident_id)
    supplier = company_of(incident).supplier
    initial: dict[str, Any] = {"due_on": at.astimezone(LONDON).date()}
    if supplier:
        initial["outsider_name"] = supplier.breach_contact or supplier.name
        initial["outsider_email"] = supplier.breach_email
    form = form_for(request, AskCompanyForm, at=at, initial=initial)
    if was_sent(request, form):
        commands.ask_company(incident, **form.cleaned_data, by=request.membership, at=at)
        return redirect(_company_href(incident))
    return _ask(request, incident, form, "Ask the company what it knows", "Send the questions")


@open_to_all("A company that is asked has no account; the emailed link is the key.")
@require_http_methods(["GET", "POST"])
def answer(request: HttpRequest, school: str, action_id: UUID, token: str) -> HttpResponse:
    at, action = timezone.now(), outside_action(school, action_id, token, of_company=True)
    state = _state_of(action, at)
    form = form_for(request, CompanyAnswerForm, at=at, questions=action.questions)
    if state == "open" and was_sent(request, form):
        commands.answer_for_company(action, **form.given, at=at)  # type: ignore[attr-defined]
        return redirect(request.path)
    is_lost = request.method == "POST" and state != "open"
    page = {"action": action, "form": form, "state": state, "is_lost": is_lost,
            "is_practice": action.school.is_demo}  # fmt: skip
    status = 409 if is_lost else 422 if state == "open" and form.errors else 200
    return render(request, "incidents/processors/answer.html", page, status=status)


def _state_of(action: Action, at: datetime) -> str:
    """Why the link still works, or does not."""
    if action.state in {ActionState.ANSWERED, ActionState.ACCEPTED, ActionState.CHECKED}:
        return "used"
    if action.state == ActionState.WITHDRAWN:
        return "revoked"
    return "open" if action.is_reachable(at) else "expired"


def _record(incident: Incident, form: Any, **when: Any) -> None:
    """One command or the other: that it was no company leaves nothing to say of it."""
    if form.is_ruled_out:
        commands.rule_out_company(incident, seen=form.cleaned_data["seen"], **when)
    else:
        commands.record_company(incident, **form.company, **when)


def _initial(incident: Incident, known: Company) -> dict[str, Any]:
    found: dict[str, Any] = {"supplier": str(incident.supplier_id or ""), "name": known.name}
    if known.name:
        found["where"] = REGISTER if known.supplier else OTHER
    if known.row:
        names = ("told_school_at", "aware_at", "under_them", "words")
        return {**found, **{name: getattr(known.row, name) for name in names}}
    if known.report:
        found |= {"told_school_at": known.report.at, "aware_at": known.report.supplier_aware_at}
    return found


def _company_href(incident: Incident) -> str:
    return reverse("incidents:processors:company", args=[incident.school.slug, incident.pk])


def _ask(
    request: SchoolRequest, incident: Incident, form: Form, heading: str, button: str
) -> HttpResponse:
    page = {
        "form": form, "heading": heading, "button": button, "back_href": _company_href(incident),
        "caption": f"Incident {incident.reference}",
    }  # fmt: skip
    return render(request, "ui/question.html", page, status=422 if form.errors else 200)
