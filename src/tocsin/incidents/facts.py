"""The bridge from rows to rules."""

from tocsin.core.facts import Answer, Facts, Kind, Referral, Source, Status, Tell
from tocsin.incidents.models import Incident


def facts_of(incident: Incident) -> Facts:
    """Everything the rules may know about `incident`, from its own row alone."""
    return Facts(
        status=Status(incident.status),
        reported_at=incident.reported_at,
        source=Source(incident.source),
        kind=Kind(incident.kind) if incident.kind else None,
        personal_data=Answer(incident.personal_data),
        discovered_at=incident.discovered_at,
        aware_at=incident.aware_at,
        severity=incident.severity or None,
        classified_at=incident.classified_at,
        people=incident.people,
        special_category=Answer(incident.special_category),
        children=Answer(incident.children),
        contained=Answer(incident.contained),
        cause=incident.cause,
        is_described=incident.confidentiality or incident.integrity or incident.availability,
        referral=Referral(incident.referral) if incident.referral else None,
        referred_at=incident.referred_at,
        acknowledged_by_dpo_at=incident.acknowledged_by_dpo_at,
        acknowledged_by_head_at=incident.acknowledged_by_head_at,
        tell_regulator=Tell(incident.tell_regulator) if incident.tell_regulator else None,
        regulator_told_at=incident.regulator_told_at,
        tell_people=Tell(incident.tell_people) if incident.tell_people else None,
        people_told_at=incident.people_told_at,
        closed_at=incident.closed_at,
        own_duties_done=frozenset(incident.own_duties_done),
    )
