"""Who must see nothing of an incident, because it is about them, or about somebody close to them.

What holds for an incident holds for every report of the same thing: for those that repeat it, and
for the one it repeats.
"""

from typing import Any
from uuid import UUID

from django.db.models import Exists, F, OuterRef, Q, Value
from django.db.models.functions import Coalesce
from django.db.models.lookups import In

from tocsin.core.facts import Status
from tocsin.core.roles import Permission, may
from tocsin.incidents.models import Incident, Recusal
from tocsin.ledger.tenancy import reading
from tocsin.policies.cover.queries import Cover
from tocsin.schools.models import Membership
from tocsin.schools.queries import members_of


def kept_from(school_id: UUID, person_id: UUID) -> Q:
    """The incidents of which the person must see nothing."""
    return Q(In(Coalesce(F("duplicate_of"), F("id")), _firsts(school_id, person_id).query))


def rows_kept_from(school_id: UUID, person_id: UUID) -> Q:
    """The same for rows that belong to an incident, such as those of the agenda."""
    first = Coalesce(F("incident__duplicate_of"), F("incident"))
    return Q(In(first, _firsts(school_id, person_id).query))


def people_kept_from(incident: Incident) -> frozenset[UUID]:
    """Those who must see nothing of the incident."""
    with reading(incident.school_id):
        rows = Recusal.objects.filter(_same(incident), school_id=incident.school_id, ended_at=None)
        return frozenset(rows.values_list("person_id", flat=True))


def is_kept_from(incident: Incident | None) -> Exists | Value:
    """Whether the person of a membership must see nothing of the incident, for its own query."""
    if incident is None:
        return Value(value=False)
    rows = Recusal.objects.filter(
        _same(incident), school_id=incident.school_id, ended_at=None, person=OuterRef("person_id")
    )
    return Exists(rows)


def readers_of(incident: Incident) -> list[Membership]:
    """Those of the school who may be asked to work on the incident, by name."""
    off = people_kept_from(incident)
    found = members_of(incident.school_id)
    return [m for m in found if may(m, Permission.READ_CASES) and m.person_id not in off]


def left_to(reader: Membership, cover: Cover) -> Q:
    """The agenda rows that fall to the reader since those they would fall to were taken off.

    Whoever must not see an incident counts as away for it: the policy's deputies act.
    Source: BR-5.7.
    """
    off: dict[UUID, set[UUID]] = {}
    with reading(reader.school_id):
        rows = Recusal.objects.filter(school_id=reader.school_id, ended_at=None)
        still_open = rows.exclude(incident__status=Status.CLOSED.value)
        for incident_id, person_id in still_open.values_list("incident", "person"):
            off.setdefault(incident_id, set()).add(person_id)
    found = Q(pk__in=())
    for incident_id, people in off.items():
        roles, _ = cover.without(people).stood_in_for(reader.person_id)
        found |= Q(incident=incident_id, person=None, role__in={role.value for role in roles})
    return found


def _same(incident: Incident) -> Q:
    first = incident.duplicate_of_id or incident.pk
    return Q(incident=first) | Q(incident__duplicate_of=first)


def _firsts(school_id: UUID, person_id: UUID) -> Any:
    """Of each incident the person is kept from, the first report: the one that others repeat."""
    rows = Recusal.objects.filter(school_id=school_id, person_id=person_id, ended_at=None)
    return rows.values_list(Coalesce("incident__duplicate_of", "incident"))
