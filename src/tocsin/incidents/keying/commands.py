"""Keying in what somebody told the school without Tocsin."""

from collections.abc import Mapping, Sequence
from datetime import datetime
from typing import Any
from uuid import UUID

from django.db import IntegrityError

from tocsin.core.facts import Source
from tocsin.core.roles import Permission, Role
from tocsin.incidents.keying.queries import keyed_before
from tocsin.incidents.models import Incident
from tocsin.incidents.opening import acknowledge, begun, enter_in_log
from tocsin.incidents.sealing import Identity, kept_away, sealed_away, tell_around
from tocsin.incidents.words import SOURCES
from tocsin.ledger.writing import writing
from tocsin.schools.models import Membership


def key_in(
    *, incident_id: UUID, answers: Mapping[str, Any], received_at: datetime,
    sealed: Identity | None = None, about: Sequence[Role] = (), by: Membership, at: datetime,
) -> tuple[Incident, bool]:  # fmt: skip
    """Open an incident from what the office was told; the clock counts from when it was received.

    answers: the columns of the report. sealed: who told it, when they want their name sealed.
    about: roles whose holders the report is about, who do not see it. A second click, or the same
    sheet once more, opens none. Returns the incident and whether it is new.
    Source: SI-M1; SI-M2; SI-ANON; BR-4.5.
    """
    relation = answers["relation"]
    source = SOURCES[relation] if relation not in {None, "staff"} else Source.OFFICE
    incident, told = begun(
        by.school, incident_id=incident_id, answers=answers, source=source, at=received_at
    )
    told.keyed_by_id = by.person_id
    try:
        with writing(incident, by=by, may=Permission.READ_INTAKE, at=at) as record:
            enter_in_log(incident, at=at)
            away = kept_away(incident, about, at)
            names = [sealed_away(told, sealed)] if sealed else []
            record(
                "incident.reported", saved=[incident, told, *names, *away], source=incident.source
            )
            tell_around(incident, away, at=at)
            acknowledge(told, at=at)
    except IntegrityError:
        return keyed_before(by, incident_id, sheet=answers["sheet"]), False
    return incident, True
