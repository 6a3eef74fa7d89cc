"""What the policy and the law demand of the school, worked out from the facts.

The incident page, the worklists, the alerts, the closing gate and the API all ask `duties`, so
they cannot disagree. Only the agenda of open ones is stored, and it always equals this.
"""

from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import datetime
from enum import StrEnum

from tocsin.core.clock import NO_CALENDAR, Calendar, due_at, regulator_due_at
from tocsin.core.errors import Reason
from tocsin.core.facts import NO_BREACH, Answer, Facts, Kind, Referral, Source, Status, Tell
from tocsin.core.policy import CountedFrom, ExtraDuty, Pack, Stage
from tocsin.core.roles import Role


class Group(StrEnum):
    """Where on the incident page a duty stands."""

    CONTAIN = "contain"
    ASSESS = "assess"
    TELL = "tell"
    PUT_RIGHT = "put_right"
    CLOSE = "close"


class State(StrEnum):
    OPEN = "open"
    WAITING = "waiting"  # cannot start yet
    DONE = "done"


@dataclass(frozen=True)
class Duty:
    """One thing the school must do, with whose it is and when it is due."""

    code: str
    title: str  # an instruction: "Refer the incident to the DPO"
    group: Group
    clause: str
    role: Role
    state: State = State.OPEN
    due_at: datetime | None = None
    why_not_yet: str = ""


@dataclass(frozen=True)
class Situation:
    """What every rule is asked with."""

    facts: Facts
    pack: Pack
    calendar: Calendar

    def due(self, stage: Stage, start: datetime | None = None) -> datetime | None:
        """When the pack wants `stage` done; None when it does not say, or cannot be known yet.

        Counted from `start`, or from the moment the pack names.
        """
        timescale = self.pack.timescale(stage, self.facts.severity)
        if timescale is None:
            return None
        start = start or self.moment(timescale.counted_from)
        return due_at(start, timescale, self.calendar) if start else None

    def moment(self, counted_from: CountedFrom) -> datetime | None:
        """The instant a timescale starts at, as far as it is known."""
        facts = self.facts
        return {
            CountedFrom.DISCOVERED: facts.discovered_at or facts.reported_at,
            CountedFrom.REPORTED: facts.reported_at,
            CountedFrom.AWARE: facts.clock_start,
            CountedFrom.CLASSIFIED: facts.classified_at,
            CountedFrom.CLOSED: facts.closed_at,
        }.get(counted_from)

    @property
    def regulator_due(self) -> datetime:
        """The end of the 72 hours, or of the pack's own shorter window. Source: BR-1.4."""
        return regulator_due_at(self.facts.clock_start, self.pack.regulator_window)

    @property
    def is_serious(self) -> bool:
        """Whether the severity brings in the Headteacher and the DPO. Source: SI-M6; SI-M8."""
        return bool(self.facts.severity) and self.pack.is_serious(self.facts.severity or "")


Rule = Callable[[Situation], Duty | None]


def _state(*, is_done: bool) -> State:
    return State.DONE if is_done else State.OPEN


def triage(now: Situation) -> Duty | None:
    """Somebody looks at every report, before anything else. Source: BR-5.3."""
    due = now.due(Stage.ACKNOWLEDGE) or now.due(Stage.CLASSIFY)
    return Duty(
        "triage",
        "Decide what this report is",
        Group.ASSESS,
        "BR-5.3",
        Role.DEPUTY_DPO,
        _state(is_done=now.facts.kind is not None),
        min(due, now.regulator_due) if due else now.regulator_due,
    )


def find_out(now: Situation) -> Duty | None:
    """A suspicion is looked into promptly. Source: BR-4.3."""
    if now.facts.kind is not Kind.SUSPECTED:
        return None
    due = now.due(Stage.FINDING)
    return Duty(
        "find-out",
        "Find out whether there was a breach",
        Group.ASSESS,
        "BR-4.3",
        Role.DEPUTY_DPO,
        due_at=min(due, now.regulator_due) if due else now.regulator_due,
    )


def contain(now: Situation) -> Duty | None:
    """The harm is stopped. Source: BR-5.5."""
    if now.facts.kind in NO_BREACH:
        return None
    return Duty(
        "contain",
        "Stop it getting worse, and say how",
        Group.CONTAIN,
        "BR-5.5",
        Role.DEPUTY_DPO,
        _state(is_done=now.facts.contained is Answer.YES),
        now.due(Stage.CONTAIN),
    )


def set_awareness(now: Situation) -> Duty | None:
    """The moment of awareness is a recorded finding. Source: BR-4.2."""
    if now.facts.kind is not Kind.CONFIRMED or not _is_personal(now.facts):
        return None
    return Duty(
        "aware",
        "Record when the school became aware",
        Group.ASSESS,
        "BR-4.2",
        Role.DEPUTY_DPO,
        _state(is_done=now.facts.aware_at is not None),
        now.regulator_due,
    )


def classify(now: Situation) -> Duty | None:
    """Every incident gets its severity, where the pack has levels. Source: SI-M5-OVERSEE."""
    if not now.pack.levels or now.facts.kind is Kind.DUPLICATE:
        return None
    return Duty(
        "classify",
        "Say how serious it is",
        Group.ASSESS,
        "SI-M5-OVERSEE",
        Role.DEPUTY_DPO,
        _after_triage(now.facts, is_done=now.facts.severity is not None),
        now.due(Stage.CLASSIFY),
        "Starts when you have decided what the report is",
    )


def refer(now: Situation) -> Duty | None:
    """The DPO is told, or the reasons why not are logged. Source: BR-5.3; SI-M8."""
    if now.facts.kind is Kind.DUPLICATE:
        return None
    forced = must_refer(now.facts, now.pack)
    is_done = now.facts.referral is Referral.REFERRED or (
        now.facts.referral is Referral.NOT_REFERRED and not forced
    )
    return Duty(
        "refer",
        "Refer the incident to the DPO" if forced else "Tell the DPO, or say why not",
        Group.TELL,
        forced[0].clause if forced else "BR-5.3",
        Role.DEPUTY_DPO,
        _after_triage(now.facts, is_done=is_done),
        now.due(Stage.TELL_DPO),
        "Starts when you have decided what the report is",
    )


def acknowledge_as_dpo(now: Situation) -> Duty | None:
    """The DPO confirms that the referral arrived. Source: SI-M8."""
    if now.facts.referral is not Referral.REFERRED:
        return None
    return Duty(
        "acknowledge-dpo",
        "Confirm that you have seen the referral",
        Group.TELL,
        "SI-M8",
        Role.DPO,
        _state(is_done=now.facts.acknowledged_by_dpo_at is not None),
        now.due(Stage.ACKNOWLEDGE, now.facts.referred_at),
    )


def acknowledge_as_head(now: Situation) -> Duty | None:
    """The Headteacher takes part in a serious incident. Source: SI-M6."""
    if not now.is_serious:
        return None
    return Duty(
        "acknowledge-head",
        "Confirm that you are supporting this incident",
        Group.TELL,
        "SI-M6",
        Role.HEAD,
        _state(is_done=now.facts.acknowledged_by_head_at is not None),
        now.due(Stage.ACKNOWLEDGE, now.facts.classified_at),
    )


def decide(now: Situation) -> Duty | None:
    """Whether to tell the regulator and the people is decided and recorded. Source: BR-1.4."""
    if not now.facts.is_breach:
        return None
    is_ready = now.facts.kind is Kind.CONFIRMED and _is_personal(now.facts)
    state = State.WAITING
    if is_ready:
        state = _state(is_done=now.facts.tell_regulator is not None)
    return Duty(
        "decide",
        "Decide whether to tell the regulator and the people affected",
        Group.ASSESS,
        "BR-1.4",
        Role.DEPUTY_DPO,
        state,
        now.regulator_due,
        "Starts when you know that it is a personal data breach",
    )


def tell_regulator(now: Situation) -> Duty | None:
    """The regulator is told within 72 hours. Source: BR-5.13."""
    if now.facts.tell_regulator is not Tell.YES:
        return None
    return Duty(
        "tell-regulator",
        "Tell the regulator, and record that you did",
        Group.TELL,
        "BR-5.13",
        Role.DEPUTY_DPO,
        _state(is_done=now.facts.regulator_told_at is not None),
        now.regulator_due,
    )


def tell_people(now: Situation) -> Duty | None:
    """The people affected are told without undue delay. Source: BR-5.17."""
    if now.facts.tell_people is not Tell.YES:
        return None
    return Duty(
        "tell-people",
        "Tell the people affected, and record that you did",
        Group.TELL,
        "BR-5.17",
        Role.DEPUTY_DPO,
        _state(is_done=now.facts.people_told_at is not None),
        now.due(Stage.TELL_PEOPLE),
    )


RULES: tuple[Rule, ...] = (
    triage,
    contain,
    find_out,
    set_awareness,
    classify,
    refer,
    acknowledge_as_head,
    acknowledge_as_dpo,
    decide,
    tell_regulator,
    tell_people,
)


def duties(facts: Facts, pack: Pack, calendar: Calendar = NO_CALENDAR) -> tuple[Duty, ...]:
    """Every duty of the incident, met or not, in the order a person works through them.

    Pure: the same facts, pack and calendar always give the same duties. The last one, closing,
    waits for all the others. Source: every clause named in the rules above.
    """
    now = Situation(facts, pack, calendar)
    found = tuple(duty for rule in RULES if (duty := rule(now))) + _extra(now)
    if facts.status is Status.CLOSED:
        return (*found, _closing(now, State.DONE))
    left = [duty for duty in found if duty.state is not State.DONE]
    closing = _closing(now, State.WAITING if left else State.OPEN)
    return (*found, replace(closing, why_not_yet=_left_words(left)))


def open_duties(facts: Facts, pack: Pack, calendar: Calendar = NO_CALENDAR) -> tuple[Duty, ...]:
    """The duties that somebody can and must act on now; none once the incident is closed."""
    if facts.status is Status.CLOSED:
        return ()
    return tuple(duty for duty in duties(facts, pack, calendar) if duty.state is State.OPEN)


def must_refer(facts: Facts, pack: Pack) -> tuple[Reason, ...]:
    """Why the DPO has to be told, whatever anybody would choose; empty when there is a choice.

    Source: SI-M8; BR-5.3; BR-5.11.
    """
    reasons = []
    if facts.severity and pack.is_serious(facts.severity):
        label = pack.level(facts.severity).label
        reasons.append(
            Reason("serious", f"A {label.lower()} incident always goes to the DPO.", "SI-M8")
        )
    if facts.source is Source.PROCESSOR:
        reasons.append(
            Reason("processor", "A breach at a company we use always goes to the DPO.", "BR-5.11")
        )
    answers = facts.answers()
    reasons += [
        Reason("pack", rule.because, rule.clause)
        for rule in pack.referrals
        if pack.holds(rule.when, answers) and rule.clause not in {each.clause for each in reasons}
    ]
    return tuple(reasons)


def _extra(now: Situation) -> tuple[Duty, ...]:
    """The duties the school's own policy adds, met once somebody ticks them off."""
    answers = now.facts.answers()
    return tuple(
        Duty(
            f"own-{extra.key}",
            extra.title,
            Group.PUT_RIGHT,
            extra.clause or now.pack.name,
            extra.role,
            _after_triage(now.facts, is_done=extra.key in now.facts.own_duties_done),
            _extra_due(now, extra),
            "Starts when you have decided what the report is",
        )
        for extra in now.pack.duties
        if now.pack.holds(extra.when, answers)
    )


def _extra_due(now: Situation, extra: ExtraDuty) -> datetime | None:
    start = now.moment(extra.counted_from)
    return due_at(start, extra, now.calendar) if start and extra.amount is not None else None


def _is_personal(facts: Facts) -> bool:
    return facts.personal_data is Answer.YES


def _after_triage(facts: Facts, *, is_done: bool) -> State:
    if facts.kind is None and not is_done:
        return State.WAITING
    return _state(is_done=is_done)


def _closing(now: Situation, state: State) -> Duty:
    return Duty(
        "close",
        "Close the incident",
        Group.CLOSE,
        "SI-M5-OVERSEE",
        Role.DEPUTY_DPO,
        state,
        now.due(Stage.CLOSE),
    )


def _left_words(left: list[Duty]) -> str:
    if not left:
        return ""
    return f"{len(left)} thing{'s' if len(left) > 1 else ''} to do first"
