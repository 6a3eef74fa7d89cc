"""Whether a message could reveal somebody who asked not to be known. Source: SI-ANON."""

import hashlib

from tocsin.core.leaks import Leak, leaks
from tocsin.incidents.messages import is_protected
from tocsin.incidents.models import Incident
from tocsin.incidents.queries import reports_of
from tocsin.ledger.tenancy import reading
from tocsin.schools.queries import members_of


def leaks_in(incident: Incident, words: str) -> tuple[Leak, ...]:
    """What in `words` could reveal a protected reporter of the incident; empty without one."""
    reports = reports_of(incident)
    if not is_protected(reports):
        return ()
    with reading(incident.school_id):
        names = [member.person.name for member in members_of(incident.school_id)]
    told = [text for each in reports for text in (each.story, each.already_done)]
    return leaks(words, told=told, names=names)


def mark_of(words: str) -> str:
    """Which words somebody has decided to send all the same: other words are looked at anew."""
    return hashlib.sha256(words.encode()).hexdigest()[:32]
