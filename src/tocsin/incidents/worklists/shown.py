"""What the queues show, worked out once, so that templates only draw."""

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from uuid import UUID

from django.urls import reverse

from tocsin.core.clock import LONDON
from tocsin.core.cover import Gap
from tocsin.core.roles import LABELS, TRIAGERS, Role
from tocsin.core.when import say_date
from tocsin.incidents.agendas import is_legal
from tocsin.incidents.duty_pages import page_of_incident
from tocsin.incidents.duty_ways import way_over_schools
from tocsin.incidents.models import AgendaItem
from tocsin.incidents.worklists.queries import Load, Queue
from tocsin.policies.cover.across import Standing
from tocsin.schools.models import School
from tocsin.ui.pieces import Due, due

LONG_AWAY = timedelta(days=60)
NO_DEPUTY = "Nobody is Deputy DPO"


@dataclass(frozen=True)
class QueueRow:
    """One line of a queue."""

    due: Due | None
    is_legal: bool
    school: str
    school_href: str
    title: str
    href: str
    reference: str
    incident_title: str
    incident_href: str
    waiting_for: str


@dataclass(frozen=True)
class SchoolRow:
    """One line of the list of schools."""

    name: str
    href: str
    open: int
    overdue: int
    due: Due | None
    warnings: str
    deputy: str


def queue_rows(
    queue: Queue, reader: UUID, at: datetime, roles: Collection[frozenset[Role]]
) -> list[QueueRow]:
    """The queue as lines, but those of incidents that went while it was read.

    roles: the sets of roles one of which the reader holds in each school.
    """
    sees_queues = all(not TRIAGERS.isdisjoint(each) for each in roles)
    school_page = "incidents:queue" if sees_queues else "schools:front"
    rows = []
    for item in queue.items:
        incident = queue.incidents.get(item.incident_id)
        if incident is None:
            continue
        slug = incident.school.slug
        rows.append(
            QueueRow(
                due=due(item.due_at, at) if item.due_at else None,
                is_legal=is_legal(item.duty),
                school=incident.school.name,
                school_href=reverse(school_page, args=[slug]),
                title=item.title,
                href=way_over_schools(item.duty, slug, incident.pk, roles),
                reference=incident.reference,
                incident_title=incident.title,
                incident_href=page_of_incident(slug, incident.pk),
                waiting_for=_waiting_for(item, queue.standings[item.school_id], reader),
            )
        )
    return rows


def groups_by_due(rows: Sequence[QueueRow], at: datetime) -> list[tuple[str, list[QueueRow]]]:
    """The lines under a heading each for what is late, due today, within a week, later, undated."""
    groups: dict[str, list[QueueRow]] = {}
    for row in rows:
        groups.setdefault(_heading(row.due, at), []).append(row)
    return list(groups.items())


def cover_warnings(queue: Queue) -> list[tuple[str, str]]:
    """The schools on the page where a report might reach nobody: the name, and what is missing."""
    schools = {each.school_id: each.school.name for each in queue.incidents.values()}
    found = ((name, warnings_about(queue.standings[pk])) for pk, name in schools.items())
    return sorted((name, words) for name, words in found if words)


def school_rows(
    schools: Iterable[School],
    loads: Mapping[UUID, Load],
    standings: Mapping[UUID, Standing],
    at: datetime,
) -> list[SchoolRow]:
    """The schools as lines."""
    rows = []
    for school in schools:
        load, standing = loads.get(school.pk, Load()), standings[school.pk]
        rows.append(
            SchoolRow(
                name=school.name,
                href=reverse("schools:front", args=[school.slug]),
                open=load.open,
                overdue=load.overdue,
                due=due(load.nearest, at) if load.nearest else None,
                warnings=warnings_about(standing),
                deputy=_last_seen(standing, at),
            )
        )
    return rows


def warnings_about(standing: Standing) -> str:
    """Who is missing, in words; empty when somebody would act on every day. Source: BR-6.1."""
    said = [] if standing.has_deputy else [NO_DEPUTY]
    if standing.gaps:
        said.append(_gap_words(standing.gaps[0]))
    return ". ".join(said)


def _gap_words(gap: Gap) -> str:
    who = "Closed, and nobody is on duty" if gap.is_closure else "Nobody acts"
    if gap.first_on == gap.last_on:
        return f"{who} on {say_date(gap.first_on)}"
    return f"{who} from {say_date(gap.first_on)} to {say_date(gap.last_on)}"


def _waiting_for(item: AgendaItem, standing: Standing, reader: UUID) -> str:
    if item.person_id:
        if item.person_id == reader:
            return "You"
        return standing.names.get(item.person_id, "Somebody who has left")
    role, people = LABELS[Role(item.role)], standing.holders.get(Role(item.role), [])
    if not people:
        return f"{role}: nobody holds this role yet"
    names = ", ".join("you" if each.person_id == reader else each.name for each in people)
    return f"{names[:1].upper()}{names[1:]} ({role})"


def _last_seen(standing: Standing, at: datetime) -> str:
    """When the Deputy DPO last signed in; of several, the last of them."""
    if not standing.has_deputy:
        return "There is none"
    seen = [each.last_login for each in standing.holders[Role.DEPUTY_DPO] if each.last_login]
    if not seen:
        return "Never signed in"
    words = say_date(max(seen).astimezone(LONDON).date())
    return f"{words}: more than 60 days ago" if at - max(seen) > LONG_AWAY else words


def _heading(shown: Due | None, at: datetime) -> str:
    if shown is None:
        return "No date set"
    if shown.state == "late":
        return "Overdue"
    days = (shown.due_at.astimezone(LONDON).date() - at.astimezone(LONDON).date()).days
    if not days:
        return "Today"
    return "Within a week" if days <= 7 else "Later"  # noqa: PLR2004 - a week
