"""Who is on a school's response team unless an incident says otherwise."""

from collections.abc import Sequence
from uuid import UUID

from tocsin.core.roles import Role
from tocsin.ledger.tenancy import reading
from tocsin.policies.models import ResponseTeam
from tocsin.policies.queries import pack_of
from tocsin.schools.models import Membership


def team_row(school_id: UUID) -> ResponseTeam | None:
    """What the school has chosen; None while it goes by its policy."""
    with reading(school_id):
        return next(iter(ResponseTeam.objects.filter(school_id=school_id)), None)


def default_team(able: Sequence[Membership], pack_version_id: UUID) -> list[Membership]:
    """Those of `able` who belong to the school's own team, or to the one its policy names.

    able: members of one school who may read cases. Source: BR-5.7.
    """
    if not able:
        return []
    own = team_row(able[0].school_id)
    roles = {Role(each) for each in own.roles} if own else set(pack_of(pack_version_id).team)
    people = set(own.people) if own else set()
    return [
        each for each in able
        if str(each.person_id) in people or not roles.isdisjoint(each.held_roles)
    ]  # fmt: skip
