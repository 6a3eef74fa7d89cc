"""A person's private calendar address: made, made anew, ended, and found again by its token."""

import secrets
from datetime import datetime

from tocsin.core.clock import LONDON
from tocsin.schools.links import hash_of
from tocsin.schools.models import CalendarFeed, Person


def make_feed(person: Person, *, names_schools: bool, reminds: bool, at: datetime) -> str:
    """Make the person's feed, in the place of an earlier one; return its token, kept nowhere."""
    token = secrets.token_urlsafe(32)
    CalendarFeed.objects.update_or_create(
        person=person,
        defaults={
            "token_hash": hash_of(token), "made_at": at, "read_on": None,
            "names_schools": names_schools, "reminds": reminds,
        },
    )  # fmt: skip
    return token


def end_feed(person: Person) -> None:
    """The address leads nowhere from now on."""
    CalendarFeed.objects.filter(person=person).delete()


def feed_of(person: Person) -> CalendarFeed | None:
    """The person's feed; None when there is none."""
    return next(iter(CalendarFeed.objects.filter(person=person)), None)


def feed_at(token: str, *, at: datetime) -> CalendarFeed | None:
    """The feed with this token, noted as read today; None for a wrong one, or an ended account."""
    rows = CalendarFeed.objects.filter(token_hash=hash_of(token), person__is_active=True)
    feed = next(iter(rows.select_related("person")), None)
    today = at.astimezone(LONDON).date()
    if feed is not None and feed.read_on != today:
        CalendarFeed.objects.filter(pk=feed.pk).update(read_on=today)
    return feed
