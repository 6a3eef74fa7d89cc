"""The facts of an assessment in the words of people at a school."""

from collections.abc import Mapping, Sequence
from typing import Any

from tocsin.incidents.data_kinds import DATA_KINDS
from tocsin.incidents.words import BREACHES

NOT_KNOWN = "Not known yet"
UNSURE = ("unsure", NOT_KNOWN)
YES_NO = (("yes", "Yes"), ("no", "No"), UNSURE)
ACTORS = (
    ("internal", "Somebody at school: staff, a pupil, a governor"),
    ("external", "Somebody outside"),
    ("none", "Nobody: equipment, weather or chance"),
    UNSURE,
)
DATA = (
    *DATA_KINDS,
    ("education", "Marks, behaviour, attendance"),
    ("safeguarding", "Safeguarding or child protection"),
    ("employment", "Jobs, appraisals, contracts"),
    UNSURE,
)
SENSITIVITY = (
    ("low", "Little: most people would not mind others knowing it"),
    ("moderate", "Some: they would not want it known"),
    ("high", "Very: it could shame, endanger or badly hurt somebody"),
    UNSURE,
)
EASE = (
    ("negligible", "Hardly: nobody could work out who it is"),
    ("limited", "With effort: somebody would need other lists or records"),
    ("significant", "Probably: somebody who knows the school could work it out"),
    ("maximum", "At once: the name, a photo or an address is there"),
    UNSURE,
)
IMPACT = (
    ("none", "Nothing that they would notice"),
    ("minor", "Something small, for a short time"),
    ("major", "Something that matters: care, meals, pay, exams, safety"),
    UNSURE,
)
ROLES = (
    ("controller", "It was our own"),
    ("controller_told_by_processor", "A company that works for us had it, and told us"),
    ("joint_controller", "We decide about it together with another organisation"),
    ("processor", "We hold it for another organisation"),
    UNSURE,
)
BANDS = (
    ("one", "One"),
    ("few", "2 to 9"),
    ("tens", "10 to 99"),
    ("hundreds", "100 to 999"),
    ("thousands", "1,000 or more"),
    UNSURE,
)
LABELS = {
    "personal_data_involved": "Information about living people",
    "cause": "Cause, as the rules know it",
    "breach_types": "What happened to the information",
    "actor": "Who caused it",
    "malicious": "Somebody meant harm, or took it on purpose",
    "data_categories": "Kinds of information",
    "special_category": "Specially protected information",
    "criminal_offence_data": "Crimes, or accusations of one",
    "data_sensitivity": "How private it is",
    "identity_fraud_potential": "Enough for somebody to pose as the person",
    "already_public": "Public before",
    "ease_of_identification": "How easily people can be recognised",
    "exfiltrated": "Somebody got, copied or took it",
    "recipient_known": "We know who has it",
    "recipient_trusted": "We can trust whoever has it",
    "exposed_to_unknown_or_many_recipients": "It reached many people, or strangers",
    "service_impact_on_subjects": "What people had to do without",
    "permanent_loss": "It is gone for good",
    "actual_misuse_or_harm": "Somebody misused it, or came to harm",
    "children": "Children among them",
    "vulnerable_subjects": "People at risk among them",
    "systemic_or_repeat": "It happened before, or can happen again in the same way",
    "controller_role": "Whose information it is to look after",
    "number_of_subjects": "How many people",
    "number_band": "About how many people",
    "unintelligible": "Encrypted, so that nobody can read it",
    "key_or_secret_compromised": "The key or password got out too",
    "backup_available": "There is another copy",
    "restored_within_hours": "Hours until it could be used again",
    "data_recovered_or_confirmed_deleted": "It came back, or was certainly deleted",
}
_WORDS: Mapping[str, Sequence[tuple[str, str]]] = {
    "actor": ACTORS, "breach_types": BREACHES, "data_categories": DATA,
    "data_sensitivity": SENSITIVITY, "ease_of_identification": EASE, "number_band": BANDS,
    "service_impact_on_subjects": IMPACT, "controller_role": ROLES,
}  # fmt: skip
# What the engine calls an answer, where it is not one of those above.
_OTHERS = {
    "true": "yes", "false": "no", "financial": "bank or money matters",
    "credentials": "user names and passwords", "identity_numbers": "passports or other documents",
    "planned_maintenance": "planned maintenance", "visible_recipients": "addresses that all could"
    " see", "device_loss": "a lost or stolen device",
}  # fmt: skip


def in_words(fact: str, value: Any) -> str:
    """An answer as a person would say it; "Not known yet" for None."""
    if value is None:
        return NOT_KNOWN
    if isinstance(value, bool):
        return "Yes" if value else "No"
    if isinstance(value, list | tuple):
        return ", ".join(in_words(fact, each) for each in value) or "None of them"
    return dict(_WORDS.get(fact, ())).get(value, str(value).replace("_", " "))


def answer_in_words(fact: str, word: str) -> str:
    """What the engine calls a possible answer, inside a sentence."""
    known = dict(_WORDS.get(fact, ())).get(word) or _OTHERS.get(word, word.replace("_", " "))
    return known[:1].lower() + known[1:]


def outcome_in_words(outcome: Mapping[str, Any]) -> str:
    """Whom to tell, from an outcome of the engine."""
    if outcome["notify_subjects"] is True:
        return "tell the regulator and the people"
    if outcome["notify_authority"] is True:
        people = "; the people: it depends" if outcome["notify_subjects"] else ""
        return f"tell the regulator{people}"
    if outcome["notify_authority"] == "depends":
        return "it still depends, so tell the regulator"
    return "record it only" if outcome["record"] is True else "no personal data breach"
