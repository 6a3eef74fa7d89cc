"""A report to the regulator: what it still lacks, what the log lacks, and what changed since."""

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass

from tocsin.core.duty import Duty, State
from tocsin.core.errors import Reason
from tocsin.core.facts import Answer, Facts
from tocsin.core.regulator_form import Asked, Form, Phase, Question, Value
from tocsin.core.roles import Role

# What the log says before the regulator is told: the duties by which it comes to say it. BR-5.19.
ON_THE_LOG = ("triage", "aware", "describe", "classify", "refer", "assess")
PHASES = {
    Phase.INITIAL: "First report",
    Phase.FURTHER: "Further report",
    Phase.FINAL: "Final report",
    Phase.NO_BREACH: "It was no breach after all",
}
CLOSURE = Reason(
    "closure", "Say that the school is closed and has few staff: the 72 hours run on.", "BR-6.1"
)


@dataclass(frozen=True)
class Change:
    """An answer that is not what it was in the report before. Empty words are not known."""

    label: str
    before: str
    now: str


def when_asked(*, is_first: bool, is_late: bool, is_cyber: bool) -> frozenset[Asked]:
    """Which questions are asked of a report. The reasons for lateness exactly when it is late.

    Source: BR-5.16.
    """
    found = {Asked.ALWAYS}
    if not is_first:
        found.add(Asked.LATER)
    if is_first and is_late:
        found.add(Asked.LATE)
    if is_cyber:
        found.add(Asked.CYBER)
    return frozenset(found)


def lacking(
    form: Form, when: Collection[Asked], answers: Mapping[str, Value], said_unknown: Collection[str]
) -> tuple[Reason, ...]:
    """Which questions that the law asks have no answer; "not known yet" is one.

    said_unknown: the ids of questions of which a person said that it is not known yet.
    Source: BR-5.13.1 to BR-5.13.4; UK GDPR Art 33(3).
    """
    return tuple(
        Reason(each.id, f"Answer “{each.label}”, or say that it is not known yet.", each.law)
        for _, questions in form.asked(when)
        for each in questions
        if each.law and not answers.get(each.id) and each.id not in said_unknown
    )


def to_follow(
    form: Form, when: Collection[Asked], answers: Mapping[str, Value]
) -> tuple[Question, ...]:
    """The needed questions without an answer: what more will follow on. Source: BR-4.4; BR-5.14."""
    return tuple(
        each
        for _, questions in form.asked(when)
        for each in questions
        if each.is_needed and not answers.get(each.id)
    )


def off_the_log(duties: Iterable[Duty], facts: Facts) -> tuple[Reason, ...]:
    """What the log does not say yet, each with the code of the duty by which it will.

    Source: BR-5.19; BR-5.26.
    """
    found = [
        Reason(each.code, f"{each.title}.", each.clause)
        for each in duties
        if each.code in ON_THE_LOG and each.state is not State.DONE
    ]
    if not facts.data_kinds and "describe" not in {each.code for each in found}:
        found.append(Reason("describe", "Say what kinds of information are involved.", "BR-5.26"))
    if facts.contained is Answer.UNSURE:
        found.append(Reason("contain", "Say whether it has been stopped, and how.", "BR-5.26"))
    return tuple(found)


def next_phases(newest: str | None, *, is_told: bool, is_no_breach: bool) -> tuple[Phase, ...]:
    """What a report can be now, the likeliest first. Source: BR-4.4; BR-5.14; BR-5.15."""
    if not is_told:
        return (Phase.INITIAL, Phase.FINAL)
    if is_no_breach:
        return (Phase.NO_BREACH,)
    return (Phase.FURTHER, Phase.FINAL) if newest != Phase.FINAL else (Phase.FINAL, Phase.FURTHER)


def changes(
    before: Sequence[tuple[str, str]], now: Sequence[tuple[str, str]]
) -> tuple[Change, ...]:
    """What is answered otherwise than in the report before, in the order asked now."""
    earlier = dict(before)
    return tuple(
        Change(label, earlier.get(label, ""), words)
        for label, words in now
        if earlier.get(label, "") != words
    )


def speaks_for_the_school(held: Collection[Role], may_speak: Collection[Role]) -> bool:
    """Whether somebody in these roles approves what goes to the regulator; all do when the policy
    names nobody. Source: BR-5.17.
    """
    return not may_speak or not set(held).isdisjoint(may_speak)
