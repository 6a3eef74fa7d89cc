"""Reading alerts, always within one school."""

from collections.abc import Iterable
from datetime import datetime, timedelta
from uuid import UUID

from django.db.models import Exists, OuterRef, Q

from tocsin.incidents.models import AgendaItem, Alert, AlertMail, Incident
from tocsin.incidents.queries import visible_to
from tocsin.incidents.recusals import kept_from
from tocsin.ledger.tenancy import reading
from tocsin.schools.links import hash_of
from tocsin.schools.models import Membership

ANSWERED_WITHIN = timedelta(days=14)  # as long as the link of a message works
SHOWN = 50
OVER = "over"  # instead of a fault: what the message was about was done before it went out


def mail_behind(school_id: UUID, token: str, *, at: datetime) -> AlertMail | None:
    """The message whose link holds the token, unless it is too old or its reader has left."""
    with reading(school_id):
        rows = AlertMail.objects.filter(
            school_id=school_id, token_hash=hash_of(token), at__gt=at - ANSWERED_WITHIN
        )
        found = rows.first()
        here = Membership.objects.filter(school_id=school_id, ended_at=None)
        if found is None or not here.filter(person_id=found.person_id).exists():
            return None
        return found


def unanswered(mail: AlertMail) -> list[Incident]:
    """The incidents of which the reader of the message has not said that they deal with them."""
    with reading(mail.school_id):
        waiting = Alert.objects.filter(school_id=mail.school_id, mail=mail, acknowledged_at=None)
        hidden = kept_from(mail.school_id, mail.person_id)
        rows = Incident.objects.filter(
            ~hidden, school_id=mail.school_id, pk__in=waiting.values("incident")
        )
        return list(rows.select_related("school").order_by("number"))


def stages_still_open(mail: AlertMail) -> list[str]:
    """The stages that the message tells of, but for those of duties that are met by now.

    What falls to somebody in an incident as a whole is told in any case. In an open reading.
    """
    there = AgendaItem.objects.filter(incident=OuterRef("incident"), duty=OuterRef("duty"))
    rows = Alert.objects.filter(Q(duty="") | Exists(there), school_id=mail.school_id, mail=mail)
    return list(rows.values_list("stage", flat=True))


def alerts_of(incident: Incident) -> list[Alert]:
    """Who was alerted to the incident, newest first."""
    with reading(incident.school_id):
        rows = Alert.objects.filter(school_id=incident.school_id, incident=incident)
        return list(rows.select_related("person", "mail").order_by("-at", "person__name", "pk"))


def alerts_to(reader: Membership) -> list[Alert]:
    """What the reader was alerted to, newest first, as far as the reader may open it."""
    with reading(reader.school_id):
        seen = Incident.objects.filter(visible_to(reader))
        rows = Alert.objects.filter(
            school_id=reader.school_id, person_id=reader.person_id, incident__in=seen
        )
        return list(rows.select_related("incident", "mail").order_by("-at", "pk")[:SHOWN])


def mails_to_answer(alerts: Iterable[Alert], person: UUID) -> frozenset[UUID]:
    """The messages to the person among these alerts that wait for an answer."""
    return frozenset(
        each.mail_id for each in alerts if each.person_id == person and not each.acknowledged_at
    )
