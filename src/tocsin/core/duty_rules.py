"""One rule for each thing the policies and the law demand. Each gives a duty, or none."""

from datetime import datetime, timedelta

from tocsin.core.duty import Duty, Group, Situation, State, by_the_end_of
from tocsin.core.errors import Reason
from tocsin.core.facts import NO_BREACH, Answer, Facts, Kind, Referral, Source, Status
from tocsin.core.pack_parts import ANY
from tocsin.core.policy import Pack, Stage
from tocsin.core.roles import Role

REGULARLY = timedelta(hours=48)  # where a policy says "regularly" and no more


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
    if facts.at_processor or facts.source is Source.PROCESSOR:
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


def state_of(*, is_done: bool) -> State:
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
        state_of(is_done=now.facts.kind is not None),
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
        state_of(is_done=now.facts.contained is Answer.YES),
        now.due(Stage.CONTAIN),
    )


def chase_recipients(now: Situation) -> Duty | None:
    """Whoever got what was not for them is asked to delete it, until they say so. BR-5.5."""
    days = now.facts.recipients_open
    if not days:
        return None
    one = len(days) == 1
    return Duty(
        "chase-recipients",
        f"Ask {len(days)} {'person' if one else 'people'} to delete what they got by mistake",
        Group.CONTAIN,
        "BR-5.5",
        Role.DEPUTY_DPO,
        due_at=by_the_end_of(min(days)),
    )


def describe(now: Situation) -> Duty | None:
    """What happened to the information, and why, is on the log. Source: BR-2.2; BR-2.3."""
    if now.facts.kind is not Kind.CONFIRMED:
        return None
    return Duty(
        "describe",
        "Record what happened to the information, and the cause",
        Group.ASSESS,
        "BR-2.3",
        Role.DEPUTY_DPO,
        state_of(is_done=now.facts.is_described and bool(now.facts.cause)),
    )


def set_awareness(now: Situation) -> Duty | None:
    """The moment of awareness is a recorded finding. Source: BR-4.2."""
    if now.facts.kind is not Kind.CONFIRMED or not is_personal(now.facts):
        return None
    return Duty(
        "aware",
        "Record when the school became aware",
        Group.ASSESS,
        "BR-4.2",
        Role.DEPUTY_DPO,
        state_of(is_done=now.facts.aware_at is not None),
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
        after_triage(now.facts, is_done=now.facts.severity is not None),
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
        after_triage(now.facts, is_done=is_done),
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
        state_of(is_done=now.facts.acknowledged_by_dpo_at is not None),
        _heard_by(now, now.facts.referred_at),
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
        state_of(is_done=now.facts.acknowledged_by_head_at is not None),
        _heard_by(now, now.facts.classified_at),
    )


def update_team(now: Situation) -> Duty | None:
    """The response team hears how it stands, again and again while it is open. Source: BR-5.8.

    As often as the policy says, every 48 hours if it says "regularly", counted from the last
    message to the team. Telling them moves the day on and never ends it, so it does not stand in
    the way of closing.
    """
    facts = now.facts
    if facts.team_since is None or facts.kind in NO_BREACH or facts.status is Status.CLOSED:
        return None
    heard = facts.team_updated_at or facts.team_since
    due = now.due(Stage.UPDATE_TEAM, heard)
    if due is None and _is_regular(now):
        due = heard + REGULARLY
    if due is None:
        return None
    return Duty(
        "update-team",
        "Update the response team",
        Group.TELL,
        "BR-5.8",
        Role.DEPUTY_DPO,
        due_at=due,
        outlives_closing=True,
    )


def _is_regular(now: Situation) -> bool:
    """Whether the policy wants it done without saying how often."""
    rows = {row.level: row for row in now.pack.timescales if row.stage is Stage.UPDATE_TEAM}
    row = rows.get(now.facts.severity or ANY) or rows.get(ANY)
    return row is not None and not row.is_set


def _heard_by(now: Situation, asked_at: datetime | None) -> datetime | None:
    """When somebody must have confirmed: the policy's time, or else its escalation's.

    A serious incident never lies unseen because a policy forgot to say how long. Source: SI-M6.
    """
    if asked_at is None:
        return None
    every = timedelta(hours=now.pack.escalation.every_hours)
    return now.due(Stage.ACKNOWLEDGE, asked_at) or asked_at + every


def is_personal(facts: Facts) -> bool:
    """Whether personal data is known to be involved."""
    return facts.personal_data is Answer.YES


def after_triage(facts: Facts, *, is_done: bool) -> State:
    if facts.kind is None and not is_done:
        return State.WAITING
    return state_of(is_done=is_done)
