"""What the assessment of risk may know about a breach, in the words of the regulators' cases."""

from dataclasses import dataclass

YES_NO = (
    "malicious", "special_category", "criminal_offence_data", "unintelligible",
    "key_or_secret_compromised", "backup_available", "permanent_loss", "recipient_known",
    "recipient_trusted", "data_recovered_or_confirmed_deleted",
    "exposed_to_unknown_or_many_recipients", "vulnerable_subjects", "children",
    "actual_misuse_or_harm", "systemic_or_repeat", "personal_data_involved", "already_public",
    "identity_fraud_potential",
)  # fmt: skip
# Each scale runs from the most harmless word to the worst.
SENSITIVITY = ("low", "moderate", "high")
IMPACT = ("none", "minor", "major")
EASE = ("negligible", "limited", "significant", "maximum")
BREACH_TYPES = ("confidentiality", "integrity", "availability")
ACTORS = ("internal", "external", "none")
ROLES = ("controller", "controller_told_by_processor", "joint_controller", "processor")
# Fewest and most people; the most is None when there is no telling.
BANDS: dict[str, tuple[int, int | None]] = {
    "one": (1, 1),
    "few": (1, 9),
    "tens": (10, 99),
    "hundreds": (100, 999),
    "thousands": (1_000, 9_999),
    "ten_thousands": (10_000, 99_999),
    "tens_of_thousands": (10_000, 99_999),
    "hundred_thousands": (100_000, 999_999),
    "hundreds_of_thousands": (100_000, 999_999),
    "millions": (1_000_000, None),
    "large": (1_000, None),
}

UNSPECIFIED = "unspecified"
# Article 9: naming one of these is saying that the data is specially protected.
SPECIAL = frozenset({
    "health", "ethnic", "ethnicity", "racial_or_ethnic_origin", "religion", "religious_beliefs",
    "politics", "political_opinions", "union", "trade_union", "trade_union_membership", "sex",
    "sex_life", "orientation", "sexual_orientation", "gender", "gender_reassignment", "biometric",
    "genetic",
})  # fmt: skip
CRIMINAL = frozenset({"crime", "criminal", "criminal_offence"})
FINANCIAL = frozenset({"financial", "money"})
CREDENTIALS = frozenset({"credentials", "log_ins"})
IDENTITY_NUMBERS = frozenset({"identification_number", "official_documents", "documents"})
SAFEGUARDING = frozenset({"safeguarding"})
BEHAVIOURAL = frozenset({"behavioural", "location"})
ORDINARY = frozenset({
    "basic_identity", "basic", "contact", "education", "employment", "family", "none", UNSPECIFIED,
})  # fmt: skip
CATEGORIES = (
    SPECIAL | CRIMINAL | FINANCIAL | CREDENTIALS | IDENTITY_NUMBERS | SAFEGUARDING | BEHAVIOURAL
    | ORDINARY
)  # fmt: skip

# The three causes that say something no other fact says.
GONE_DEVICE = frozenset({"device_loss", "device_theft", "device_lost", "device_stolen"})
VISIBLE_ADDRESSES = frozenset({"visible_recipients", "addresses_shown"})
MAINTENANCE = frozenset({"planned_maintenance"})
CAUSES = GONE_DEVICE | VISIBLE_ADDRESSES | MAINTENANCE | frozenset({
    UNSPECIFIED, "accidental_deletion", "accidental_disclosure", "credential_stuffing",
    "data_theft", "hacking", "insider_copying", "mailbox_compromise", "misdirected_delivery",
    "misdirected_email", "misdirected_post", "other", "paper_loss", "paper_theft", "phishing",
    "power_outage", "pupil_insider_access", "ransomware", "redaction_failure",
    "social_engineering", "software_error", "sql_injection", "website_malware",
})  # fmt: skip


@dataclass(frozen=True)
class BreachFacts:
    """What is known of one breach. None means not known, and is never read as harmless.

    An empty `breach_types` says that nothing was lost; an empty `data_categories` says nothing.
    `cause`, `data_categories`, `number_band` and `controller_role` are open lists: a word we have
    no rule for is kept, read as "other", and named in the notes of the assessment.
    """

    breach_types: frozenset[str] | None = None
    cause: str | None = None
    actor: str | None = None
    malicious: bool | None = None
    data_categories: frozenset[str] | None = None
    special_category: bool | None = None
    criminal_offence_data: bool | None = None
    unintelligible: bool | None = None
    key_or_secret_compromised: bool | None = None
    backup_available: bool | None = None
    restored_within_hours: float | None = None
    service_impact_on_subjects: str | None = None
    permanent_loss: bool | None = None
    exfiltrated: bool | None = None
    recipient_known: bool | None = None
    recipient_trusted: bool | None = None
    data_recovered_or_confirmed_deleted: bool | None = None
    exposed_to_unknown_or_many_recipients: bool | None = None
    number_of_subjects: int | None = None
    number_band: str | None = None
    vulnerable_subjects: bool | None = None
    children: bool | None = None
    ease_of_identification: str | None = None
    actual_misuse_or_harm: bool | None = None
    systemic_or_repeat: bool | None = None
    controller_role: str | None = None
    personal_data_involved: bool | None = None
    already_public: bool | None = None
    data_sensitivity: str | None = None
    identity_fraud_potential: bool | None = None


def people_between(facts: BreachFacts) -> tuple[int, int | None]:
    """The fewest and the most people it may be; the most is None when nobody can say."""
    if facts.number_of_subjects is not None:
        return facts.number_of_subjects, facts.number_of_subjects
    return BANDS.get(facts.number_band or "", (1, None))


def unfamiliar(facts: BreachFacts) -> tuple[str, ...]:
    """A sentence for each word the rules do not know, and so read as nothing in particular."""
    said = {
        "data_categories": (facts.data_categories or frozenset()) - CATEGORIES,
        "cause": {facts.cause} - CAUSES,
        "number_band": {facts.number_band} - set(BANDS),
        "controller_role": {facts.controller_role} - set(ROLES),
    }
    return tuple(
        f"No rule knows {name} “{word}”: it was read as “other”."
        for name, found in said.items()
        for word in sorted(word for word in found if word is not None)
    )
