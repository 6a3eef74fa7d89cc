"""Those on the list whose age nobody knows: one answer for all of them, and not a form for each."""

import hashlib
from collections.abc import Sequence
from dataclasses import replace

from tocsin.core.addressees import Held, To
from tocsin.core.errors import Stale
from tocsin.core.people_rows import LONGEST
from tocsin.incidents.affected.rows import STALE
from tocsin.incidents.models import AffectedPerson, Incident
from tocsin.incidents.people import Known, Person, key_of, put_in

CARER = {"en": "Parent or carer of", "cy": "Rhiant neu ofalwr"}


def undated_in(people: Sequence[Person]) -> list[Person]:
    """Those who wait for nothing but their age, without anything to look at first."""
    return [
        each
        for each in people
        if each.held is Held.WHOM and not each.known.born and not each.row.flags
    ]


def state_of(people: Sequence[Person]) -> str:
    """The same for the same people as they stand now, and something else once one has changed."""
    told = sorted(f"{each.row.pk}:{each.row.revision}" for each in people)
    return hashlib.sha256(" ".join(told).encode()).hexdigest()[:20]


def addressed_rows(
    incident: Incident, people: Sequence[Person], *, addressed_to: str, reason: str
) -> list[AffectedPerson]:
    """Their rows, not saved, as they are written to now."""
    key = key_of(incident)
    for each in people:
        known = replace(each.known, why_addressed=reason)
        if addressed_to == To.PARENT and not known.parent:
            known = replace(known, parent=carer_of(known, each.row.language))
        put_in(each.row, known, key=key)
        each.row.addressed_to = addressed_to
    return [each.row for each in people]


def carer_of(known: Known, language: str) -> str:
    """How a parent or carer is addressed whose name nobody knows."""
    return f"{CARER[language]} {known.name}"[: LONGEST["parent"]]


def refuse_if_moved(incident: Incident, people: Sequence[Person], seen: str) -> None:
    """Raise Stale when these people are not as they were on screen; only inside `writing`."""
    rows = AffectedPerson.objects.filter(school_id=incident.school_id, incident=incident)
    stored = dict(rows.values_list("pk", "revision"))
    if state_of(people) != seen or any(
        stored.get(each.row.pk) != each.row.revision for each in people
    ):
        raise Stale(STALE)
