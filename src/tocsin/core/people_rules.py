"""Duties to the people affected once letters go out: nobody is missed, and who answers is heard."""

from tocsin.core.duty import Duty, Group, Situation, by_the_end_of
from tocsin.core.roles import Role


def reach_people(now: Situation) -> Duty | None:
    """Whoever could not be reached is reached another way. Source: BR-5.17."""
    if not now.facts.letters_back:
        return None
    return Duty(
        "reach-people",
        "Find another way to reach people whose letter came back",
        Group.TELL,
        "BR-5.17",
        Role.DEPUTY_DPO,
    )


def answer_people(now: Situation) -> Duty | None:
    """Whoever answers or complains hears from the school in time. Source: BR-5.17."""
    if not now.facts.replies_open:
        return None
    return Duty(
        "answer-people",
        "Answer the people affected who wrote back or complained",
        Group.TELL,
        "BR-5.17",
        Role.DEPUTY_DPO,
        due_at=by_the_end_of(min(now.facts.replies_open)),
        outlives_closing=True,  # people complain late
    )
