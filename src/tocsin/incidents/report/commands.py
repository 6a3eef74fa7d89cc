"""Reporting an incident. Any member of staff may."""

from collections.abc import Mapping
from datetime import datetime
from typing import Any
from uuid import UUID

from django.db import IntegrityError

from tocsin.core.facts import Source
from tocsin.core.roles import Permission, Role
from tocsin.incidents.models import Addition, Draft, Incident
from tocsin.incidents.opening import begun, give_number, tell_intake
from tocsin.incidents.queries import own_report
from tocsin.incidents.report.queries import report_of_system
from tocsin.incidents.settling import tell
from tocsin.ledger.writing import writing
from tocsin.schools.models import ApiToken, Membership


def report(
    *, draft_id: UUID, answers: Mapping[str, Any], by: Membership | ApiToken, at: datetime
) -> tuple[Incident, bool]:
    """Open an incident from the reporter's answers; the second sending of a draft opens none.

    answers: what, story, is_continuing, discovered_at, discovered_words, whose, how_many,
    already_done. What another system reports has no person behind it. Returns the incident and
    whether it is new. Source: SI-M1; SI-M2; BR-4.5; BR-5.2.
    """
    incident, told = begun(
        by.school, incident_id=draft_id, answers=answers, source=_source(answers, by), at=at
    )
    incident.reported_by_id = told.by_id = by.person_id
    try:
        with writing(incident, by=by, may=Permission.REPORT, at=at) as record:
            give_number(incident)
            Draft.objects.filter(pk=draft_id, school_id=by.school_id).delete()
            record("incident.reported", saved=[incident, told], source=incident.source)
            tell_intake(incident, at=at)
    except IntegrityError:
        # The draft's id is the incident's: a second click finds the key already taken.
        if isinstance(by, ApiToken):
            return report_of_system(by, draft_id), False
        return own_report(by, draft_id), False
    return incident, True


def add(incident: Incident, *, words: str, by: Membership, at: datetime) -> None:
    """Add to one's own report after sending it; who looks after it is told. Source: SI-M2."""
    addition = Addition(incident=incident, school=by.school, by_id=by.person_id, at=at, words=words)
    with writing(incident, by=by, may=Permission.REPORT, at=at) as record:
        record("report.added-to", saved=[incident, addition])
        tell(incident, Role.DEPUTY_DPO, incident.lead_id, at=at)


def _source(answers: Mapping[str, Any], by: Membership | ApiToken) -> Source:
    if isinstance(by, ApiToken):
        return Source.IT_SYSTEM
    return Source.PROCESSOR if answers["what"] == "supplier" else Source.STAFF
