"""When another organisation is responsible with the school: who tells whom has to be agreed."""

from dataclasses import replace
from enum import StrEnum

from tocsin.core.duty import Duty, Group, Situation, State
from tocsin.core.errors import Reason
from tocsin.core.facts import Facts
from tocsin.core.roles import Role

SIGN = "shared_controller"  # of `core.third_parties.SIGNS`


class Teller(StrEnum):
    """Who tells the regulator, or the people affected."""

    US = "us"
    THEM = "them"
    BOTH = "both"


TELLERS = {
    Teller.US: "We do",
    Teller.THEM: "They do",
    Teller.BOTH: "Each of us does",
}
UNAGREED = Reason(
    "unagreed",
    "Another organisation is responsible with us. Record first what you agreed with it about who"
    " tells the regulator and the people affected, or say why that cannot wait.",
    "BR-5.12",
)
TITLES = {
    "tell-regulator": "Check that the other organisation told the regulator, and record it",
    "tell-people": "Check that the other organisation told the people affected, and record it",
}


def agree_who_tells(now: Situation) -> Duty | None:
    """It is agreed with the other organisation who tells whom. Source: BR-5.12.

    Going on without an agreement does not end it: the incident closes only once there is one.
    """
    if not is_joint(now.facts) or not now.facts.is_breach:
        return None
    return Duty(
        "joint-agreement",
        "Agree with the other organisation who tells the regulator and the people",
        Group.TELL,
        "BR-5.12",
        Role.DEPUTY_DPO,
        State.DONE if now.facts.joint_agreed_at else State.OPEN,
        now.regulator_due,
    )


def is_joint(facts: Facts) -> bool:
    """Whether another organisation is known to be responsible with the school."""
    return SIGN in facts.signs


def unagreed(facts: Facts) -> tuple[Reason, ...]:
    """Why nothing can be decided about telling yet; empty when it can, or could not wait.

    Source: BR-5.12.
    """
    is_settled = facts.joint_agreed_at or facts.joint_passed_at
    return () if not is_joint(facts) or is_settled else (UNAGREED,)


def as_agreed(duty: Duty, facts: Facts) -> Duty:
    """The duty to tell, under the title it has where the other organisation does the telling."""
    tellers = {
        "tell-regulator": facts.joint_tells_regulator, "tell-people": facts.joint_tells_people,
    }  # fmt: skip
    is_theirs = is_joint(facts) and tellers.get(duty.code) == Teller.THEM
    return replace(duty, title=TITLES[duty.code]) if is_theirs else duty
