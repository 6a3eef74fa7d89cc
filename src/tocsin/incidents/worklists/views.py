"""One queue over all of a person's schools, each school's own queue, and the list of schools."""

from django.http import Http404, HttpRequest, HttpResponse, QueryDict
from django.shortcuts import render
from django.utils import timezone
from django.utils.cache import get_conditional_response
from django.views.decorators.http import require_GET, require_safe

from tocsin.core.errors import NotAllowed, Reason
from tocsin.core.roles import Permission, sees_all
from tocsin.incidents.worklists.feed import calendar_of_deadlines, deadlines_of, tag_of
from tocsin.incidents.worklists.forms import QueueForm, SchoolsForm
from tocsin.incidents.worklists.queries import (
    MOST_COUNTED,
    QUEUE_PAGE,
    loads_of,
    queue_of,
    school_queue,
    schools_of,
)
from tocsin.incidents.worklists.shown import (
    cover_warnings,
    groups_by_due,
    queue_rows,
    school_rows,
)
from tocsin.schools.own.feeds import feed_at
from tocsin.schools.signed_in import (
    SchoolRequest,
    WorkRequest,
    needs,
    needs_somewhere,
    open_to_all,
)
from tocsin.ui.pagination import page_of

CALENDAR = "text/calendar; charset=utf-8"
LONG = 6  # digits: nobody turns that many pages
ORDER = ("name", "pk")
ONLY_THOSE_WHO_SEE_ALL = Reason(
    "role", "Only those who see every incident of the school see this. Your own work is on My work."
)


@require_GET
@needs_somewhere(Permission.READ_CASES)
def queue(request: WorkRequest) -> HttpResponse:
    at, work, skip = timezone.now(), request.work, _skip(request.GET)
    form = QueueForm(request.GET, at=at)
    wanted = form.cleaned_data if form.is_valid() else {}
    found = queue_of(work, wanted, at=at, skip=skip)
    rows = queue_rows(found, work.person_id, at, work.roles)
    page = {
        "form": form,
        "is_filtered": any(wanted.values()) or not form.is_valid(),
        "rows": rows[:QUEUE_PAGE],
        "overdue": f"{found.overdue:,}{' or more' * (found.overdue == MOST_COUNTED)}",
        "is_late": bool(found.overdue),
        "warnings": cover_warnings(found),
        "schools": work.schools,
        "quiet": work.schools - found.busy,
        **_pages(request.GET, skip, has_more=len(found.items) > QUEUE_PAGE),
    }
    return render(request, "incidents/worklists/queue.html", page)


@require_GET
@needs_somewhere(Permission.READ_CASES)
def schools(request: WorkRequest) -> HttpResponse:
    at, work = timezone.now(), request.work
    form = SchoolsForm(request.GET, at=at)
    name = form.cleaned_data["school"] if form.is_valid() else ""
    found = page_of(schools_of(work, name), request.GET, order=ORDER, labels=("Earlier", "Later"))
    loads, standings = loads_of(work, [each.pk for each in found], at=at)
    page = {
        "form": form,
        "page": found,
        "is_filtered": bool(name) or not form.is_valid(),
        "rows": school_rows(found, loads, standings, at),
        "schools": work.schools,
    }
    return render(request, "incidents/worklists/schools.html", page)


@require_GET
@needs(Permission.READ_CASES)
def team(request: SchoolRequest) -> HttpResponse:
    reader, at, skip = request.membership, timezone.now(), _skip(request.GET)
    if not sees_all(reader):
        raise NotAllowed(ONLY_THOSE_WHO_SEE_ALL)
    found = school_queue(reader.school_id, reader.person_id, at=at, skip=skip)
    rows = queue_rows(found, reader.person_id, at, [frozenset(reader.held_roles)])
    page = {
        "groups": groups_by_due(rows[:QUEUE_PAGE], at),
        "warnings": cover_warnings(found),
        **_pages(request.GET, skip, has_more=len(found.items) > QUEUE_PAGE),
    }
    return render(request, "incidents/worklists/team.html", page)


@require_safe
@open_to_all("By a private address a calendar program learns when, and not what.")
def feed(request: HttpRequest, token: str) -> HttpResponse:
    at = timezone.now()
    found = feed_at(token, at=at)
    if found is None:
        raise Http404
    deadlines = deadlines_of(found, at=at)
    tag = f'"{tag_of(found, deadlines)}"'
    answer = get_conditional_response(request, etag=tag)
    if answer is None:
        answer = HttpResponse(calendar_of_deadlines(found, deadlines, at=at), content_type=CALENDAR)
    answer["ETag"], answer["Cache-Control"] = tag, "private, no-cache"
    return answer


def _skip(query: QueryDict) -> int:
    asked = query.get("after", "")
    return int(asked) if asked.isascii() and asked.isdigit() and len(asked) < LONG else 0


def _pages(query: QueryDict, skip: int, *, has_more: bool) -> dict[str, str]:
    """The links to the first page and to the next; empty when there is none."""
    first, later = query.copy(), query.copy()
    first.pop("after", None)
    later["after"] = str(skip + QUEUE_PAGE)
    return {
        "first_href": f"?{first.urlencode()}" if skip else "",
        "later_href": f"?{later.urlencode()}" if has_more else "",
    }
