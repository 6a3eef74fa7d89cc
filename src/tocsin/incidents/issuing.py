"""The gate between a notice and the world: nothing in writing goes out that was not cleared."""

from datetime import datetime

from tocsin.core.errors import Reason
from tocsin.core.facts import Tell
from tocsin.core.notice_parts import LINES, PERSONAL, PUBLIC
from tocsin.core.notice_rules import IN_WRITING
from tocsin.incidents.models import Incident, Notice, Telling
from tocsin.incidents.notices_in_force import cleared_notices
from tocsin.schools.models import Membership

HELD = Reason(
    "delayed", "The police advised to wait. Record first that the delay is over.", "BR-5.20"
)
NOT_CLEARED = Reason(
    "not-cleared",
    "Nothing in writing goes to the people affected before it is cleared. Write the notice, and"
    " have it cleared; or, where somebody was at immediate risk, record that you spoke to them.",
    "BR-5.17",
)
NOT_THIS = Reason(
    "not-cleared", "This is not cleared, so it cannot have gone out. Have it cleared first.",
    "BR-5.17",
)  # fmt: skip
TO_EACH = Reason(
    "personal", "This goes to people one by one. Record there who was told, and how.", "BR-5.17"
)
INSTEAD = "disproportionate"  # the ground on which a public notice stands for single messages


def unclear(incident: Incident, how: str) -> tuple[Reason, ...]:
    """Why the people cannot have been told in this way; empty when they can. Source: BR-5.17.

    By phone and in person people are spoken to: what was said to one of them is not cleared.
    """
    if how not in IN_WRITING:
        return ()
    theirs = PERSONAL | {PUBLIC}
    cleared = {each.audience for each in cleared_notices(incident)}
    return () if cleared & theirs else (NOT_CLEARED,)


def issuable(incident: Incident, notice: Notice) -> tuple[Reason, ...]:
    """Why the notice cannot have gone out; empty when it can. Source: BR-5.17; BR-5.20."""
    if notice.audience in PERSONAL:
        return (TO_EACH,)
    if notice.state != Notice.State.CLEARED:
        return (NOT_THIS,)
    # What staff say when they are asked goes out nowhere, so nobody waits with it.
    is_held = incident.tell_people == Tell.LATER and notice.audience != LINES
    return (HELD,) if is_held else ()


def told_by_notice(
    incident: Incident, notice: Notice, *, by: Membership, at: datetime
) -> list[Telling]:
    """The row that says the people were told, if this notice stands for single messages; not saved.

    Only inside `writing`. Source: UK GDPR Art 34(3)(c).
    """
    stands_for_all = incident.people_ground == INSTEAD and incident.tell_people == Tell.YES
    told_at = notice.issued_at
    is_told = incident.people_told_at is not None
    if notice.audience != PUBLIC or not stands_for_all or is_told or told_at is None:
        return []
    incident.people_told_at = told_at
    return [
        Telling(
            incident=incident, school_id=incident.school_id, by_id=by.person_id, at=at,
            whom=Telling.Whom.PEOPLE, told_at=told_at, how="notice",
            details=notice.issued_where or "",
        )
    ]  # fmt: skip
