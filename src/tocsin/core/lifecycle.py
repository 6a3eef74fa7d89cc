"""The three states of an incident, and what stands between them."""

from tocsin.core.clock import NO_CALENDAR, Calendar
from tocsin.core.duties import State, duties
from tocsin.core.errors import Reason
from tocsin.core.facts import Facts, Status
from tocsin.core.policy import Pack

MOVES = {
    Status.REPORTED: {Status.OPEN},
    Status.OPEN: {Status.CLOSED},
    Status.CLOSED: {Status.OPEN},  # reopened when new facts come to light
}


def blockers(
    facts: Facts, to: Status, pack: Pack, calendar: Calendar = NO_CALENDAR
) -> tuple[Reason, ...]:
    """Why the incident may not move to `to` yet; empty when it may.

    Pages list these and commands refuse with them: one answer, asked twice.
    """
    if to not in MOVES[facts.status]:
        return (
            Reason("no-such-move", f"This incident is {facts.status}: it cannot become {to} now."),
        )
    if to is not Status.CLOSED:
        return ()
    return tuple(
        Reason(duty.code, f"Before closing: {duty.title[0].lower()}{duty.title[1:]}.", duty.clause)
        for duty in duties(facts, pack, calendar)
        if duty.state is not State.DONE and duty.code != "close"
    )
