"""The pages about the people affected. Names are shown only while a recorded look lasts."""

from datetime import datetime
from typing import Any, cast
from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from tocsin.core.facts import Status
from tocsin.core.people_columns import template as empty_list
from tocsin.core.roles import Permission, may
from tocsin.incidents.affected import commands
from tocsin.incidents.affected.forms import AddressForm, PersonForm, WordForm
from tocsin.incidents.affected.queries import person_of, shown
from tocsin.incidents.affected.rows import how_many
from tocsin.incidents.affected.undated import undated_in
from tocsin.incidents.models import Incident
from tocsin.incidents.people import Person, age_rule, people_of
from tocsin.incidents.people_looks import allow_names, is_looking, note_look
from tocsin.incidents.people_words import HELD, person_line
from tocsin.incidents.queries import incident_for
from tocsin.schools.kept import form_for, was_sent
from tocsin.schools.signed_in import SchoolRequest, needs
from tocsin.ui.forms import Form


@require_GET
@needs(Permission.READ_PEOPLE)
def front(request: SchoolRequest, incident_id: UUID) -> HttpResponse:
    incident = incident_for(request.membership, incident_id)
    allow_names(incident, request.membership)
    page = {
        "incident": incident,
        "is_open": incident.status != Status.CLOSED,
        "up_to_age": age_rule(incident),
        "back_href": incident.get_absolute_url(),
    }
    return render(request, "incidents/affected/front.html", page)


@require_POST  # it writes: that the names were looked at is on the record
@needs(Permission.READ_PEOPLE)
def look(request: SchoolRequest, incident_id: UUID) -> HttpResponse:
    at, incident = timezone.now(), incident_for(request.membership, incident_id)
    commands.open_list(incident, by=request.membership, at=at)
    note_look(request.session, incident, at)
    return redirect("incidents:affected:list", incident.school.slug, incident.pk)


@require_GET
@needs(Permission.READ_PEOPLE)
def people(request: SchoolRequest, incident_id: UUID) -> HttpResponse:
    at, incident = timezone.now(), incident_for(request.membership, incident_id)
    if not is_looking(request.session, incident, at):
        return redirect(_front(incident))
    allow_names(incident, request.membership)
    found = people_of(incident, at)
    some, number, pages = shown(found, request.GET)
    page = {
        "incident": incident, "contacts": len(found), "number": number, "pages": pages,
        "may_decide": may(request.membership, Permission.DECIDE),
        "lines": [person_line(each) for each in some],
        "undated": how_many(e.row for e in undated_in(found))
        if incident.status != Status.CLOSED else 0,
        "count": how_many(e.row for e in found),
        "waiting": sum(1 for each in found if each.held),
        "show": request.GET.get("show", ""), "back_href": _front(incident),
    }  # fmt: skip
    return render(request, "incidents/affected/list.html", page)


@require_GET
@needs(Permission.READ_PEOPLE)
def template(request: SchoolRequest, incident_id: UUID) -> HttpResponse:
    incident_for(request.membership, incident_id)
    headers = {"Content-Disposition": 'attachment; filename="people.csv"'}
    return HttpResponse(empty_list(), content_type="text/csv; charset=utf-8", headers=headers)


@require_http_methods(["GET", "POST"])
@needs(Permission.READ_PEOPLE)
def add(request: SchoolRequest, incident_id: UUID) -> HttpResponse:
    at, incident = timezone.now(), incident_for(request.membership, incident_id)
    form = cast("PersonForm", form_for(request, PersonForm, at=at, initial={"language": "en"}))
    if was_sent(request, form):
        commands.add_person(incident, form.known, **form.columns, by=request.membership, at=at)
        messages.success(request, "Added to the list.")
        return redirect(_front(incident))
    return _question(request, incident, form, "Add somebody to the list", back=_front(incident))


@require_http_methods(["GET", "POST"])
@needs(Permission.READ_PEOPLE)
def correct(request: SchoolRequest, incident_id: UUID, person_id: UUID) -> HttpResponse:
    at, incident = timezone.now(), incident_for(request.membership, incident_id)
    if away := _look_first(request, incident, at):
        return away
    person = person_of(incident, person_id, at)
    form = cast("PersonForm", form_for(request, PersonForm, at=at, initial=_told(person)))
    if was_sent(request, form):
        commands.correct_person(
            person.row, form.known, **form.columns, seen=form.cleaned_data["seen"] or 0,
            by=request.membership, at=at,
        )  # fmt: skip
        return redirect(_list(incident))
    page = {"person": person, "line": person_line(person)}
    return _question(request, incident, form, "Put right what we know of them",
                     "incidents/affected/person.html", page)  # fmt: skip


@require_http_methods(["GET", "POST"])
@needs(Permission.READ_PEOPLE)
def address(request: SchoolRequest, incident_id: UUID, person_id: UUID) -> HttpResponse:
    at, incident = timezone.now(), incident_for(request.membership, incident_id)
    if away := _look_first(request, incident, at):
        return away
    person = person_of(incident, person_id, at)
    form = form_for(request, AddressForm, at=at, initial={"seen": person.row.revision})
    if was_sent(request, form):
        commands.address(person.row, **form.cleaned_data, by=request.membership, at=at)
        return redirect(_list(incident))
    return _question(request, incident, form, _heading(request, person, at))


@require_http_methods(["GET", "POST"])
@needs(Permission.DECIDE)
def word(request: SchoolRequest, incident_id: UUID, person_id: UUID) -> HttpResponse:
    at, incident = timezone.now(), incident_for(request.membership, incident_id)
    if away := _look_first(request, incident, at):
        return away
    person = person_of(incident, person_id, at)
    form = form_for(request, WordForm, at=at, initial={"seen": person.row.revision})
    if was_sent(request, form):
        commands.give_word(person.row, **form.cleaned_data, by=request.membership, at=at)
        return redirect(_list(incident))
    page = {"intro": HELD["flag"], "person": person}
    return _question(request, incident, form, _heading(request, person, at), page=page)


@require_POST
@needs(Permission.READ_PEOPLE)
def remove(request: SchoolRequest, incident_id: UUID, person_id: UUID) -> HttpResponse:
    at, incident = timezone.now(), incident_for(request.membership, incident_id)
    person = person_of(incident, person_id, at)
    seen = int(request.POST["seen"]) if request.POST.get("seen", "").isdigit() else 0
    commands.remove_person(person.row, seen=seen, by=request.membership, at=at)
    messages.success(request, "Taken off the list.")
    return redirect(_list(incident))


def _look_first(request: SchoolRequest, incident: Incident, at: datetime) -> HttpResponse | None:
    """Where to open the list; nothing while a look lasts, or when something typed is sent."""
    allow_names(incident, request.membership)
    if request.method == "POST" or is_looking(request.session, incident, at):
        return None
    return redirect(_front(incident))


def _heading(request: SchoolRequest, person: Person, at: datetime) -> str:
    incident = person.row.incident
    return person.known.name if is_looking(request.session, incident, at) else "One person"


def _told(person: Person) -> dict[str, Any]:
    row, known = person.row, person.known
    return {
        "name": known.name, "kind": row.kind, "born": known.born_on, "parent": known.parent,
        "email": known.email, "postal": known.postal, "language": row.language,
        "flags": row.flags, "seen": row.revision,
    }  # fmt: skip


def _question(
    request: SchoolRequest, incident: Incident, form: Form, heading: str,
    name: str = "ui/question.html", page: dict[str, Any] | None = None, back: str = "",
) -> HttpResponse:  # fmt: skip
    told = {
        "form": form, "heading": heading, "button": "Save", "incident": incident,
        "back_href": back or _list(incident), "caption": f"Incident {incident.reference}",
    }  # fmt: skip
    status = 422 if form.errors else 200
    return render(request, name, told | (page or {}), status=status)


def _front(incident: Incident) -> str:
    return reverse("incidents:affected:front", args=[incident.school.slug, incident.pk])


def _list(incident: Incident) -> str:
    return reverse("incidents:affected:list", args=[incident.school.slug, incident.pk])
