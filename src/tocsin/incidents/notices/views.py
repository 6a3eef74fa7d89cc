"""The pages on which a notice is written, put up, and cleared or given back."""

from typing import Any
from uuid import UUID

from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from tocsin.core.facts import Tell
from tocsin.core.roles import Permission, may
from tocsin.incidents.issuing import INSTEAD
from tocsin.incidents.models import Incident, Notice
from tocsin.incidents.notices import commands
from tocsin.incidents.notices.filling import drafted, told_by
from tocsin.incidents.notices.forms import AdviseForm, GiveBackForm, NoticeForm, SeenForm
from tocsin.incidents.notices.gates import label_of
from tocsin.incidents.notices.queries import (
    State,
    notice_and_twin,
    notice_for,
    notice_of,
    notices_of,
)
from tocsin.incidents.notices.shown import groups_of, is_personal, notice_shown, words_shown
from tocsin.incidents.queries import incident_for
from tocsin.incidents.words import TELLS
from tocsin.ledger.tenancy import reading
from tocsin.schools.kept import form_for, was_sent
from tocsin.schools.signed_in import SchoolRequest, needs
from tocsin.ui.forms import Form

OTHER = {"en": "cy", "cy": "en"}


@require_GET
@needs(Permission.READ_CASES)
def notices(request: SchoolRequest, incident_id: UUID) -> HttpResponse:
    incident = incident_for(request.membership, incident_id)
    found = notices_of(incident)
    page = {
        "incident": incident, "tasks": groups_of(incident, found),
        "withdrawn": [(each, label_of(each)) for each in found if each.state == State.WITHDRAWN],
        "decided": TELLS.get(incident.tell_people, ""),
        "is_held": incident.tell_people == Tell.LATER,
        "may_write": may(request.membership, Permission.DECIDE),
        "may_manage": may(request.membership, Permission.MANAGE_SCHOOL),
    }  # fmt: skip
    return render(request, "incidents/notices/notices.html", page)


@require_http_methods(["GET", "POST"])
@needs(Permission.DECIDE)
def write(request: SchoolRequest, incident_id: UUID, audience: str, language: str) -> HttpResponse:
    at, incident = timezone.now(), incident_for(request.membership, incident_id)
    row = _row(incident, audience, language)
    if row.state == State.CLEARED and request.method == "GET":
        return redirect(row)
    form = form_for(request, NoticeForm, at=at, **_to_fill_in(incident, row))
    if was_sent(request, form):
        saved = commands.write(incident, **form.cleaned_data, by=request.membership, at=at)
        return redirect(saved)
    more = {"audience": audience, "language": language, "is_personal": is_personal(audience)}
    return _page(request, incident, form, label_of(row), "write", **more)


@require_GET
@needs(Permission.READ_CASES)
def notice(request: SchoolRequest, incident_id: UUID, notice_id: UUID) -> HttpResponse:
    at, incident = timezone.now(), incident_for(request.membership, incident_id)
    row, twin = notice_and_twin(incident, notice_id)
    page = {
        "incident": incident, "shown": notice_shown(row, request.membership, at),
        "twin": words_shown(twin) if twin else None,
        "other": OTHER[row.language], "is_held": incident.tell_people == Tell.LATER,
        "is_personal": is_personal(row.audience),
    }  # fmt: skip
    return render(request, "incidents/notices/notice.html", page)


@require_POST
@needs(Permission.DECIDE)
def put_up(request: SchoolRequest, incident_id: UUID, notice_id: UUID) -> HttpResponse:
    at, incident = timezone.now(), incident_for(request.membership, incident_id)
    row = notice_of(incident, notice_id)
    form = form_for(request, SeenForm, at=at, seen=row.revision)
    if was_sent(request, form):
        commands.put_up(
            incident, notice_id=row.pk, **form.cleaned_data, by=request.membership, at=at
        )
    return redirect(row)


@require_POST
@needs(Permission.READ_CASES)
def clear(request: SchoolRequest, incident_id: UUID, notice_id: UUID) -> HttpResponse:
    at, incident = timezone.now(), incident_for(request.membership, incident_id)
    row = notice_of(incident, notice_id)
    form = form_for(request, SeenForm, at=at, seen=row.revision)
    if was_sent(request, form):
        commands.clear(
            incident, notice_id=row.pk, **form.cleaned_data, by=request.membership, at=at
        )
    return redirect(row)


@require_http_methods(["GET", "POST"])
@needs(Permission.READ_CASES)
def give_back(request: SchoolRequest, incident_id: UUID, notice_id: UUID) -> HttpResponse:
    at, incident = timezone.now(), incident_for(request.membership, incident_id)
    row = notice_of(incident, notice_id)
    form = form_for(request, GiveBackForm, at=at, seen=row.revision)
    if was_sent(request, form):
        commands.give_back(
            incident, notice_id=row.pk, **form.cleaned_data, by=request.membership, at=at
        )
        return redirect(row)
    return _page(request, incident, form, f"Give back: {label_of(row)}", row=row)


@require_http_methods(["GET", "POST"])
@needs(Permission.ACKNOWLEDGE)
def advise(request: SchoolRequest, incident_id: UUID, notice_id: UUID) -> HttpResponse:
    at, incident = timezone.now(), incident_for(request.membership, incident_id)
    row = notice_of(incident, notice_id)
    form = form_for(request, AdviseForm, at=at)
    if was_sent(request, form):
        commands.advise(
            incident, notice_id=row.pk, **form.cleaned_data, by=request.membership, at=at
        )
        return redirect(row)
    return _page(request, incident, form, f"Advice of the DPO: {label_of(row)}", row=row)


def _row(incident: Incident, audience: str, language: str) -> Notice:
    """The notice there is, or an empty one, not saved; 404 for an audience there is not."""
    if audience not in Notice.Audience.values or language not in Notice.Language.values:
        raise Http404
    found = notice_for(incident, audience, language)
    row = found or Notice(audience=audience, language=language, school_id=incident.school_id)
    row.incident = incident
    return row


def _to_fill_in(incident: Incident, row: Notice) -> dict[str, Any]:
    """What the form begins with: what was written, or else what the case says."""
    beside: dict[str, str] = {}
    with reading(incident.school_id):
        if row.is_new:
            row.subject, row.parts = drafted(told_by(incident), row.audience, row.language)
            is_instead = incident.people_ground == INSTEAD
            row.ground = INSTEAD if is_instead else "beside"
        english = notice_for(incident, row.audience, "en") if row.language == "cy" else None
    if english is not None:
        beside = {**english.parts, "subject": english.subject}
    return {"row": row, "beside": beside}


def _page(
    request: SchoolRequest, incident: Incident, form: Form, heading: str,
    name: str = "question", **more: object,
) -> HttpResponse:  # fmt: skip
    page = {
        "form": form, "heading": heading, "incident": incident, "button": "Save",
        "caption": f"Incident {incident.reference}", **more,
    }  # fmt: skip
    status = 422 if form.errors else 200
    return render(request, f"incidents/notices/{name}.html", page, status=status)
