"""What a duty is, and the situation in which it arises."""

from dataclasses import dataclass
from datetime import UTC, date, datetime
from enum import StrEnum

from tocsin.core.clock import END_OF_DAY, LONDON, Calendar, due_at, regulator_due_at
from tocsin.core.facts import Facts
from tocsin.core.policy import CountedFrom, Pack, Stage
from tocsin.core.roles import Role


class Group(StrEnum):
    """Where on the incident page a duty stands."""

    CONTAIN = "contain"
    ASSESS = "assess"
    INVESTIGATE = "investigate"
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
    person: str = ""  # the id of the one person who can do it, where the role does not say
    outlives_closing: bool = False  # stands on the agenda of a closed incident too


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
        """The instant a timescale starts at, as far as it is known.

        What was left to do when an incident was opened again is counted from then; only the law's
        clock runs on from when the school became aware. Source: SI-M7; BR-5.22.
        """
        facts = self.facts
        found = {
            CountedFrom.DISCOVERED: facts.discovered_at or facts.reported_at,
            CountedFrom.REPORTED: facts.reported_at,
            CountedFrom.AWARE: facts.clock_start,
            CountedFrom.CLASSIFIED: facts.classified_at,
            CountedFrom.CONTAINED: facts.contained_at,
            CountedFrom.CLOSED: facts.closed_at,
        }.get(counted_from)
        if found is None or facts.reopened_at is None or counted_from is CountedFrom.AWARE:
            return found
        return max(found, facts.reopened_at)

    @property
    def regulator_due(self) -> datetime:
        """The end of the 72 hours, or of the pack's own shorter window. Source: BR-1.4."""
        return regulator_due_at(self.facts.clock_start, self.pack.regulator_window)

    @property
    def is_serious(self) -> bool:
        """Whether the severity brings in the Headteacher and the DPO. Source: SI-M6; SI-M8."""
        return bool(self.facts.severity) and self.pack.is_serious(self.facts.severity or "")


def by_the_end_of(day: date) -> datetime:
    """The last second of the day in London, in UTC."""
    return datetime.combine(day, END_OF_DAY, LONDON).astimezone(UTC)
