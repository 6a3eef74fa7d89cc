"""Following up whoever got information that was not for them, until it is gone."""

from datetime import date, datetime
from uuid import uuid4

from tocsin.core.errors import NotYet
from tocsin.core.roles import Permission
from tocsin.incidents.models import Incident, Recipient
from tocsin.incidents.recipients.queries import FOLLOWED, recipients_of
from tocsin.incidents.refusals import MOVED_ON, refuse_closed
from tocsin.ledger.writing import writing
from tocsin.schools.models import Membership

State = Recipient.State


def name_recipient(
    incident: Incident, *, name: str, reached_by: str, chase_on: date, by: Membership, at: datetime
) -> None:
    """Record that somebody has, or may have, what was not for them; asked by `chase_on`.

    Source: BR-5.5.
    """
    row = Recipient(
        id=uuid4(), incident=incident, school_id=incident.school_id, by_id=by.person_id, at=at,
        name=name, reached_by=reached_by, state=State.NOT_ASKED.value, chase_on=chase_on,
    )  # fmt: skip
    with writing(incident, by=by, may=Permission.INVESTIGATE, at=at) as record:
        refuse_closed(incident)
        record("recipient.named", saved=_with_incident(row, incident))


def ask_recipient(
    recipient: Recipient, *, asked_at: datetime, words: str, chase_on: date, seen: int,
    by: Membership, at: datetime,
) -> None:  # fmt: skip
    """Record that they were asked to delete it, or asked again; chased by `chase_on`.

    Source: BR-5.5.
    """
    with writing(recipient.incident, by=by, may=Permission.INVESTIGATE, at=at) as record:
        incident = _followed(recipient, seen)
        recipient.state, recipient.asked_at = State.ASKED.value, asked_at
        recipient.times_asked += 1
        recipient.words, recipient.chase_on = words, chase_on
        record("recipient.asked", saved=_with_incident(recipient, incident))


def settle_recipient(
    recipient: Recipient, *, state: str, words: str, seen: int, by: Membership, at: datetime
) -> None:
    """Record that they said it is deleted or returned, or that they are not followed any more.

    words: what they said, or why. Source: BR-5.5.
    """
    with writing(recipient.incident, by=by, may=Permission.INVESTIGATE, at=at) as record:
        incident = _followed(recipient, seen)
        recipient.state, recipient.words, recipient.chase_on = state, words, None
        recipient.confirmed_at = at if state == State.CONFIRMED else None
        action = "recipient.confirmed" if state == State.CONFIRMED else "recipient.given-up"
        record(action, saved=_with_incident(recipient, incident))


def _followed(recipient: Recipient, seen: int) -> Incident:
    """The incident, once the row was read anew, is as it was on screen, and still followed."""
    incident = recipient.incident
    recipient.refresh_from_db(from_queryset=Recipient.objects.filter(school_id=incident.school_id))
    recipient.incident = incident
    refuse_closed(incident)
    if recipient.revision != seen or recipient.state not in FOLLOWED:
        raise NotYet(MOVED_ON)
    return incident


def _with_incident(recipient: Recipient, incident: Incident) -> list[Incident | Recipient]:
    """Both rows to save: the incident repeats the days on which somebody is asked."""
    others = [each for each in recipients_of(incident) if each.pk != recipient.pk]
    days = [each.chase_on for each in (*others, recipient) if each.chase_on]
    incident.recipients_open = sorted(day.isoformat() for day in days)
    return [incident, recipient]
