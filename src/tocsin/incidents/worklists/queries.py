"""Reading the queue over several schools, a school's own queue, and the list of schools."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any
from uuid import UUID

from django.db.models import (
    Count,
    Exists,
    F,
    Func,
    IntegerField,
    Min,
    OuterRef,
    Q,
    QuerySet,
    Subquery,
)

from tocsin.incidents.agendas import (
    IN_ORDER,
    incidents_of,
    legal_alone,
    seen_by,
    with_open_duties,
    without_the_kept_from,
)
from tocsin.incidents.models import AgendaItem, Incident
from tocsin.ledger.tenancy import narrow, reading
from tocsin.policies.cover.across import Standing, standings_of
from tocsin.schools.models import Membership, Person, School
from tocsin.schools.work import Work

QUEUE_PAGE = 25
MOST_COUNTED = 1000


@dataclass(frozen=True)
class Queue:
    """One page of open duties, and one more when there are more; how the schools on it stand."""

    items: Sequence[AgendaItem]
    incidents: Mapping[UUID, Incident]
    standings: Mapping[UUID, Standing]
    overdue: int = 0
    busy: int = 0  # schools with anything open


@dataclass(frozen=True)
class Load:
    """What is open in one school."""

    open: int = 0
    overdue: int = 0
    nearest: datetime | None = None


def queue_of(work: Work, wanted: Mapping[str, Any], *, at: datetime, skip: int) -> Queue:
    """The person's queue over all their schools, nearest deadline first.

    The caller has opened a reading of these schools; it ends with those on the page.
    """
    found = _narrowed(seen_by(work), wanted, at).order_by(*IN_ORDER)
    items = list(found[skip : skip + QUEUE_PAGE + 1])
    numbers = _numbers_of(work, at)
    schools = {item.school_id for item in items}
    narrow(*schools)
    standings = standings_of(schools, at, also={item.person_id for item in items})
    return Queue(items, incidents_of(items), standings, **numbers)


def _narrowed(
    items: QuerySet[AgendaItem], wanted: Mapping[str, Any], at: datetime
) -> QuerySet[AgendaItem]:
    if wanted.get("school"):
        named = School.objects.filter(name__icontains=wanted["school"])
        items = items.filter(school_id__in=named.values("pk"))
    if wanted.get("overdue"):
        items = items.filter(due_at__lt=at)
    return items.filter(legal_alone()) if wanted.get("legal") else items


def _numbers_of(work: Work, at: datetime) -> dict[str, int]:
    """How much is overdue, and in how many schools anything is open. One query."""
    # As far as anybody counts: of thousands of schools the rest would take longer than the list.
    late = AgendaItem.objects.filter(
        pk__in=seen_by(work).filter(due_at__lt=at).order_by(*IN_ORDER).values("pk")[:MOST_COUNTED]
    )
    busy = Membership.objects.filter(with_open_duties(work))
    numbers = {"overdue": _number(late), "busy": _number(busy)}
    rows = Person.objects.filter(pk=work.person_id).values_list(*numbers.values())
    return dict(zip(numbers, rows[0], strict=True))


def _number(rows: QuerySet[Any]) -> Subquery:
    """How many they are, as a part of another question; Count would group them."""
    count = Func(F("pk"), function="COUNT", output_field=IntegerField())
    return Subquery(rows.order_by().annotate(number=count).values("number"))


def school_queue(school_id: UUID, person_id: UUID, *, at: datetime, skip: int) -> Queue:
    """Every open duty of one school, whoever holds it, for somebody who sees all incidents."""
    with reading(school_id):
        found = without_the_kept_from(AgendaItem.objects.filter(school_id=school_id), person_id)
        items = list(found.order_by(*IN_ORDER)[skip : skip + QUEUE_PAGE + 1])
        people = {item.person_id for item in items}
        return Queue(items, incidents_of(items), standings_of({school_id}, at, also=people))


def schools_of(work: Work, name: str) -> QuerySet[School]:
    """The person's schools, in no order; the caller has opened a reading of them."""
    theirs = Membership.objects.filter(work.everywhere, school_id=OuterRef("pk"))
    found = School.objects.filter(Exists(theirs))
    return found.filter(name__icontains=name) if name else found


def loads_of(
    work: Work, school_ids: Sequence[UUID], *, at: datetime
) -> tuple[dict[UUID, Load], dict[UUID, Standing]]:
    """What is open in each of the schools, and how it stands; narrows the open reading to them."""
    narrow(*school_ids)
    rows = (
        seen_by(work)
        .filter(school_id__in=school_ids)
        .order_by()
        .values_list("school_id")
        .annotate(
            every=Count("pk"),
            overdue=Count("pk", filter=Q(due_at__lt=at)),
            nearest=Min("due_at"),
        )
    )
    loads = {pk: Load(*load) for pk, *load in rows}
    return loads, standings_of(school_ids, at)
