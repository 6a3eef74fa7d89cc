"""Keying in what somebody told the school without Tocsin."""

from collections.abc import Mapping
from datetime import datetime
from typing import Any
from uuid import UUID

from django.db import IntegrityError

from tocsin.core.facts import Source
from tocsin.core.roles import Permission
from tocsin.incidents.keying.queries import keyed_before
from tocsin.incidents.models import Incident
from tocsin.incidents.opening import acknowledge, begun, give_number, tell_intake
from tocsin.ledger.writing import writing
from tocsin.schools.models import Membership


def key_in(
    *, incident_id: UUID, answers: Mapping[str, Any], received_at: datetime, by: Membership,
    at: datetime,
) -> tuple[Incident, bool]:  # fmt: skip
    """Open an incident from what the office was told; the clock counts from when it was received.

    answers: the columns of the report. A second click, or the same sheet once more, opens none.
    Returns the incident and whether it is new. Source: SI-M1; SI-M2; BR-4.5.
    """
    incident, told = begun(
        by.school, incident_id=incident_id, answers=answers, source=Source.OFFICE, at=received_at
    )
    told.keyed_by_id = by.person_id
    try:
        with writing(incident, by=by, may=Permission.READ_INTAKE, at=at) as record:
            give_number(incident)
            record("incident.reported", saved=[incident, told], source=incident.source)
            tell_intake(incident, at=at)
            acknowledge(told, at=at)
    except IntegrityError:
        return keyed_before(by, incident_id, sheet=answers["sheet"]), False
    return incident, True
