"""What has to be written and cleared before the people affected are told, and by whom."""

from collections.abc import Collection, Iterable, Mapping
from uuid import UUID

from tocsin.core.duty import Duty, Group, Situation
from tocsin.core.duty_rules import state_of
from tocsin.core.facts import Facts, Tell
from tocsin.core.policy import Pack, Stage
from tocsin.core.roles import Role

# Who clears what leaves the school, where its policy names nobody. Source: BR-5.17.
CLEARERS = (Role.HEAD, Role.DEPUTY_DPO)
CLEAR = "clear-notice-"
IN_WRITING = frozenset({"email", "letter", "text", "notice"})  # ways to tell that need clearance


def write(now: Situation) -> Duty | None:
    """What the people affected will be told is written and put up to be cleared. BR-5.17; BR-5.18.

    Not asked for once they were told by word of mouth.
    """
    if not is_notice_wanted(now.facts):
        return None
    return Duty(
        "write-notice",
        "Write what the people affected will be told",
        Group.TELL,
        "BR-5.18",
        Role.DEPUTY_DPO,
        state_of(is_done=now.facts.notice_drafted_at is not None),
        now.due(Stage.DRAFT_NOTICE),
    )


def is_notice_wanted(facts: Facts) -> bool:
    """Whether they are to be told, and were not told by word of mouth before there was a text."""
    is_told = facts.people_told_at is not None and facts.notice_drafted_at is None
    return facts.tell_people is Tell.YES and not is_told


def clear(now: Situation) -> tuple[Duty, ...]:
    """Each role whose clearance a notice waits for gives it, or gives the notice back. BR-5.17."""
    return tuple(
        Duty(
            f"{CLEAR}{role}",
            "Clear what is to be sent out, or give it back",
            Group.TELL,
            "BR-5.17",
            role,
            due_at=None if now.facts.people_told_at else now.due(Stage.TELL_PEOPLE),
        )
        for role in now.facts.clearances_awaited
    )


def clearers(pack: Pack) -> tuple[tuple[Role, ...], int]:
    """The roles that clear in order of the policy, and how many of them have to. BR-5.17."""
    named = pack.clearance
    if not named.roles or not named.count:
        return CLEARERS, len(CLEARERS)
    return named.roles, named.count


def awaited(pack: Pack, given: Collection[Role]) -> tuple[Role, ...]:
    """The roles whose clearance is still needed; empty once there are enough.

    Where the policy says in which order, only the next one.
    """
    roles, count = clearers(pack)
    left = tuple(role for role in roles if role not in given)
    if len(roles) - len(left) >= count:
        return ()
    return left[:1] if pack.clearance.in_order else left


def role_to_clear_as(
    wanted: Iterable[Role], acting: Mapping[Role, Collection[UUID]], person: UUID,
    held: Collection[Role],
) -> Role | None:  # fmt: skip
    """The role under which a person clears: one they hold before one they stand in for.

    acting: who acts for each role when nobody does so twice. None when there is no such role.
    """
    asked = tuple(wanted)
    own = (role for role in asked if role in held)
    others = (role for role in asked if person in acting.get(role, ()))
    return next(own, None) or next(others, None)
