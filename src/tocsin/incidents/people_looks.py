"""Looking at the names of the people affected: each look is on the record, and ends by itself."""

from datetime import datetime, timedelta
from typing import Any

from tocsin.core.errors import NotAllowed, Reason
from tocsin.core.roles import Permission, may, sees_all
from tocsin.incidents.models import Incident
from tocsin.schools.models import Membership

KEY = "looks-at-people"
LASTS = timedelta(minutes=15)
NOT_LEADING = Reason(
    "people",
    "Only whoever leads this incident sees whose information it is. Ask the Deputy DPO.",
    "BR-5.17",
)


def note_look(session: Any, incident: Incident, at: datetime) -> None:
    """Let this browser show the names for a while, now that the look is on the record."""
    session[KEY] = {**session.get(KEY, {}), str(incident.pk): at.isoformat()}


def is_looking(session: Any, incident: Incident, at: datetime) -> bool:
    """Whether the last look recorded from this browser still lasts."""
    since = session.get(KEY, {}).get(str(incident.pk))
    return bool(since) and datetime.fromisoformat(since) <= at < (
        datetime.fromisoformat(since) + LASTS
    )


def allow_names(incident: Incident, reader: Membership) -> None:
    """Return when the reader may see the names; otherwise raise NotAllowed.

    Whoever sees every incident of the school may; of the others, only its lead. Source: BR-5.17.
    """
    if not _is_theirs(incident, reader):
        raise NotAllowed(NOT_LEADING)


def may_see_names(incident: Incident, reader: Membership) -> bool:
    """Whether the pages about the people affected open for the reader."""
    return may(reader, Permission.READ_PEOPLE) and _is_theirs(incident, reader)


def _is_theirs(incident: Incident, reader: Membership) -> bool:
    return sees_all(reader) or incident.lead_id == reader.person_id
