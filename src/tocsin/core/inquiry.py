"""What an investigation keeps records of, beside its steps: six kinds, each with its questions."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

Labels = Sequence[tuple[str, str]]
INTERVIEWS = "staff"  # the step whose records are interviews
EVIDENCE = "evidence"  # the step whose records are files, things and the chronology


@dataclass(frozen=True)
class RecordKind:
    """One kind of record. What it does not ask for has no label."""

    key: str
    step: str  # key of the step of the policy that it belongs to
    title: str
    one: str  # "a risk"
    name: str  # the label of what it is
    words: str  # the label of what is said of it
    state: str
    states: Labels
    owner: str = ""
    due: str = ""


KINDS: tuple[RecordKind, ...] = (
    RecordKind(
        "outcome", "outcomes", "Outcomes we want", "an outcome we want",
        "What should come of it?", "How will we know, or how did it end?",
        "Where does it stand?",
        (("wanted", "Not reached yet"), ("reached", "Reached"), ("missed", "Not reached")),
    ),
    RecordKind(
        "stakeholder", "outcomes", "Who is concerned", "somebody who is concerned",
        "Who is concerned?", "What is it to them, and what do they need from us?",
        "How much does it touch them?",
        (("much", "A lot"), ("some", "Somewhat"), ("little", "A little")),
    ),
    RecordKind(
        "policy", "outcomes", "Policies breached", "a policy that was breached",
        "Which policy, and which part of it?", "What was done that it does not allow?",
        "Was it breached?",
        (("breached", "Yes"), ("unsure", "Perhaps"), ("kept", "No, it was kept")),
    ),
    RecordKind(
        "risk", "risks", "Risks", "a risk",
        "What could go wrong?", "What do we do about it?", "How big is it now?",
        (("high", "High"), ("medium", "Medium"), ("low", "Low"), ("over", "It is over")),
        "Who sees to it? (optional)", "When is it looked at again? (optional)",
    ),
    RecordKind(
        "communication", "communications", "Communications plan", "something to say to people",
        "Who hears from us?", "What do we say, and how does it reach them?", "Is it done?",
        (("planned", "Planned"), ("done", "Done"), ("dropped", "Not needed any more")),
        "Who does it? (optional)", "By which day? (optional)",
    ),
    RecordKind(
        "control", "controls", "Controls against another incident", "a control",
        "What is put in place?", "How does it keep this from happening again?",
        "Is it in place?",
        (("planned", "Planned"), ("in_place", "In place"), ("works", "In place, and it works")),
        "Who sees to it? (optional)", "By which day? (optional)",
    ),
)  # fmt: skip
BY_KEY: Mapping[str, RecordKind] = {kind.key: kind for kind in KINDS}


def kinds_of(step: str) -> tuple[RecordKind, ...]:
    """The kinds of record that belong to a step of the policy; none for most steps."""
    return tuple(kind for kind in KINDS if kind.step == step)


def said_of_state(kind: str, state: str) -> str:
    """How pages say where a record stands."""
    return dict(BY_KEY[kind].states).get(state, state)
