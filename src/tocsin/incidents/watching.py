"""How far the reminders of an incident have come, and when it is to be looked at next."""

from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from datetime import datetime, timedelta

from tocsin.core.facts import Facts
from tocsin.core.policy import Pack
from tocsin.core.reminding import LATE, WARN, Plan, Progress, next_reminder_at, plan_of
from tocsin.incidents.facts import facts_of
from tocsin.incidents.models import AgendaItem, Alert, Incident, Watch
from tocsin.policies.queries import pack_of

NOTHING_YET = Progress()


@dataclass(frozen=True)
class Watched:
    """One duty with a deadline, its plan, and how far its reminders have come."""

    item: AgendaItem
    plan: Plan
    done: Progress


def watched(
    incident: Incident, agenda: Iterable[AgendaItem], *, is_new: bool = False
) -> list[Watched]:
    """The duties of the incident that have a deadline, as far as reminders ask.

    is_new: nobody can have been reminded yet.
    """
    timed = [item for item in agenda if item.due_at is not None]
    if not timed:
        return []
    pack, facts = pack_of(incident.pack_version_id), facts_of(incident)
    seen_for = timedelta(hours=pack.escalation.seen_for_hours)
    done = {} if is_new else _progress(incident, seen_for)
    return [
        Watched(item, plan, _since(done.get((plan.duty, plan.due_at), NOTHING_YET), item))
        for item, plan in _plans(timed, pack, facts)
    ]


def watch(
    incident: Incident, agenda: Iterable[AgendaItem], *, at: datetime, is_new: bool = False
) -> None:
    """Note when the incident is to be looked at next; inside the transaction that changed it."""
    found = watched(incident, agenda, is_new=is_new)
    if not found:
        Watch.objects.filter(pk=incident.pk).delete()
        return
    soonest = min(next_reminder_at(each.plan, each.done) for each in found)
    # A protected reporter's incident is not looked at before the hour its alerts wait for.
    next_at = max(soonest, incident.alerts_wait_until or at)
    row = Watch(incident=incident, school_id=incident.school_id, next_at=next_at)
    Watch.objects.bulk_create(
        [row], update_conflicts=True, unique_fields=["incident"], update_fields=["next_at"]
    )


def _since(done: Progress, item: AgendaItem) -> Progress:
    return replace(done, arisen_at=item.arisen_at)


def _plans(timed: list[AgendaItem], pack: Pack, facts: Facts) -> Iterator[tuple[AgendaItem, Plan]]:
    for item in timed:
        if item.due_at is not None:
            yield item, plan_of(item.duty, item.due_at, pack, facts)


def _progress(incident: Incident, seen_for: timedelta) -> dict[tuple[str, datetime], Progress]:
    """By duty and deadline. What was sent for an earlier deadline does not count for a new one."""
    rows = Alert.objects.filter(school_id=incident.school_id, incident=incident).exclude(duty="")
    found: dict[tuple[str, datetime], Progress] = defaultdict(Progress)
    for duty, due_at, stage, at, seen_at in rows.order_by("at").values_list(
        "duty", "due_at", "stage", "at", "acknowledged_at"
    ):
        key = duty, due_at
        found[key] = _with(found[key], stage, at, seen_at + seen_for if seen_at else None)
    return found


def _with(done: Progress, stage: str, at: datetime, seen_until: datetime | None) -> Progress:
    name, _, number = stage.partition("-")
    if seen_until:
        done = replace(done, seen_until=max(seen_until, done.seen_until or seen_until))
    if name == WARN:
        return replace(done, warned=done.warned | {int(number)})
    if name == LATE and int(number) >= done.steps:
        return replace(done, steps=int(number) + 1, stepped_at=at)
    return done
