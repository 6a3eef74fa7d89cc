"""Writing what people are told, and having it cleared, as the practice trust's people would."""

from datetime import datetime

from tocsin.core.notice_parts import TO_FILL_IN
from tocsin.core.notice_rules import CLEARERS, IN_WRITING
from tocsin.incidents.models import Incident
from tocsin.incidents.notices.commands import clear, put_up, write
from tocsin.incidents.notices.filling import drafted, told_by
from tocsin.ledger.tenancy import reading
from tocsin.schools.models import Membership

INSTEAD = {
    "what": "A file reached people it was not meant for.",
    "when": "Somebody chose the wrong name from a list.",
    "effects": "Somebody may have read it. We do not expect more harm than that.",
    "done": "We asked for the file back, and check each message twice now.",
    "data": "What the file said about you.",
    "contact": "Our Data Protection Officer: dpo@example.org.",
}


def notice_before_telling(
    incident: Incident, members: list[Membership], how: str, *, by: Membership, at: datetime
) -> None:
    """Write and clear the notice that a telling in writing rests on."""
    if how not in IN_WRITING:
        return
    with reading(incident.school_id):
        subject, parts = drafted(told_by(incident), "people", "en")
    whole = {
        key: TO_FILL_IN.sub(INSTEAD.get(key, ""), words).strip() for key, words in parts.items()
    }
    notice = write(
        incident, audience="people", language="en", subject=subject, parts=whole, seen=0,
        by=by, at=at,
    )  # fmt: skip
    put_up(incident, notice_id=notice.pk, seen=notice.revision, by=by, at=at)
    with reading(incident.school_id):
        notice.refresh_from_db()
    for role in CLEARERS:
        member = next(each for each in members if role in each.held_roles)
        clear(incident, notice_id=notice.pk, seen=notice.revision, by=member, at=at)
