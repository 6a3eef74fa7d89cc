"""Keeping the records of an investigation: nothing is altered, and nothing goes away."""

from datetime import date, datetime
from uuid import uuid4

from tocsin.core.errors import NotYet, Reason
from tocsin.core.facts import Status
from tocsin.core.roles import Permission
from tocsin.incidents.inquiries import records_of, standing
from tocsin.incidents.models import Incident, InquiryRecord
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
        _refuse_closed(incident)
        if replaces:
            _standing_now(incident, replaces)
        action = "inquiry.record-corrected" if replaces else "inquiry.record-added"
        record(action, saved=[incident, row], kind=kind)


def strike_out(row: InquiryRecord, *, reason: str, by: Membership, at: datetime) -> None:
    """Say that a record does not count any more, and why; it stays, crossed out.

    Raises NotYet when the incident is closed, or it was corrected or struck out meanwhile.
    Source: SI-M3-STEPS.
    """
    incident = row.incident
    with writing(incident, by=by, may=Permission.INVESTIGATE, at=at) as record:
        _refuse_closed(incident)
        row = _standing_now(incident, row)
        row.struck_because = reason
        record("inquiry.record-struck-out", saved=[incident, row], kind=row.kind)


def _standing_now(incident: Incident, row: InquiryRecord) -> InquiryRecord:
    found = next((each for each in standing(records_of(incident)) if each.pk == row.pk), None)
    if found is None:
        raise NotYet(
            Reason("changed", "Somebody changed this meanwhile. Look at what is there now.")
        )
    return found


def _refuse_closed(incident: Incident) -> None:
    if incident.status == Status.CLOSED:
        raise NotYet(Reason("closed", "This incident is closed. Open it again first."))
