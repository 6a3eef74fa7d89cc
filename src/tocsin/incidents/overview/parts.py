"""What the incident page and the worklists show, worked out once, so that templates only draw."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime

from tocsin.core.clock import is_late
from tocsin.core.duties import Duty, Group, State
from tocsin.core.policy import Level
from tocsin.core.roles import Role
from tocsin.core.when import say_instant
from tocsin.incidents.duty_pages import page_of_incident
from tocsin.incidents.duty_ways import way_to
from tocsin.incidents.models import AgendaItem, Incident
from tocsin.incidents.settling import LED
from tocsin.policies.queries import pack_of
from tocsin.schools.models import Membership
from tocsin.ui.pieces import Due, Task, due

GROUP_TITLES = {
    Group.CONTAIN: "Contain",
    Group.ASSESS: "Assess",
    Group.INVESTIGATE: "Find out",
    Group.TELL: "Tell",
    Group.PUT_RIGHT: "Put right",
    Group.CLOSE: "Close",
}
People = Mapping[Role | str, Sequence[str]]


@dataclass(frozen=True)
class WorkRow:
    """One line of My work."""

    title: str
    href: str
    reference: str
    incident_title: str
    incident_href: str
    due: Due | None
    whose: str


@dataclass(frozen=True)
class NextStep:
    """What is to be done next. `waits_for` is empty when it is the reader's own to do."""

    title: str
    href: str
    waits_for: str = ""


def do_next(
    incident: Incident, duties: Sequence[Duty], reader: Membership, at: datetime, people: People
) -> NextStep | None:
    """The nearest duty that is the reader's, else the nearest of all with those it waits for."""
    left = [d for d in duties if d.state is State.OPEN and d.code != "close"]
    if not left or incident.closed_at:
        return None
    mine = [each for each in left if _is_theirs(each, incident, reader)]
    among = mine or left
    dated = [d for d in among if d.due_at]
    chosen = min(dated, key=lambda d: str(d.due_at)) if dated else among[0]
    href = way_to(chosen.code, incident, reader, at)
    return NextStep(chosen.title, href, "" if mine else _owner(incident, chosen, people))


def _is_theirs(duty: Duty, incident: Incident, reader: Membership) -> bool:
    if duty.person:
        return duty.person == str(reader.person_id)
    if duty.code in LED and incident.lead_id:
        return bool(incident.lead_id == reader.person_id)
    return duty.role in reader.held_roles


def task_groups(
    incident: Incident, duties: Sequence[Duty], reader: Membership, at: datetime, people: People
) -> list[tuple[str, list[Task]]]:
    """The duties by group, each with whose it is, when it is due, its clause and its state.

    people: the names of those who hold each role, and the name of each person by id.
    """
    groups = [
        (
            title,
            [_task(incident, duty, reader, at, people) for duty in duties if duty.group is group],
        )
        for group, title in GROUP_TITLES.items()
    ]
    return [(title, tasks) for title, tasks in groups if tasks]


def _task(incident: Incident, duty: Duty, reader: Membership, at: datetime, people: People) -> Task:
    hint = [duty.clause]
    if duty.state is not State.DONE:
        if duty.due_at:
            hint.insert(0, f"due {say_instant(duty.due_at)}")
        hint.insert(0, _owner(incident, duty, people))
    if duty.state is State.WAITING and duty.why_not_yet:
        hint.append(duty.why_not_yet)
    status, colour = _status(duty, at)
    return Task(
        key=duty.code,
        name=duty.title,
        status=status,
        colour=colour,
        hint=" · ".join(hint),
        href="" if duty.state is State.WAITING else way_to(duty.code, incident, reader, at),
        is_blocked=duty.state is State.WAITING,
    )


def _owner(incident: Incident, duty: Duty, people: People) -> str:
    if duty.person:
        return " ".join(people.get(duty.person, ("Somebody who has left",)))
    role = pack_of(incident.pack_version_id).label_of(duty.role)
    if duty.code in LED and incident.lead:
        return f"{incident.lead.name}, who leads"
    names = people.get(duty.role, ())
    return f"{', '.join(names)} ({role})" if names else f"{role}: nobody holds this role yet"


def _status(duty: Duty, at: datetime) -> tuple[str, str]:
    if duty.state is State.DONE:
        return "Completed", ""
    if duty.state is State.WAITING:
        return "Cannot start yet", ""
    if duty.due_at and is_late(duty.due_at, at):
        return "Overdue", "red"
    return "To do", "blue"


def level_of(incident: Incident) -> Level | None:
    """The severity as the incident's own pack defines it; None until it is set."""
    pack = pack_of(incident.pack_version_id)
    return pack.level(incident.severity) if incident.severity else None


def work_rows(items: Sequence[AgendaItem], reader: Membership, at: datetime) -> list[WorkRow]:
    """The agenda as My work shows it."""
    slug = reader.school.slug
    return [
        WorkRow(
            title=item.title,
            href=way_to(item.duty, item.incident, reader, at)
            or page_of_incident(slug, item.incident_id),
            reference=item.incident.reference,
            incident_title=item.incident.title,
            incident_href=page_of_incident(slug, item.incident_id),
            due=due(item.due_at, at) if item.due_at else None,
            whose=_whose(item, reader),
        )
        for item in items
    ]


def _whose(item: AgendaItem, reader: Membership) -> str:
    if item.person is None:
        return "Anybody in the role"
    return "You" if item.person_id == reader.person_id else item.person.name
