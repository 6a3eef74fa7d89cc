"""Changing when a school is open."""

from collections.abc import Iterable
from datetime import date, datetime

from tocsin.core.errors import NotYet, Reason
from tocsin.core.roles import Actor, Permission
from tocsin.ledger.writing import writing
from tocsin.schools.calendar.changed import calendar_changed
from tocsin.schools.calendar.rows import Row
from tocsin.schools.models import Period, PeriodKind, School

OVERLAP = Reason("overlap", "Two terms cannot overlap. Change or remove the other one first.")


def add_period(
    school: School, *, kind: str, name: str, first_on: date, last_on: date,
    by: Actor, at: datetime,
) -> Period:  # fmt: skip
    """Add days to the calendar. Raises NotYet for a term that overlaps another. Source: BR-6.1."""
    period = Period(school=school, kind=kind, name=name, first_on=first_on, last_on=last_on)
    with writing(period, by=by, may=Permission.MANAGE_SCHOOL, at=at) as record:
        _keep_terms_apart(period)
        record("calendar.period-added", saved=period, kind=kind)
        calendar_changed(school.pk, at=at)
    return period


def change_period(
    period: Period, *, kind: str, name: str, first_on: date, last_on: date,
    by: Actor, at: datetime,
) -> None:  # fmt: skip
    """Change days of the calendar. Raises NotYet as adding them would. Source: BR-6.1."""
    with writing(period, by=by, may=Permission.MANAGE_SCHOOL, at=at) as record:
        period.kind, period.name = kind, name
        period.first_on, period.last_on = first_on, last_on
        _keep_terms_apart(period)
        record("calendar.period-changed", saved=period, kind=kind)
        calendar_changed(period.school_id, at=at)


def remove_period(period: Period, *, by: Actor, at: datetime) -> None:
    """Take days out of the calendar. Source: BR-6.1."""
    with writing(period, by=by, may=Permission.MANAGE_SCHOOL, at=at) as record:
        record("calendar.period-removed", removed=[period], kind=period.kind)
        calendar_changed(period.school_id, at=at)


def import_periods(school: School, *, rows: Iterable[Row], by: Actor, at: datetime) -> None:
    """Add everything a file of dates holds, or nothing of it. Source: BR-6.1."""
    periods = [
        Period(
            school=school, kind=row.kind, name=row.name, first_on=row.first_on, last_on=row.last_on
        )
        for row in rows
    ]
    with writing(periods[0], by=by, may=Permission.MANAGE_SCHOOL, at=at) as record:
        for each in periods:
            _keep_terms_apart(each)
        record("calendar.imported", saved=periods, periods=len(periods))
        calendar_changed(school.pk, at=at)


def _keep_terms_apart(period: Period) -> None:
    if period.kind != PeriodKind.TERM:
        return
    others = Period.objects.filter(
        school_id=period.school_id, kind=PeriodKind.TERM.value,
        first_on__lte=period.last_on, last_on__gte=period.first_on,
    ).exclude(pk=period.pk)  # fmt: skip
    if others.exists():
        raise NotYet(OVERLAP)
