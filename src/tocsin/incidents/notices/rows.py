"""The rows of notices, built for the commands beside it."""

from collections.abc import Mapping
from datetime import datetime
from typing import Any
from uuid import UUID

from tocsin.core.errors import NotYet, Reason, Stale
from tocsin.core.notice_parts import PARTS, joined
from tocsin.incidents.models import Incident, Notice, NoticeClearance
from tocsin.incidents.notices.gates import GONE, NOT_A_DRAFT, NOT_PUT_UP
from tocsin.incidents.notices.queries import State, next_number, notice_for, notice_of, text_of
from tocsin.schools.models import Membership

CHANGED = Reason(
    "stale",
    "Somebody changed this while you had it open. Your words are below: check what is there now,"
    " then choose what to keep.",
)


def to_write_on(
    incident: Incident, audience: str, language: str, *, seen: int, by: Membership, at: datetime
) -> Notice:
    """The draft of this audience, or a new one, not saved; only inside `writing`.

    Raises Stale when it is not as it was seen, and NotYet when it was cleared meanwhile.
    """
    found = notice_for(incident, audience, language)
    if found is None:
        found = Notice(
            incident=incident, school_id=incident.school_id, by_id=by.person_id, at=at,
            number=next_number(incident), audience=audience, language=language,
        )  # fmt: skip
    if found.state != State.DRAFT:
        raise NotYet(NOT_A_DRAFT)
    if found.revision != seen:
        raise Stale(CHANGED)
    return found


def put_words(notice: Notice, *, subject: str, parts: Mapping[str, str], **more: Any) -> None:
    """Put the words in: whatever was said of other words is void. more: ground, reason."""
    kept = {part.key: parts.get(part.key, "").strip() for part in PARTS[notice.audience]}
    notice.subject, notice.parts = subject.strip(), kept
    notice.words = joined(notice.audience, kept, language=notice.language)
    notice.put_up_at = None
    notice.ground, notice.reason = more.get("ground") or None, more.get("reason") or None


def following(notice: Notice, *, by: Membership, at: datetime) -> Notice:
    """A new draft that goes on from a notice that was cleared; only inside `writing`."""
    return Notice(
        incident=notice.incident, school_id=notice.school_id, by_id=by.person_id, at=at,
        number=next_number(notice.incident), audience=notice.audience, language=notice.language,
        subject=notice.subject, parts=notice.parts, words=notice.words, ground=notice.ground,
        reason=notice.reason,
    )  # fmt: skip


def waiting(incident: Incident, notice_id: UUID, *, seen: int) -> Notice:
    """The notice that waits to be cleared, as it was seen; only inside `writing`."""
    found = notice_of(incident, notice_id)
    if found.state != State.DRAFT or found.put_up_at is None:
        raise NotYet(NOT_PUT_UP)
    if found.revision != seen:
        raise Stale(CHANGED)
    return found


def in_force(incident: Incident, notice_id: UUID) -> Notice:
    """The notice, unless it was withdrawn; only inside `writing`."""
    found = notice_of(incident, notice_id)
    if found.state == State.WITHDRAWN:
        raise NotYet(GONE)
    return found


def said(
    notice: Notice, verdict: str, *, by: Membership, at: datetime, **more: Any
) -> NoticeClearance:
    """What somebody says of the words there are now. more: role, stands_in, words."""
    return NoticeClearance(
        incident=notice.incident, school_id=notice.school_id, by_id=by.person_id, at=at,
        notice=notice, text=text_of(notice), revision=notice.revision, verdict=verdict, **more,
    )  # fmt: skip
