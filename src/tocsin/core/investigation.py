"""The plan of an investigation: the steps of the policy's checklists, and what is left of them."""

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum

from tocsin.core.duty import Duty, Group, Situation, State
from tocsin.core.facts import Facts, Kind
from tocsin.core.pack_practice import Step
from tocsin.core.policy import Pack, Playbook, Stage
from tocsin.core.roles import Role

INVESTIGATED = frozenset({Kind.CONFIRMED, Kind.SUSPECTED})
FINDING_CLAUSE = "BR-5.5"  # a step that establishes one of the five findings
DISCIPLINARY = "disciplinary"  # the step whose record is kept apart. Source: SI-DISC
REPORT = "report"  # the step that the outcome report itself is. Source: SI-M3
# What a report calls a step, where its title is an instruction; others go by their title.
AS_HEADINGS: Mapping[str, str] = {
    "happened": "Whether there was a breach",
    "cause": "What it was, and its cause",
    "extent": "How much harm it did or could do",
    "stop": "What stops it, and keeps it from happening again",
    "mitigate": "What reduces the risk that is left",
    "outcomes": "What was expected, who is concerned, and the policies breached",
    "staff": "What the staff involved said",
    "evidence": "Evidence and the trail of events",
    "experts": "Expert help",
    "escalate": "Escalation",
    "people": "Telling the people affected",
    "risks": "Risks",
    "communications": "Communications",
    "controls": "Controls against another incident",
}


class StepState(StrEnum):
    """What became of a step. Source: SI-M3-STEPS."""

    DONE = "done"
    NOT_APPLICABLE = "not_applicable"


class Certainty(StrEnum):
    """How sure a finding is. Source: BR-5.5."""

    ESTABLISHED = "established"
    LIKELY = "likely"
    UNKNOWN = "unknown"


@dataclass(frozen=True)
class PlannedStep:
    """One step of one checklist."""

    playbook: Playbook
    step: Step

    @property
    def code(self) -> str:
        """Which step it is, also where two checklists name one alike: "investigation.staff"."""
        return f"{self.playbook.key}.{self.step.key}"

    @property
    def is_finding(self) -> bool:
        return self.step.clause == FINDING_CLAUSE

    @property
    def is_kept_apart(self) -> bool:
        return self.step.key == DISCIPLINARY

    @property
    def is_outcome_report(self) -> bool:
        return self.step.key == REPORT

    @property
    def is_recorded_elsewhere(self) -> bool:
        """Whether a record of its own says what came of it, so that nobody ticks it."""
        return self.is_kept_apart or self.is_outcome_report


def plan(facts: Facts, pack: Pack) -> tuple[PlannedStep, ...]:
    """The steps of every checklist that fits the facts; none for what is no breach.

    A checklist whose conditions are not known to hold waits. Source: SI-M3-STEPS; BR-5.5.
    """
    if facts.kind not in INVESTIGATED:
        return ()
    answers = facts.answers()
    return tuple(
        PlannedStep(playbook, step)
        for playbook in pack.playbooks
        if pack.holds(playbook.when, answers)
        for step in playbook.steps
    )


def left(facts: Facts, pack: Pack) -> tuple[PlannedStep, ...]:
    """The steps nobody has recorded yet, without those that are recorded elsewhere."""
    return tuple(
        each
        for each in plan(facts, pack)
        if each.code not in facts.steps_recorded and not each.is_recorded_elsewhere
    )


def investigate(now: Situation) -> Duty | None:
    """Every step of the plan is done, or not needed for a reason. Source: SI-M3; SI-M3-STEPS."""
    steps = [each for each in plan(now.facts, now.pack) if not each.is_recorded_elsewhere]
    if not steps:
        return None
    open_steps = left(now.facts, now.pack)
    return Duty(
        "investigate",
        f"Investigate: {_count(len(open_steps))} to record" if open_steps else "Investigate",
        Group.INVESTIGATE,
        "SI-M3-STEPS" if any(not each.is_finding for each in steps) else FINDING_CLAUSE,
        now.pack.matrix_for(now.facts.severity).leads or Role.DEPUTY_DPO,
        State.OPEN if open_steps else State.DONE,
        now.due(Stage.INVESTIGATE),
    )


def discipline(now: Situation) -> Duty | None:
    """Disciplinary action is taken, or it is recorded why not. Source: SI-M3-STEPS; SI-DISC."""
    steps = [each for each in plan(now.facts, now.pack) if each.is_kept_apart]
    if not steps or not now.pack.disciplinary.is_recorded:
        return None
    return Duty(
        "discipline",
        "Record whether disciplinary action is taken, or why not",
        Group.INVESTIGATE,
        "SI-DISC",
        next(iter(now.pack.disciplinary.visible_to), Role.HEAD),
        State.DONE if now.facts.is_discipline_decided else State.OPEN,
    )


def _count(number: int) -> str:
    return f"{number} step{'' if number == 1 else 's'}"


CERTAINTIES: Mapping[str, str] = {
    Certainty.ESTABLISHED.value: "Established",
    Certainty.LIKELY.value: "Likely, not proved",
    Certainty.UNKNOWN.value: "Could not be established",
}
