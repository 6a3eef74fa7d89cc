"""The pages of the risk assessment."""

from typing import Any
from uuid import UUID

from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_GET, require_http_methods

from tocsin.core.roles import Permission, Role, may
from tocsin.incidents.assessment import commands, drafts
from tocsin.incidents.assessment.comparing import compared
from tocsin.incidents.assessment.forms import NAMES, PAGES
from tocsin.incidents.assessment.judging import judged
from tocsin.incidents.assessment.parts import answer_rows, news_of, result_parts, tasks_of
from tocsin.incidents.clock import clock_of
from tocsin.incidents.models import Assessment, Incident
from tocsin.incidents.queries import incident_for
from tocsin.ledger.tenancy import reading
from tocsin.schools.kept import kept_words
from tocsin.schools.signed_in import SchoolRequest, needs

LONG = 6  # digits


@require_GET
@needs(Permission.READ_CASES)
def start(request: SchoolRequest, incident_id: UUID) -> HttpResponse:
    at, reader = timezone.now(), request.membership
    incident = incident_for(reader, incident_id)
    writing = drafts.writing_of(incident)
    page = {
        "heading": "Risk to people",
        "tasks": tasks_of(writing, reader.school.slug),
        "news": news_of(writing),
        "versions": _versions(incident),
        "clock": clock_of(incident, reader, at),
        "may_assess": may(reader, Permission.TRIAGE),
        "may_decide": may(reader, Permission.DECIDE),
        "is_dpo": Role.DPO in reader.held_roles,
    }
    return _page(request, incident, "start", page, incident.get_absolute_url())


@require_http_methods(["GET", "POST"])
@needs(Permission.TRIAGE)
def step(request: SchoolRequest, incident_id: UUID, name: str) -> HttpResponse:
    if name not in PAGES:
        raise Http404
    at, slug = timezone.now(), request.membership.school.slug
    incident = incident_for(request.membership, incident_id)
    if request.method == "POST":
        drafts.keep(incident, name, request.POST, by=request.membership, at=at)
    writing = drafts.writing_of(incident)
    form = writing.form(name, kept_words(request))
    if request.method == "POST" and form.is_valid():
        following = NAMES[NAMES.index(name) + 1 :][:1]
        if following:
            return redirect("incidents:assessment:step", slug, incident.pk, following[0])
        return redirect("incidents:assessment:result", slug, incident.pk)
    page = {"form": form, "heading": PAGES[name].title, "number": NAMES.index(name) + 1}
    back = reverse("incidents:assessment:start", args=[slug, incident.pk])
    return _page(request, incident, "step", page, back)


@require_http_methods(["GET", "POST"])
@needs(Permission.TRIAGE)
def result(request: SchoolRequest, incident_id: UUID) -> HttpResponse:
    at, slug = timezone.now(), request.membership.school.slug
    incident = incident_for(request.membership, incident_id)
    writing = drafts.writing_of(incident)
    gap = writing.gap()
    if gap:
        return redirect("incidents:assessment:step", slug, incident.pk, gap)
    answers, consequences = writing.answers(), writing.consequences()
    if request.method == "POST":
        commands.record_assessment(
            incident, answers=answers, reasons=writing.reasons(), consequences=consequences,
            draft=_number(request.POST.get("draft")), seen=_number(request.POST.get("seen")),
            by=request.membership, at=at,
        )  # fmt: skip
        number = incident.assessment_number
        return redirect("incidents:assessment:version", slug, incident.pk, number)
    page = {
        "heading": "What follows from your answers",
        "draft": writing.revision,
        "next_number": (incident.assessment_number or 0) + 1,
        "rows": answer_rows(answers),
        **result_parts(judged(answers), consequences),
    }
    back = reverse("incidents:assessment:start", args=[slug, incident.pk])
    return _page(request, incident, "result", page, back)


@require_GET
@needs(Permission.READ_CASES)
def version(request: SchoolRequest, incident_id: UUID, number: int) -> HttpResponse:
    incident = incident_for(request.membership, incident_id)
    row = _version(incident, number)
    page = {
        "heading": f"Risk to people: version {row.number}",
        "version": row,
        "rows": answer_rows(row.answers),
        "reasons": [(PAGES[name].title, words) for name, words in row.reasons.items()],
        "may_decide": may(request.membership, Permission.DECIDE),
        "is_dpo": Role.DPO in request.membership.held_roles,
        **result_parts(row.result, row.consequences),
    }
    slug = request.membership.school.slug
    back = reverse("incidents:assessment:start", args=[slug, incident.pk])
    return _page(request, incident, "version", page, back)


@require_GET
@needs(Permission.READ_CASES)
def compare(request: SchoolRequest, incident_id: UUID) -> HttpResponse:
    incident = incident_for(request.membership, incident_id)
    newest = incident.assessment_number or 0
    later = _number(request.GET.get("later")) or newest
    earlier = _number(request.GET.get("earlier")) or later - 1
    page = {
        "heading": f"Versions {earlier} and {later}",
        "compared": compared(_version(incident, earlier), _version(incident, later)),
        "versions": _versions(incident),
    }
    slug = request.membership.school.slug
    back = reverse("incidents:assessment:start", args=[slug, incident.pk])
    return _page(request, incident, "compare", page, back)


def _versions(incident: Incident) -> list[Assessment]:
    with reading(incident.school_id):
        found = Assessment.objects.filter(school_id=incident.school_id, incident=incident)
        return list(found.select_related("by").order_by("-number"))


def _version(incident: Incident, number: int) -> Assessment:
    found = next((each for each in _versions(incident) if each.number == number), None)
    if found is None:
        raise Http404
    return found


def _number(text: str | None) -> int:
    is_number = bool(text) and str(text).isascii() and str(text).isdigit()
    return int(str(text)) if is_number and len(str(text)) <= LONG else 0


def _page(
    request: SchoolRequest, incident: Incident, name: str, page: dict[str, Any], back: str
) -> HttpResponse:
    page |= {
        "incident": incident, "back_href": back, "caption": f"Incident {incident.reference}",
    }  # fmt: skip
    form = page.get("form")
    status = 422 if form is not None and form.errors and request.method == "POST" else 200
    return render(request, f"incidents/assessment/{name}.html", page, status=status)
