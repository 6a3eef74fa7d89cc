"""Choosing who is on the response team of a possible breach."""

from collections.abc import Iterable
from datetime import datetime
from uuid import UUID

from tocsin.core.roles import Actor, Permission, Role
from tocsin.ledger.writing import writing
from tocsin.policies.models import ResponseTeam
from tocsin.policies.team.queries import team_row
from tocsin.schools.models import School


def choose_team(
    school: School, *, roles: Iterable[Role], people: Iterable[UUID], by: Actor, at: datetime
) -> None:
    """Say which roles and which people the school puts on every possible breach from now on.

    What is being dealt with already keeps its own team. Source: BR-5.7.
    """
    row = team_row(school.pk) or ResponseTeam(school=school)
    with writing(row, by=by, may=Permission.MANAGE_SCHOOL, at=at) as record:
        row.roles = sorted(role.value for role in roles)
        row.people = sorted(str(each) for each in people)
        row.changed_at = at
        record("team.chosen", saved=row, roles=len(row.roles), people=len(row.people))
