"""The pages of a school's calendar."""

from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from tocsin.core.bank_holidays import bank_holidays, known_until
from tocsin.core.clock import LONDON
from tocsin.core.roles import Permission, may
from tocsin.schools.calendar import commands
from tocsin.schools.calendar.carried import new_in, packed, unpacked
from tocsin.schools.calendar.forms import FileForm, PeriodForm
from tocsin.schools.calendar.ics import Listed, Unreadable
from tocsin.schools.calendar.queries import period_of, periods_of
from tocsin.schools.calendar.shown import groups_of, holidays_shown, terms_end
from tocsin.schools.kept import form_for, was_sent
from tocsin.schools.models import Period
from tocsin.schools.signed_in import SchoolRequest, needs


@require_GET
@needs(Permission.READ_POLICY)
def calendar(request: SchoolRequest) -> HttpResponse:
    school, today = request.membership.school, timezone.now().astimezone(LONDON).date()
    periods, shows_all = periods_of(school.pk), "all" in request.GET
    page = {
        "school": school,
        "may_edit": may(request.membership, Permission.MANAGE_SCHOOL),
        "groups": groups_of(periods, since=None if shows_all else today),
        "terms_end": terms_end(periods),
        "holidays": holidays_shown(school.nation, periods, since=today),
        "known_until": known_until(school.nation),
        "has_past": not shows_all and any(each.last_on < today for each in periods),
    }
    return render(request, "schools/calendar/calendar.html", page)


@require_http_methods(["GET", "POST"])
@needs(Permission.MANAGE_SCHOOL)
def add(request: SchoolRequest) -> HttpResponse:
    school = request.membership.school
    form = form_for(request, PeriodForm)
    if was_sent(request, form):
        commands.add_period(school, **form.cleaned_data, by=request.membership, at=timezone.now())
        return _done(request, "Added.")
    return _ask(request, form, "Add days to the calendar")


@require_http_methods(["GET", "POST"])
@needs(Permission.MANAGE_SCHOOL)
def change(request: SchoolRequest, period_id: UUID) -> HttpResponse:
    period = _period(request, period_id)
    now = {name: getattr(period, name) for name in PeriodForm.base_fields}
    form = form_for(request, PeriodForm, initial=now)
    if was_sent(request, form):
        commands.change_period(
            period, **form.cleaned_data, by=request.membership, at=timezone.now()
        )
        return _done(request, "Changed.")
    return _ask(request, form, "Change days of the calendar")


@require_POST
@needs(Permission.MANAGE_SCHOOL)
def remove(request: SchoolRequest, period_id: UUID) -> HttpResponse:
    period = _period(request, period_id)
    commands.remove_period(period, by=request.membership, at=timezone.now())
    return _done(request, "Removed.")


@require_http_methods(["GET", "POST"])
@needs(Permission.MANAGE_SCHOOL)
def file(request: SchoolRequest) -> HttpResponse:
    school = request.membership.school
    form = FileForm(request.POST or None, request.FILES or None, at=timezone.now())
    if request.method == "POST" and form.is_valid():
        try:
            new = _new(request, form.listed)
        except Unreadable as fault:
            form.add_error("file", [*fault.args])
        else:
            page = {"school": school, "listed": new, "packed": packed(new.rows)}
            return render(request, "schools/calendar/preview.html", page)
    page = {"form": form, "school": school}
    status = 422 if form.is_bound else 200
    return render(request, "schools/calendar/file.html", page, status=status)


@require_POST
@needs(Permission.MANAGE_SCHOOL)
def add_listed(request: SchoolRequest) -> HttpResponse:
    school = request.membership.school
    try:
        new = _new(request, Listed(unpacked(request.POST.get("rows", ""))))
    except Unreadable as fault:
        messages.warning(request, ". ".join(fault.args) + ".")
        return redirect("schools:calendar-file", school.slug)
    if new.rows:
        commands.import_periods(school, rows=new.rows, by=request.membership, at=timezone.now())
    return _done(request, f"{len(new.rows)} added.")


def _new(request: SchoolRequest, listed: Listed) -> Listed:
    school = request.membership.school
    return new_in(listed, periods_of(school.pk), bank_holidays(school.nation).keys())


def _period(request: SchoolRequest, period_id: UUID) -> Period:
    return period_of(request.membership.school_id, period_id)


def _ask(request: SchoolRequest, form: object, heading: str) -> HttpResponse:
    page = {"form": form, "school": request.membership.school, "heading": heading}
    status = 422 if request.method == "POST" else 200
    return render(request, "schools/calendar/period.html", page, status=status)


def _done(request: SchoolRequest, words: str) -> HttpResponse:
    messages.success(request, f"{words} The deadlines of open incidents follow.")
    return redirect("schools:calendar", request.membership.school.slug)
