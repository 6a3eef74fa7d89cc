"""What a policy pack is made of: what people do, what they keep, and for how long."""

from dataclasses import dataclass
from enum import StrEnum

from tocsin.core.clock import Unit
from tocsin.core.conditions import ALWAYS, Conditions
from tocsin.core.pack_parts import ANY, CountedFrom
from tocsin.core.roles import Role


class Period(StrEnum):
    DAYS = "days"
    MONTHS = "months"
    TERMS = "terms"
    YEARS = "years"


class KeptFrom(StrEnum):
    """The day a retention period starts on."""

    OCCURRED = "occurred"
    REPORTED = "reported"
    ENTERED = "entered"
    CLOSED = "closed"
    YEAR_END = "year_end"


class Review(StrEnum):
    """Something done again and again."""

    LOG_REVIEW = "log_review"
    AUDIT = "audit"
    POLICY_REVIEW = "policy_review"
    TRAINING = "training"
    EXERCISE = "exercise"


class Force(StrEnum):
    """How strongly another body is to be told."""

    MUST = "must"
    EXPECTED = "expected"
    CONSIDER = "consider"


@dataclass(frozen=True)
class Escalation:
    """Who hears of lateness next, and when nobody is disturbed. Source: SI-M7; SI-M6.

    Quiet hours are London's; what stands between the school and the 72 hours never waits for them.
    Whoever says that they are dealing with it is given `seen_for_hours` before the next is told.
    """

    chain: tuple[Role, ...] = ()
    every_hours: int = 24
    seen_for_hours: int = 24
    quiet_from: int = 20
    quiet_until: int = 7
    quiet_weekends: bool = True


@dataclass(frozen=True)
class Intake:
    """How reports come in. Source: SI-M1; SI-ANON; BR-5.0; BR-5.1."""

    told: tuple[Role, ...] = (Role.OFFICE,)
    where: str = ""
    steps: tuple[str, ...] = ()
    is_open_to_outsiders: bool = True
    needs_two_channels: bool = False


@dataclass(frozen=True)
class ReferralRule:
    """Referral is not a choice when this holds. Source: SI-M8; BR-5.3; BR-5.11."""

    when: Conditions
    because: str
    clause: str = ""
    to: Role = Role.DPO


@dataclass(frozen=True)
class ExtraDuty:
    """A duty the school adds to the law's and the product's own."""

    key: str
    title: str  # an instruction
    role: Role
    when: Conditions = ALWAYS
    amount: int | None = None
    unit: Unit = Unit.HOURS
    counted_from: CountedFrom = CountedFrom.REPORTED
    blocks_closing: bool = True
    clause: str = ""


@dataclass(frozen=True)
class Body:
    """Another body to think of telling. Source: BR-5.10; BR-10."""

    key: str
    name: str
    when: Conditions = ALWAYS
    force: Force = Force.CONSIDER
    how: str = ""


@dataclass(frozen=True)
class Pupils:
    """Up to this age parents or carers are told instead; None means case by case. BR-5.17."""

    parents_told_up_to_age: int | None = None
    advice: str = ""


@dataclass(frozen=True)
class Step:
    key: str
    title: str
    clause: str = ""


@dataclass(frozen=True)
class Playbook:
    """Steps, each done or not needed with a reason. Empty lists mean any. Source: SI-M3-STEPS."""

    key: str
    title: str
    steps: tuple[Step, ...]
    when: Conditions = ALWAYS


@dataclass(frozen=True)
class OutcomeReport:
    """When one is written, and what stands in it. Source: SI-M3."""

    levels: tuple[str, ...] = (ANY,)
    sections: tuple[str, ...] = ()
    written_by: Role | None = None
    reviewed_by: Role | None = None


@dataclass(frozen=True)
class Disciplinary:
    """Whether action, or why not, must be recorded, and who may read it. Source: SI-DISC."""

    is_recorded: bool = True
    visible_to: tuple[Role, ...] = (Role.HEAD,)


@dataclass(frozen=True)
class Clearance:
    """Who clears what leaves the school. Source: BR-5.17."""

    roles: tuple[Role, ...] = ()
    count: int = 0
    in_order: bool = False


@dataclass(frozen=True)
class Communications:
    """Who may speak for the school. Source: BR-5.0; BR-5.17."""

    to_people: tuple[Role, ...] = ()
    to_regulator: tuple[Role, ...] = ()
    languages: tuple[str, ...] = ("en",)


@dataclass(frozen=True)
class Retention:
    """How long something is kept. `any` stands for what no other row names. BR-5.27.1."""

    category: str
    amount: int
    unit: Period = Period.YEARS
    counted_from: KeptFrom = KeptFrom.OCCURRED


@dataclass(frozen=True)
class Cycle:
    """How often something is done again. Source: BR-1.7; BR-5.3; BR-5.27.2; BR-7.1."""

    review: Review
    amount: int
    unit: Period = Period.YEARS
    by: Role | None = None


@dataclass(frozen=True)
class ReportingLine:
    """Who is given figures, and when."""

    to: Role
    what: str
    amount: int | None = None  # None: after each incident that `when` describes
    unit: Period = Period.TERMS
    when: Conditions = ALWAYS


@dataclass(frozen=True)
class Reporter:
    """How whoever reports is protected. Source: SI-ANON."""

    may_be_anonymous: bool = True
    may_be_confidential: bool = True
    identity_visible_to: tuple[Role, ...] = (Role.HEAD,)
    is_opened_by_two: bool = False  # a sealed name takes a second person's agreement


@dataclass(frozen=True)
class LogColumn:
    key: str
    heading: str


@dataclass(frozen=True)
class OwnCause:
    """A cause by the school's own name."""

    key: str
    label: str
    cause: str  # key of `core.causes`


@dataclass(frozen=True)
class Exceptions:
    """Who is asked for an exception to the policy, and who decides. Source: SI-EXC; SI-CHG."""

    asked_of: Role = Role.OFFICE
    decided_by: Role | None = None
    proposed_by: Role = Role.INFORMATION_CHAMPION
    longest_months: int | None = None


@dataclass(frozen=True)
class Group:
    """What a trust decides for all its schools: names of sections they may not change."""

    locked: tuple[str, ...] = ()
