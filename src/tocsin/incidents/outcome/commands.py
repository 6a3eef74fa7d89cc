"""Closing an incident, and opening it again."""

from datetime import datetime

from tocsin.core import lifecycle
from tocsin.core.duties import State
from tocsin.core.errors import NotYet, Reason, require_none
from tocsin.core.facts import Kind, Status
from tocsin.core.roles import Permission
from tocsin.incidents.facts import facts_of
from tocsin.incidents.models import Incident, Note
from tocsin.incidents.queries import duties_of
from tocsin.ledger.writing import writing
from tocsin.policies.queries import calendar_of, pack_of
from tocsin.schools.models import Membership, Occasion
from tocsin.schools.webhooks.announcing import announce


def close(incident: Incident, *, lessons: str, seen: int, by: Membership, at: datetime) -> None:
    """Close the incident once nothing the policy demands is left undone.

    lessons: what was learned, also when there was no breach. Raises NotYet with one reason for each
    duty still open. Source: SI-M5-OVERSEE; BR-4.6; BR-5.23.
    """
    with writing(incident, by=by, may=Permission.CLOSE, at=at, seen=seen) as record:
        pack, calendar = pack_of(incident.pack_version_id), calendar_of(incident.school_id)
        require_none(lifecycle.blockers(facts_of(incident), Status.CLOSED, pack, calendar))
        incident.status, incident.closed_at = Status.CLOSED.value, at
        incident.lessons = lessons
        record("incident.closed", saved=incident)
        announce(incident.school_id, Occasion.CLOSED, subject_id=incident.pk, at=at)


def reopen(incident: Incident, *, reason: str, seen: int, by: Membership, at: datetime) -> None:
    """Open a closed incident again because of new facts. Source: BR-5.22."""
    note = Note(
        incident=incident, school_id=incident.school_id, by_id=by.person_id, at=at,
        about="reopened", words=reason, happened_at=at,
    )  # fmt: skip
    with writing(incident, by=by, may=Permission.CLOSE, at=at, seen=seen) as record:
        if incident.status != Status.CLOSED:
            raise NotYet(Reason("not-closed", "This incident is open already."))
        incident.status, incident.closed_at, incident.duplicate_of = Status.OPEN.value, None, None
        if incident.kind == Kind.DUPLICATE:
            incident.kind = ""  # what it is, if it repeats nothing, has to be said anew
        record("incident.reopened", saved=[incident, note])


def finish_own_duty(incident: Incident, *, key: str, by: Membership, at: datetime) -> None:
    """Record that a duty the school's own policy adds has been done.

    Raises NotYet when the policy does not ask for it, now or any more. Source: SI-M7.
    """
    with writing(incident, by=by, may=Permission.TRIAGE, at=at) as record:
        asked = {duty.code for duty in duties_of(incident) if duty.state is State.OPEN}
        if incident.status == Status.CLOSED or f"own-{key}" not in asked:
            raise NotYet(Reason("not-asked", "There is nothing left to do here."))
        incident.own_duties_done = sorted({*incident.own_duties_done, key})
        record("incident.own-duty-done", saved=incident, duty=key)
