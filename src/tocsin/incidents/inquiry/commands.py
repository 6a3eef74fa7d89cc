"""Keeping the records of an investigation: nothing is altered, and nothing goes away."""

from datetime import date, datetime
from uuid import uuid4

from tocsin.core.roles import Permission
from tocsin.incidents.inquiries import records_of, standing_now
from tocsin.incidents.models import Incident, InquiryRecord
from tocsin.incidents.refusals import refuse_closed
from tocsin.ledger.writing import writing
from tocsin.schools.models import Membership


def keep_record(
    incident: Incident,
    *,
    kind: str,
    name: str,
    words: str,
    state: str,
    owner: str,
    due_on: date | None,
    replaces: InquiryRecord | None,
    by: Membership,
    at: datetime,
) -> None:
    """Add a record, or put one in the place of another, which is kept.

    kind: a key of core.inquiry.KINDS. Raises NotYet when the incident is closed, or the other was
    corrected or struck out meanwhile. Source: SI-M3-STEPS.
    """
    row = InquiryRecord(
        id=uuid4(), incident=incident, school_id=incident.school_id, by_id=by.person_id, at=at,
        kind=kind, name=name, words=words, state=state, owner=owner, due_on=due_on,
        replaces=replaces.pk if replaces else None,
    )  # fmt: skip
    with writing(incident, by=by, may=Permission.INVESTIGATE, at=at) as record:
        refuse_closed(incident)
        if replaces:
            standing_now(records_of(incident), replaces)
        action = "inquiry.record-corrected" if replaces else "inquiry.record-added"
        record(action, saved=[incident, row], kind=kind)


def strike_out(row: InquiryRecord, *, reason: str, by: Membership, at: datetime) -> None:
    """Say that a record does not count any more, and why; it stays, crossed out.

    Raises NotYet when the incident is closed, or it was corrected or struck out meanwhile.
    Source: SI-M3-STEPS.
    """
    incident = row.incident
    with writing(incident, by=by, may=Permission.INVESTIGATE, at=at) as record:
        refuse_closed(incident)
        row = standing_now(records_of(incident), row)
        row.struck_because = reason
        record("inquiry.record-struck-out", saved=[incident, row], kind=row.kind)
