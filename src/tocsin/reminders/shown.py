"""Alerts in words, for the pages."""

from collections.abc import Collection, Iterable
from dataclasses import dataclass
from datetime import datetime

from django.urls import reverse

from tocsin.core.policy import Pack
from tocsin.core.reminding import ARISEN, LATE
from tocsin.core.roles import Role
from tocsin.incidents.models import Alert, Incident
from tocsin.incidents.queries import duties_of
from tocsin.policies.queries import pack_of
from tocsin.reminders.hearers import CHAIN
from tocsin.reminders.queries import OVER
from tocsin.schools.queries import members_of

BECAUSE_LATE = "because it was late"
NEW, SOMETHING = "Something new to do", "A duty that is no longer there"


@dataclass(frozen=True)
class Line:
    """One alert as a row of a table."""

    at: datetime
    who: str  # the role for which, or the incident in which
    what: str
    why: str
    came: str
    is_lost: bool
    answered_at: datetime | None
    href: str = ""


def lines_of(incident: Incident, alerts: Iterable[Alert]) -> list[Line]:
    """The alerts about one incident, with the people they went to."""
    titles = {duty.code: duty.title for duty in duties_of(incident)}
    pack = pack_of(incident.pack_version_id)
    held = {each.person_id: each.held_roles for each in members_of(incident.school_id)}

    def who(alert: Alert) -> str:
        name = alert.person.name or alert.person.email
        return f"{name} ({_as_whom(alert, pack, held.get(alert.person_id, frozenset()))})"

    return [_line(each, who(each), _title(each, titles)) for each in alerts]


def own_lines(alerts: Iterable[Alert], slug: str) -> list[Line]:
    """The reader's own alerts, each with the page where it can be answered."""
    return [
        _line(
            each,
            f"{each.incident.reference}: {each.incident.title}",
            NEW if not each.duty else "",
            href=reverse("reminders:incident", args=[slug, each.incident_id]),
        )
        for each in alerts
    ]


def _as_whom(alert: Alert, pack: Pack, held: Collection[Role]) -> str:
    """Why it was this person: their own role, the place of another, or because it was late."""
    if alert.role == CHAIN:
        return BECAUSE_LATE
    role = Role(alert.role)
    label = pack.label_of(role)
    if role is Role.STAFF or role in held:
        return label
    return BECAUSE_LATE if alert.stage.startswith(LATE) else f"for the {label}"


def _title(alert: Alert, titles: dict[str, str]) -> str:
    return titles.get(alert.duty, SOMETHING) if alert.duty else NEW


def _line(alert: Alert, who: str, what: str, *, href: str = "") -> Line:
    mail = alert.mail
    is_lost = bool(mail.fault) and mail.fault != OVER
    came = (
        "Not sent: done by then"
        if mail.fault == OVER
        else "Delivered"
        if mail.delivered_at
        else "Not delivered yet"
        if is_lost
        else "On its way"
    )
    return Line(alert.at, who, what, _why(alert), came, is_lost, alert.acknowledged_at, href)


def _why(alert: Alert) -> str:
    name, _, number = alert.stage.partition("-")
    caught_up = " (caught up)" if alert.caught_up else ""
    if name == ARISEN:
        return "At once"
    if name == LATE:
        return f"Late{caught_up}" if number == "0" else f"Still late{caught_up}"
    return f"{number} hours left{caught_up}"
