"""What keeps an incident from being closed, as its page shows it."""

from dataclasses import dataclass
from datetime import datetime

from tocsin.core import lifecycle
from tocsin.core.duties import State
from tocsin.core.facts import Status
from tocsin.incidents.duty_ways import way_to
from tocsin.incidents.facts import facts_of
from tocsin.incidents.models import Incident
from tocsin.incidents.queries import duties_of
from tocsin.policies.queries import calendar_of, pack_of
from tocsin.schools.models import Membership


@dataclass(frozen=True)
class Blocker:
    """One thing to do before closing; no `href` where it is not yet, or not the reader's, to do."""

    words: str
    href: str
    why_not_yet: str


def in_the_way(incident: Incident, reader: Membership, at: datetime) -> list[Blocker]:
    """Each reason why it cannot be closed now, with the page on which that is put right."""
    pack, calendar = pack_of(incident.pack_version_id), calendar_of(incident.school_id)
    reasons = lifecycle.blockers(facts_of(incident), Status.CLOSED, pack, calendar)
    duties = {duty.code: duty for duty in duties_of(incident, calendar)}
    found = []
    for reason in reasons:
        duty = duties.get(reason.code)
        is_ready = duty is not None and duty.state is State.OPEN
        href = way_to(reason.code, incident, reader, at) if is_ready else ""
        why = duty.why_not_yet if duty is not None and not is_ready else ""
        found.append(Blocker(reason.message, href, why))
    return found
