"""Who hears of what is due now: those whose it is, and then the next up the chain."""

from datetime import datetime
from uuid import UUID

from tocsin.core.reminding import LATE, Reminder, reminder_due
from tocsin.core.roles import Role
from tocsin.incidents.models import AgendaItem, Incident
from tocsin.incidents.recusals import people_kept_from
from tocsin.incidents.watching import Watched, watched
from tocsin.policies.cover.queries import Cover, cover_of
from tocsin.reminders.rows import Call

CHAIN = "chain"


def calls_due(incident: Incident, at: datetime) -> list[Call]:
    """Every reminder of the incident that goes out now, each with who hears it. Source: SI-M7."""
    agenda = AgendaItem.objects.filter(school_id=incident.school_id, incident=incident)
    due = [
        (each, found)
        for each in watched(incident, agenda)
        if (found := reminder_due(each.plan, each.done, at))
    ]
    if not due:
        return []
    without = people_kept_from(incident)
    cover = cover_of(incident.school_id, at).without(without)
    return [_call(each, found, cover, without, at) for each, found in due]


def _call(
    each: Watched, found: Reminder, cover: Cover, without: frozenset[UUID], at: datetime
) -> Call:
    item = each.item
    people: set[UUID] = set()
    if not found.code.startswith(LATE) or 0 in found.steps:
        people |= cover.whose(Role(item.role), item.person_id, without=without)
    if 0 in found.steps:
        for asked in each.plan.told_when_late:
            people |= cover.whose(asked, None, without=without)
    people |= _on_the_chain(found, cover, without)
    is_next = bool(found.steps) and 0 not in found.steps
    role = CHAIN if is_next else str(item.role)
    return Call(
        item.duty, each.plan.due_at, found.code, role, frozenset(people), found.is_caught_up(at)
    )


def _on_the_chain(found: Reminder, cover: Cover, without: frozenset[UUID]) -> set[UUID]:
    """Those on the steps. After the last it begins again: somebody has to take it up."""
    chain = cover.steps(without=without)
    if not chain:
        return set(cover.whose(Role.ADMINISTRATOR, None, without=without)) if found.steps else set()
    return {person for step in found.steps for person in chain[step % len(chain)]}
