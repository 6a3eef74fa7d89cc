"""What follows from another calendar: the deadlines of every open incident are worked out again."""

from datetime import datetime
from uuid import UUID

from tocsin.jobs.queue import enqueue


def calendar_changed(school_id: UUID, *, at: datetime) -> None:
    """Queue the rewriting of the agenda, in the transaction that changes the calendar."""
    enqueue("incidents.calendar-changed", at=at, school_id=school_id)
