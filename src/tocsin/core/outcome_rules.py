"""The outcome report: written, looked at by somebody else, accepted. Source: SI-M3; SI-M6-DPO."""

from enum import StrEnum

from tocsin.core.duty import Duty, Group, Situation, State
from tocsin.core.duty_rules import state_of
from tocsin.core.facts import Facts
from tocsin.core.investigation import INVESTIGATED
from tocsin.core.pack_parts import ANY
from tocsin.core.policy import Pack, Stage
from tocsin.core.roles import Role

SECTIONS = (
    "What happened",
    "What was affected, and who",
    "What was found",
    "What was done",
    "What was decided, and why",
    "What should change",
)  # where the policy names none of its own


class Outcome(StrEnum):
    """How far the outcome report has come."""

    DRAFT = "draft"
    SUBMITTED = "submitted"
    RETURNED = "returned"
    ACCEPTED = "accepted"


def write(now: Situation) -> Duty | None:
    """Whoever investigates completes an outcome report. Source: SI-M3."""
    if not is_report_wanted(now.facts, now.pack):
        return None
    return Duty(
        "write-outcome",
        "Write the outcome report",
        Group.CLOSE,
        "SI-M3",
        now.pack.outcome_report.written_by
        or now.pack.matrix_for(now.facts.severity).leads
        or Role.DEPUTY_DPO,
        state_of(is_done=now.facts.outcome_state in {Outcome.SUBMITTED, Outcome.ACCEPTED}),
        now.due(Stage.OUTCOME_REPORT),
    )


def review(now: Situation) -> Duty | None:
    """Somebody other than its author reviews the report. Source: SI-M5-OVERSEE."""
    if not is_report_wanted(now.facts, now.pack):
        return None
    state = State.WAITING
    if now.facts.outcome_state in {Outcome.SUBMITTED, Outcome.ACCEPTED}:
        state = state_of(is_done=now.facts.outcome_state == Outcome.ACCEPTED)
    return Duty(
        "review-outcome",
        "Look at the outcome report: accept it, or give it back",
        Group.CLOSE,
        "SI-M5-OVERSEE",
        now.facts.outcome_reviewer or now.pack.outcome_report.reviewed_by or Role.DEPUTY_DPO,
        state,
        why_not_yet="Starts when the outcome report is handed in",
    )


def recommend(now: Situation) -> Duty | None:
    """Of a serious incident the DPO recommends what should be done. Source: SI-M6-DPO."""
    if not is_report_wanted(now.facts, now.pack) or not now.is_serious:
        return None
    return Duty(
        "recommend",
        "Recommend what should be done so that it does not happen again",
        Group.CLOSE,
        "SI-M6-DPO",
        Role.DPO,
        state_of(is_done=now.facts.recommended_at is not None),
        now.due(Stage.OUTCOME_REPORT),
    )


def is_report_wanted(facts: Facts, pack: Pack) -> bool:
    """Whether the policy asks for an outcome report of such an incident. Source: SI-M3."""
    levels = pack.outcome_report.levels
    return facts.kind in INVESTIGATED and (ANY in levels or facts.severity in levels)
