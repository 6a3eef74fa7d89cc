"""The incident page, its timeline, and the lists people work from."""

from uuid import UUID

from django.http import Http404, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_GET

from tocsin.core.facts import Status
from tocsin.core.roles import Permission, may, sees_all
from tocsin.incidents.attachments import files_of
from tocsin.incidents.clock import clock_of
from tocsin.incidents.duty_ways import way_to
from tocsin.incidents.key_facts import key_facts
from tocsin.incidents.openers import openers_of
from tocsin.incidents.overview.parts import do_next, level_of, task_groups, work_rows
from tocsin.incidents.people_looks import may_see_names
from tocsin.incidents.queries import (
    WORK_PAGE,
    can_read,
    duties_of,
    inbox,
    incident_for,
    my_agenda,
    original_of,
    people_at_work,
    reports_of,
    to_answer,
    to_be_doubted,
)
from tocsin.incidents.timeline import timeline
from tocsin.incidents.told import report_rows
from tocsin.policies.cover.queries import cover_of
from tocsin.policies.cover.shown import gaps_for
from tocsin.policies.queries import calendar_of
from tocsin.schools.signed_in import SchoolRequest, needs

LONG = 6  # digits: nobody turns that many pages


@require_GET
@needs(Permission.READ_CASES)
def incident(request: SchoolRequest, incident_id: UUID) -> HttpResponse:
    at = timezone.now()
    found = incident_for(request.membership, incident_id)
    calendar = calendar_of(found.school_id)
    duties = duties_of(found, calendar)
    asked = {UUID(duty.person) for duty in duties if duty.person}
    named = asked | {found.reported_by_id, found.lead_id}
    people = people_at_work(found.school_id, also=named, about=found)
    page = {
        "incident": found,
        "clock": clock_of(found, request.membership, at, calendar),
        "do_next": do_next(found, duties, request.membership, at, people),
        "groups": task_groups(found, duties, request.membership, at, people),
        "timeline": timeline(found, known=people),
        "facts": key_facts(found),
        "level": level_of(found),
        "told": [(report, report_rows(report)) for report in reports_of(found)],
        "files": files_of(found),
        "original": original_of(found),
        "openers": openers_of(found, request.membership),
        "may_open_mail": may(request.membership, Permission.READ_INTAKE),
        "details_href": way_to("describe", found, request.membership, at),
        "may_reopen": may(request.membership, Permission.CLOSE),
        "may_export": may(request.membership, Permission.EXPORT),
        "may_see_names": may_see_names(found, request.membership),
    }
    return render(request, "incidents/overview/incident.html", page)


@require_GET
@needs(Permission.READ_CASES)
def history(request: SchoolRequest, incident_id: UUID) -> HttpResponse:
    found = incident_for(request.membership, incident_id)
    page = {"incident": found, "timeline": timeline(found, newest=None)}
    return render(request, "incidents/overview/history.html", page)


@require_GET
@needs(Permission.READ_CASES)
def my_work(request: SchoolRequest) -> HttpResponse:
    asked = request.GET.get("after", "")
    skip = int(asked) if asked.isascii() and asked.isdigit() and len(asked) < LONG else 0
    reader, at = request.membership, timezone.now()
    cover = cover_of(reader.school_id, at)
    items = my_agenda(reader, cover=cover, skip=skip)
    rows = work_rows(items, reader, at)
    page = {
        "rows": rows[:WORK_PAGE],
        "slug": reader.school.slug,
        "to_answer": to_answer(reader, items[:WORK_PAGE]),
        "cover_gaps": gaps_for(reader, cover),
        "after": skip + WORK_PAGE if len(rows) > WORK_PAGE else None,
        "skipped": skip,
        "team_href": reverse("incidents:queue", args=[reader.school.slug])
        if sees_all(reader)
        else "",
    }
    return render(request, "incidents/overview/my_work.html", page)


@require_GET
@needs(Permission.READ_INTAKE)
def intake(request: SchoolRequest) -> HttpResponse:
    incidents = inbox(request.membership)
    page = {
        "incidents": incidents,
        "doubted": to_be_doubted(request.membership, incidents),
        "at": timezone.now(),
        "can_open": can_read(request.membership),
    }
    return render(request, "incidents/overview/inbox.html", page)


@require_GET
@needs(Permission.READ_INTAKE)
def told(request: SchoolRequest, incident_id: UUID) -> HttpResponse:
    found = incident_for(request.membership, incident_id)
    if found.status != Status.REPORTED:
        raise Http404
    told_by_each = [(each, report_rows(each)) for each in reports_of(found)]
    page = {"incident": found, "told": told_by_each, "may_open_mail": True}
    page["openers"] = openers_of(found, request.membership)
    return render(request, "incidents/overview/told.html", page)
