"""What follows from a change, in the same transaction: the agenda, the alerts, the search words."""

from collections.abc import Iterable, Mapping, Sequence
from datetime import datetime
from operator import attrgetter
from uuid import UUID

from tocsin.core.action_rules import PREFIX
from tocsin.core.duties import Duty, open_duties
from tocsin.core.roles import Role
from tocsin.incidents.facts import facts_of
from tocsin.incidents.models import AgendaItem, Incident
from tocsin.incidents.search import index
from tocsin.incidents.watching import watch
from tocsin.jobs.queue import enqueue
from tocsin.policies.queries import calendar_of, pack_of

COLUMNS = attrgetter("order", "duty", "title", "role", "person_id", "due_at", "arisen_at")
Since = Mapping[tuple[str, UUID | None], datetime | None]

# The duties that fall to whoever leads, once somebody does; the others stay with their role.
LED = frozenset(
    {
        "triage", "find-out", "contain", "aware", "describe", "assess", "reassess", "investigate",
        "write-outcome", "update-team",
        "chase-recipients",
    }
)  # fmt: skip


def agenda_now(incident: Incident) -> list[AgendaItem]:
    """The open duties of the incident as agenda rows, not saved."""
    found = open_duties(
        facts_of(incident), pack_of(incident.pack_version_id), calendar_of(incident.school_id)
    )
    return [_item(incident, duty, order) for order, duty in enumerate(found)]


def settle(incident: Incident, at: datetime, *, is_new: bool) -> None:
    """Rewrite the agenda, the next reminder and the search words; alert for what is new.

    is_new: the incident was opened in this transaction, so nothing of the kind is stored.
    """
    now = agenda_now(incident)
    stored = [] if is_new else stored_agenda(incident)
    # Of a protected report people hear later, so that no time tells when it was made.
    new = keep_since(since_of(stored), now, at=incident.alerts_wait_until or at)
    put_in_place(incident, now, instead_of=stored)
    for role, person_id, action in dict.fromkeys(map(_told, new)):
        tell(incident, Role(role), person_id, action=action, at=at)
    watch(incident, now, at=at, is_new=is_new)
    index(incident)


def stored_agenda(incident: Incident) -> list[AgendaItem]:
    """The agenda as it stands, in its order."""
    rows = AgendaItem.objects.filter(school_id=incident.school_id, incident=incident)
    return list(rows.order_by("order", "duty"))


def put_in_place(
    incident: Incident, now: Sequence[AgendaItem], *, instead_of: Sequence[AgendaItem]
) -> bool:
    """Store the agenda unless it is what is stored, as after most changes; whether it was not."""
    if list(map(COLUMNS, now)) == list(map(COLUMNS, instead_of)):
        return False
    if instead_of:
        AgendaItem.objects.filter(school_id=incident.school_id, incident=incident).delete()
    AgendaItem.objects.bulk_create(now)
    return True


def since_of(stored: Iterable[AgendaItem]) -> Since:
    """Since when each duty of a stored agenda is there, by duty and person."""
    return {(item.duty, item.person_id): item.arisen_at for item in stored}


def keep_since(
    before: Since, now: Iterable[AgendaItem], *, at: datetime | None
) -> list[AgendaItem]:
    """Note since when each duty of an agenda made anew is there; returns those that are new.

    at: when people are told of the new ones; None when nobody is.
    """
    for item in now:
        item.arisen_at = before.get((item.duty, item.person_id), at)
    return [item for item in now if (item.duty, item.person_id) not in before]


def tell(
    incident: Incident, role: Role, person_id: UUID | None = None, *, at: datetime, action: str = ""
) -> None:
    """Queue a content-free alert to a person, or to everybody who holds `role`.

    But not to whoever makes the change. action: the duty it is about, if that is an action: when
    it is withdrawn before the alert goes out, nobody hears of it.
    """
    enqueue(
        "incidents.alert",
        at=at,
        school_id=incident.school_id,
        run_at=incident.alerts_wait_until,
        # One alert for several duties that came up in the same change.
        unique_key=f"alert:{incident.pk}:{incident.revision}:{person_id or role}{action}",
        incident=str(incident.pk),
        revision=incident.revision,
        role=role.value,
        person=str(person_id) if person_id else "",
        by=str(incident.changed_by or ""),
        action=action,
    )


def _told(item: AgendaItem) -> tuple[str, UUID | None, str]:
    return item.role, item.person_id, item.duty if item.duty.startswith(PREFIX) else ""


def _item(incident: Incident, duty: Duty, order: int) -> AgendaItem:
    return AgendaItem(
        school_id=incident.school_id,
        incident=incident,
        duty=duty.code,
        title=duty.title,
        role=duty.role.value,
        person_id=_person(incident, duty),
        due_at=duty.due_at,
        order=order,
    )


def _person(incident: Incident, duty: Duty) -> UUID | None:
    if duty.person:
        return UUID(duty.person)
    return incident.lead_id if duty.code in LED else None
