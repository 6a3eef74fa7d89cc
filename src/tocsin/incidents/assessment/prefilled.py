"""What an assessment begins with: the last version, and what the incident says by now."""

from collections.abc import Mapping
from typing import Any

from tocsin.core.facts import KNOWN, Answer, Source
from tocsin.core.risk_facts import CAUSES, CRIMINAL, SPECIAL
from tocsin.incidents.facts import judged_facts
from tocsin.incidents.models import Assessment, Incident
from tocsin.incidents.words import BREACHES

# Our causes as the regulators' cases name them; others are "other" to the rules.
CAUSE_WORDS = {
    "emailed_wrong_person": "misdirected_email", "posted_wrong_person": "misdirected_post",
    "not_blacked_out": "redaction_failure", "hacked_account": "hacking",
    "broke_in_online": "hacking", "pretended": "social_engineering",
    "pupil_got_in": "pupil_insider_access", "staff_took": "insider_copying",
    "deleted_by_mistake": "accidental_deletion", "power_cut": "power_outage",
    "broken_software": "software_error", "portal_mix_up": "software_error",
    "paper_lost": "paper_loss", "paper_stolen": "paper_theft",
    "put_online": "accidental_disclosure", "guessed_password": "credential_stuffing",
}  # fmt: skip
# Which facts of the incident an answer comes from.
COMES_FROM: Mapping[str, tuple[str, ...]] = {
    "breach_types": ("confidentiality", "integrity", "availability"),
    "data_categories": ("data_kinds",),
    "permanent_loss": ("permanent_loss",),
    "children": ("children",),
    "number_of_subjects": ("people",),
    "service_impact_on_subjects": ("outage_effect",),
}


def prefilled(incident: Incident, last: Assessment | None) -> dict[str, Any]:
    """The answers to begin with: only those that are known, or were given before."""
    from_case = {name: value for name, value in _of(incident).items() if value is not None}
    if last is None:
        return from_case
    changed = new_facts(incident, last)
    news = {
        name: value
        for name, value in from_case.items()
        if any(part in changed for part in COMES_FROM.get(name, ()))
    }
    return {**last.answers, **news}


def new_facts(incident: Incident, last: Assessment) -> dict[str, tuple[Any, Any]]:
    """What the incident says differently since the version: before and now. Source: BR-5.22."""
    now = judged_facts(incident)
    return {
        name: (last.rested_on.get(name), value)
        for name, value in now.items()
        if last.rested_on.get(name) != value
    }


def complete(incident: Incident, answers: Mapping[str, Any]) -> dict[str, Any]:
    """The answers with what the incident itself says, and what follows from the kinds of data."""
    categories = answers.get("data_categories")
    kinds = None if categories is None else frozenset(categories)
    return {
        **answers,
        "personal_data_involved": KNOWN[Answer(incident.personal_data)],
        "cause": cause_word(incident.cause),
        "special_category": None if kinds is None else not SPECIAL.isdisjoint(kinds),
        "criminal_offence_data": None if kinds is None else not CRIMINAL.isdisjoint(kinds),
    }


def cause_word(cause: str) -> str | None:
    """The cause as the rules know it; None while it is not known."""
    word = CAUSE_WORDS.get(cause, cause)
    return (word if word in CAUSES else "other") if word else None


def _of(incident: Incident) -> dict[str, Any]:
    breaches = [name for name, _ in BREACHES if getattr(incident, name)]
    is_told = incident.source == Source.PROCESSOR or incident.at_processor
    effect = incident.outage_effect  # None without an outage
    return {
        "breach_types": breaches or None,
        "data_categories": incident.data_kinds or None,
        "permanent_loss": True if incident.permanent_loss else None,
        "children": KNOWN[Answer(incident.children)],
        "number_of_subjects": incident.people,
        "controller_role": "controller_told_by_processor" if is_told else None,
        "service_impact_on_subjects": effect if effect != "unsure" else None,
    }
