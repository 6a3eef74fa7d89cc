"""When a school is open, from its own rows and its nation's bank holidays."""

from collections.abc import Collection, Iterable, Iterator, Sequence
from datetime import date, timedelta
from uuid import UUID

from django.http import Http404

from tocsin.core.bank_holidays import bank_holidays
from tocsin.core.clock import Calendar
from tocsin.ledger.tenancy import reading
from tocsin.schools.models import Period, PeriodKind, School

Span = tuple[str, date, date]  # kind, first and last day


def calendar_of(school_id: UUID) -> Calendar:
    """When the school is open. One query, so that every page and command can ask."""
    with reading(school_id):
        return calendars_of([school_id])[school_id]


def calendars_of(school_ids: Collection[UUID]) -> dict[UUID, Calendar]:
    """When each of the schools is open; the caller has opened a reading of them. One query."""
    rows = School.objects.filter(pk__in=school_ids).values_list(
        "pk", "nation", "periods__kind", "periods__first_on", "periods__last_on"
    )
    nations: dict[UUID, str] = {}
    spans: dict[UUID, list[Span]] = {}
    for school_id, nation, kind, first, last in rows:
        nations[school_id] = nation
        spans.setdefault(school_id, []).extend([(kind, first, last)] if kind else [])
    return {pk: _calendar(nation, spans[pk]) for pk, nation in nations.items()}


def _calendar(nation: str, spans: Sequence[Span]) -> Calendar:
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
