"""Letters to the people affected: made, sent, stopped, come back, and answered."""

from datetime import date, datetime
from uuid import uuid4

from tocsin.core.errors import NotYet, Reason, require_none
from tocsin.core.roles import Permission
from tocsin.incidents.dispatch.rows import (
    held_back,
    letters_for,
    number,
    queue_emails,
    reply_row,
    said_in,
    waiting_of,
)
from tocsin.incidents.letter_plans import medium_doubts, why_not_now
from tocsin.incidents.models import AffectedPerson, Dispatch, Incident, Letter, Reply
from tocsin.incidents.people_looks import allow_names
from tocsin.incidents.reaching import HOW, fresh, keep_replies, moved, settled
from tocsin.incidents.refusals import refuse_closed
from tocsin.ledger.recorded import Recorded
from tocsin.ledger.writing import writing
from tocsin.schools.models import Membership, System

State = Letter.State
NOBODY = Reason(
    "nobody", "There is nobody left to write to this way. Look at who is left out, and why."
)
WEIGH = Reason("weigh", "Say why this way is safe enough here, or choose another.", "BR-5.17")
POSTED = Reason("posted", "These letters are sent already.")


def make_letters(
    incident: Incident, *, way: str, again: bool, medium_reason: str, by: Membership, at: datetime
) -> Dispatch:
    """Make a letter for each addressee out of the notices that are cleared; emails are queued.

    Raises NotYet while there is a delay, when nothing is cleared, when nobody is left, and when
    the way has to be weighed and is not. Source: BR-5.17; BR-5.20.
    """
    dispatch = Dispatch(
        id=uuid4(), incident=incident, school_id=incident.school_id, by_id=by.person_id, at=at,
        way=way, medium_reason=medium_reason,
    )  # fmt: skip
    # Opening the list and sealing take their time, so they are over before the school's turn.
    seen, letters = incident.revision, letters_for(dispatch, again=again, at=at)
    with writing(incident, by=by, may=Permission.DECIDE, at=at) as record:
        require_none(why_not_now(incident))
        if medium_doubts(incident, way) and not medium_reason.strip():
            raise NotYet(WEIGH)
        if incident.revision != seen:  # somebody was told, withheld or put on the list since
            letters = letters_for(dispatch, again=again, at=at)
        if not letters:
            raise NotYet(NOBODY)
        number(dispatch, letters)
        followed = settled(incident, [one for each in letters for one in each.people])
        saved = [incident, dispatch, *letters, *followed]
        record("letters.made", saved=saved, way=way, count=len(letters), number=dispatch.number)
        queue_emails(dispatch, letters, at=at)
    return dispatch


def take_out(dispatch: Dispatch, *, kind: str, by: Membership, at: datetime) -> None:
    """Record that letters are taken out as a file, names and all.

    Raises NotYet while letters that wait may not go out. Source: BR-5.17; BR-5.20; SI-M5.
    """
    with writing(dispatch.incident, by=by, may=Permission.DECIDE, at=at) as record:
        require_none(held_back(dispatch, at))
        record("letters.taken-out", number=dispatch.number, count=dispatch.count, kind=kind)


def record_batch(dispatch: Dispatch, *, done_at: datetime, by: Membership, at: datetime) -> None:
    """Record that the letters of a batch that still wait were posted, or all were spoken to.

    Raises NotYet while there is a delay, or when their notice was withdrawn before. Source:
    BR-5.17; BR-5.20.
    """
    with writing(dispatch.incident, by=by, may=Permission.DECIDE, at=at) as record:
        incident = dispatch.incident
        require_none(held_back(dispatch, done_at))
        letters = waiting_of(dispatch)
        if not letters:
            raise NotYet(POSTED)
        is_phone = dispatch.way == Dispatch.Way.PHONE
        saved = moved(
            incident, letters, State.SPOKEN if is_phone else State.SENT, when=done_at, at=at,
            how=HOW[dispatch.way],
        )  # fmt: skip
        record("letters.posted", saved=saved, number=dispatch.number, count=len(letters))


def stop_waiting(dispatch: Dispatch, *, by: Membership, at: datetime) -> None:
    """Stop the letters of a batch that have not gone out, so that another way is free.

    Source: BR-5.17.
    """
    with writing(dispatch.incident, by=by, may=Permission.DECIDE, at=at) as record:
        letters = waiting_of(dispatch)
        if not letters:
            raise NotYet(Reason("none-wait", "None of these letters waits any more."))
        saved = moved(
            dispatch.incident, letters, State.STOPPED, when=at, at=at, how=HOW[dispatch.way],
            fault="by-hand",
        )  # fmt: skip
        record("letters.stopped", saved=saved, number=dispatch.number, count=len(letters))


def note_sent(letter: Letter, *, at: datetime) -> None:
    """Record that the mail server took a letter, once. Source: BR-5.17."""
    by = System(letter.school_id)
    with writing(letter.incident, by=by, may=Permission.OPERATE, at=at) as record:
        fresh(letter)
        is_news = letter.state in {State.QUEUED, State.STOPPED}
        saved = _moved_by_mail(letter, State.SENT, "", at) if is_news else []
        record("letter.sent", saved=saved, number=letter.number)


def note_failed(letter: Letter, *, fault: str, at: datetime) -> None:
    """Record that the mail server will not take a letter, so that another way is asked for.

    fault: a code. Source: BR-5.17.
    """
    by = System(letter.school_id)
    with writing(letter.incident, by=by, may=Permission.OPERATE, at=at) as record:
        fresh(letter)
        is_news = letter.state == State.QUEUED
        saved = _moved_by_mail(letter, State.FAILED, fault, at) if is_news else []
        record("letter.failed", saved=saved, number=letter.number, fault=fault)


def note_stopped(letter: Letter, *, fault: str, at: datetime) -> None:
    """Record that a letter did not go out: a delay began, or its notice was withdrawn.

    fault: a code. Source: BR-5.17; BR-5.20.
    """
    by = System(letter.school_id)
    with writing(letter.incident, by=by, may=Permission.OPERATE, at=at) as record:
        fresh(letter)
        is_news = letter.state == State.QUEUED
        saved = _moved_by_mail(letter, State.STOPPED, fault, at) if is_news else []
        record("letter.stopped", saved=saved, number=letter.number, fault=fault)


def follow_letter(
    letter: Letter, *, state: str, happened_at: datetime, seen: int, by: Membership, at: datetime
) -> None:
    """Record by hand that a letter came back by post, or that its people were spoken to.

    state: "returned" or "spoken". Source: BR-5.17.
    """
    with writing(letter.incident, by=by, may=Permission.DECIDE, at=at) as record:
        incident = letter.incident
        fresh(letter, seen)
        refuse_closed(incident)
        others = settled(incident, letter.people) if state == State.SPOKEN else []
        letter.sent_at = letter.sent_at or happened_at
        saved = moved(incident, [letter], state, when=happened_at, at=at, how="phone")
        saved += [each for each in others if each.pk != letter.pk]
        record(f"letter.{state}", saved=saved, number=letter.number)


def record_reply(
    person: AffectedPerson, *, kind: str, received_on: date, due_on: date, words: str,
    by: Membership, at: datetime,
) -> None:  # fmt: skip
    """Record that somebody who is affected answered, or complained; answered by `due_on`.

    Source: BR-5.17; DPA 2018 s.164A.
    """
    with writing(person.incident, by=by, may=Permission.READ_PEOPLE, at=at) as record:
        incident = person.incident
        allow_names(incident, by)
        row = reply_row(
            incident, person=person, kind=kind, received_on=received_on, due_on=due_on,
            words=words, by_id=by.person_id, at=at,
        )  # fmt: skip
        keep_replies(incident, row)
        record("reply.recorded", saved=[incident, row], kind=kind)


def settle_reply(reply: Reply, *, words: str, seen: int, by: Membership, at: datetime) -> None:
    """Record what came of an answer or a complaint. Source: BR-5.17."""
    with writing(reply.incident, by=by, may=Permission.READ_PEOPLE, at=at) as record:
        incident = reply.incident
        allow_names(incident, by)
        said_in(reply, words, seen)
        reply.done_at = at
        keep_replies(incident, reply)
        record("reply.settled", saved=[incident, reply], kind=reply.kind)


def _moved_by_mail(letter: Letter, state: str, fault: str, at: datetime) -> list[Recorded]:
    return moved(letter.incident, [letter], state, when=at, at=at, how="email", fault=fault)
