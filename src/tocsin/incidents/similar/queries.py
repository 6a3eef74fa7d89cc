"""Finding earlier incidents like this one, among those that the reader may open and no others.

However many incidents the school has, the newest few with the same cause, of the same company and
with the same words are looked at.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any, TypeVar
from uuid import UUID

from django.db.models import Q, QuerySet

from tocsin.core.facts import Kind
from tocsin.core.likeness import ENOUGH, Likeness, Traits, likeness, telling_words
from tocsin.incidents.models import (
    Advice,
    Decision,
    Incident,
    IncidentRecord,
    Recommendation,
    SearchWords,
)
from tocsin.incidents.queries import visible_to
from tocsin.incidents.search import WORD, alike
from tocsin.ledger.tenancy import reading
from tocsin.schools.models import Membership

LOOKED_AT = 40  # of each sort
SHOWN = 8
MOST_WORDS = 8
COLUMNS = ("pk", "number", "cause", "supplier_id", "data_kinds")
Found = dict[UUID, Likeness]
R = TypeVar("R", bound=IncidentRecord)


@dataclass(frozen=True)
class Similar:
    """An earlier incident, what it has in common with this one, and what was said and done."""

    incident: Incident
    likeness: Likeness
    decision: Decision | None
    advice: Advice | None
    recommendations: list[Recommendation]


def similar_to(incident: Incident, reader: Membership) -> list[Similar]:
    """The incidents most like this one, the likest first. Source: SI-WHY1."""
    with reading(incident.school_id):
        found = _likest(incident, reader)
        rows = Incident.objects.filter(visible_to(reader), pk__in=found).select_related("supplier")
        incidents = {row.pk: row for row in rows}
        decisions = _newest(Decision.objects.filter(_of(incident, found)))
        advice = _newest(Advice.objects.filter(_of(incident, found)))
        recommended: dict[UUID, list[Recommendation]] = {}
        for row in Recommendation.objects.filter(_of(incident, found)).order_by("at"):
            recommended.setdefault(row.incident_id, []).append(row)
    return [
        Similar(
            incidents[pk], found[pk], decisions.get(pk), advice.get(pk), recommended.get(pk, [])
        )
        for pk in found
        if pk in incidents
    ]


def _likest(incident: Incident, reader: Membership) -> Found:
    hits = alike(incident.school_id, _words_of(incident), most=LOOKED_AT)
    own = _traits(incident.cause, incident.supplier_id, incident.data_kinds)
    scored: dict[UUID, tuple[int, int, Likeness]] = {}
    for pk, number, *traits in _candidates(incident, reader, hits):
        words = [word for word, numbers in hits.items() if number in numbers]
        found = likeness(own, _traits(*traits), words)
        if found.score >= ENOUGH:
            scored[pk] = (found.score, number, found)
    best = sorted(scored, key=lambda pk: scored[pk][:2], reverse=True)[:SHOWN]
    return {pk: scored[pk][2] for pk in best}


def _candidates(
    incident: Incident, reader: Membership, hits: dict[str, set[int]]
) -> Iterable[tuple[Any, ...]]:
    """The columns to compare of all that come into question, in one question to the database."""
    of_school = Incident.objects.filter(school_id=incident.school_id).order_by("-number")
    numbers = {number for found in hits.values() for number in found}
    parts = [of_school.values("pk")[:LOOKED_AT]]  # the newest, for the same kinds of information
    if incident.cause:
        parts.append(of_school.filter(cause=incident.cause).values("pk")[:LOOKED_AT])
    if incident.supplier_id:
        parts.append(of_school.filter(supplier=incident.supplier_id).values("pk")[:LOOKED_AT])
    within = Incident.objects.filter(visible_to(reader)).exclude(kind=Kind.DUPLICATE.value)
    within = within.exclude(pk=incident.pk).order_by()
    first = within.filter(number__in=numbers).values_list(*COLUMNS)
    return first.union(*(within.filter(pk__in=p).values_list(*COLUMNS) for p in parts), all=True)


def _words_of(incident: Incident) -> list[str]:
    rows = SearchWords.objects.filter(school_id=incident.school_id, incident=incident)
    text = next(iter(rows.values_list("words", flat=True)), "")
    return telling_words(WORD.findall(text), most=MOST_WORDS)


def _traits(cause: str, supplier_id: UUID | None, kinds: list[str]) -> Traits:
    return Traits(cause, supplier_id, frozenset(kinds))


def _of(incident: Incident, found: Found) -> Q:
    return Q(school_id=incident.school_id, incident__in=list(found))


def _newest(rows: "QuerySet[R]") -> dict[UUID, R]:
    return {row.incident_id: row for row in rows.order_by("at")}
