"""What the rules may know about an incident: plain values, no database."""

from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum

from tocsin.core.actions import OpenAction
from tocsin.core.regulator_form import Owed
from tocsin.core.roles import Role


class Status(StrEnum):
    REPORTED = "reported"
    OPEN = "open"
    CLOSED = "closed"


class Kind(StrEnum):
    """What the report turned out to be. Source: SI-DEF; BR-2.7; BR-4.6."""

    CONFIRMED = "confirmed"
    SUSPECTED = "suspected"
    NEAR_MISS = "near_miss"
    NOT_A_BREACH = "not_a_breach"
    PLANNED_MAINTENANCE = "planned_maintenance"
    DUPLICATE = "duplicate"


NO_BREACH = frozenset({Kind.NEAR_MISS, Kind.NOT_A_BREACH, Kind.PLANNED_MAINTENANCE, Kind.DUPLICATE})


class Answer(StrEnum):
    """Yes, no, or not known yet: never read as no."""

    YES = "yes"
    NO = "no"
    UNSURE = "unsure"


KNOWN = {Answer.YES: True, Answer.NO: False, Answer.UNSURE: None}


class Source(StrEnum):
    """How the breach came to light. Source: BR-4.5."""

    STAFF = "staff"
    OFFICE = "office"
    PUPIL = "pupil"
    PEOPLE_AFFECTED = "people_affected"
    PROCESSOR = "processor"
    IT_SYSTEM = "it_system"
    MEDIA = "media"
    OTHER = "other"


class Referral(StrEnum):
    """Whether the DPO was told. Source: BR-5.3."""

    REFERRED = "referred"
    NOT_REFERRED = "not_referred"


class Tell(StrEnum):
    """A decision to tell, or not. Source: BR-1.4; BR-1.5."""

    YES = "yes"
    NO = "no"
    LATER = "later"  # the people only: when the police no longer advise to wait. Source: BR-5.20


class Outcome(StrEnum):
    """What an assessment recommends about telling somebody. Source: BR-3.2."""

    YES = "yes"
    NO = "no"
    DEPENDS = "depends"


@dataclass(frozen=True)
class Facts:
    """Everything about one incident that a rule may ask. None means not known yet."""

    status: Status
    reported_at: datetime
    source: Source = Source.STAFF
    kind: Kind | None = None
    personal_data: Answer = Answer.UNSURE
    discovered_at: datetime | None = None
    aware_at: datetime | None = None  # the recorded finding
    severity: str | None = None  # key of a level of the pack
    classified_at: datetime | None = None
    people: int | None = None
    special_category: Answer = Answer.UNSURE
    children: Answer = Answer.UNSURE
    contained: Answer = Answer.UNSURE
    cause: str = ""
    is_described: bool = False  # which of confidentiality, integrity and availability is recorded
    referral: Referral | None = None
    referred_at: datetime | None = None
    acknowledged_by_dpo_at: datetime | None = None
    acknowledged_by_head_at: datetime | None = None
    tell_regulator: Tell | None = None
    regulator_told_at: datetime | None = None
    tell_people: Tell | None = None
    people_told_at: datetime | None = None
    notice_drafted_at: datetime | None = None  # what they will be told was put up to be cleared
    notice_cleared_at: datetime | None = None
    clearances_awaited: tuple[Role, ...] = ()  # of any notice that was put up
    closed_at: datetime | None = None
    steps_recorded: frozenset[str] = frozenset()  # codes of core.investigation.PlannedStep
    actions: tuple[OpenAction, ...] = ()  # those that wait for somebody
    recipients_open: tuple[date, ...] = ()  # when each who still has the information is asked
    is_discipline_decided: bool = False
    outcome_state: str | None = None  # core.outcome_rules.Outcome, of the newest version
    outcome_reviewer: Role | None = None  # who looks at it: never its author alone
    recommended_at: datetime | None = None  # by the DPO, what should change
    contained_at: datetime | None = None
    reviewed_at: datetime | None = None  # the review was finished
    own_duties_done: frozenset[str] = frozenset()  # keys of the pack's extra duties
    assessed_at: datetime | None = None
    has_new_facts: bool = False  # since the newest assessment
    new_facts_at: datetime | None = None  # it was opened again for facts about the risk
    recommends_regulator: Outcome | None = None
    recommends_people: Outcome | None = None
    dpo_heard_at: datetime | None = None  # in advice, or in the joint decision
    advised_at: datetime | None = None
    advice_regulator: Answer = Answer.UNSURE
    advice_people: Answer = Answer.UNSURE
    decided_at: datetime | None = None
    awaiting: tuple[str, ...] = ()  # ids of those who have not said whether they agree
    regulator_review_on: date | None = None
    people_review_on: date | None = None
    team_since: datetime | None = None  # there is a response team
    team_updated_at: datetime | None = None
    is_ordered: bool = False  # the regulator wants the people told
    data_kinds: frozenset[str] = frozenset()
    signs: frozenset[str] = frozenset()  # keys of `core.third_parties.SIGNS`
    parties_settled: frozenset[str] = frozenset()  # told, asked for help, or decided against
    at_processor: bool = False  # it happened at a company the school uses
    joint_agreed_at: datetime | None = None  # with the organisation that is responsible too
    joint_passed_at: datetime | None = None  # deciding could not wait for that
    joint_tells_regulator: str | None = None  # core.joint.Teller
    joint_tells_people: str | None = None
    reopened_at: datetime | None = None
    is_imported: bool = False  # an earlier log brought it in
    regulator_phase: str | None = None  # core.regulator_form.Phase, of the newest report sent
    letters_back: int = 0  # letters to the people affected that ask for another way
    replies_open: tuple[date, ...] = ()  # by when each of them who answered hears from the school
    regulator_owed: tuple[Owed, ...] = ()  # promised to the regulator, or asked by it

    def answers(self) -> dict[str, object]:
        """What the conditions of a policy pack may ask; None, or missing, is not known."""
        return {
            "kind": self.kind.value if self.kind else None,
            "source": self.source.value,
            "cause": self.cause or None,
            "severity": self.severity,
            "people": self.people,
            "personal_data": KNOWN[self.personal_data],
            "special_category": KNOWN[self.special_category],
            "children": KNOWN[self.children],
            "contained": KNOWN[self.contained],
            "regulator_told": self.regulator_told_at is not None,
        }

    @property
    def is_past(self) -> bool:
        """Whether it was dealt with before it came here: no clock runs and no duty is owed."""
        return self.is_imported and self.status is Status.CLOSED

    @property
    def clock_start(self) -> datetime:
        """When the 72 hours began: the finding, or the earliest credible time until there is one.

        Source: BR-4.2.
        """
        return self.aware_at or min(self.discovered_at or self.reported_at, self.reported_at)

    @property
    def is_breach(self) -> bool:
        """Whether the clock matters: a personal data breach, or not yet ruled out."""
        return self.kind not in NO_BREACH and self.personal_data is not Answer.NO
