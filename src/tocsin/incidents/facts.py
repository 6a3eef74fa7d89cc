"""The bridge from rows to rules."""

import hashlib
from datetime import date
from typing import Any

from tocsin.core.actions import ActionKind, ActionState, OpenAction
from tocsin.core.canonical import canonical
from tocsin.core.facts import Answer, Facts, Kind, Outcome, Referral, Source, Status, Tell
from tocsin.core.regulator_form import Owed
from tocsin.core.roles import Role
from tocsin.incidents.models import Incident

# What an assessment rests on: when one of these changes, it is out of date. Source: BR-5.22.
JUDGED = (
    "kind", "personal_data", "confidentiality", "integrity", "availability", "permanent_loss",
    "cause", "people", "data_kinds", "special_category", "children", "contained", "containment",
)  # fmt: skip


def judged_facts(incident: Incident) -> dict[str, Any]:
    """The facts of the incident, as they are now, that an assessment of the risk rests on."""
    found = {name: getattr(incident, name) for name in JUDGED}
    if incident.outage_effect is not None:  # none of the assessments from before outages knows it
        found["outage_effect"] = incident.outage_effect
    return found


def digest_of_judged(incident: Incident) -> str:
    """One line which changes whenever one of those facts does."""
    return hashlib.sha256(canonical(judged_facts(incident))).hexdigest()


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
        notice_drafted_at=incident.notice_drafted_at,
        notice_cleared_at=incident.notice_cleared_at,
        clearances_awaited=tuple(map(Role, incident.clearances_awaited or ())),
        closed_at=incident.closed_at,
        **_work(incident),
        **_judgement(incident),
    )


def _work(incident: Incident) -> dict[str, Any]:
    """What has been done about it, beyond deciding and telling."""
    return {
        "actions": tuple(_action(each) for each in incident.open_actions or ()),
        "recipients_open": tuple(map(date.fromisoformat, incident.recipients_open or ())),
        "steps_recorded": frozenset(incident.steps_recorded or ()),
        "is_discipline_decided": incident.discipline_decided_at is not None,
        "outcome_state": incident.outcome_state,
        "outcome_reviewer": Role(incident.outcome_reviewer) if incident.outcome_reviewer else None,
        "recommended_at": incident.recommended_at,
        "contained_at": incident.contained_at,
        "reviewed_at": incident.reviewed_at,
        "data_kinds": frozenset(incident.data_kinds),
        "signs": frozenset(incident.signs or ()),
        "parties_settled": frozenset(incident.parties_settled or ()),
        **_others(incident),
        "is_imported": incident.batch_id is not None,
        "own_duties_done": frozenset(incident.own_duties_done),
        "team_since": incident.team_since,
        "team_updated_at": incident.team_updated_at,
        "reopened_at": incident.reopened_at,
    }


def _others(incident: Incident) -> dict[str, Any]:
    """A company it happened at, and what was agreed with whoever is responsible too."""
    is_linked = incident.supplier_id is not None or bool(incident.at_processor)
    return {
        "at_processor": is_linked,
        "joint_agreed_at": incident.joint_agreed_at,
        "joint_passed_at": incident.joint_passed_at,
        "joint_tells_regulator": incident.joint_tells_regulator,
        "joint_tells_people": incident.joint_tells_people,
    }


def _action(kept: dict[str, str]) -> OpenAction:
    return OpenAction(
        kept["id"],
        ActionKind(kept["kind"]),
        ActionState(kept["state"]),
        date.fromisoformat(kept["due_on"]),
        kept["person"],
        kept["asked_by"],
    )


def _judgement(incident: Incident) -> dict[str, Any]:
    assessed, news = incident.assessed_facts, incident.new_facts_at
    is_news = bool(news and incident.assessed_at and news > incident.assessed_at)
    return {
        "assessed_at": incident.assessed_at,
        "has_new_facts": bool(assessed) and (is_news or assessed != digest_of_judged(incident)),
        "new_facts_at": news,
        "recommends_regulator": _outcome(incident.recommends_regulator),
        "recommends_people": _outcome(incident.recommends_people),
        "dpo_heard_at": incident.dpo_heard_at,
        "advised_at": incident.advised_at,
        "advice_regulator": Answer(incident.advice_regulator or Answer.UNSURE),
        "advice_people": Answer(incident.advice_people or Answer.UNSURE),
        "decided_at": incident.decided_at,
        "awaiting": tuple(incident.awaiting or ()),
        "regulator_review_on": incident.regulator_review_on,
        "people_review_on": incident.people_review_on,
        "is_ordered": incident.people_ordered_at is not None,
        "letters_back": incident.letters_back or 0,
        "replies_open": tuple(map(date.fromisoformat, incident.replies_open or ())),
        "regulator_phase": incident.regulator_phase,
        "regulator_owed": tuple(
            Owed(each["key"], date.fromisoformat(each["due_on"]), each["is_letter"])
            for each in incident.regulator_owed or ()
        ),
    }


def _outcome(code: str | None) -> Outcome | None:
    return Outcome(code) if code else None
