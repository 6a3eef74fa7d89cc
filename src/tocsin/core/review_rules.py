"""The review after an incident: what it asks, and when it is owed. Source: BR-5.23 to BR-5.26."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from tocsin.core.clock import due_at
from tocsin.core.duty import Duty, Group, Situation, State
from tocsin.core.errors import Reason
from tocsin.core.facts import NO_BREACH, Answer
from tocsin.core.policy import ExtraDuty, Pack
from tocsin.core.roles import Role

OWN_KEY = "review"  # a pack's own duty of this name says whose it is and when it is due
CONTRACT = "contract"
RESPONSE = "response"


class Verdict(StrEnum):
    """What the review says to a question. Anything but yes asks for words."""

    YES = "yes"
    PARTLY = "partly"
    NO = "no"
    UNSURE = "unsure"


class Follows(StrEnum):
    """What an answer may lead to."""

    ACTION = "action"
    POLICY = "policy"
    TRAINING = "training"
    RISK = "risk"


@dataclass(frozen=True)
class Question:
    """One thing that the review asks, so that yes is the good answer."""

    key: str
    words: str
    hint: str
    clause: str


QUESTIONS = (
    Question(
        "existed", "Was there a policy for what happened?",
        "A rule that said what to do, or what not to do.", "BR-5.24",
    ),
    Question(
        "appropriate", "Was it the right policy?",
        "Clear, known to people, and possible to keep to.", "BR-5.24",
    ),
    Question("followed", "Was it followed?", "If not, say why not. Blame nobody.", "BR-5.24"),
    Question(
        "risk", "Is the risk over?",
        "Could it still hurt somebody, or happen again tomorrow?", "BR-5.24",
    ),
    Question(
        RESPONSE, "Did we respond well, and in time?",
        "How the times of your policy were kept stands above.", "BR-5.24",
    ),
    Question(
        "plan", "Did our response plan work?",
        "Was anything missing, wrong or hard to find in it?", "BR-5.24",
    ),
    Question(
        "security", "Was our security good enough?",
        "Locks, passwords, devices, and how things are sent.", "BR-5.25",
    ),
    Question(
        "training", "Did everybody have the training they needed?",
        "Think of those it happened to, and of those who responded.", "BR-5.25",
    ),
    Question(
        CONTRACT, "Did the company we use keep to its contract?",
        "Look at what the contract says on security, and on how soon they tell us.", "BR-5.26",
    ),
)  # fmt: skip


def asked(*, is_at_company: bool) -> tuple[Question, ...]:
    """The questions of a review; about a contract only where a company comes into it."""
    return tuple(each for each in QUESTIONS if is_at_company or each.key != CONTRACT)


def missing(
    questions: Sequence[Question], answers: Mapping[str, tuple[str, str]]
) -> tuple[Reason, ...]:
    """What keeps a review from being finished. answers: verdict and words, by question."""
    found = []
    for each in questions:
        verdict, words = answers.get(each.key, ("", ""))
        if not verdict:
            found.append(Reason("unanswered", f"Answer “{each.words}”", each.clause))
        elif verdict != Verdict.YES and not words.strip():
            found.append(Reason("unsaid", f"Say what was missing: “{each.words}”", each.clause))
    return tuple(found)


def review(now: Situation) -> Duty | None:
    """Once it is contained, what happened and how the school responded is reviewed.

    Nothing is asked of what was no breach. Source: BR-5.23; BR-5.24; BR-4.6.
    """
    own = own_duty(now.pack)
    if now.facts.kind in NO_BREACH or _is_ruled_out(own, now):
        return None
    return Duty(
        "review-incident",
        own.title if own else "Review what happened and how we responded",
        Group.CLOSE,
        (own.clause if own else "") or "BR-5.24",
        own.role if own else now.pack.matrix_for(now.facts.severity).leads or Role.DEPUTY_DPO,
        _state(now),
        _due(own, now),
        "Starts when it is stopped",
    )


def own_duty(pack: Pack) -> ExtraDuty | None:
    """What the pack says about the review, if anything."""
    return next((each for each in pack.duties if each.key == OWN_KEY), None)


def _is_ruled_out(own: ExtraDuty | None, now: Situation) -> bool:
    return own is not None and now.pack.holds(own.when, now.facts.answers()) is False


def _state(now: Situation) -> State:
    # Before there was a review, its duty was ticked off like any other of the school's own.
    if now.facts.reviewed_at or OWN_KEY in now.facts.own_duties_done:
        return State.DONE
    return State.OPEN if now.facts.contained is Answer.YES else State.WAITING


def _due(own: ExtraDuty | None, now: Situation) -> datetime | None:
    start = now.moment(own.counted_from) if own and own.amount is not None else None
    return due_at(start, own, now.calendar) if start and own else None
