"""The three states of an incident, and what stands between them."""

from tocsin.core.clock import NO_CALENDAR, Calendar
from tocsin.core.duties import duties, stands_in_the_way
from tocsin.core.errors import Reason
from tocsin.core.facts import Facts, Status
from tocsin.core.policy import Pack

MOVES = {
    Status.REPORTED: {Status.OPEN},
    Status.OPEN: {Status.CLOSED},
    Status.CLOSED: {Status.OPEN},  # reopened when new facts come to light
}
NO_SUCH_MOVE = {
    (Status.REPORTED, Status.CLOSED): "Decide first what this report is.",
    (Status.REPORTED, Status.REPORTED): "Nobody has looked at this report yet.",
    (Status.OPEN, Status.REPORTED): "This report has been looked at already.",
    (Status.OPEN, Status.OPEN): "This incident is open already.",
    (Status.CLOSED, Status.REPORTED): "This report has been looked at already.",
    (Status.CLOSED, Status.CLOSED): "This incident is closed already.",
}


def blockers(
    facts: Facts, to: Status, pack: Pack, calendar: Calendar = NO_CALENDAR
) -> tuple[Reason, ...]:
    """Why the incident may not move to `to` yet; empty when it may.

    Pages list these and commands refuse with them: one answer, asked twice.
    """
    if to not in MOVES[facts.status]:
        return (Reason("no-such-move", NO_SUCH_MOVE[facts.status, to]),)
    if to is not Status.CLOSED:
        return ()
    return tuple(
        Reason(duty.code, f"Before closing: {duty.title[0].lower()}{duty.title[1:]}.", duty.clause)
        for duty in duties(facts, pack, calendar)
        if stands_in_the_way(duty) and duty.code != "close"
    )
