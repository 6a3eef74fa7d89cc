"""What a policy pack is made of: who decides what, and how serious it is."""

from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from tocsin.core.clock import Unit
from tocsin.core.conditions import Conditions
from tocsin.core.roles import Role

ANY = "any"  # stands for every level, and for a pack without levels


class Nation(StrEnum):
    """Whose law on schools and whose bank holidays apply."""

    ENGLAND = "england"
    WALES = "wales"
    SCOTLAND = "scotland"
    NORTHERN_IRELAND = "northern-ireland"


class Colour(StrEnum):
    GREY = "grey"
    WHITE = "white"
    BLUE = "blue"
    GREEN = "green"
    YELLOW = "yellow"
    ORANGE = "orange"
    RED = "red"


class Mode(StrEnum):
    """How severity is arrived at. A person decides in the end, always, and may say otherwise."""

    CHOSEN = "chosen"
    RULES = "rules"
    SCORE = "score"


class Stage(StrEnum):
    """A step that a policy may put a time on."""

    REPORT = "report"
    ACKNOWLEDGE = "acknowledge"
    CLASSIFY = "classify"
    TELL_DPO = "tell_dpo"
    FINDING = "finding"
    CONTAIN = "contain"
    INVESTIGATE = "investigate"
    SCOPE = "scope"
    DRAFT_NOTICE = "draft_notice"
    TELL_REGULATOR = "tell_regulator"
    TELL_PEOPLE = "tell_people"
    OUTCOME_REPORT = "outcome_report"
    CLOSE = "close"
    REVIEW_ACTIONS = "review_actions"
    UPDATE_TEAM = "update_team"


class CountedFrom(StrEnum):
    """The moment a timescale starts at."""

    OCCURRED = "occurred"
    DISCOVERED = "discovered"
    REPORTED = "reported"
    AWARE = "aware"
    CLASSIFIED = "classified"
    CONTAINED = "contained"
    CLOSED = "closed"


@dataclass(frozen=True)
class Identity:
    """Which document this is. Source: SI-DOC."""

    key: str
    name: str
    nation: Nation
    issuer: str = ""
    version: str = ""
    approved_by: str = ""
    approved_on: date | None = None
    next_review_on: date | None = None
    parent: str = ""
    language: str = "en"
    regulator: str = "ico"


@dataclass(frozen=True)
class Scope:
    """What counts as an incident. Source: SI-DEF; BR-2.7; BR-4.6."""

    logged: tuple[str, ...] = ("confirmed", "suspected", "near_miss")
    personal_data_only: bool = False


@dataclass(frozen=True)
class Level:
    """One degree of severity. `is_serious` brings in the Head and the DPO. Source: SI-M6; SI-M8."""

    key: str
    label: str
    colour: Colour = Colour.GREY
    definition: str = ""
    examples: tuple[str, ...] = ()
    is_serious: bool = False
    note: str = ""  # why the document leaves it open


@dataclass(frozen=True)
class SeverityRule:
    """A level, when all of this holds. The first rule that holds wins."""

    level: str
    when: Conditions
    because: str = ""


@dataclass(frozen=True)
class ScaleStep:
    """So many points from so many people on."""

    people_at_least: int
    points: int


@dataclass(frozen=True)
class Factor:
    """Points added, or with a minus taken away, when this holds."""

    points: int
    when: Conditions


@dataclass(frozen=True)
class Threshold:
    """A level, from so many points on."""

    at_least: int
    level: str


@dataclass(frozen=True)
class Score:
    """A sum: the scale of it, then the factors, then a level."""

    scale: tuple[ScaleStep, ...]
    thresholds: tuple[Threshold, ...]
    factors: tuple[Factor, ...] = ()


@dataclass(frozen=True)
class SeveritySetting:
    """How severity is suggested. Source: SI-M5-OVERSEE."""

    mode: Mode = Mode.CHOSEN
    rules: tuple[SeverityRule, ...] = ()
    score: Score | None = None


@dataclass(frozen=True)
class RoleSetting:
    """What a role is called here, and who stands in, in order."""

    role: Role
    label: str = ""
    deputies: tuple[Role, ...] = ()
    is_external: bool = False


@dataclass(frozen=True)
class MatrixRow:
    """Who does what at one level, or at any. Source: SI-M6; SI-M6-DPO; SI-M8; BR-5.7."""

    level: str = ANY
    told: tuple[Role, ...] = ()
    leads: Role | None = None
    supports: tuple[Role, ...] = ()
    oversees: Role | None = None
    decides: Role | None = None
    signs: tuple[Role, ...] = ()
    closes: Role | None = None


@dataclass(frozen=True)
class Timescale:
    """How soon a stage must be done. Without an amount it is not set yet. Source: SI-M7.

    `warn_before` is in hours left. `is_hard` means that lateness needs a reason.
    """

    stage: Stage
    counted_from: CountedFrom = CountedFrom.REPORTED
    level: str = ANY
    amount: int | None = None
    unit: Unit = Unit.HOURS
    is_immediate: bool = False
    warn_before: tuple[int, ...] = ()
    escalate_to: tuple[Role, ...] = ()
    is_hard: bool = False
    note: str = ""

    @property
    def is_set(self) -> bool:
        """Whether the document says how soon."""
        return self.is_immediate or self.amount is not None

    def words(self) -> str:
        """Say it: "24 hours from when it was reported"."""
        start = START_WORDS[self.counted_from]
        if self.amount is None:
            return f"at once, from {start}" if self.is_immediate else "not set"
        unit = self.unit.replace("_", " ")
        said = f"{self.amount} {unit.removesuffix('s') if self.amount == 1 else unit} from {start}"
        if self.warn_before:
            said += f", warned {', '.join(map(str, self.warn_before))} hours before"
        if self.escalate_to:
            said += f", escalated to {', '.join(self.escalate_to).replace('_', ' ')}"
        return said + (", lateness explained" if self.is_hard else "")


START_WORDS = {
    CountedFrom.OCCURRED: "when it happened",
    CountedFrom.DISCOVERED: "when it was found",
    CountedFrom.REPORTED: "when it was reported",
    CountedFrom.AWARE: "when the school became aware",
    CountedFrom.CLASSIFIED: "when its severity was set",
    CountedFrom.CONTAINED: "when it was stopped",
    CountedFrom.CLOSED: "when it was closed",
}
