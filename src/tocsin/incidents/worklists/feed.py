"""A person's deadlines as a calendar: that there is one, and when. Never what it is about."""

from collections.abc import Sequence
from datetime import datetime, timedelta
from hashlib import sha256
from typing import Any
from uuid import UUID

from icalendar import Alarm, Calendar, Event

from tocsin.core.roles import Permission
from tocsin.incidents.agendas import waiting_for
from tocsin.ledger.tenancy import reading_all_of
from tocsin.schools.models import CalendarFeed, Membership
from tocsin.schools.work import work_of

MOST = 500  # the nearest; programs choke on more
BACK = timedelta(days=90)  # what is late for longer is in the queue
TITLE = "A deadline in Tocsin"
AN_HOUR = timedelta(hours=1)
REFRESH = timedelta(hours=1)
Deadline = tuple[UUID, str, Any, str]  # incident, duty, when it is due, the name of the school


def deadlines_of(feed: CalendarFeed, *, at: datetime) -> list[Deadline]:
    """What waits for the person and has a date, the nearest first."""
    with reading_all_of(feed.person_id, Membership):
        work = work_of(feed.person, Permission.READ_CASES)
        rows = waiting_for(work).filter(due_at__gte=at - BACK).order_by("due_at", "pk")
        return list(rows.values_list("incident_id", "duty", "due_at", "school__name")[:MOST])


def tag_of(feed: CalendarFeed, deadlines: Sequence[Deadline]) -> str:
    """What changes whenever the calendar does."""
    parts = (str((*each[:3], feed.names_schools and each[3], feed.reminds)) for each in deadlines)
    return sha256("\n".join([feed.token_hash, *parts]).encode()).hexdigest()[:32]


def calendar_of_deadlines(
    feed: CalendarFeed, deadlines: Sequence[Deadline], *, at: datetime
) -> bytes:
    """The deadlines as a calendar file, in UTC."""
    calendar = Calendar()
    calendar.add("prodid", "-//Tocsin//Deadlines//EN")
    calendar.add("version", "2.0")
    calendar.add("method", "PUBLISH")
    calendar.add("x-wr-calname", "Tocsin")
    calendar.add("refresh-interval", REFRESH, parameters={"VALUE": "DURATION"})
    for incident_id, duty, due_at, school in deadlines:
        calendar.add_component(_event(feed, f"{incident_id} {duty}", due_at, school, at))
    return bytes(calendar.to_ical())


def _event(feed: CalendarFeed, what: str, due_at: datetime, school: str, at: datetime) -> Event:
    # The same from one reading to the next, and with nothing in it that leads back to the incident.
    uid = sha256(f"{feed.person_id} {what}".encode()).hexdigest()[:32]
    event = Event()
    event.add("uid", f"{uid}@tocsin")
    event.add("dtstamp", at)
    event.add("dtstart", due_at)
    event.add("summary", f"{TITLE}: {school}" if feed.names_schools else TITLE)
    event.add("transp", "TRANSPARENT")  # nobody is busy because something is due
    event.add("class", "PRIVATE")
    if feed.reminds:
        event.add_component(_alarm())
    return event


def _alarm() -> Alarm:
    alarm = Alarm()
    alarm.add("action", "DISPLAY")
    alarm.add("description", TITLE)
    alarm.add("trigger", -AN_HOUR)
    return alarm
