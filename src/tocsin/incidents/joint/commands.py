"""Agreeing with another organisation that is responsible with the school who tells whom."""

from datetime import datetime

from tocsin.core.joint import SIGN
from tocsin.core.roles import Permission
from tocsin.incidents.models import Incident, JointArrangement
from tocsin.incidents.refusals import refuse_closed
from tocsin.ledger.writing import writing
from tocsin.schools.models import Membership


def record_agreement(
    incident: Incident, *, controller: str, contact: str, tells_regulator: str,
    tells_people: str, agreed_at: datetime, agreed_with: str, words: str, seen: int,
    by: Membership, at: datetime,
) -> None:  # fmt: skip
    """Record what was agreed with the other organisation: who tells whom, when and with whom.

    Source: BR-5.12; UK GDPR Art 26.
    """
    with writing(incident, by=by, may=Permission.DECIDE, at=at, seen=seen) as record:
        row = _arrangement(incident, controller, contact, by=by, at=at)
        row.is_agreed, row.reason, row.words = True, "", words
        row.tells_regulator, row.tells_people = tells_regulator, tells_people
        row.agreed_at, row.agreed_with = agreed_at, agreed_with
        incident.joint_agreed_at = agreed_at
        incident.joint_tells_regulator, incident.joint_tells_people = tells_regulator, tells_people
        record(
            "joint.agreed", saved=[incident, row], regulator=tells_regulator, people=tells_people
        )


def go_without(
    incident: Incident, *, controller: str, contact: str, reason: str, seen: int, by: Membership,
    at: datetime,
) -> None:  # fmt: skip
    """Go on without an agreement, and say why: the 72 hours do not wait for one.

    The duty to agree stays, and the incident closes only once it is met. Source: BR-5.12.
    """
    with writing(incident, by=by, may=Permission.DECIDE, at=at, seen=seen) as record:
        row = _arrangement(incident, controller, contact, by=by, at=at)
        row.is_agreed, row.agreed_at, row.agreed_with, row.words = False, None, "", ""
        row.tells_regulator = row.tells_people = ""
        row.reason = reason
        incident.joint_agreed_at, incident.joint_passed_at = None, at
        incident.joint_tells_regulator = incident.joint_tells_people = None
        record("joint.passed", saved=[incident, row])


def _arrangement(
    incident: Incident, controller: str, contact: str, *, by: Membership, at: datetime
) -> JointArrangement:
    refuse_closed(incident)
    incident.signs = sorted({*(incident.signs or ()), SIGN})
    found = JointArrangement.objects.filter(incident=incident).first()
    row = found or JointArrangement(incident=incident, school_id=incident.school_id)
    row.controller, row.contact, row.by_id, row.at = controller, contact, by.person_id, at
    return row
