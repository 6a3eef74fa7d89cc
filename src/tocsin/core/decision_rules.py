"""From judging the risk to having told those who must know: the duties, and when to decide anew."""

from datetime import date, datetime

from tocsin.core.duty import Duty, Group, Situation, State, by_the_end_of
from tocsin.core.duty_rules import is_personal, state_of
from tocsin.core.errors import Reason
from tocsin.core.facts import Answer, Facts, Kind, Outcome, Tell
from tocsin.core.policy import Stage
from tocsin.core.roles import Role

UNMET = frozenset({Outcome.YES, Outcome.DEPENDS})  # in doubt, tell
AFTER_THE_BREACH = "Starts when you know that it is a personal data breach"
AGREE = "agree-"


def assess(now: Situation) -> Duty | None:
    """The risk to people is judged on the seven factors. Source: BR-3.2."""
    if not now.facts.is_breach:
        return None
    is_ready = _is_confirmed(now.facts)
    is_done = now.facts.assessed_at is not None
    return Duty(
        "assess",
        "Assess the risk to people",
        Group.ASSESS,
        "BR-3.2",
        Role.DEPUTY_DPO,
        state_of(is_done=is_done) if is_ready or is_done else State.WAITING,
        now.regulator_due,
        AFTER_THE_BREACH,
    )


def assess_again(now: Situation) -> Duty | None:
    """New facts put the newest assessment out of date. Source: BR-5.22; BR-3.2."""
    if not now.facts.is_breach or not now.facts.has_new_facts:
        return None
    return Duty(
        "reassess",
        "Look at the risk again: the facts have changed",
        Group.ASSESS,
        "BR-5.22",
        Role.DEPUTY_DPO,
        due_at=None if now.facts.regulator_told_at else now.regulator_due,
    )


def advise(now: Situation) -> Duty | None:
    """Of a serious incident the DPO judges whether to tell the regulator. Source: SI-M6-DPO."""
    if not now.is_serious or not now.facts.is_breach:
        return None
    is_ready = _is_confirmed(now.facts)
    is_done = now.facts.dpo_heard_at is not None and not _is_news(now.facts.dpo_heard_at, now.facts)
    return Duty(
        "advise",
        "Advise whether to tell the regulator and the people affected",
        Group.ASSESS,
        "SI-M6-DPO",
        Role.DPO,
        state_of(is_done=is_done) if is_ready or is_done else State.WAITING,
        now.regulator_due,
        AFTER_THE_BREACH,
    )


def decide(now: Situation) -> Duty | None:
    """Whether to tell the regulator and the people is decided and recorded. Source: BR-1.4."""
    facts = now.facts
    if not facts.is_breach:
        return None
    doubts = doubts_about(facts)
    state = State.WAITING
    if _is_confirmed(facts) and (facts.assessed_at or facts.tell_regulator):
        state = state_of(is_done=facts.tell_regulator is not None and not doubts)
    again = "Decide again whether to tell the regulator and the people affected"
    return Duty(
        "decide",
        again if doubts else "Decide whether to tell the regulator and the people affected",
        Group.ASSESS,
        doubts[0].clause if doubts else "BR-1.4",
        Role.DEPUTY_DPO,
        state,
        now.regulator_due,
        "Starts when the risk to people is assessed, or sooner if you say why"
        if _is_confirmed(facts)
        else AFTER_THE_BREACH,
    )


def agree(now: Situation) -> tuple[Duty, ...]:
    """Everybody who decides together says so themselves. Source: BR-1.4."""
    return tuple(
        Duty(
            f"{AGREE}{person}",
            "Say whether you agree with the decision",
            Group.ASSESS,
            "BR-1.4",
            Role.SYSTEM,  # nobody's by role
            due_at=None if now.facts.regulator_told_at else now.regulator_due,
            person=person,
        )
        for person in now.facts.awaiting
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
        state_of(is_done=now.facts.regulator_told_at is not None),
        now.regulator_due,
    )


def tell_people(now: Situation) -> Duty | None:
    """The people affected are told without undue delay. Source: BR-5.17; BR-5.21."""
    if now.facts.tell_people is not Tell.YES:
        return None
    return Duty(
        "tell-people",
        "Tell the people affected, and record that you did",
        Group.TELL,
        "BR-5.21" if now.facts.is_ordered else "BR-5.17",
        Role.DEPUTY_DPO,
        state_of(is_done=now.facts.people_told_at is not None),
        now.due(Stage.TELL_PEOPLE),
    )


def ask_about_delay(now: Situation) -> Duty | None:
    """A delay which the police advised is asked about again, and then ended. Source: BR-5.20."""
    if now.facts.tell_people is not Tell.LATER:
        return None
    return Duty(
        "lift-delay",
        "Ask whether the people affected can be told now",
        Group.TELL,
        "BR-5.20",
        Role.DEPUTY_DPO,
        due_at=_end_of(now.facts.people_review_on),
    )


def review_not_telling(now: Situation) -> Duty | None:
    """A decision not to tell the regulator stays under review. Source: BR-5.22."""
    if now.facts.tell_regulator is not Tell.NO:
        return None
    return Duty(
        "review-not-telling",
        "Look again at the decision not to tell the regulator",
        Group.ASSESS,
        "BR-5.22",
        Role.DEPUTY_DPO,
        state_of(is_done=now.facts.regulator_review_on is None),
        _end_of(now.facts.regulator_review_on),
        outlives_closing=True,
    )


def doubts_about(facts: Facts) -> tuple[Reason, ...]:
    """Why the decision in force has to be taken anew; empty while it stands, or there is none.

    Only what came after the decision counts: whoever decided knew of the rest. Source: BR-5.22.
    """
    found: list[Reason] = []
    if _is_news(facts.decided_at, facts):
        found.append(Reason("news", "It was opened again for new facts about the risk.", "BR-5.22"))
    if _came_after(facts.assessed_at, facts):
        found += departures(facts, facts.tell_regulator, facts.tell_people)[:1]
    if _came_after(facts.advised_at, facts):
        found += against_advice(facts, facts.tell_regulator, facts.tell_people)[:1]
    return tuple(found)


def is_stopped(facts: Facts) -> bool:
    """Whether the clock may show that there is no need to tell the regulator.

    New facts, or a newer assessment or advice that says otherwise, set it running again.
    Source: BR-5.22.
    """
    is_decided = facts.tell_regulator is Tell.NO
    return is_decided and not facts.has_new_facts and not doubts_about(facts)


def departures(facts: Facts, regulator: Tell | None, people: Tell | None) -> tuple[Reason, ...]:
    """What the newest assessment recommends otherwise. In doubt it recommends to tell.

    Telling people without a duty to, and waiting on the advice of the police, depart from nothing.
    Source: BR-3.2; BR-1.4; BR-1.5.
    """
    advised, found = facts.recommends_regulator, []
    if regulator is Tell.NO and advised in UNMET:
        found.append(Reason("regulator", _SAYS[advised, "the regulator"], "BR-1.4"))
    if regulator is Tell.YES and advised is Outcome.NO:
        found.append(
            Reason("regulator", "The assessment sees no need to tell the regulator.", "BR-1.4")
        )
    if people is Tell.NO and facts.recommends_people in UNMET:
        found.append(
            Reason("people", _SAYS[facts.recommends_people, "the people affected"], "BR-1.5")
        )
    return tuple(found)


def against_advice(facts: Facts, regulator: Tell | None, people: Tell | None) -> tuple[Reason, ...]:
    """What the DPO advised otherwise. Source: SI-M6-DPO; BR-5.3."""
    pairs = (
        ("regulator", "the regulator", facts.advice_regulator, regulator),
        ("people", "the people affected", facts.advice_people, people),
    )
    return tuple(
        Reason(
            f"advice-{code}",
            f"The DPO advises {'' if advised is Answer.YES else 'not '}to tell {whom}.",
            "SI-M6-DPO",
        )
        for code, whom, advised, decided in pairs
        if (advised is Answer.YES and decided is Tell.NO)
        or (advised is Answer.NO and decided is Tell.YES)
    )


_SAYS = {
    (Outcome.YES, "the regulator"): "The assessment recommends telling the regulator.",
    (Outcome.DEPENDS, "the regulator"): (
        "The assessment cannot rule out a risk to people. In doubt, the regulator is told."
    ),
    (Outcome.YES, "the people affected"): "The assessment recommends telling the people affected.",
    (Outcome.DEPENDS, "the people affected"): (
        "The assessment cannot rule out a high risk to the people affected."
    ),
}


def _is_confirmed(facts: Facts) -> bool:
    return facts.kind is Kind.CONFIRMED and is_personal(facts)


def _came_after(moment: datetime | None, facts: Facts) -> bool:
    return bool(moment and facts.decided_at and moment > facts.decided_at)


def _is_news(heard_at: datetime | None, facts: Facts) -> bool:
    """Whether new facts came to light after that moment."""
    return bool(heard_at and facts.new_facts_at and facts.new_facts_at > heard_at)


def _end_of(day: date | None) -> datetime | None:
    return by_the_end_of(day) if day else None
