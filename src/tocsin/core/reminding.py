"""When somebody is reminded of a duty, and when the next one up the chain hears of it.

Each reminder is a stage with a code of its own, so that it goes out once: `warn-24` with so many
hours left, then `late-0`, `late-1`… up the chain. A new deadline begins anew. Source: SI-M7.
"""

from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import datetime, timedelta

from tocsin.core.decision_rules import AGREE
from tocsin.core.facts import Facts
from tocsin.core.policy import Pack, Stage, Timescale
from tocsin.core.quiet import Quiet, quiet_of
from tocsin.core.roles import Role

AN_HOUR = timedelta(hours=1)
PUNCTUAL = timedelta(minutes=15)  # what goes out later than this was caught up
WARN, LATE, ARISEN = "warn", "late", "new"
LAST_DAYS = (24, 4)  # hours left, where the policy sets a deadline and no warnings of it
STAGES = {
    "triage": (Stage.ACKNOWLEDGE, Stage.CLASSIFY),
    "find-out": (Stage.FINDING,),
    "contain": (Stage.CONTAIN,),
    "classify": (Stage.CLASSIFY,),
    "refer": (Stage.TELL_DPO,),
    "acknowledge-dpo": (Stage.ACKNOWLEDGE,),
    "acknowledge-head": (Stage.ACKNOWLEDGE,),
    "tell-regulator": (Stage.TELL_REGULATOR,),
    "tell-people": (Stage.TELL_PEOPLE,),
    "close": (Stage.CLOSE,),
}
# What stands between the school and the 72 hours, or the people who must hear: it never waits.
PRESSING = frozenset(
    {
        "triage", "find-out", "contain", "aware", "refer", "acknowledge-dpo", "acknowledge-head",
        "assess", "reassess", "advise", "decide", "tell-regulator", "tell-people", "lift-delay",
    }
)  # fmt: skip


@dataclass(frozen=True)
class Plan:
    """The reminders of one duty. `quiet` is None for what never waits."""

    duty: str
    due_at: datetime
    warn_before: tuple[int, ...] = ()  # hours left
    every: timedelta = timedelta(hours=24)
    told_when_late: tuple[Role, ...] = ()
    quiet: Quiet | None = None


@dataclass(frozen=True)
class Progress:
    """How far the reminders of one duty, with the deadline it has now, have come."""

    warned: frozenset[int] = field(default_factory=frozenset)
    steps: int = 0  # how far up the chain
    stepped_at: datetime | None = None
    seen_until: datetime | None = None  # somebody deals with it: nobody else is told before
    arisen_at: datetime | None = None  # when those whose it is were told of it at once


@dataclass(frozen=True)
class Reminder:
    """One stage that is to go out now. `steps` are the places on the chain that hear of it."""

    code: str
    since: datetime
    steps: tuple[int, ...] = ()

    def is_caught_up(self, at: datetime) -> bool:
        """Whether it should have gone out earlier: nothing ran, or nobody was to be disturbed."""
        return at - self.since > PUNCTUAL


def is_pressing(duty: str, facts: Facts) -> bool:
    """Whether quiet hours do not matter. Source: BR-1.4; BR-6.1."""
    return facts.is_breach and (duty in PRESSING or duty.startswith(AGREE))


def plan_of(duty: str, due_at: datetime, pack: Pack, facts: Facts) -> Plan:
    """How the school is reminded of an open duty. Source: SI-M7; BR-4.3."""
    found = _timescale(duty, pack, facts)
    pressing = is_pressing(duty, facts)
    if found is None and pressing:
        found = pack.timescale(Stage.TELL_REGULATOR)  # its deadline is the law's own
    return Plan(
        duty,
        due_at,
        _warnings(found),
        AN_HOUR * pack.escalation.every_hours,
        found.escalate_to if found else (),
        None if pressing else quiet_of(pack.escalation),
    )


def reminder_due(plan: Plan, done: Progress, at: datetime) -> Reminder | None:
    """The one reminder that goes out now, or None. Of several that were missed only the last does.

    Up the chain nobody is left out: a pressing duty that missed steps tells everybody on them.
    """
    if plan.quiet and plan.quiet.covers(at):
        return None
    first = _next_step_at(plan, done)
    if at >= first:
        missed = (at - first) // plan.every if plan.quiet is None else 0
        steps = tuple(range(done.steps, done.steps + missed + 1))
        return Reminder(f"{LATE}-{steps[-1]}", first, steps)
    if at >= plan.due_at:
        return None
    passed = [hours for hours in _warnings_left(plan, done) if plan.due_at - hours * AN_HOUR <= at]
    if not passed:
        return None
    return Reminder(f"{WARN}-{min(passed)}", plan.due_at - min(passed) * AN_HOUR)


def next_reminder_at(plan: Plan, done: Progress) -> datetime:
    """When the next reminder goes out; in the past when it should have by now."""
    instants = [plan.due_at - hours * AN_HOUR for hours in _warnings_left(plan, done)]
    instants.append(_next_step_at(plan, done))
    return min(plan.quiet.over_at(each) if plan.quiet else each for each in instants)


def _next_step_at(plan: Plan, done: Progress) -> datetime:
    if done.stepped_at is None:
        return plan.due_at
    following = done.stepped_at + plan.every
    return max(following, done.seen_until or following)


def _warnings_left(plan: Plan, done: Progress) -> Iterator[int]:
    """A warning that a later one overtook is not sent any more, and none once it is late.

    Nor one that falls within an hour of the moment at which people were told of the duty itself.
    """
    if done.steps:
        return iter(())
    soonest = min(done.warned, default=None)
    told = done.arisen_at + AN_HOUR if done.arisen_at else None
    return (
        hours
        for hours in plan.warn_before
        if (soonest is None or hours < soonest)
        and (told is None or plan.due_at - hours * AN_HOUR > told)
    )


def _warnings(found: Timescale | None) -> tuple[int, ...]:
    if found is None or (found.stage is Stage.TELL_REGULATOR and not found.warn_before):
        return LAST_DAYS  # nobody is left without a warning of the law's own deadline
    return found.warn_before


def _timescale(duty: str, pack: Pack, facts: Facts) -> Timescale | None:
    found = (pack.timescale(stage, facts.severity) for stage in STAGES.get(duty, ()))
    return next((each for each in found if each is not None), None)
