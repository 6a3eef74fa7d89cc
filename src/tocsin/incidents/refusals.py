"""What every stage says when something cannot be done any more."""

from tocsin.core.errors import NotYet, Reason
from tocsin.core.facts import Status
from tocsin.incidents.models import Incident

CLOSED = Reason("closed", "This incident is closed. Open it again first.")
MOVED_ON = Reason("moved-on", "This has moved on meanwhile. Look at it again.")
CHANGED = Reason("changed", "Somebody changed this meanwhile. Look at what is there now.")


def refuse_closed(incident: Incident) -> None:
    """Raise NotYet when nothing of the incident may be changed any more."""
    if incident.status == Status.CLOSED:
        raise NotYet(CLOSED)
