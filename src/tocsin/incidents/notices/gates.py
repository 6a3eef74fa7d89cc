"""Who may clear a notice now, under which role, and what stands in the way."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from tocsin.core.errors import NotAllowed, Reason
from tocsin.core.notice_rules import awaited, clearers, role_to_clear_as
from tocsin.core.roles import Role
from tocsin.incidents.models import Incident, Notice, NoticeClearance
from tocsin.incidents.notices.queries import roles_of
from tocsin.incidents.recusals import people_kept_from
from tocsin.policies.cover.queries import Cover, cover_of
from tocsin.policies.queries import pack_of
from tocsin.schools.models import Membership

NOT_PUT_UP = Reason(
    "not-put-up",
    "This does not wait to be cleared. Look at what is there now, and put it up first.",
    "BR-5.17",
)
BY_ANOTHER = Reason(
    "another-person",
    "You have cleared this already. Somebody else clears it too: nobody does so twice.",
    "BR-5.17",
)
NOT_YOURS = Reason(
    "clearer",
    "The school's policy says who clears what leaves the school. Ask one of them.",
    "BR-5.17",
)
NOT_A_DRAFT = Reason(
    "cleared",
    "This was cleared, so nobody changes it. Write a new version: it is cleared anew.",
    "BR-5.17",
)
GONE = Reason("withdrawn", "This was withdrawn. Write a new one for these people.", "BR-5.17")


def still_wanted(incident: Incident, given: Iterable[NoticeClearance]) -> tuple[Role, ...]:
    """The roles whose clearance is still needed."""
    return awaited(pack_of(incident.pack_version_id), roles_of(given))


@dataclass(frozen=True)
class Present:
    """Who is there at an instant, and who must not see the incident."""

    cover: Cover
    off: frozenset[UUID]


def present_at(incident: Incident, at: datetime) -> Present:
    """Read who is there, once."""
    return Present(cover_of(incident.school_id, at), people_kept_from(incident))


def clears_as(
    incident: Incident, given: Sequence[NoticeClearance], by: Membership, present: Present
) -> Role | None:
    """The role under which `by` may clear now; None when they may not, or not any more.

    Whoever cleared it already, and whoever must not see it, counts as away: so another stands in
    for the other role they hold. Source: BR-5.17; BR-5.7.
    """
    spoken = {each.by_id for each in given if each.by_id}
    wanted = still_wanted(incident, given)
    if by.person_id in spoken or not wanted:
        return None
    cover = present.cover.without(spoken | present.off)
    acting = {role: cover.acting(role) for role in wanted if role not in by.held_roles}
    return role_to_clear_as(wanted, acting, by.person_id, by.held_roles)


def role_or_refuse(
    incident: Incident, given: Sequence[NoticeClearance], by: Membership, at: datetime
) -> Role:
    """The role under which `by` clears. Raises NotAllowed when there is none."""
    if any(each.by_id == by.person_id for each in given):
        raise NotAllowed(BY_ANOTHER)
    role = clears_as(incident, given, by, present_at(incident, at))
    if role is None:
        raise NotAllowed(NOT_YOURS)
    return role


def may_give_back(incident: Incident, by: Membership, present: Present) -> bool:
    """Whether `by` is one of those who clear, or the DPO, or stands in for one of them."""
    roles, _ = clearers(pack_of(incident.pack_version_id))
    if not {*roles, Role.DPO}.isdisjoint(by.held_roles):
        return True
    return clears_as(incident, (), by, present) is not None


def label_of(notice: Notice) -> str:
    """Whom it is for, and in which language."""
    audience = Notice.Audience(notice.audience).label
    return f"{audience}, in Welsh" if notice.language == "cy" else str(audience)
