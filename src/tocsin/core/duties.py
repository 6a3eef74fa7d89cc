"""What the policy and the law demand of the school, worked out from the facts.

The incident page, the worklists, the alerts, the closing gate and the API all ask `duties`, so
they cannot disagree. Only the agenda of open ones is stored, and it always equals this.
"""

from collections.abc import Callable
from dataclasses import replace
from datetime import datetime

from tocsin.core import action_rules as following
from tocsin.core import decision_rules as deciding
from tocsin.core import duty_rules as rules
from tocsin.core import investigation as investigating
from tocsin.core import joint
from tocsin.core import notice_rules as noticing
from tocsin.core import outcome_rules as reporting
from tocsin.core import owed as owing
from tocsin.core import people_rules as reaching
from tocsin.core import review_rules as reviewing
from tocsin.core.clock import NO_CALENDAR, Calendar, due_at
from tocsin.core.duty import Duty, Group, Situation, State
from tocsin.core.duty_rules import after_triage, must_refer
from tocsin.core.facts import Facts, Status
from tocsin.core.policy import ExtraDuty, Pack, Stage
from tocsin.core.roles import Role
from tocsin.core.third_parties import tell_others

__all__ = ["Duty", "Group", "State", "duties", "must_refer", "open_duties"]

Rule = Callable[[Situation], Duty | None]


RULES: tuple[Rule, ...] = (
    rules.triage,
    rules.contain,
    rules.chase_recipients,
    rules.find_out,
    rules.set_awareness,
    rules.describe,
    rules.classify,
    rules.refer,
    rules.acknowledge_as_head,
    rules.acknowledge_as_dpo,
    tell_others,
    joint.agree_who_tells,
    deciding.assess,
    deciding.assess_again,
    deciding.advise,
    deciding.decide,
    investigating.investigate,
    investigating.discipline,
    deciding.tell_regulator,
    owing.withdraw,
    deciding.ask_about_delay,
    noticing.write,
    deciding.tell_people,
    reaching.reach_people,
    reaching.answer_people,
    deciding.review_not_telling,
    reporting.recommend,
    reporting.write,
    reporting.review,
    reviewing.review,
    rules.update_team,
)


def duties(facts: Facts, pack: Pack, calendar: Calendar = NO_CALENDAR) -> tuple[Duty, ...]:
    """Every duty of the incident, met or not, in the order a person works through them.

    Pure: the same facts, pack and calendar always give the same duties. The last one, closing,
    waits for all the others. What an earlier log brought in has none, unless it is opened again.
    Source: every clause named in the rules above.
    """
    if facts.is_past:
        return ()
    now = Situation(facts, pack, calendar)
    found = tuple(joint.as_agreed(duty, facts) for rule in RULES if (duty := rule(now)))
    found += deciding.agree(now) + owing.owed(now) + noticing.clear(now)
    found += following.follow_up(now) + _extra(now)
    if facts.status is Status.CLOSED:
        return (*found, _closing(now, State.DONE))
    left = [duty for duty in found if stands_in_the_way(duty)]
    closing = _closing(now, State.WAITING if left else State.OPEN)
    return (*found, replace(closing, why_not_yet=_left_words(left)))


def open_duties(facts: Facts, pack: Pack, calendar: Calendar = NO_CALENDAR) -> tuple[Duty, ...]:
    """The duties that somebody can and must act on now.

    Of a closed incident only those that outlive it: a decision stays under review. Source: BR-5.22.
    """
    is_closed = facts.status is Status.CLOSED
    return tuple(
        duty
        for duty in duties(facts, pack, calendar)
        if duty.state is State.OPEN and (duty.outlives_closing or not is_closed)
    )


def stands_in_the_way(duty: Duty) -> bool:
    """Whether the incident cannot be closed before this is done."""
    return duty.state is not State.DONE and not duty.outlives_closing


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
            after_triage(now.facts, is_done=extra.key in now.facts.own_duties_done),
            _extra_due(now, extra),
            "Starts when you have decided what the report is",
        )
        for extra in now.pack.duties
        if extra.key != reviewing.OWN_KEY and now.pack.holds(extra.when, answers)
    )


def _extra_due(now: Situation, extra: ExtraDuty) -> datetime | None:
    start = now.moment(extra.counted_from)
    return due_at(start, extra, now.calendar) if start and extra.amount is not None else None


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
