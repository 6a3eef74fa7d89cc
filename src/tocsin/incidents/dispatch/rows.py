"""Rows of letters and answers, and what stands in the way of a change; mostly inside `writing`."""

from collections.abc import Sequence
from datetime import datetime
from uuid import uuid4

from django.db.models import Max, Q

from tocsin.core.errors import NotYet, Reason
from tocsin.incidents.letter_plans import EMAIL, MOST, Planned, plan_of, why_not_now
from tocsin.incidents.letters import seal_letter
from tocsin.incidents.models import Dispatch, Letter, Notice, Reply
from tocsin.incidents.people import key_of
from tocsin.incidents.refusals import MOVED_ON
from tocsin.incidents.replies import Said, put_in, reply_row, said_of
from tocsin.jobs.queue import enqueue_all

__all__ = [
    "held_back",
    "letters_for",
    "number",
    "queue_emails",
    "reply_row",
    "said_in",
    "waiting_of",
]
NOT_OUT = (Letter.State.QUEUED.value, Letter.State.STOPPED.value)
WITHDRAWN = Reason(
    "withdrawn",
    "The notice of these letters was withdrawn. Stop them, and make new ones once another is"
    " cleared.",
    "BR-5.17",
)


def letters_for(dispatch: Dispatch, *, again: bool, at: datetime) -> list[Letter]:
    """A letter, sealed and not saved, for each addressee as the case stands now; not numbered yet.

    May be called before the school's turn is taken: it changes nothing.
    """
    incident = dispatch.incident
    planned = plan_of(incident, way=dispatch.way, again=again, at=at).letters[:MOST]
    key = key_of(incident) if planned else b""
    return [_letter_row(dispatch, each, key) for each in planned]


def number(dispatch: Dispatch, letters: Sequence[Letter]) -> None:
    """Number the batch and its letters on from those before; only inside `writing`."""
    of_incident = {"school_id": dispatch.school_id, "incident": dispatch.incident}
    before = Dispatch.objects.filter(**of_incident).aggregate(n=Max("number"))["n"] or 0
    first = (Letter.objects.filter(**of_incident).aggregate(n=Max("number"))["n"] or 0) + 1
    for place, each in enumerate(letters, first):
        each.number = place
    dispatch.number, dispatch.count = before + 1, len(letters)


def _letter_row(dispatch: Dispatch, each: Planned, key: bytes) -> Letter:
    row = Letter(
        id=uuid4(), incident=dispatch.incident, school_id=dispatch.school_id,
        by_id=dispatch.by_id, at=dispatch.at, dispatch=dispatch, notice_id=each.notice.pk,
        changed_at=dispatch.at, people=[str(person.row.pk) for person in each.people],
        state=Letter.State.QUEUED.value,
    )  # fmt: skip
    seal_letter(row, each.content, key)
    return row


def held_back(dispatch: Dispatch, when: datetime) -> tuple[Reason, ...]:
    """Why letters of a batch that have not gone out may not go out at `when`; empty when they may.

    Source: BR-5.17; BR-5.20.
    """
    rows = Letter.objects.filter(school_id=dispatch.school_id, dispatch=dispatch, state__in=NOT_OUT)
    notices = set(rows.values_list("notice_id", flat=True))
    if not notices:
        return ()
    withdrawn = Notice.objects.filter(school_id=dispatch.school_id, pk__in=notices).exclude(
        state=Notice.State.CLEARED, withdrawn_at=None
    )
    if withdrawn.filter(Q(withdrawn_at=None) | Q(withdrawn_at__lte=when)).exists():
        return (WITHDRAWN,)
    return why_not_now(dispatch.incident)


def queue_emails(dispatch: Dispatch, letters: Sequence[Letter], *, at: datetime) -> None:
    """Have each letter mailed after the commit, when that is their way."""
    if dispatch.way == EMAIL:
        school = dispatch.school_id
        jobs = ((school, f"letter:{each.pk}", {"letter": str(each.pk)}) for each in letters)
        enqueue_all("letters.send", jobs, at=at)


def waiting_of(dispatch: Dispatch) -> list[Letter]:
    """The letters of the batch that have not gone out."""
    rows = Letter.objects.filter(
        school_id=dispatch.school_id, dispatch=dispatch, state=Letter.State.QUEUED
    )
    found = list(rows.order_by("number"))
    for each in found:
        each.incident = dispatch.incident
    return found


def said_in(reply: Reply, words: str, seen: int) -> None:
    """Put what came of an answer beside it, once."""
    incident = reply.incident
    reply.refresh_from_db(from_queryset=Reply.objects.filter(school_id=reply.school_id))
    reply.incident = incident
    if reply.revision != seen or reply.done_at is not None:
        raise NotYet(MOVED_ON)
    put_in(reply, Said(said_of(reply).words, words))
