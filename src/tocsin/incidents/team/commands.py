"""Who works on an incident, and who must see nothing of it."""

from collections.abc import Collection
from datetime import datetime
from uuid import UUID

from tocsin.core.errors import NotYet, Reason, require_none
from tocsin.core.roles import Permission, Role, sees_all
from tocsin.incidents.models import AgendaItem, Incident, Recusal, TeamMember
from tocsin.incidents.recusals import people_kept_from, readers_of
from tocsin.incidents.settling import tell
from tocsin.incidents.teams import team_of, tell_team
from tocsin.ledger.writing import writing
from tocsin.schools.models import Membership, Person
from tocsin.schools.queries import members_of

KEPT_ALREADY = Reason("kept-already", "This person is kept from it already.")
NOBODY_LEFT = Reason(
    "nobody-left",
    "Nobody would be left who may look after this. First give somebody else at the school the role"
    " of DPO, or of Headteacher when it is about the DPO, on the People page.",
    "BR-5.7",
)


def change_team(
    incident: Incident, *, people: Collection[UUID], reason: str, seen: int, by: Membership,
    at: datetime,
) -> None:  # fmt: skip
    """Choose who is on the response team; whoever joins is told, and why is on the record.

    people: ids of those on it from now on, of whom only those count who may read the incident.
    Source: BR-5.7; BR-5.8.
    """
    with writing(incident, by=by, may=Permission.MANAGE_TEAM, at=at, seen=seen) as record:
        able = {each.person_id for each in readers_of(incident)}
        wanted, now = able.intersection(people), team_of(incident)
        gone = [row for row in now if row.person_id not in wanted]
        for row in gone:
            row.left_at, row.left_reason = at, reason
        joined = [
            TeamMember(incident=incident, school_id=incident.school_id, by_id=by.person_id, at=at,
                       person_id=person, reason=reason)
            for person in sorted(wanted - {row.person_id for row in now}, key=str)
        ]  # fmt: skip
        incident.team_since = (incident.team_since or at) if wanted else None
        record("team.changed", saved=[incident, *gone, *joined], joined=len(joined), left=len(gone))
        tell_team(incident, joined, at=at)


NOBODY_ABOVE = Reason(
    "nobody-above",
    "The Headteacher or the DPO must be able to see every incident. Let one of them back first.",
    "BR-5.7",
)
OVERSEERS = frozenset({Role.HEAD, Role.DPO})


def keep_out(
    incident: Incident, *, person: Membership, reason: str, lead: Person | None, seen: int,
    by: Membership, at: datetime,
) -> None:  # fmt: skip
    """Let somebody see nothing of the incident from now on, without telling them.

    lead: who leads instead when it was they. They leave the team and the joint decision; what their
    role has to do falls to whoever acts for it. Raises NotYet when nobody able to act would be
    left. The entry names nobody: they may read the ledger. Source: BR-5.7; SI-ANON.
    """
    row = Recusal(
        incident=incident, school_id=incident.school_id, by_id=by.person_id, at=at,
        person_id=person.person_id, reason=reason,
    )  # fmt: skip
    with writing(incident, by=by, may=Permission.MANAGE_TEAM, at=at, seen=seen) as record:
        off = people_kept_from(incident) | {person.person_id}
        require_none(_not_keepable(incident, person, off))
        if incident.lead_id == person.person_id:
            incident.lead = lead if lead and lead.pk not in off else None
        if asked := incident.awaiting:
            incident.awaiting = [each for each in asked if each != str(person.person_id)]
        left = [each for each in team_of(incident) if each.person_id == person.person_id]
        for each in left:
            each.left_at, each.left_reason = at, reason
        record("incident.access-changed", saved=[incident, row, *left])
        _tell_stand_ins(incident, person, at)


def let_back(recusal: Recusal, *, seen: int, by: Membership, at: datetime) -> None:
    """Let somebody see the incident again. Source: BR-5.7."""
    incident = recusal.incident
    with writing(incident, by=by, may=Permission.MANAGE_TEAM, at=at, seen=seen) as record:
        recusal.refresh_from_db()
        if recusal.ended_at is not None:
            raise NotYet(Reason("let-back", "This person may see it again already."))
        recusal.ended_at = at
        record("incident.access-changed", saved=[incident, recusal])


def _not_keepable(
    incident: Incident, person: Membership, off: Collection[UUID]
) -> tuple[Reason, ...]:
    own = Recusal.objects.filter(
        school_id=incident.school_id, incident=incident, person=person.person_id, ended_at=None
    )
    if own.exists():
        return (KEPT_ALREADY,)
    able = [m for m in members_of(incident.school_id) if sees_all(m) and m.person_id not in off]
    if not able:
        return (NOBODY_LEFT,)
    # Somebody above the Deputy DPO goes on seeing it: nobody keeps an incident to themselves.
    is_watched = any(OVERSEERS.intersection(each.held_roles) for each in able)
    return () if is_watched or not _has_overseers(incident) else (NOBODY_ABOVE,)


def _tell_stand_ins(incident: Incident, person: Membership, at: datetime) -> None:
    """Alert whoever acts from now on for the roles of somebody who was taken off."""
    roles = {role.value for role in person.held_roles}
    open_ones = AgendaItem.objects.filter(incident=incident, person=None, role__in=roles)
    for role in sorted(set(open_ones.values_list("role", flat=True))):
        tell(incident, Role(role), at=at)


def _has_overseers(incident: Incident) -> bool:
    return any(OVERSEERS.intersection(each.held_roles) for each in members_of(incident.school_id))
