"""The open duties of all the schools somebody works for, as far as they may see them."""

from collections.abc import Collection, Iterable
from datetime import datetime, timedelta
from typing import NamedTuple
from uuid import UUID

from django.db.models import Count, Exists, F, OuterRef, Q, QuerySet
from django.db.models.functions import Coalesce

from tocsin.core.roles import Role
from tocsin.incidents.models import AgendaItem, Incident, Recusal, Voice
from tocsin.schools.models import Membership
from tocsin.schools.work import FEW, Work

# The duties whose deadline is the end of the 72 hours. Source: BR-1.4.
ON_THE_CLOCK = ("aware", "assess", "reassess", "advise", "decide", "tell-regulator")
AGREEING = "agree-"
A_WEEK = timedelta(days=7)
IN_ORDER = (F("due_at").asc(nulls_last=True), "pk")


class Counts(NamedTuple):
    """How much waits for somebody: nothing that says what, or where."""

    overdue: int
    this_week: int
    later: int  # or without a date


def is_legal(duty: str) -> bool:
    """Whether the law, and not the school's policy alone, says when the duty is due."""
    return duty in ON_THE_CLOCK or duty.startswith(AGREEING)


def legal_alone() -> Q:
    """The same question to the database."""
    return Q(duty__in=ON_THE_CLOCK) | Q(duty__startswith=AGREEING)


def seen_by(work: Work) -> QuerySet[AgendaItem]:
    """Every open duty of the incidents that the person may open, in no order.

    The caller has opened a reading of the schools. Source: BR-5.7.
    """
    visible = Q()
    if work.seen_whole:
        visible |= _in_schools(work, work.seen_whole)
    if work.seen_in_part:
        visible |= _in_schools(work, work.seen_in_part) & _worked_on_by(work.person_id)
    return AgendaItem.objects.filter(visible).exclude(_kept_from(work.person_id))


def with_open_duties(work: Work) -> Q:
    """The person's memberships in the schools where they see anything open."""
    there = AgendaItem.objects.filter(school_id=OuterRef("school_id"))
    there = there.exclude(_kept_from(work.person_id))
    found = Q(work.holding(work.seen_whole), Exists(there))
    if work.seen_in_part:
        theirs = there.filter(_worked_on_by(work.person_id))
        found |= Q(work.holding(work.seen_in_part), Exists(theirs))
    return found


def waiting_for(work: Work) -> QuerySet[AgendaItem]:
    """Those of them that are the person's own, by name or by a role they hold in that school."""
    mine = Q(person_id=work.person_id)
    for roles in work.roles:
        held = {role.value for role in roles} | {Role.STAFF.value}
        mine |= Q(person=None, role__in=held) & _in_schools(work, [roles])
    return seen_by(work).filter(mine)


def counts_of(work: Work, *, at: datetime) -> Counts:
    """What waits for the person, in numbers. One query."""
    late, soon = Q(due_at__lt=at), Q(due_at__gte=at, due_at__lt=at + A_WEEK)
    found = waiting_for(work).aggregate(
        overdue=Count("pk", filter=late),
        this_week=Count("pk", filter=soon),
        every=Count("pk"),
    )
    later = found["every"] - found["overdue"] - found["this_week"]
    return Counts(found["overdue"], found["this_week"], later)


def without_the_kept_from(items: QuerySet[AgendaItem], person_id: UUID) -> QuerySet[AgendaItem]:
    """The items but those of incidents from which the person is kept away. Source: BR-5.7."""
    return items.exclude(_kept_from(person_id))


def incidents_of(items: Iterable[AgendaItem]) -> dict[UUID, Incident]:
    """The incidents of the items, with their schools: no more than a list shows. One query."""
    found = Incident.objects.filter(
        pk__in={item.incident_id for item in items},
        school_id__in={item.school_id for item in items},
    ).select_related("school")
    shown = found.only("reference", "title", "severity", "school__name", "school__slug")
    return {each.pk: each for each in shown}


def _in_schools(work: Work, roles: Collection[frozenset[Role]]) -> Q:
    memberships = Membership.objects.filter(work.holding(roles))
    if work.schools <= FEW:
        return Q(school_id__in=memberships.values("school_id"))
    # Of thousands of schools the list is read by its deadlines, and each row asked for its school.
    return Q(Exists(memberships.filter(school_id=OuterRef("school_id"))))


def _worked_on_by(person_id: UUID) -> Q:
    """The incidents that somebody who does not see all of them sees; see `queries.visible_to`."""
    asked = Voice.objects.filter(by=person_id).values("incident")
    return Q(incident__lead_id=person_id) | Q(incident__in=asked)


def _kept_from(person_id: UUID) -> Q:
    kept = Recusal.objects.filter(person_id=person_id, ended_at=None)
    # What repeats another incident is closed, and has no duties: the first report alone has.
    return Q(incident__in=kept.values_list(Coalesce("incident__duplicate_of", "incident")))
