"""How serious the incident is, who leads it, and who has been told."""

from datetime import datetime

from tocsin.core.duties import State, must_refer
from tocsin.core.errors import Reason, require_none
from tocsin.core.facts import Referral as Choice
from tocsin.core.facts import Status
from tocsin.core.policy import Pack
from tocsin.core.roles import Permission, Role
from tocsin.incidents.facts import facts_of
from tocsin.incidents.models import Acknowledgement, Classification, Incident, Referral
from tocsin.incidents.queries import duties_of
from tocsin.incidents.recusals import people_kept_from
from tocsin.incidents.refusals import CLOSED
from tocsin.incidents.settling import tell
from tocsin.ledger.writing import writing
from tocsin.policies.cover.queries import cover_of
from tocsin.policies.queries import pack_of
from tocsin.schools.models import Membership, Person


def classify(
    incident: Incident,
    *,
    severity: str,
    suggested: str,
    reason: str,
    lead: Person | None,
    seen: int,
    by: Membership,
    at: datetime,
) -> None:
    """Give the incident its severity, again if need be; a serious one goes to the DPO at once.

    lead: who leads from now on; the pack says which role it should be. Raises NotYet before triage.
    Source: SI-M5-OVERSEE; SI-M6; SI-M6-DPO; SI-M8.
    """
    finding = Classification(
        incident=incident, school_id=incident.school_id, by_id=by.person_id, at=at,
        severity=severity, suggested=suggested, reason=reason,
    )  # fmt: skip
    saved: list[Incident | Classification | Referral] = [incident, finding]
    with writing(incident, by=by, may=Permission.CLASSIFY, at=at, seen=seen) as record:
        pack = pack_of(incident.pack_version_id)
        require_none(_not_open(incident) or _taken_off(incident, lead))
        incident.severity, incident.classified_at, incident.lead = severity, at, lead
        incident.first_classified_at = incident.first_classified_at or at
        incident.lead_role = _lead_role(pack, severity)
        if pack.is_serious(severity) and incident.referral != Choice.REFERRED:
            saved.append(_referral(incident, Choice.REFERRED, by=by, at=at, is_forced=True))
            incident.dpo_decided_at = incident.dpo_decided_at or at
        record(
            "incident.classified",
            saved=saved,
            severity=severity,
            referral=incident.referral or None,
            lead_role=incident.lead_role or None,
        )
        for role in pack.matrix_for(severity).told:
            tell(incident, role, at=at)


def refer(
    incident: Incident,
    *,
    referral: str,
    in_doubt: bool,
    reason: str,
    by_phone_at: datetime | None,
    spoke_to: str,
    what_was_said: str,
    seen: int,
    by: Membership,
    at: datetime,
) -> None:
    """Tell the DPO, or log why not. A doubt, a serious incident or a processor leaves no choice.

    by_phone_at: when the DPO was told by phone, with whom and what was said.
    Source: BR-5.3; BR-5.4; BR-5.11; SI-M8.
    """
    with writing(incident, by=by, may=Permission.REFER, at=at, seen=seen) as record:
        require_none(_not_open(incident))
        if referral == Choice.NOT_REFERRED:
            require_none(must_refer(facts_of(incident), pack_of(incident.pack_version_id)))
        row = _referral(incident, Choice(referral), by=by, at=at, is_forced=False)
        incident.dpo_decided_at = incident.dpo_decided_at or by_phone_at or at
        row.in_doubt, row.reason = in_doubt, reason
        row.by_phone_at, row.spoke_to, row.what_was_said = by_phone_at, spoke_to, what_was_said
        record(
            "incident.referral-decided",
            saved=[incident, row],
            referral=referral,
            in_doubt=in_doubt,
            by_phone=by_phone_at is not None,
        )


def acknowledge(incident: Incident, *, role: Role, by: Membership, at: datetime) -> None:
    """Confirm, as the DPO or as the Headteacher, that one has seen the incident.

    Whoever acts for them while they are away may. Raises NotYet for others, and when nobody was
    asked. Source: SI-M6; SI-M8; BR-5.7.
    """
    seen = Acknowledgement(
        incident=incident, school_id=incident.school_id, by_id=by.person_id, at=at, role=role.value
    )
    with writing(incident, by=by, may=Permission.ACKNOWLEDGE, at=at) as record:
        require_none(_not_theirs(incident, role, by, at) or _not_asked(incident, role))
        if role is Role.HEAD:
            incident.acknowledged_by_head_at = at
        else:
            incident.acknowledged_by_dpo_at = at
        record("incident.acknowledged", saved=[incident, seen], role=role.value)


def _referral(
    incident: Incident, choice: Choice, *, by: Membership, at: datetime, is_forced: bool
) -> Referral:
    incident.referral = choice.value
    incident.referred_at = at if choice is Choice.REFERRED else None
    incident.acknowledged_by_dpo_at = None
    return Referral(
        incident=incident, school_id=incident.school_id, by_id=by.person_id, at=at,
        referral=choice.value, is_forced=is_forced,
    )  # fmt: skip


def _lead_role(pack: Pack, severity: str) -> str:
    leads = pack.matrix_for(severity).leads
    return leads.value if leads else ""


def _not_open(incident: Incident) -> tuple[Reason, ...]:
    if incident.status == Status.OPEN:
        return ()
    if incident.status == Status.CLOSED:
        return (CLOSED,)
    return (Reason("triage", "Decide first what this report is.", "BR-5.3"),)


def _taken_off(incident: Incident, lead: Person | None) -> tuple[Reason, ...]:
    if lead is None or lead.pk not in people_kept_from(incident):
        return ()
    return (Reason("taken-off", "Select somebody else to lead: this person must not see it."),)


def _not_theirs(incident: Incident, role: Role, by: Membership, at: datetime) -> tuple[Reason, ...]:
    off = people_kept_from(incident)
    asked = cover_of(by.school_id, at).without(off).whose(role, None, without=off)
    if role in by.held_roles or by.person_id in asked:
        return ()
    return (Reason("role", "Only the person asked to confirm this can confirm it."),)


def _not_asked(incident: Incident, role: Role) -> tuple[Reason, ...]:
    asked = {duty.code for duty in duties_of(incident) if duty.state is State.OPEN}
    if incident.status == Status.OPEN and f"acknowledge-{role.value}" in asked:
        return ()
    return (Reason("not-asked", "There is nothing to confirm here now."),)
