"""Thinking of everybody else who may have to hear of it."""

from collections.abc import Sequence
from datetime import datetime
from uuid import UUID

from tocsin.core.errors import NotYet, Reason
from tocsin.core.roles import Permission
from tocsin.core.third_parties import parties
from tocsin.incidents.models import Answered, Incident, ThirdParty
from tocsin.ledger.writing import writing
from tocsin.policies.queries import pack_of
from tocsin.registers.models import Contact
from tocsin.schools.models import Membership

CLOSED = Reason("closed", "Open the incident again first. It is closed.", "BR-5.10")
ACTIONS = {
    Answered.TOLD: "party.told", Answered.ASKED: "party.asked", Answered.DECLINED: "party.declined",
}  # fmt: skip


def answer_party(
    incident: Incident, *, party: str, answer: str, told_at: datetime | None, told_by: UUID | None,
    how: str, spoke_to: str, reference: str, reason: str, contact: Contact | None, seen: int,
    by: Membership, at: datetime,
) -> None:  # fmt: skip
    """Record that a body was told or asked for help, or why it is not told.

    Raises NotYet once the incident is closed. Source: BR-5.9; BR-5.10; BR-10.
    """
    with writing(incident, by=by, may=Permission.TRIAGE, at=at, seen=seen) as record:
        _require_open(incident, party)
        row = _row(incident, party)
        row.answer, row.told_at, row.told_by_id, row.how = answer, told_at, told_by, how
        row.spoke_to, row.reference, row.reason = spoke_to, reference, reason
        row.contact, row.by_id, row.at = contact, by.person_id, at
        incident.parties_settled = sorted({*(incident.parties_settled or ()), party})
        record(ACTIONS[Answered(answer)], saved=[incident, row], party=party)


def take_back(incident: Incident, *, party: str, seen: int, by: Membership, at: datetime) -> None:
    """Say that nothing is decided about a body after all. Source: BR-5.10."""
    with writing(incident, by=by, may=Permission.TRIAGE, at=at, seen=seen) as record:
        _require_open(incident, party)
        gone = list(ThirdParty.objects.filter(incident=incident, party=party))
        incident.parties_settled = sorted({*(incident.parties_settled or ())} - {party})
        record("party.taken-back", saved=incident, removed=gone, party=party)


def record_signs(
    incident: Incident, *, signs: Sequence[str], seen: int, by: Membership, at: datetime
) -> None:
    """Record what else is known that decides who has to hear of it. Source: BR-5.10; BR-10."""
    with writing(incident, by=by, may=Permission.TRIAGE, at=at, seen=seen) as record:
        incident.signs = sorted(signs)
        record("incident.signs-recorded", saved=incident, signs="+".join(incident.signs)[:80])


def _row(incident: Incident, party: str) -> ThirdParty:
    found = ThirdParty.objects.filter(incident=incident, party=party).first()
    return found or ThirdParty(incident=incident, school_id=incident.school_id, party=party)


def _require_open(incident: Incident, party: str) -> None:
    if incident.closed_at:
        raise NotYet(CLOSED)
    if party not in parties(pack_of(incident.pack_version_id)):
        raise ValueError(f"{party} is nobody to tell")
