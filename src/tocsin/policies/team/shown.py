"""Who would be on the response team of a breach reported now, by name."""

from collections.abc import Iterable, Sequence

from tocsin.core.policy import Pack
from tocsin.core.roles import Role
from tocsin.policies.cover.queries import Cover
from tocsin.schools.models import Membership


def team_today(team: Iterable[Membership], cover: Cover, pack: Pack) -> list[tuple[str, str]]:
    """Each person of the team with their roles, and who acts for them if they are away today."""
    return [(str(each.person), _about(each, cover, pack)) for each in team]


def unheld(roles: Iterable[Role], team: Sequence[Membership], pack: Pack) -> list[str]:
    """The roles that belong to the team and that nobody holds."""
    held = {role for member in team for role in member.held_roles}
    return [pack.label_of(role) for role in roles if role not in held]


def _about(member: Membership, cover: Cover, pack: Pack) -> str:
    held = set(member.held_roles) - {Role.STAFF}
    roles = [pack.label_of(role) for role in Role if role in held]
    acting = [pk for pk in cover.acting_for(member.person_id) if pk != member.person_id]
    words = ", ".join(roles)
    if not acting:
        return words
    names = {each.person_id: str(each.person) for each in cover.members}
    said = " and ".join(names[pk] for pk in acting if pk in names)
    return f"{words}. Away today: {said or 'nobody'} acts"
