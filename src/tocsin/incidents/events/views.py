"""The pages on which one event at a company is opened in several schools, and followed."""

from datetime import datetime
from functools import partial
from typing import Any, cast
from uuid import UUID

from django.http import Http404, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.http import require_GET, require_http_methods

from tocsin.core.roles import Permission
from tocsin.incidents.events import commands
from tocsin.incidents.events.forms import EventForm, NewsForm, TimesForm
from tocsin.incidents.events.queries import FEW, MOST, cases_of, deciders, news_of, suppliers_like
from tocsin.incidents.events.rounds import Outcome, go_round
from tocsin.incidents.models import SharedCase
from tocsin.schools.kept import form_for, was_sent
from tocsin.schools.models import Membership, Person
from tocsin.schools.signed_in import WorkRequest, needs_somewhere
from tocsin.ui.forms import Form

CONFIRMED = "confirmed"  # sent with the second page alone


@require_http_methods(["GET", "POST"])
@needs_somewhere(Permission.DECIDE)
def new(request: WorkRequest) -> HttpResponse:
    at, name = timezone.now(), request.GET.get("school", "")
    every = deciders(_person(request))
    members = [each for each in every if name.lower() in each.school.name.lower()][:MOST]
    initial = _known(request, every)
    form = cast("EventForm", form_for(request, EventForm, at=at, members=members, initial=initial))
    if not was_sent(request, form):
        page = {"form": form, "is_long": len(every) > FEW, "shown": len(members), "name": name}
        return _answer(request, "new", page, form)
    times = TimesForm(
        request.POST if CONFIRMED in request.POST else None, at=at, chosen=form.chosen,
        shared=form.shared, told_at=form.cleaned_data["told_at"],
        suppliers=suppliers_like(form.shared.company, form.chosen),
    )  # fmt: skip
    if not times.is_valid():
        page = {"form": times, "company": form.cleaned_data["company"]}
        return _answer(request, "times", page | {"sent": _carried(request, but=times)}, times)
    outcomes = _open_in_each(form, times, at)
    return _outcomes(request, outcomes, form.shared.event, "Opened school by school")


@require_GET
@needs_somewhere(Permission.DECIDE)
def event(request: WorkRequest, event: UUID) -> HttpResponse:
    return _event(request, event, _cases(request, event), NewsForm())


@require_http_methods(["POST"])
@needs_somewhere(Permission.DECIDE)
def news(request: WorkRequest, event: UUID) -> HttpResponse:
    at, cases = timezone.now(), _cases(request, event)
    form = NewsForm(request.POST, at=at)
    if not form.is_valid():
        return _event(request, event, cases, form)
    theirs = {case.school_id: case for case in cases}
    chosen = [each for each in deciders(_person(request)) if each.school_id in theirs]
    add = partial(_add_in_one, theirs, form.cleaned_data, at)
    return _outcomes(request, go_round(chosen, add), event, "Added school by school")


def _event(
    request: WorkRequest, event: UUID, cases: list[SharedCase], form: NewsForm
) -> HttpResponse:
    company, news = news_of(cases)
    page = {"cases": cases, "event": event, "words": cases[0].words, "form": form,
            "company": company, "news": news,
            "is_practice": all(each.school.is_demo for each in cases)}  # fmt: skip
    return _answer(request, "event", page, form)


def _open_in_each(form: EventForm, times: TimesForm, at: datetime) -> list[Outcome]:
    def open_in_one(member: Membership) -> Outcome:
        incident, is_new = commands.open_case(
            form.shared, told_at=times.told_at(member.school_id),
            supplier=times.supplier(member.school_id), by=member, at=at,
        )  # fmt: skip
        words = f"Incident {incident.reference}{' was opened' if is_new else ' is there already'}"
        return Outcome(member.school, is_done=True, words=words, href=_href(member, incident.pk))

    return go_round(form.chosen, open_in_one)


def _add_in_one(
    cases: dict[UUID, SharedCase], answers: dict[str, Any], at: datetime, member: Membership
) -> Outcome:
    case = cases[member.school_id]
    is_new = commands.add_news(case, news=answers["news"], words=answers["words"], by=member, at=at)
    words = f"{'Added to' if is_new else 'Was added before to'} {case.incident.reference}"
    return Outcome(member.school, is_done=True, words=words, href=_href(member, case.incident_id))


def _cases(request: WorkRequest, event: UUID) -> list[SharedCase]:
    """What the reader may see of the event; 404 where that is nothing."""
    found = cases_of(event, deciders(_person(request)))
    if not found:
        raise Http404
    return found


def _person(request: WorkRequest) -> Person:
    return cast("Person", request.user)


def _href(member: Membership, incident_id: UUID) -> str:
    return f"/s/{member.school.slug}/incidents/{incident_id}/"


def _known(request: WorkRequest, members: list[Membership]) -> dict[str, Any]:
    """What is known of an event that more schools are added to; nothing of a new one."""
    try:
        event = UUID(request.GET.get("event", ""))
    except ValueError:
        return {}
    cases = cases_of(event, members)
    return {"event": event, "words": cases[0].words} if cases else {}


def _outcomes(
    request: WorkRequest, outcomes: list[Outcome], event: UUID, heading: str
) -> HttpResponse:
    page = {
        "outcomes": outcomes, "event": event, "heading": heading, "again": request.get_full_path(),
        "sent": [(CONFIRMED, "yes"), *_carried(request)],
        "is_practice": all(each.school.is_demo for each in outcomes),
        "is_left": not all(each.is_done for each in outcomes),
    }  # fmt: skip
    return render(request, "incidents/events/outcomes.html", page)


def _answer(request: WorkRequest, name: str, page: dict[str, Any], form: Form) -> HttpResponse:
    status = 422 if form.errors else 200
    return render(request, f"incidents/events/{name}.html", page, status=status)


def _carried(request: WorkRequest, *, but: TimesForm | None = None) -> list[tuple[str, str]]:
    """What the page has to send again: everything, but the boxes it asks itself."""
    own = tuple(but.fields) if but else ()
    return [
        (name, value)
        for name, values in request.POST.lists()
        for value in values
        if name not in {"csrfmiddlewaretoken", CONFIRMED} and not name.startswith(own or "\0")
    ]
