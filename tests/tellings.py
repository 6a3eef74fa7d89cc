"""Incidents of which the regulator was told."""

from datetime import datetime, timedelta

from tests.worlds import FRIDAY
from tocsin.incidents.models import Incident
from tocsin.incidents.regulator.commands import record_sent
from tocsin.incidents.regulator.gates import phases_of
from tocsin.schools.models import Membership


def told_regulator(
    incident: Incident, by: Membership, *, phase: str = "", at: datetime = FRIDAY, **more: object
) -> Incident:
    """The incident once the regulator was told, or told more, with a reason for whatever asks."""
    sent = {
        "phase": phase or phases_of(incident)[0], "told_at": at, "how": "phone", "reference": "",
        "details": "", "late_reason": "We were away.", "without_log": "It could not wait.",
        "without_approval": "They were away.", "rest_by": (at + timedelta(days=7)).date(),
    }  # fmt: skip
    record_sent(incident, seen=incident.revision, by=by, at=at, **{**sent, **more})
    return incident
