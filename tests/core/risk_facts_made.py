"""Facts of breaches made up by Hypothesis, and the order from harmless to worst of each."""

from hypothesis import strategies as st

# Harmless first. Written out here, so that a slip in the rules' own order is found.
BETTER_WHEN_TRUE = (
    "unintelligible",
    "backup_available",
    "recipient_known",
    "recipient_trusted",
    "data_recovered_or_confirmed_deleted",
    "already_public",
)
WORSE_WHEN_TRUE = (
    "malicious",
    "special_category",
    "criminal_offence_data",
    "key_or_secret_compromised",
    "permanent_loss",
    "exfiltrated",
    "exposed_to_unknown_or_many_recipients",
    "vulnerable_subjects",
    "children",
    "actual_misuse_or_harm",
    "systemic_or_repeat",
    "personal_data_involved",
    "identity_fraud_potential",
)
ORDER = {
    **dict.fromkeys(BETTER_WHEN_TRUE, (True, False)),
    **dict.fromkeys(WORSE_WHEN_TRUE, (False, True)),
    "data_sensitivity": ("low", "moderate", "high"),
    "service_impact_on_subjects": ("none", "minor", "major"),
    "ease_of_identification": ("negligible", "limited", "significant", "maximum"),
    "number_of_subjects": (0, 5, 99, 100, 101, 999, 1000, 10_000, 100_000),
    "restored_within_hours": (0, 4, 24, 25, 120),
    "breach_types": (
        [],
        ["confidentiality"],
        ["confidentiality", "availability"],
        ["confidentiality", "integrity", "availability"],
    ),
    "data_categories": (
        ["contact"],
        ["contact", "financial"],
        ["contact", "financial", "credentials", "health"],
        ["contact", "financial", "credentials", "health", "safeguarding", "identification_number"],
    ),
}
UNORDERED = {
    "cause": (
        "misdirected_email",
        "device_loss",
        "visible_recipients",
        "planned_maintenance",
        "ransomware",
        "unspecified",
    ),
    "number_band": ("few", "tens", "hundreds", "large"),
    "controller_role": ("controller", "processor"),
}
VALUES = {**ORDER, **UNORDERED}
KNOWN = {name: st.sampled_from(values) for name, values in VALUES.items()}
BREACHES = st.fixed_dictionaries(
    {}, optional={name: st.none() | values for name, values in KNOWN.items()}
)
# Mostly known, as reports are after a day: otherwise nearly everything only depends.
NEARLY_KNOWN = st.tuples(
    st.fixed_dictionaries(KNOWN), st.sets(st.sampled_from(sorted(VALUES)), max_size=5)
).map(lambda made: {name: value for name, value in made[0].items() if name not in made[1]})
ANY = BREACHES | NEARLY_KNOWN
