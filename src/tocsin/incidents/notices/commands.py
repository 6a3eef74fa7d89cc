"""Writing what people are told, putting it up, clearing it, and recording that it was issued."""

from collections.abc import Mapping
from datetime import datetime
from typing import Any
from uuid import UUID

from tocsin.core.errors import NotAllowed, NotYet, Reason, Stale, require_none
from tocsin.core.roles import Permission, Role
from tocsin.incidents.issuing import issuable, told_by_notice
from tocsin.incidents.keeping.inspecting import queue_inspection
from tocsin.incidents.models import Incident, Notice
from tocsin.incidents.notices.effects import retell
from tocsin.incidents.notices.freezing import frozen_if_last
from tocsin.incidents.notices.gates import (
    NOT_YOURS,
    may_give_back,
    present_at,
    role_or_refuse,
    still_wanted,
)
from tocsin.incidents.notices.queries import State, Verdict, given_now, lacks, text_of
from tocsin.incidents.notices.rows import (
    CHANGED,
    following,
    in_force,
    put_words,
    said,
    to_write_on,
    waiting,
)
from tocsin.incidents.refusals import refuse_closed
from tocsin.ledger.writing import writing
from tocsin.schools.models import Membership


def write(
    incident: Incident, *, audience: str, language: str, subject: str, parts: Mapping[str, str],
    ground: str = "", reason: str = "", seen: int, by: Membership, at: datetime,
) -> Notice:  # fmt: skip
    """Write the draft for an audience. Its clearances are void, and it is put up anew.

    parts: words by key of core.notice_parts. ground, reason: of a public notice. seen: the revision
    of the draft, 0 for a new one. Source: BR-5.17; BR-5.18; BR-1.5.
    """
    with writing(incident, by=by, may=Permission.DECIDE, at=at) as record:
        refuse_closed(incident)
        notice = to_write_on(incident, audience, language, seen=seen, by=by, at=at)
        put_words(notice, subject=subject, parts=parts, ground=ground, reason=reason)
        retell(incident, notice)
        record(
            "notice.written", saved=[incident, notice], number=notice.number,
            audience=audience, language=language,
        )  # fmt: skip
    return notice


def put_up(incident: Incident, *, notice_id: UUID, seen: int, by: Membership, at: datetime) -> None:
    """Put a draft up to be cleared. Raises NotYet with one reason for each part that is missing.

    Source: BR-5.17; BR-5.18; UK GDPR Art 34(2).
    """
    with writing(incident, by=by, may=Permission.DECIDE, at=at) as record:
        refuse_closed(incident)
        found = in_force(incident, notice_id)
        notice = to_write_on(incident, found.audience, found.language, seen=seen, by=by, at=at)
        require_none(lacks(notice))
        notice.put_up_at = at
        retell(incident, notice)
        record("notice.put-up", saved=[incident, notice], number=notice.number)


def clear(incident: Incident, *, notice_id: UUID, seen: int, by: Membership, at: datetime) -> None:
    """Clear the notice as it stands. With the last clearance that the policy wants it is in force.

    Nobody clears it under two roles; whoever stands in for an absent clearer does so for them.
    Source: BR-5.17; BR-5.7.
    """
    # Drawing and sealing take their time, so they are over before the school's turn is taken.
    paper = frozen_if_last(incident, notice_id, by=by, at=at)
    with writing(incident, by=by, may=Permission.READ_CASES, at=at) as record:
        refuse_closed(incident)
        notice = waiting(incident, notice_id, seen=seen)
        given = given_now(notice)
        role = role_or_refuse(incident, given, by, at)
        row = said(
            notice, Verdict.CLEARED.value, by=by, at=at, role=role.value,
            stands_in=role not in by.held_roles,
        )  # fmt: skip
        saved: list[Any] = [incident, row]
        is_last = not still_wanted(incident, [*given, row])
        if is_last:
            if paper is None:  # somebody cleared it between the drawing and now
                raise Stale(CHANGED)
            notice.state, notice.cleared_at = State.CLEARED.value, at
            notice.digest, notice.file = text_of(notice), paper
            saved = [incident, paper, notice, row]
        retell(incident, notice, given=[row])
        record(
            "notice.cleared" if is_last else "notice.partly-cleared", saved=saved,
            number=notice.number, role=role.value, text=row.text,
            file=paper.digest if is_last and paper else None,
        )  # fmt: skip
        if is_last and paper:
            queue_inspection(paper, at=at)


def give_back(
    incident: Incident, *, notice_id: UUID, words: str, seen: int, by: Membership, at: datetime
) -> None:
    """Give the notice back with what should change. Whatever clearances it had are void.

    Source: BR-5.17.
    """
    with writing(incident, by=by, may=Permission.READ_CASES, at=at) as record:
        refuse_closed(incident)
        notice = waiting(incident, notice_id, seen=seen)
        if not may_give_back(incident, by, present_at(incident, at)):
            raise NotAllowed(NOT_YOURS)
        row = said(notice, Verdict.RETURNED.value, by=by, at=at, role=_speaks_as(by), words=words)
        notice.put_up_at = None
        retell(incident, notice)
        record("notice.given-back", saved=[incident, notice, row], number=notice.number)


def advise(
    incident: Incident, *, notice_id: UUID, words: str, by: Membership, at: datetime
) -> None:
    """Add the DPO's own wording or advice. It clears nothing and voids nothing. Source: BR-5.17."""
    with writing(incident, by=by, may=Permission.ACKNOWLEDGE, at=at) as record:
        if Role.DPO not in by.held_roles:
            raise NotAllowed(Reason("dpo", "This is the advice of the DPO: only they give it."))
        refuse_closed(incident)
        notice = in_force(incident, notice_id)
        row = said(notice, Verdict.ADVISED.value, by=by, at=at, role=Role.DPO.value, words=words)
        record("notice.advised-on", saved=[incident, row], number=notice.number)


def withdraw(
    incident: Incident, *, notice_id: UUID, is_followed: bool, by: Membership, at: datetime
) -> None:
    """Withdraw a notice, so that nothing more of it goes out.

    is_followed: begin a new draft with its words, which is cleared anew. Source: BR-5.17.
    """
    with writing(incident, by=by, may=Permission.DECIDE, at=at) as record:
        refuse_closed(incident)
        notice = in_force(incident, notice_id)
        notice.state, notice.withdrawn_at = State.WITHDRAWN.value, at
        after = [following(notice, by=by, at=at)] if is_followed else []
        retell(incident, notice, *after)
        record(
            "notice.withdrawn", saved=[incident, notice, *after], number=notice.number,
            followed_by=after[0].number if after else None,
        )  # fmt: skip


def issue(
    incident: Incident, *, notice_id: UUID, issued_at: datetime, where: str, by: Membership,
    at: datetime,
) -> None:  # fmt: skip
    """Record when and where a public notice, a statement or lines to take went out.

    Raises NotYet when it is not cleared, or when the police advised to wait. A public notice in
    place of single messages tells the people affected. Source: BR-5.17; BR-5.20; BR-1.5.
    """
    with writing(incident, by=by, may=Permission.DECIDE, at=at) as record:
        refuse_closed(incident)
        notice = in_force(incident, notice_id)
        require_none(issuable(incident, notice))
        if notice.issued_at is not None:
            raise NotYet(Reason("issued", "This is recorded already. Look at what is there now."))
        notice.issued_at, notice.issued_where = issued_at, where
        telling = told_by_notice(incident, notice, by=by, at=at)
        record("notice.issued", saved=[incident, notice, *telling], number=notice.number)


def _speaks_as(by: Membership) -> str:
    order = (Role.HEAD, Role.DEPUTY_DPO, Role.DPO)
    return next((role.value for role in order if role in by.held_roles), Role.STAFF.value)
