"""Two versions of an assessment side by side, with what changed the answer."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from tocsin.core.risk import assess
from tocsin.core.risk_reading import read_facts
from tocsin.incidents.assessment.fact_words import LABELS, in_words, outcome_in_words
from tocsin.incidents.models import Assessment


@dataclass(frozen=True)
class Difference:
    """One fact in both versions."""

    label: str
    before: str
    after: str
    is_changed: bool


@dataclass(frozen=True)
class Comparison:
    """Both versions in words."""

    before: Assessment
    after: Assessment
    rows: list[Difference]
    outcome_before: str
    outcome_after: str
    because: list[str]


def compared(before: Assessment, after: Assessment) -> Comparison:
    """What differs between two versions, and which change made the answer another one."""
    return Comparison(
        before=before,
        after=after,
        rows=_rows(before, after),
        outcome_before=outcome_in_words(before.result),
        outcome_after=outcome_in_words(after.result),
        because=list(_because(before, after)),
    )


def _rows(before: Assessment, after: Assessment) -> list[Difference]:
    """Every fact known in either, those that changed first."""
    changed = _changed(before, after)
    rows = [
        Difference(
            LABELS[fact],
            in_words(fact, before.answers.get(fact)),
            in_words(fact, after.answers.get(fact)),
            fact in changed,
        )
        for fact in LABELS
        if fact in before.answers or fact in after.answers
    ]
    return sorted(rows, key=lambda row: not row.is_changed)


def _changed(before: Assessment, after: Assessment) -> list[str]:
    return [fact for fact in LABELS if before.answers.get(fact) != after.answers.get(fact)]


def _because(before: Assessment, after: Assessment) -> Iterator[str]:
    """Sentences on what made the difference."""
    if _outcome(before.result) == _outcome(after.result):
        yield "The answer is the same."
        return
    changed = _changed(before, after)
    alone = [fact for fact in changed if _suffices(before, after, fact)]
    for fact in alone:
        yield f"“{LABELS[fact]}” alone would have changed the answer: {_words(after, fact)}."
    if not alone:
        named = ", ".join(f"“{LABELS[fact]}”" for fact in changed)
        yield f"No single fact changed the answer, but these together: {named}."
    known = {reason["rule"] for reason in before.result["reasons"]}
    for reason in after.result["reasons"]:
        if reason["rule"] not in known:
            yield f"New reason: {reason['because']} ({reason['source']})"


def _suffices(before: Assessment, after: Assessment, fact: str) -> bool:
    """Whether changing this one fact of the earlier version gives the later answer."""
    changed = {**before.answers, fact: after.answers.get(fact)}
    now = assess(read_facts(changed))
    return (now.notify_authority, now.notify_subjects) == _outcome(after.result)


def _outcome(result: dict[str, Any]) -> tuple[Any, Any]:
    return result["notify_authority"], result["notify_subjects"]


def _words(version: Assessment, fact: str) -> str:
    words = in_words(fact, version.answers.get(fact))
    return words[:1].lower() + words[1:]
