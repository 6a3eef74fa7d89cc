"""The response team of an incident: who is on it, and how the school's own is copied to it."""

from datetime import datetime
from uuid import UUID

from tocsin.core.facts import Kind
from tocsin.core.roles import Role
from tocsin.incidents.models import Incident, TeamMember
from tocsin.incidents.recusals import readers_of
from tocsin.incidents.settling import tell
from tocsin.ledger.tenancy import reading
from tocsin.policies.team.queries import default_team

POSSIBLE = frozenset({Kind.CONFIRMED.value, Kind.SUSPECTED.value})


def team_of(incident: Incident) -> list[TeamMember]:
    """Who is on the response team now, by name."""
    with reading(incident.school_id):
        rows = TeamMember.objects.filter(
            school_id=incident.school_id, incident=incident, left_at=None
        )
        return sorted(rows.select_related("person"), key=lambda row: str(row.person))


def called_in(incident: Incident, *, by_id: UUID, at: datetime) -> list[TeamMember]:
    """Rows, not saved, that put the school's own team on a possible breach, once; inside `writing`.

    Whoever must not see the incident is not among them. Source: BR-5.7.
    """
    if incident.kind not in POSSIBLE or incident.team_since is not None:
        return []
    able = readers_of(incident)
    chosen = {each.person_id for each in default_team(able, incident.pack_version_id)}
    if chosen:
        incident.team_since = at
    return [
        TeamMember(
            incident=incident, school_id=incident.school_id, by_id=by_id, at=at,
            person_id=member.person_id,
        )
        for member in able if member.person_id in chosen
    ]  # fmt: skip


def tell_team(incident: Incident, rows: list[TeamMember], *, at: datetime) -> None:
    """Alert those who are on the team from now on; only inside `writing`."""
    for row in rows:
        tell(incident, Role.STAFF, row.person_id, at=at)
