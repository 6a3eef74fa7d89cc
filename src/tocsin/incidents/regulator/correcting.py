"""A time at which the regulator was told that was keyed wrongly, and what it was put right to."""

from collections.abc import Sequence
from datetime import datetime

from tocsin.core.clock import is_late, regulator_due_at
from tocsin.core.errors import NotYet
from tocsin.incidents.facts import facts_of
from tocsin.incidents.models import Incident, Telling
from tocsin.incidents.refusals import CHANGED
from tocsin.schools.models import Membership

SAME = ("school_id", "incident_id", "whom", "report_id", "how", "reference", "details",
        "told_by_id", "proof_id", "without_log", "without_approval")  # fmt: skip


def place_of(told: Sequence[Telling], row: Telling) -> int:
    """Where it stands among those in force. Raises NotYet when it was put right meanwhile."""
    found = next((n for n, each in enumerate(told) if each.pk == row.pk), None)
    if found is None:
        raise NotYet(CHANGED)
    return found


def earliest(incident: Incident, told: Sequence[Telling], row: Telling) -> datetime:
    """Before this the regulator cannot have been told: of nothing, or before the report before."""
    start, place = facts_of(incident).clock_start, place_of(told, row)
    return max(start, told[place - 1].told_at) if place else start


def latest(told: Sequence[Telling], row: Telling) -> datetime | None:
    """After this it cannot have been told, since the next report had gone out; None without one."""
    place = place_of(told, row)
    return told[place + 1].told_at if place + 1 < len(told) else None


def stopped_the_clock(incident: Incident, row: Telling) -> bool:
    """Whether it is the first time that the regulator was told, which the 72 hours are about."""
    return incident.regulator_told_at == row.told_at


def due_at(incident: Incident) -> datetime:
    """The end of the 72 hours."""
    return regulator_due_at(facts_of(incident).clock_start)


def corrected(
    incident: Incident, before: Telling, *, told_at: datetime, late_reason: str, reason: str,
    by: Membership, at: datetime,
) -> Telling:  # fmt: skip
    """The same telling at another time, not saved; the one before stays as it is."""
    late = stopped_the_clock(incident, before) and is_late(due_at(incident), told_at)
    return Telling(
        **{name: getattr(before, name) for name in SAME}, by_id=by.person_id, at=at,
        told_at=told_at, is_late=late, late_reason=late_reason if late else "",
        corrects=before.pk, why_corrected=reason,
    )  # fmt: skip
