"""The pages about what people answered, and what came of it."""

from uuid import UUID

from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_GET, require_http_methods

from tocsin.core.clock import LONDON
from tocsin.core.duty import by_the_end_of
from tocsin.core.roles import Permission
from tocsin.incidents.dispatch import commands
from tocsin.incidents.dispatch.forms import OutcomeForm, ReplyForm
from tocsin.incidents.dispatch.queries import names_of, person_row, replies_of, reply_of
from tocsin.incidents.models import Incident
from tocsin.incidents.people_looks import allow_names, is_looking
from tocsin.incidents.queries import incident_for
from tocsin.incidents.replies import answered_by, said_of
from tocsin.ledger.tenancy import reading
from tocsin.policies.queries import calendar_of
from tocsin.schools.kept import form_for, was_sent
from tocsin.schools.signed_in import SchoolRequest, needs
from tocsin.ui.forms import Form
from tocsin.ui.pieces import due


@require_GET
@needs(Permission.READ_PEOPLE)
def answers(request: SchoolRequest, incident_id: UUID) -> HttpResponse:
    at, incident = timezone.now(), incident_for(request.membership, incident_id)
    allow_names(incident, request.membership)
    looks, found = is_looking(request.session, incident, at), replies_of(incident)
    names = names_of(found, incident) if looks else {}
    lines = [
        (each, names.get(each.pk, ""), said_of(each) if looks else None,
         None if each.done_at else due(by_the_end_of(each.due_on), at))
        for each in found
    ]  # fmt: skip
    page = {"incident": incident, "lines": lines, "looks": looks, "back_href": _front(incident)}
    return render(request, "incidents/dispatch/answers.html", page)


@require_http_methods(["GET", "POST"])
@needs(Permission.READ_PEOPLE)
def answer(request: SchoolRequest, incident_id: UUID, person_id: UUID) -> HttpResponse:
    at, incident = timezone.now(), incident_for(request.membership, incident_id)
    person = person_row(incident, person_id)
    form = form_for(
        request, ReplyForm, at=at, initial={"received_on": at.astimezone(LONDON).date()}
    )
    if was_sent(request, form):
        told = form.cleaned_data
        with reading(incident.school_id):
            calendar = calendar_of(incident.school_id)
        due_on = answered_by(told["kind"], told["received_on"], calendar)
        commands.record_reply(person, **told, due_on=due_on, by=request.membership, at=at)
        return redirect(_answers(incident))
    return _question(request, incident, form, "Somebody answered or complained")


@require_http_methods(["GET", "POST"])
@needs(Permission.READ_PEOPLE)
def settle(request: SchoolRequest, incident_id: UUID, reply_id: UUID) -> HttpResponse:
    at, incident = timezone.now(), incident_for(request.membership, incident_id)
    reply = reply_of(incident, reply_id)
    form = form_for(request, OutcomeForm, at=at, initial={"seen": reply.revision})
    if was_sent(request, form):
        commands.settle_reply(reply, **form.cleaned_data, by=request.membership, at=at)
        return redirect(_answers(incident))
    return _question(request, incident, form, "What came of it")


def _question(request: SchoolRequest, incident: Incident, form: Form, heading: str) -> HttpResponse:
    page = {
        "form": form, "heading": heading, "button": "Save", "back_href": _answers(incident),
        "caption": f"Incident {incident.reference}",
    }  # fmt: skip
    return render(request, "ui/question.html", page, status=422 if form.errors else 200)


def _answers(incident: Incident) -> str:
    return reverse("incidents:dispatch:answers", args=[incident.school.slug, incident.pk])


def _front(incident: Incident) -> str:
    return reverse("incidents:affected:front", args=[incident.school.slug, incident.pk])
