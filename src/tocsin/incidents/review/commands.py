"""Reviewing how an incident was dealt with, and saying what should change."""

from dataclasses import asdict
from datetime import date, datetime

from tocsin.core.actions import ActionKind
from tocsin.core.errors import Reason, Stale, require_none
from tocsin.core.facts import NO_BREACH, Answer, Status
from tocsin.core.review_rules import missing
from tocsin.core.roles import Permission
from tocsin.incidents.asking import new_action, with_incident
from tocsin.incidents.models import Improvement, Incident
from tocsin.incidents.refusals import CLOSED
from tocsin.incidents.review.queries import questions_of, review_to_write
from tocsin.incidents.timeliness import timings_of
from tocsin.ledger.writing import writing
from tocsin.schools.models import Membership, Person

CHANGED = Reason(
    "stale",
    "Somebody wrote on the review while you had it open. Your words are below: check what is there"
    " now, then choose what to keep.",
)


def write_review(
    incident: Incident,
    *,
    answers: dict[str, tuple[str, str]],
    is_finished: bool,
    seen: int,
    by: Membership,
    at: datetime,
) -> None:
    """Keep what was answered so far, and finish the review when `is_finished`.

    answers: verdict and words, by question. seen: the revision that was on screen. A finished
    version is kept as it is, with how each timescale was kept; writing again begins another.
    Raises NotYet when it is finished with a question open, or before the incident is contained;
    and Stale. Source: BR-5.23; BR-5.24; BR-5.25; BR-5.26.
    """
    with writing(incident, by=by, may=Permission.INVESTIGATE, at=at) as record:
        require_none(_not_reviewed(incident))
        row, questions = review_to_write(incident), questions_of(incident)
        if row.revision != seen:
            raise Stale(CHANGED)
        if row.is_new:
            row.by_id, row.at = by.person_id, at
        row.answers = [
            {"key": each.key, "verdict": answers[each.key][0], "words": answers[each.key][1]}
            for each in questions
            if each.key in answers
        ]
        if is_finished:
            require_none(_too_early(incident) or missing(questions, answers))
            row.finished_by_id, row.finished_at, incident.reviewed_at = by.person_id, at, at
            row.timescales = [asdict(each) for each in timings_of(incident, at)]
        action = "review.finished" if is_finished else "review.drafted"
        record(action, saved=[incident, row], number=row.number)


def suggest(
    incident: Incident, *, kind: str, question: str, words: str, by: Membership, at: datetime
) -> None:
    """Record that a policy should change, that somebody needs training, or a risk to watch.

    question: the key of what it follows from. Source: BR-5.24; BR-5.25; SI-WHY1.
    """
    row = Improvement(
        incident=incident, school_id=incident.school_id, by_id=by.person_id, at=at,
        kind=kind, question=question, words=words,
    )  # fmt: skip
    with writing(incident, by=by, may=Permission.INVESTIGATE, at=at) as record:
        require_none(_not_reviewed(incident))
        record("improvement.suggested", saved=[incident, row], kind=kind, question=question)


def ask_for_prevention(
    incident: Incident,
    *,
    question: str,
    words: str,
    person: Person,
    due_on: date,
    by: Membership,
    at: datetime,
) -> None:
    """Ask somebody of the school for what prevents another; it is followed until it works.

    question: the key of what it follows from. Source: BR-5.23.
    """
    action = new_action(
        incident, kind=ActionKind.PREVENTIVE.value, words=words, person=person, due_on=due_on,
        question=question, by=by, at=at,
    )  # fmt: skip
    with writing(incident, by=by, may=Permission.INVESTIGATE, at=at) as record:
        require_none(_not_reviewed(incident))
        rows = with_incident(action, incident)
        record("action.asked", saved=rows, kind=action.kind, is_outside=False, question=question)


def _not_reviewed(incident: Incident) -> tuple[Reason, ...]:
    if incident.status == Status.CLOSED:
        return (CLOSED,)
    if incident.status == Status.REPORTED or incident.kind in NO_BREACH:
        return (Reason("no-breach", "Only a breach is reviewed. Say first that this is one."),)
    return ()


def _too_early(incident: Incident) -> tuple[Reason, ...]:
    if incident.contained == Answer.YES:
        return ()
    return (Reason("contain", "Say first that it is stopped, and how.", "BR-5.23"),)
