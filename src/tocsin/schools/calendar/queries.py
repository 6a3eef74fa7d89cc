"""When a school is open, from its own rows and its nation's bank holidays."""

from collections.abc import Iterable, Iterator
from datetime import date, timedelta
from uuid import UUID

from django.http import Http404

from tocsin.core.bank_holidays import bank_holidays
from tocsin.core.clock import Calendar
from tocsin.ledger.tenancy import reading
from tocsin.schools.models import Period, PeriodKind, School


def calendar_of(school_id: UUID) -> Calendar:
    """When the school is open. One query, so that every page and command can ask."""
    with reading(school_id):
        rows = School.objects.filter(pk=school_id).values_list(
            "nation", "periods__kind", "periods__first_on", "periods__last_on"
        )
        found = list(rows)
    nation = found[0][0]
    spans = [(kind, first, last) for _, kind, first, last in found if kind]
    days = {kind: frozenset(_days((f, u) for k, f, u in spans if k == kind)) for kind in PeriodKind}
    return Calendar(
        bank_holidays=(bank_holidays(nation).keys() | days[PeriodKind.BANK_HOLIDAY])
        - days[PeriodKind.ORDINARY],
        terms=tuple(sorted((f, u) for kind, f, u in spans if kind == PeriodKind.TERM)),
        closures=days[PeriodKind.HALF_TERM] | days[PeriodKind.CLOSURE],
        inset_days=days[PeriodKind.INSET],
    )


def periods_of(school_id: UUID) -> list[Period]:
    """Every period the school has entered, in order."""
    with reading(school_id):
        return list(Period.objects.filter(school_id=school_id).order_by("first_on", "last_on"))


def period_of(school_id: UUID, period_id: UUID) -> Period:
    """One period of the school; 404 for another school's."""
    with reading(school_id):
        found = Period.objects.filter(school_id=school_id, pk=period_id).first()
    if found is None:
        raise Http404
    return found


def _days(spans: Iterable[tuple[date, date]]) -> Iterator[date]:
    for first, last in spans:
        for place in range((last - first).days + 1):
            yield first + timedelta(days=place)
