"""The pages on how serious it is and who was told."""

from typing import Any
from uuid import UUID

from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.http import require_http_methods

from tocsin.core.duties import must_refer
from tocsin.core.policy import Pack
from tocsin.core.roles import Permission, Role
from tocsin.core.severity import SeverityAnswers, suggest
from tocsin.incidents.facts import facts_of
from tocsin.incidents.models import Incident
from tocsin.incidents.queries import incident_for
from tocsin.incidents.recusals import readers_of
from tocsin.incidents.severity import commands
from tocsin.incidents.severity.forms import ClassifyForm, ReferForm
from tocsin.policies.queries import pack_of
from tocsin.schools.kept import form_for, was_sent
from tocsin.schools.signed_in import SchoolRequest, needs
from tocsin.ui.forms import Form

ASKED = ("people", "kind", "source", "cause", "personal_data", "special_category", "children",
         "contained")  # fmt: skip


@require_http_methods(["GET", "POST"])
@needs(Permission.CLASSIFY)
def classify(request: SchoolRequest, incident_id: UUID) -> HttpResponse:
    at, incident = timezone.now(), incident_for(request.membership, incident_id)
    pack = pack_of(incident.pack_version_id)
    answers = facts_of(incident).answers()
    known = SeverityAnswers(**{name: answers[name] for name in ASKED})  # type: ignore[arg-type]
    suggestion = suggest(pack, known)
    team = readers_of(incident)
    initial = {
        "severity": incident.severity or suggestion.level_key,
        "lead": str(incident.lead_id or request.membership.person_id),
    }
    form = form_for(
        request, ClassifyForm, at=at, incident=incident, initial=initial,
        pack=pack, suggestion=suggestion, team=team,
    )  # fmt: skip
    if was_sent(request, form):
        commands.classify(incident, **form.cleaned_data, by=request.membership, at=at)
        return redirect(incident)
    page: dict[str, Any] = {
        "suggestion": suggestion,
        "suggested": _label(pack, suggestion.level_key),
        "heading": "How serious is it?",
    }
    return _page(request, incident, form, "classify", page)


@require_http_methods(["GET", "POST"])
@needs(Permission.REFER)
def refer(request: SchoolRequest, incident_id: UUID) -> HttpResponse:
    at, incident = timezone.now(), incident_for(request.membership, incident_id)
    forced = must_refer(facts_of(incident), pack_of(incident.pack_version_id))
    form = form_for(
        request, ReferForm, at=at, incident=incident, is_forced=bool(forced),
        initial={"by_phone": "no", "referral": incident.referral},
    )  # fmt: skip
    if was_sent(request, form):
        commands.refer(incident, **form.cleaned_data, by=request.membership, at=at)
        return redirect(incident)
    page: dict[str, Any] = {"forced": forced, "heading": "Tell the DPO, or say why not"}
    return _page(request, incident, form, "refer", page)


@require_http_methods(["GET", "POST"])
@needs(Permission.ACKNOWLEDGE)
def acknowledge_as_head(request: SchoolRequest, incident_id: UUID) -> HttpResponse:
    return _acknowledge(request, incident_id, Role.HEAD)


@require_http_methods(["GET", "POST"])
@needs(Permission.ACKNOWLEDGE)
def acknowledge_as_dpo(request: SchoolRequest, incident_id: UUID) -> HttpResponse:
    return _acknowledge(request, incident_id, Role.DPO)


def _acknowledge(request: SchoolRequest, incident_id: UUID, role: Role) -> HttpResponse:
    incident = incident_for(request.membership, incident_id)
    if request.method == "POST":
        commands.acknowledge(incident, role=role, by=request.membership, at=timezone.now())
        return redirect(incident)
    pack = pack_of(incident.pack_version_id)
    page: dict[str, Any] = {
        "role": pack.label_of(role),
        "severity": _label(pack, incident.severity),
        "heading": "Confirm that you have seen this",
    }
    return _page(request, incident, None, "acknowledge", page)


def _label(pack: Pack, key: str | None) -> str:
    return pack.level(key).label if key else ""


def _page(
    request: SchoolRequest,
    incident: Incident,
    form: Form | None,
    name: str,
    page: dict[str, Any],
) -> HttpResponse:
    page |= {
        "form": form, "incident": incident, "button": "Save",
        "caption": f"Incident {incident.reference}", "back_href": incident.get_absolute_url(),
    }  # fmt: skip
    status = 422 if form and form.errors else 200
    return render(request, f"incidents/severity/{name}.html", page, status=status)
