"""The pages on who else was told of an incident."""

from datetime import datetime
from typing import Any
from uuid import UUID

from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.http import require_GET, require_http_methods

from tocsin.core.roles import Permission, may
from tocsin.core.third_parties import SIGNS
from tocsin.incidents.models import Answered, Incident, ThirdParty
from tocsin.incidents.queries import incident_for
from tocsin.incidents.third_parties import commands
from tocsin.incidents.third_parties.forms import NOT_YET, PartyForm, SignsForm
from tocsin.incidents.third_parties.queries import (
    PartyShown,
    message_for,
    parties_of,
    supplier_of,
)
from tocsin.schools.kept import form_for, was_sent
from tocsin.schools.queries import members_of
from tocsin.schools.signed_in import SchoolRequest, needs
from tocsin.ui.forms import Form


@require_GET
@needs(Permission.READ_CASES)
def parties(request: SchoolRequest, incident_id: UUID) -> HttpResponse:
    incident = incident_for(request.membership, incident_id)
    shown, supplier = parties_of(incident, request.membership.school), supplier_of(incident)
    page = {
        "incident": incident,
        "school": request.membership.school,
        "first": [each for each in shown if each.suggestion or each.row],
        "others": [each for each in shown if not each.suggestion and not each.row],
        "signs": [label for key, label in SIGNS.items() if key in (incident.signs or ())],
        "supplier": supplier,
        "may_change": may(request.membership, Permission.TRIAGE) and not incident.closed_at,
    }
    return render(request, "incidents/third_parties/list.html", page)


@require_http_methods(["GET", "POST"])
@needs(Permission.TRIAGE)
def party(request: SchoolRequest, incident_id: UUID, key: str) -> HttpResponse:
    at, incident = timezone.now(), incident_for(request.membership, incident_id)
    shown = _one(incident, request, key)
    form = form_for(
        request, PartyForm, at=at, incident=incident, members=members_of(incident.school_id),
        initial=_initial(shown.row, request, at),
    )  # fmt: skip
    if was_sent(request, form):
        _decide(incident, shown, form.cleaned_data, by=request.membership, at=at)
        return redirect("incidents:third_parties:list", incident.school.slug, incident.pk)
    words = message_for(incident, key, request.membership)
    return _ask(request, incident, form, {"heading": shown.label, "party": shown, "words": words})


@require_http_methods(["GET", "POST"])
@needs(Permission.TRIAGE)
def signs(request: SchoolRequest, incident_id: UUID) -> HttpResponse:
    at, incident = timezone.now(), incident_for(request.membership, incident_id)
    initial = {"signs": incident.signs or []}
    form = form_for(request, SignsForm, at=at, incident=incident, initial=initial)
    if was_sent(request, form):
        commands.record_signs(incident, **form.cleaned_data, by=request.membership, at=at)
        return redirect("incidents:third_parties:list", incident.school.slug, incident.pk)
    return _ask(request, incident, form, {"heading": "What else do we know?"})


def _one(incident: Incident, request: SchoolRequest, key: str) -> PartyShown:
    shown = parties_of(incident, request.membership.school)
    found = next((each for each in shown if each.key == key), None)
    if found is None:
        raise Http404
    return found


def _decide(incident: Incident, shown: PartyShown, answers: dict[str, Any], **when: Any) -> None:
    """One command or the other: nothing decided is the absence of an answer."""
    if answers["answer"] == NOT_YET:
        commands.take_back(incident, party=shown.key, seen=answers["seen"], **when)
        return
    contact = shown.contacts[0] if shown.contacts else None
    commands.answer_party(incident, party=shown.key, contact=contact, **answers, **when)


def _initial(row: ThirdParty | None, request: SchoolRequest, at: datetime) -> dict[str, Any]:
    if row is None:
        return {"told_by": str(request.membership.person_id), "told_at": at}
    is_declined = row.answer == Answered.DECLINED
    return {
        "decided": row.answer if is_declined else Answered.TOLD.value,
        "asked": row.answer == Answered.ASKED,
        "told_by": str(row.told_by_id or request.membership.person_id),
        **{name: getattr(row, name) for name in ("told_at", "how", "spoke_to", "reference")},
        "reason": row.reason,
    }


def _ask(
    request: SchoolRequest, incident: Incident, form: Form, page: dict[str, Any]
) -> HttpResponse:
    page |= {"form": form, "incident": incident, "button": "Save",
             "caption": f"Incident {incident.reference}"}  # fmt: skip
    status = 422 if form.errors else 200
    return render(request, "incidents/third_parties/question.html", page, status=status)
