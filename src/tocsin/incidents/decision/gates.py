"""What stands between a decision and the record, and how it is got past: by saying why."""

from collections.abc import Mapping, Sequence
from datetime import date, datetime, timedelta
from typing import Any

from tocsin.core.clock import LONDON
from tocsin.core.decision_rules import against_advice, departures
from tocsin.core.errors import Reason
from tocsin.core.facts import Answer, Kind, Status, Tell
from tocsin.core.joint import unagreed
from tocsin.core.roles import Role
from tocsin.incidents.facts import facts_of
from tocsin.incidents.models import Incident
from tocsin.incidents.refusals import CLOSED
from tocsin.policies.queries import pack_of
from tocsin.schools.models import Membership

REVIEW_AFTER = timedelta(days=14)
NO_BREACH = Reason(
    "not-a-breach",
    "Say first that this is a personal data breach: only then is there somebody to tell.",
    "BR-2.1",
)
NOT_ASSESSED = Reason(
    "not-assessed",
    "Assess the risk to people first, or say why the decision cannot wait for it.",
    "BR-3.2",
)
OUT_OF_DATE = Reason(
    "out-of-date",
    "The facts have changed since the risk was assessed. Look at it again, or say why the decision"
    " cannot wait for it.",
    "BR-5.22",
)
NO_DPO = Reason(
    "no-dpo",
    "The DPO decides with you when an incident is this serious. Select them, or say why it cannot"
    " wait for them.",
    "SI-M6-DPO",
)
ORDERED = Reason(
    "ordered", "The regulator has ordered that the people affected be told. Select yes.", "BR-5.21"
)
NOBODY_ASKED = Reason(
    "no-authority", "Say who advised to wait, and when you ask them again.", "BR-5.20"
)


def default_review(at: datetime) -> date:
    """When a decision not to tell is looked at again, unless somebody says otherwise: BR-5.22."""
    return at.astimezone(LONDON).date() + REVIEW_AFTER


def not_decidable(
    incident: Incident, together: Sequence[Membership], answers: Mapping[str, Any]
) -> tuple[Reason, ...]:
    """Why this cannot be decided, or not like this; empty when it can."""
    if incident.status == Status.CLOSED:
        return (CLOSED,)
    if incident.kind != Kind.CONFIRMED or incident.personal_data != Answer.YES:
        return (NO_BREACH,)
    found: list[Reason] = []
    if not answers.get("without_assessment"):
        found += unassessed(incident)
    if not answers.get("without_agreement"):
        found += unagreed(facts_of(incident))
    if needs_dpo(incident) and not has_dpo(together) and not answers.get("without_dpo"):
        found.append(NO_DPO)
    if incident.people_ordered_at and answers["tell_people"] != Tell.YES:
        found.append(ORDERED)
    if not answers.get("departure_reason"):
        found += otherwise(incident, answers)
    return (*found, *_without_authority(answers))


def _without_authority(answers: Mapping[str, Any]) -> tuple[Reason, ...]:
    is_to_wait = answers["tell_people"] == Tell.LATER
    is_advised = answers.get("delay_authority") and answers.get("delay_until")
    return (NOBODY_ASKED,) if is_to_wait and not is_advised else ()


def unassessed(incident: Incident) -> tuple[Reason, ...]:
    """Why there is no assessment to decide by; empty when there is a current one."""
    if incident.assessed_at is None:
        return (NOT_ASSESSED,)
    return (OUT_OF_DATE,) if facts_of(incident).has_new_facts else ()


def needs_dpo(incident: Incident) -> bool:
    """Whether the DPO has to be among those who decide. Source: SI-M6-DPO."""
    return bool(incident.severity) and pack_of(incident.pack_version_id).is_serious(
        incident.severity
    )


def has_dpo(together: Sequence[Membership]) -> bool:
    """Whether one of them holds the role of the DPO."""
    return any(Role.DPO in each.held_roles for each in together)


def otherwise(incident: Incident, answers: Mapping[str, Any]) -> tuple[Reason, ...]:
    """What the assessment recommends, or the DPO advises, against these answers."""
    facts = facts_of(incident)
    regulator, people = Tell(answers["tell_regulator"]), Tell(answers["tell_people"])
    return departures(facts, regulator, people) + against_advice(facts, regulator, people)


def departs(incident: Incident, answers: Mapping[str, Any]) -> bool:
    """Whether these answers go against what was recommended or advised."""
    return bool(otherwise(incident, answers))


def kept_answers(
    incident: Incident, together: Sequence[Membership], answers: Mapping[str, Any]
) -> dict[str, Any]:
    """The answers to keep: what was given, and only those reasons that were called for."""
    called_for = {
        "departure_reason": departs(incident, answers),
        "without_assessment": bool(unassessed(incident)),
        "without_dpo": needs_dpo(incident) and not has_dpo(together),
        "without_agreement": bool(unagreed(facts_of(incident))),
    }
    return {
        name: value
        for name, value in answers.items()
        if value not in {"", None} and called_for.get(name, True)
    }


def is_advice_followed(incident: Incident, answers: Mapping[str, Any]) -> bool | None:
    """Whether these answers do as the DPO advised; None without advice. Source: SI-M6-DPO."""
    if incident.advised_at is None:
        return None
    regulator, people = Tell(answers["tell_regulator"]), Tell(answers["tell_people"])
    return not against_advice(facts_of(incident), regulator, people)


def not_tellable(incident: Incident) -> tuple[Reason, ...]:
    """Why the people affected cannot have been told yet; empty when that was decided."""
    if incident.tell_people == Tell.YES:
        return unagreed(facts_of(incident))
    if incident.tell_people == Tell.LATER:
        return (
            Reason(
                "delayed", "The police advised to wait. Record first that the delay is over.",
                "BR-5.20",
            ),
        )  # fmt: skip
    return (
        Reason("undecided", "Record first the decision to tell them, with its reasons.", "BR-1.4"),
    )
