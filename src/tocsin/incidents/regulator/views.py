"""The pages of the report to the regulator, of what was sent, and of the letters about it."""

from collections.abc import Mapping
from typing import Any
from uuid import UUID

from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from tocsin.core.clock import LONDON
from tocsin.core.regulator import regulator_on
from tocsin.core.roles import Permission, may
from tocsin.incidents.models import Incident
from tocsin.incidents.queries import incident_for
from tocsin.incidents.regulator import commands
from tocsin.incidents.regulator.forms import PartForm, SentForm
from tocsin.incidents.regulator.gates import may_approve, missing_from_log
from tocsin.incidents.regulator.letter_forms import LetterForm
from tocsin.incidents.regulator.paper import report_paper
from tocsin.incidents.regulator.queries import every_telling_of, letters_of, tellings_of
from tocsin.incidents.regulator.sheet import sheet_of
from tocsin.incidents.regulator.shown import (
    clock_shown,
    corrections_shown,
    missing_shown,
    parts_shown,
    tellings_shown,
)
from tocsin.incidents.revision import IncidentForm
from tocsin.ledger.tenancy import reading
from tocsin.policies.queries import pack_of
from tocsin.schools.kept import form_for, was_sent
from tocsin.schools.signed_in import SchoolRequest, needs
from tocsin.ui.documents import download
from tocsin.ui.forms import Form


@require_GET
@needs(Permission.READ_CASES)
def report(request: SchoolRequest, incident_id: UUID) -> HttpResponse:
    at, incident = timezone.now(), incident_for(request.membership, incident_id)
    with reading(incident.school_id):
        sheet = sheet_of(incident, at)
        named = pack_of(incident.pack_version_id).identity.regulator
        regulator = regulator_on(at.astimezone(LONDON).date(), named)
        page = {
            "incident": incident, "sheet": sheet, "parts": parts_shown(sheet),
            "sent": tellings_shown(sheet.case.told), "regulator": regulator,
            "clock": clock_shown(sheet, regulator.short_name, at),
            "may_change": may(request.membership, Permission.DECIDE),
            "may_approve": may_approve(incident, request.membership, at),
            "missing": missing_shown(incident, missing_from_log(incident)),
        }  # fmt: skip
    return render(request, "incidents/regulator/report.html", page)


@require_http_methods(["GET", "POST"])
@needs(Permission.DECIDE)
def part(request: SchoolRequest, incident_id: UUID, part: str) -> HttpResponse:
    at, incident = timezone.now(), incident_for(request.membership, incident_id)
    with reading(incident.school_id):
        sheet = sheet_of(incident, at)
    asked = next((each for each in sheet.parts if each.part.key == part), None)
    if asked is None:
        raise Http404
    form = form_for(request, PartForm, at=at, incident=incident, answers=asked.answers)
    if was_sent(request, form):
        commands.write_answers(incident, **form.cleaned_data, by=request.membership, at=at)
        return redirect("incidents:regulator:report", incident.school.slug, incident.pk)
    return _page(request, incident, form, asked.part.title, "part", {"asked": asked})


@require_POST
@needs(Permission.DECIDE)
def approve(request: SchoolRequest, incident_id: UUID) -> HttpResponse:
    at, incident = timezone.now(), incident_for(request.membership, incident_id)
    form = form_for(request, IncidentForm, at=at, incident=incident)
    if was_sent(request, form):
        commands.approve(incident, **form.cleaned_data, by=request.membership, at=at)
    return redirect("incidents:regulator:report", incident.school.slug, incident.pk)


@require_GET
@needs(Permission.READ_CASES)
def document(request: SchoolRequest, incident_id: UUID, kind: str) -> HttpResponse:
    at, incident = timezone.now(), incident_for(request.membership, incident_id)
    with reading(incident.school_id):
        sheet = sheet_of(incident, at)
    paper = report_paper(
        incident, sheet.told,
        head=["Draft: it has not been sent. It goes on changing with the case."],
    )  # fmt: skip
    name = f"draft-report-to-the-regulator-{incident.reference}.{kind}"
    return download(paper.as_kind(kind), name)


@require_http_methods(["GET", "POST"])
@needs(Permission.DECIDE)
def sent(request: SchoolRequest, incident_id: UUID) -> HttpResponse:
    at, incident = timezone.now(), incident_for(request.membership, incident_id)
    with reading(incident.school_id):
        sheet = sheet_of(incident, at)
        team = [each for each in sheet.case.people if may(each, Permission.DECIDE)]
        form = form_for(
            request, SentForm, at=at, incident=incident, sheet=sheet, team=team,
            by=request.membership,
        )  # fmt: skip
        missing = missing_shown(incident, missing_from_log(incident))
    if was_sent(request, form):
        commands.record_sent(incident, **form.cleaned_data, by=request.membership, at=at)
        return redirect(incident)
    more = {"missing": missing, "to_follow": sheet.to_follow, "sheet": sheet}
    return _page(request, incident, form, "The regulator was told", "sent", more)


@require_GET
@needs(Permission.READ_CASES)
def kept(request: SchoolRequest, incident_id: UUID, number: int) -> HttpResponse:
    incident = incident_for(request.membership, incident_id)
    found = tellings_shown(tellings_of(incident))
    told = next((each for each in found if each.number == number), None)
    if told is None:
        raise Http404
    page = {
        "incident": incident, "told": told,
        "corrections": corrections_shown(told.row, every_telling_of(incident)),
        "may_change": may(request.membership, Permission.DECIDE),
    }  # fmt: skip
    return render(request, "incidents/regulator/kept.html", page)


@require_http_methods(["GET", "POST"])
@needs(Permission.DECIDE)
def letters(request: SchoolRequest, incident_id: UUID) -> HttpResponse:
    at, incident = timezone.now(), incident_for(request.membership, incident_id)
    found = letters_of(incident)
    waiting = [each for each in found if each.answer_by and not each.answered_at]
    form = form_for(request, LetterForm, at=at, incident=incident, waiting=waiting)
    if was_sent(request, form):
        commands.keep_letter(incident, **form.cleaned_data, by=request.membership, at=at)
        return redirect(request.path)
    heading = "Letters to and from the regulator"
    return _page(request, incident, form, heading, "letters", {"letters": found})


def _page(
    request: SchoolRequest, incident: Incident, form: Form, heading: str, name: str,
    more: Mapping[str, Any],
) -> HttpResponse:  # fmt: skip
    page = {
        "form": form, "heading": heading, "incident": incident, "button": "Save",
        "caption": f"Incident {incident.reference}", **more,
    }  # fmt: skip
    status = 422 if form.errors else 200
    return render(request, f"incidents/regulator/{name}.html", page, status=status)
