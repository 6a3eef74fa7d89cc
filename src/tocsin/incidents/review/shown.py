"""A review as its page draws it."""

from collections.abc import Sequence
from dataclasses import dataclass

from tocsin.core.clock import LONDON
from tocsin.core.review_rules import QUESTIONS, Verdict
from tocsin.core.when import say_date
from tocsin.incidents.models import Action, Improvement, Review
from tocsin.incidents.timeliness import Timing
from tocsin.incidents.words import ACTION_STATES

SAID = {
    Verdict.YES.value: "Yes",
    Verdict.PARTLY.value: "Partly",
    Verdict.NO.value: "No",
    Verdict.UNSURE.value: "We could not find out",
    "": "Not answered yet",
}
ASKED = {each.key: each.words for each in QUESTIONS}


@dataclass(frozen=True)
class Followed:
    """Something that follows from an answer."""

    kind: str
    words: str
    more: str  # whose it is and how far it has come, or who suggested it


@dataclass(frozen=True)
class Answered:
    """One question with its answer, and what follows from it."""

    question: str
    verdict: str
    words: str
    follows: list[Followed]


@dataclass(frozen=True)
class ShownReview:
    """One version of the review."""

    row: Review
    answers: list[Answered]
    timings: list[Timing]


def shown(
    reviews: Sequence[Review], improvements: Sequence[Improvement], actions: Sequence[Action]
) -> list[ShownReview]:
    """Every version, newest first; what follows stands with the newest."""
    follows: dict[str, list[Followed]] = {}
    for each in improvements:
        day = say_date(each.at.astimezone(LONDON).date())
        more = f"{each.by.name if each.by else 'Tocsin'}, {day}"
        told = Followed(each.get_kind_display(), each.words, more)
        follows.setdefault(each.question, []).append(told)
    for action in actions:
        who = action.person.name if action.person else action.outsider_name
        more = f"{who}, by {say_date(action.due_on)}: {ACTION_STATES[action.state]}"
        told = Followed("Somebody should do something", action.words, more)
        follows.setdefault(action.question or "", []).append(told)
    return [_one(row, follows if place == 0 else {}) for place, row in enumerate(reviews)]


def _one(row: Review, follows: dict[str, list[Followed]]) -> ShownReview:
    answers = [
        Answered(
            ASKED.get(each["key"], each["key"]), SAID[each["verdict"]], each["words"],
            follows.get(each["key"], []),
        )
        for each in row.answers
    ]  # fmt: skip
    return ShownReview(row, answers, [Timing(**each) for each in row.timescales])
