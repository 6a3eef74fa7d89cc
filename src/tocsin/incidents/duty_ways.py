"""Whether a reader may open the page on which a duty is done: no link leads to a refusal."""

from collections.abc import Collection
from datetime import datetime
from functools import lru_cache
from uuid import UUID

from django.urls import resolve

from tocsin.core.action_rules import PREFIX as ACTION
from tocsin.core.roles import GRANTS, Permission, Role
from tocsin.incidents.duty_pages import OWN, SOME_ID, page_of_duty, page_of_incident
from tocsin.incidents.models import Incident
from tocsin.incidents.recusals import people_kept_from
from tocsin.policies.cover.queries import cover_of
from tocsin.policies.queries import pack_of
from tocsin.schools.models import Membership

KEPT_APART = "discipline"  # the policy says who may read it, whatever else they may


def way_to(duty: str, incident: Incident, reader: Membership, at: datetime) -> str:
    """The address of the page where the duty is done; "" when the reader may not open it."""
    may_open = _grants(duty, reader.held_roles)
    if duty == KEPT_APART:
        may_open = may_read_discipline(reader, incident, at)
    return page_of_duty(duty, reader.school.slug, incident.pk) if may_open else ""


def way_over_schools(
    duty: str, slug: str, incident_id: UUID, roles: Collection[frozenset[Role]]
) -> str:
    """The same for somebody who holds one of these sets of roles there; else the incident's."""
    if duty != KEPT_APART and all(_grants(duty, each) for each in roles):
        return page_of_duty(duty, slug, incident_id)
    return page_of_incident(slug, incident_id)


def may_read_discipline(reader: Membership, incident: Incident, at: datetime) -> bool:
    """Whether one of the reader's roles is among those to whom the policy shows the decision.

    Where everybody in such a role must not see the incident, whoever is asked in their place may.
    """
    visible_to: tuple[Role, ...] = pack_of(incident.pack_version_id).disciplinary.visible_to
    if not set(visible_to).isdisjoint(reader.held_roles):
        return True
    off = people_kept_from(incident)
    if not off:
        return False
    cover = cover_of(incident.school_id, at)
    return any(
        reader.person_id in cover.without(off).whose(role, None, without=off)
        for role in visible_to
        if off.issuperset(cover.rota.holders.get(role, ()))
    )


def _grants(duty: str, held: Collection[Role]) -> bool:
    return not _needed(_kind(duty)).isdisjoint(held)


def _kind(duty: str) -> str:
    """Any one duty of the same page."""
    if duty.startswith(OWN):
        return f"{OWN}any"
    return f"{ACTION}{SOME_ID}" if duty.startswith(ACTION) else duty


@lru_cache(maxsize=512)
def _needed(duty: str) -> frozenset[Role]:
    """The roles for which the page of the duty opens: as the page itself says."""
    permission: Permission = resolve(page_of_duty(duty, "x", UUID(int=0))).func.permission  # type: ignore[attr-defined]
    return GRANTS[permission]
