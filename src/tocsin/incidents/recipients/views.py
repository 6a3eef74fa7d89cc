"""The pages about whoever got the information."""

from collections.abc import Mapping
from datetime import datetime
from uuid import UUID

from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_GET, require_http_methods

from tocsin.core.duty import by_the_end_of
from tocsin.core.facts import Status
from tocsin.core.roles import Permission
from tocsin.incidents.models import Incident, Recipient
from tocsin.incidents.queries import incident_for
from tocsin.incidents.recipients import commands
from tocsin.incidents.recipients.forms import ASKED, FollowForm, NameForm
from tocsin.incidents.recipients.queries import FOLLOWED, recipient_of, recipients_of
from tocsin.schools.kept import form_for, was_sent
from tocsin.schools.signed_in import SchoolRequest, needs
from tocsin.ui.forms import Form
from tocsin.ui.pieces import due


@require_GET
@needs(Permission.INVESTIGATE)
def recipients(request: SchoolRequest, incident_id: UUID) -> HttpResponse:
    at, incident = timezone.now(), incident_for(request.membership, incident_id)
    is_open = incident.status != Status.CLOSED
    found = [
        (each, due(by_the_end_of(each.chase_on), at) if each.chase_on else None,
         is_open and each.state in FOLLOWED)
        for each in recipients_of(incident)
    ]  # fmt: skip
    page = {"incident": incident, "found": found, "is_open": is_open,
            "back_href": incident.get_absolute_url()}  # fmt: skip
    return render(request, "incidents/recipients/recipients.html", page)


@require_http_methods(["GET", "POST"])
@needs(Permission.INVESTIGATE)
def add(request: SchoolRequest, incident_id: UUID) -> HttpResponse:
    at, incident = timezone.now(), incident_for(request.membership, incident_id)
    form = form_for(request, NameForm, at=at)
    if was_sent(request, form):
        commands.name_recipient(incident, **form.cleaned_data, by=request.membership, at=at)
        return redirect(_href(incident))
    return _question(request, incident, form, "Somebody got it who should not have")


@require_http_methods(["GET", "POST"])
@needs(Permission.INVESTIGATE)
def follow(request: SchoolRequest, incident_id: UUID, recipient_id: UUID) -> HttpResponse:
    at, incident = timezone.now(), incident_for(request.membership, incident_id)
    recipient = recipient_of(incident, recipient_id)
    form = form_for(request, FollowForm, at=at, recipient=recipient)
    if was_sent(request, form):
        _record(recipient, form.cleaned_data, request, at)
        return redirect(_href(incident))
    return _question(request, incident, form, recipient.name)


def _record(
    recipient: Recipient, answers: Mapping[str, object], request: SchoolRequest, at: datetime
) -> None:
    if answers["state"] == ASKED:
        told = {name: value for name, value in answers.items() if name != "state"}
        commands.ask_recipient(recipient, **told, by=request.membership, at=at)  # type: ignore[arg-type]
    else:
        told = {name: answers[name] for name in ("state", "words", "seen")}
        commands.settle_recipient(recipient, **told, by=request.membership, at=at)  # type: ignore[arg-type]


def _question(request: SchoolRequest, incident: Incident, form: Form, heading: str) -> HttpResponse:
    page = {
        "form": form, "heading": heading, "button": "Save", "back_href": _href(incident),
        "caption": f"Incident {incident.reference}",
    }  # fmt: skip
    return render(request, "ui/question.html", page, status=422 if form.errors else 200)


def _href(incident: Incident) -> str:
    return reverse("incidents:recipients:recipients", args=[incident.school.slug, incident.pk])
