"""Recording a time in which information could not be used."""

from datetime import datetime
from typing import Any

from tocsin.core.roles import Permission
from tocsin.incidents.models import Incident, Outage
from tocsin.incidents.refusals import refuse_closed
from tocsin.ledger.writing import writing
from tocsin.schools.models import Membership


def record_outage(
    incident: Incident, *, seen: int, by: Membership, at: datetime, **answers: Any
) -> None:
    """Record when information could not be used, what that did to people, and how it came back.

    answers: the other columns of `Outage` that a person fills in. That it could not be used is
    itself a breach, so the incident says so from now on; what cannot be brought back is lost for
    good. Source: BR-2.6; BR-2.5.
    """
    with writing(incident, by=by, may=Permission.TRIAGE, at=at, seen=seen) as record:
        refuse_closed(incident)
        found = Outage.objects.filter(incident=incident).first()
        row = found or Outage(incident=incident, school_id=incident.school_id)
        for name, answer in answers.items():
            setattr(row, name, answer)
        row.by_id, row.at = by.person_id, at
        incident.availability = True
        incident.permanent_loss = incident.permanent_loss or row.restored == "never"
        incident.outage_from, incident.outage_to = row.started_at, row.ended_at
        incident.outage_effect, incident.outage_restored = row.effect, row.restored
        record(
            "outage.recorded", saved=[incident, row], effect=row.effect, restored=row.restored,
            is_over=row.ended_at is not None,
        )  # fmt: skip
