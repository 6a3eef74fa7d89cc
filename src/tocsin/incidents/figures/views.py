"""How well the timescales of the policy are kept. Numbers only: no names, no incidents."""

import csv
from dataclasses import dataclass
from datetime import date, datetime
from io import StringIO
from typing import Any

from django.http import HttpResponse, QueryDict
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.http import require_GET

from tocsin.core.clock import LONDON
from tocsin.core.compliance import figures as work_out
from tocsin.core.compliance import school_year_of, span_of, unmeasured
from tocsin.core.policy import Stage
from tocsin.core.roles import Permission, sees_all
from tocsin.core.when import say_date, say_instant
from tocsin.incidents.figures.forms import PeriodForm, year_words
from tocsin.incidents.figures.queries import cases_of, first_year, packs_of, terms_of
from tocsin.incidents.figures.shown import FigureRow, figure_rows, finding, lines_of
from tocsin.policies.queries import calendar_of
from tocsin.schools.models import Membership
from tocsin.schools.signed_in import SchoolRequest, needs
from tocsin.ui.cells import safe

NOT_KEPT = {
    Stage.INVESTIGATE: "investigated (steps are recorded, but not when all of them were)",
    Stage.SCOPE: "extent known (what is known is kept, but not since when)",
    Stage.REVIEW_ACTIONS: "actions reviewed (that they were is kept, but not when)",
    Stage.UPDATE_TEAM: "team kept up to date (the last time is kept, and reminded of)",
}  # fmt: skip


@dataclass(frozen=True)
class _Told:
    """What both answers hold."""

    form: PeriodForm
    period: str
    rows: list[FigureRow]
    finding: str
    is_suppressed: bool
    unmeasured: list[str]


@require_GET
@needs(Permission.READ_FIGURES)
def figures(request: SchoolRequest) -> HttpResponse:
    told = _told(request.membership, request.GET, timezone.now())
    page: dict[str, Any] = {
        **vars(told), "query": request.GET.urlencode(), "school": request.membership.school
    }  # fmt: skip
    return render(request, "incidents/figures/figures.html", page)


@require_GET
@needs(Permission.READ_FIGURES)
def file(request: SchoolRequest) -> HttpResponse:
    at, school = timezone.now(), request.membership.school
    told = _told(request.membership, request.GET, at)
    about = [f"Timescales at {school.name}", told.period, f"Worked out at {say_instant(at)}"]
    text = StringIO()
    text.write("\ufeff")  # so that Excel reads it as UTF-8
    csv.writer(text).writerows([safe(cell) for cell in line] for line in lines_of(told.rows, about))
    answer = HttpResponse(text.getvalue(), content_type="text/csv; charset=utf-8")
    name = f"timescales-{at.astimezone(LONDON):%Y-%m-%d}.csv"
    answer["Content-Disposition"] = f'attachment; filename="{name}"'
    return answer


def _told(reader: Membership, query: QueryDict, at: datetime) -> _Told:
    form, period, (first, last) = _period(reader, query, at)
    packs = packs_of(reader.school_id)
    cases = cases_of(reader, span_of(first, last), packs)
    found = work_out(cases, calendar_of(reader.school_id), at=at)
    is_suppressed = not sees_all(reader)
    return _Told(
        form,
        period,
        figure_rows(found, is_suppressed=is_suppressed),
        finding(found, is_suppressed=is_suppressed),
        is_suppressed,
        [NOT_KEPT[stage] for stage in unmeasured(packs.values())],
    )


def _period(
    reader: Membership, query: QueryDict, at: datetime
) -> tuple[PeriodForm, str, tuple[date, date]]:
    """The form, what was chosen in words, and its first and last day."""
    now = school_year_of(at.astimezone(LONDON).date())
    years = range(now, first_year(reader, now) - 1, -1)
    asked = query.get("year", "")
    year = next((each for each in years if str(each) == asked), now)
    # The difference between a year and its terms would tell a number too small to be told.
    terms = terms_of(reader.school_id, year) if sees_all(reader) else []
    choices = [(key, f"{name}, from {say_date(first)}") for key, name, first, _ in terms]
    form = PeriodForm({"year": str(year), "term": query.get("term", "")}, years=years,
                      terms=choices, at=at)  # fmt: skip
    for key, name, first, last in terms:
        if key == query.get("term"):
            return form, f"{name}, {say_date(first)} to {say_date(last)}", (first, last)
    return form, year_words(year), (date(year, 9, 1), date(year + 1, 8, 31))
