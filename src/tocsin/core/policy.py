"""A school's policy as data. The law is code elsewhere: a pack may tighten it, never loosen it."""

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from datetime import timedelta
from typing import TYPE_CHECKING

from tocsin.core.clock import REGULATOR_WINDOW
from tocsin.core.conditions import Answers, Conditions
from tocsin.core.pack_parts import (
    ANY,
    Colour,
    CountedFrom,
    Factor,
    Identity,
    Level,
    MatrixRow,
    Mode,
    Nation,
    RoleSetting,
    ScaleStep,
    Scope,
    Score,
    SeverityRule,
    SeveritySetting,
    Stage,
    Threshold,
    Timescale,
)
from tocsin.core.pack_practice import (
    Body,
    Clearance,
    Communications,
    Cycle,
    Disciplinary,
    Escalation,
    Exceptions,
    ExtraDuty,
    Group,
    Intake,
    LogColumn,
    OutcomeReport,
    OwnCause,
    Period,
    Playbook,
    Pupils,
    ReferralRule,
    Reporter,
    ReportingLine,
    Retention,
    Review,
)
from tocsin.core.roles import LABELS, Role

if TYPE_CHECKING:
    from tocsin.core.pack_compare import Difference, Unset

__all__ = [
    "ANY", "Body", "Clearance", "Colour", "Communications", "Conditions", "CountedFrom", "Cycle",
    "Disciplinary", "Escalation", "Exceptions", "ExtraDuty", "Factor", "Group", "Identity",
    "Intake", "Level", "LogColumn", "MatrixRow", "Mode", "Nation", "OutcomeReport", "OwnCause",
    "Pack", "Period", "Playbook", "Pupils", "ReferralRule", "Reporter", "ReportingLine",
    "Retention", "Review", "RoleSetting", "ScaleStep", "Scope", "Score", "SeverityRule",
    "SeveritySetting", "Stage", "Threshold", "Timescale",
]  # fmt: skip

WORDING = {
    "closed_statement": (
        "The school is closed for the holidays and has few staff available."  # BR-6.1
    ),
    "received": "Thank you. We have your report. Do not investigate or contact anyone about it.",
    "good_faith": "Nobody is punished for reporting in good faith, also about a colleague.",
    "more_to_follow": "We do not know this yet. We will send it as soon as we do.",
}
STEPS_FOR_ALL = (  # Source: BR-5.0
    "Report it at once, even if you are not sure and even if it was your mistake.",
    "Do not investigate on your own, and do not delete anything.",
    "The Deputy DPO decides what it is and writes it in the log.",
    "Stop it getting worse, as the Deputy DPO tells you.",
    "Help when you are asked to.",
    "Do not contact the people whose information it is unless you are told to.",
)


@dataclass(frozen=True)
class Pack:
    """One version of a school's policy. Read one with `core.pack_reading.load`."""

    identity: Identity
    scope: Scope = field(default_factory=Scope)
    levels: tuple[Level, ...] = ()  # least serious first
    severity: SeveritySetting = field(default_factory=SeveritySetting)
    roles: tuple[RoleSetting, ...] = ()
    team: tuple[Role, ...] = ()
    matrix: tuple[MatrixRow, ...] = ()
    timescales: tuple[Timescale, ...] = ()
    escalation: Escalation = field(default_factory=Escalation)
    intake: Intake = field(default_factory=Intake)
    referrals: tuple[ReferralRule, ...] = ()
    duties: tuple[ExtraDuty, ...] = ()
    bodies: tuple[Body, ...] = ()
    pupils: Pupils = field(default_factory=Pupils)
    playbooks: tuple[Playbook, ...] = ()
    outcome_report: OutcomeReport = field(default_factory=OutcomeReport)
    disciplinary: Disciplinary = field(default_factory=Disciplinary)
    clearance: Clearance = field(default_factory=Clearance)
    communications: Communications = field(default_factory=Communications)
    retention: tuple[Retention, ...] = ()
    cycles: tuple[Cycle, ...] = ()
    reporting: tuple[ReportingLine, ...] = ()
    reporter: Reporter = field(default_factory=Reporter)
    exceptions: Exceptions = field(default_factory=Exceptions)
    log_columns: tuple[LogColumn, ...] = ()
    own_causes: tuple[OwnCause, ...] = ()
    wording: Mapping[str, str] = field(default_factory=dict)
    group: Group = field(default_factory=Group)

    @property
    def key(self) -> str:
        """Which pack it is."""
        return self.identity.key

    @property
    def name(self) -> str:
        """What people call the document."""
        return self.identity.name

    @property
    def level_keys(self) -> tuple[str, ...]:
        """The keys of the levels, least serious first."""
        return tuple(level.key for level in self.levels)

    def level(self, key: str) -> Level:
        """The level with this key. Raises KeyError when the pack has none."""
        for level in self.levels:
            if level.key == key:
                return level
        raise KeyError(key)

    def rank(self, level_key: str) -> int:
        """How serious the level is, from 0. Raises KeyError when the pack has no such level."""
        return self.levels.index(self.level(level_key))

    def is_serious(self, level_key: str | None) -> bool:
        """Whether the level brings in the Headteacher and the DPO. Source: SI-M6; SI-M8."""
        return level_key is not None and self.level(level_key).is_serious

    def label_of(self, role: Role) -> str:
        """What the school calls the role."""
        own = {setting.role: setting.label for setting in self.roles}
        return own.get(role) or LABELS[role]

    def deputies_of(self, role: Role) -> tuple[Role, ...]:
        """Who stands in for the role, in order. Source: BR-5.7."""
        return next((each.deputies for each in self.roles if each.role == role), ())

    def matrix_for(self, level_key: str | None) -> MatrixRow:
        """Who does what at this level; what its own row leaves open comes from the "any" row."""
        rows = {row.level: row for row in self.matrix}
        general = rows.get(ANY, MatrixRow())
        own = rows.get(level_key or ANY, general)
        return replace(
            own,
            level=level_key or ANY,
            told=own.told or general.told,
            leads=own.leads or general.leads,
            supports=own.supports or general.supports,
            oversees=own.oversees or general.oversees,
            decides=own.decides or general.decides,
            signs=own.signs or general.signs,
            closes=own.closes or general.closes,
        )

    def timescale(self, stage: str, level_key: str | None = None) -> Timescale | None:
        """How soon `stage` must be done at this level: its own row, or else the "any" row.

        None when the pack does not set it; a row left open hides the "any" row. Source: SI-M7.
        """
        rows = {row.level: row for row in self.timescales if row.stage == stage}
        found = rows.get(level_key or ANY) or rows.get(ANY)
        return found if found is not None and found.is_set else None

    @property
    def steps_for_all(self) -> tuple[str, ...]:
        """What everybody at the school does about a breach: its own words, or ours. BR-5.0."""
        return self.intake.steps or STEPS_FOR_ALL

    @property
    def regulator_window(self) -> timedelta:
        """How long the school gives itself to tell the regulator: 72 hours or less. BR-1.4."""
        rows = [row.amount for row in self.timescales if row.stage is Stage.TELL_REGULATOR]
        own = [timedelta(hours=amount) for amount in rows if amount]
        return min([*own, REGULATOR_WINDOW])

    def holds(self, when: Conditions, answers: Answers) -> bool | None:
        """Whether conditions of this pack hold; None when something needed is not known.

        Answers hold `severity`, the key of a level, if there is one yet.
        """
        severity = answers.get("severity")
        known = {**answers, "levels": self.level_keys}
        if isinstance(severity, str) and severity:
            known["serious"] = self.is_serious(severity)
        return when.holds(known)

    def words_for(self, name: str) -> str:
        """A text of the school's own, or ours. Raises KeyError for a name nobody uses."""
        return self.wording.get(name) or WORDING[name]

    def retention_of(self, category: str) -> Retention | None:
        """How long something is kept; None when the document does not say. BR-5.27.1."""
        rows = {row.category: row for row in self.retention}
        return rows.get(category) or rows.get(ANY)

    def cycle(self, review: Review) -> Cycle | None:
        """How often something is done again; None when the document does not say."""
        return next((each for each in self.cycles if each.review is review), None)

    def unset(self) -> "tuple[Unset, ...]":
        """What the document leaves open, for "set this". Source: SI-M7; SI-DOC."""
        from tocsin.core import pack_compare  # noqa: PLC0415 (it needs Pack)

        return pack_compare.unset(self)

    def differences(self, other: "Pack") -> "tuple[Difference, ...]":
        """What `other` says differently, in words: before is this pack, after is `other`."""
        from tocsin.core import pack_compare  # noqa: PLC0415 (it needs Pack)

        return pack_compare.differences(self, other)
