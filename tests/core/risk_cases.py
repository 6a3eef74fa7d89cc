"""Published cases which the shared file leaves out, from their titles and key facts alone.

What a case does not say was filled in as the shared cases do it. `YES`, `NO` and `DEPENDS` stand
in the order record, regulator, people; None where we do not hold the source to it.
"""

YES, NO, DEPENDS = True, False, "depends"

DISCLOSED = {
    "breach_types": ["confidentiality"],
    "cause": "unspecified",
    "actor": "internal",
    "malicious": False,
    "data_categories": ["basic_identity", "contact"],
    "special_category": False,
    "criminal_offence_data": False,
    "unintelligible": False,
    "key_or_secret_compromised": None,
    "backup_available": None,
    "restored_within_hours": None,
    "service_impact_on_subjects": "none",
    "permanent_loss": False,
    "exfiltrated": False,
    "recipient_known": None,
    "recipient_trusted": None,
    "data_recovered_or_confirmed_deleted": False,
    "exposed_to_unknown_or_many_recipients": False,
    "number_of_subjects": None,
    "number_band": None,
    "vulnerable_subjects": False,
    "children": False,
    "ease_of_identification": "maximum",
    "actual_misuse_or_harm": False,
    "systemic_or_repeat": False,
    "controller_role": "controller",
    "personal_data_involved": True,
    "already_public": False,
    "data_sensitivity": "moderate",
    "identity_fraud_potential": False,
}
NOT_SAID = {
    "data_categories": ["unspecified"],
    "data_sensitivity": None,
    "identity_fraud_potential": None,
}
LOST = {**DISCLOSED, "breach_types": ["availability"], "backup_available": True}
ATTACKED = {**DISCLOSED, "malicious": True, "actor": "external"}
HEALTH = {"data_categories": ["health"], "special_category": True, "data_sensitivity": "high"}
TO_A_STRANGER = {"recipient_known": True, "recipient_trusted": False}
TO_SOMEBODY_TRUSTED = {
    "recipient_known": True,
    "recipient_trusted": True,
    "data_recovered_or_confirmed_deleted": True,
}
LOST_DEVICE = {"breach_types": ["confidentiality"], "cause": "device_loss"}

CASES = {
    "ransomware without a usable electronic backup": (
        {
            **LOST,
            "cause": "ransomware",
            "malicious": True,
            "backup_available": False,
            "restored_within_hours": 120,
            "service_impact_on_subjects": "minor",
            "number_band": "tens",
            "data_sensitivity": "low",
        },
        (YES, YES, NO),
    ),
    "hashed passwords taken from a hobby website": (
        {
            **ATTACKED,
            "cause": "sql_injection",
            "data_categories": ["credentials"],
            "unintelligible": True,
            "key_or_secret_compromised": False,
            "exfiltrated": True,
            "exposed_to_unknown_or_many_recipients": True,
            "number_of_subjects": 1200,
            "data_sensitivity": "low",
        },
        (YES, NO, NO),
    ),
    "a spreadsheet with extra rows for a trusted agent": (
        {
            **DISCLOSED,
            **TO_SOMEBODY_TRUSTED,
            "cause": "misdirected_email",
            "number_of_subjects": 24,
        },
        (YES, NO, NO),
    ),
    "a stolen notebook that anybody can read": (
        {
            **ATTACKED,
            "cause": "device_theft",
            "backup_available": True,
            "exfiltrated": "unknown",
            "number_of_subjects": 100_000,
            "identity_fraud_potential": True,
        },
        (YES, YES, YES),
    ),
    "two parcels swapped": (
        {
            **DISCLOSED,
            **TO_A_STRANGER,
            "cause": "misdirected_post",
            "data_categories": ["basic_identity", "contact", "behavioural"],
            "data_recovered_or_confirmed_deleted": True,
            "number_of_subjects": 2,
            "data_sensitivity": "low",
        },
        (YES, NO, NO),
    ),
    "a register of job seekers attached to a mass mailing": (
        {
            **DISCLOSED,
            "cause": "misdirected_email",
            "data_categories": ["basic_identity", "contact", "identification_number"],
            "exposed_to_unknown_or_many_recipients": True,
            "number_of_subjects": 60_000,
            "number_band": "tens_of_thousands",
            "identity_fraud_potential": True,
        },
        (YES, YES, YES),
    ),
    "an encrypted backup stick stolen": (
        {
            **ATTACKED,
            **NOT_SAID,
            "breach_types": ["confidentiality", "availability"],
            "cause": "device_theft",
            "unintelligible": True,
            "key_or_secret_compromised": False,
            "backup_available": True,
        },
        (YES, NO, NO),
    ),
    "a bank statement in the wrong letter box": (
        {
            **DISCLOSED,
            **TO_A_STRANGER,
            "cause": "misdirected_post",
            "data_categories": ["basic_identity", "financial"],
            "number_of_subjects": 1,
            "systemic_or_repeat": None,
        },
        (YES, YES, DEPENDS),
    ),
    "hospital records out of reach for thirty hours": (
        {
            **LOST,
            **HEALTH,
            "cause": "hacking",
            "malicious": True,
            "backup_available": None,
            "restored_within_hours": 30,
            "service_impact_on_subjects": "major",
            "vulnerable_subjects": True,
        },
        (YES, YES, YES),
    ),
    "students' details sent to a list of over a thousand": (
        {
            **DISCLOSED,
            "cause": "misdirected_email",
            "data_categories": ["basic_identity", "education"],
            "recipient_known": True,
            "recipient_trusted": False,
            "exposed_to_unknown_or_many_recipients": True,
            "number_band": "large",
        },
        (YES, YES, DEPENDS),
    ),
    "planned maintenance": (
        {**LOST, **NOT_SAID, "breach_types": [], "cause": "planned_maintenance"},
        (NO, NO, NO),
    ),
    "a newsletter that could not go out for some hours": (
        {
            **LOST,
            "cause": "power_outage",
            "actor": "none",
            "restored_within_hours": 6,
            "service_impact_on_subjects": "minor",
            "data_sensitivity": "low",
        },
        (YES, NO, NO),
    ),
    "a lost device whose key is found to be compromised": (
        {
            **DISCLOSED,
            **NOT_SAID,
            **LOST_DEVICE,
            "unintelligible": True,
            "key_or_secret_compromised": True,
            "backup_available": True,
        },
        (YES, YES, DEPENDS),
    ),
    "a message for the wrong department": (
        {
            **DISCLOSED,
            **NOT_SAID,
            **TO_SOMEBODY_TRUSTED,
            "cause": "misdirected_email",
            "number_band": "few",
        },
        (YES, NO, NO),
    ),
    "a lost briefcase with an open laptop and court papers": (
        {**DISCLOSED, **LOST_DEVICE, **HEALTH, "number_band": "few", "vulnerable_subjects": True},
        (YES, YES, YES),
    ),
    "a law firm's mailbox phished": (
        {
            **ATTACKED,
            "cause": "phishing",
            "data_categories": ["basic_identity", "financial", "official_documents"],
            "exfiltrated": "unknown",
            "data_sensitivity": "high",
            "identity_fraud_potential": True,
        },
        (YES, YES, YES),
    ),
    "a staff telephone list lost or altered": (
        {
            **DISCLOSED,
            "breach_types": ["confidentiality", "integrity"],
            "data_categories": ["contact", "employment"],
            "data_sensitivity": "low",
        },
        (YES, NO, NO),
    ),
    "alumni contacts deleted and rebuilt from a copy": (
        {
            **LOST,
            "cause": "accidental_deletion",
            "data_categories": ["contact"],
            "data_sensitivity": "low",
        },
        (YES, NO, NO),
    ),
    "a student changes records with a stolen staff log-in": (
        {
            **ATTACKED,
            **HEALTH,
            **TO_A_STRANGER,
            "breach_types": ["confidentiality", "integrity"],
            "cause": "pupil_insider_access",
            "children": True,
            "number_of_subjects": 9000,
        },
        (YES, YES, None),
    ),
}
# Other ways to have coded the same cases, which must not change what the source says.
SAID_OTHERWISE = [
    ("a stolen notebook that anybody can read", {"identity_fraud_potential": False}),
    ("two parcels swapped", {"data_sensitivity": "moderate"}),
    ("a register of job seekers attached to a mass mailing", {"identity_fraud_potential": None}),
    ("a register of job seekers attached to a mass mailing", {"data_sensitivity": "high"}),
    ("an encrypted backup stick stolen", {"exfiltrated": True}),
    ("a bank statement in the wrong letter box", {"data_sensitivity": "high"}),
    ("a bank statement in the wrong letter box", {"identity_fraud_potential": True}),
    ("a bank statement in the wrong letter box", {"systemic_or_repeat": True}),
    ("students' details sent to a list of over a thousand", NOT_SAID),
    ("students' details sent to a list of over a thousand", {"number_of_subjects": 1000}),
    ("planned maintenance", {"service_impact_on_subjects": "minor"}),
    ("a newsletter that could not go out for some hours", NOT_SAID),
    ("a lost device whose key is found to be compromised", {"unintelligible": False}),
    ("a lost briefcase with an open laptop and court papers", {"recipient_known": False}),
    ("a staff telephone list lost or altered", {"permanent_loss": None}),
    ("a staff telephone list lost or altered", {"backup_available": False}),
    ("ransomware without a usable electronic backup", {"permanent_loss": None}),
    ("ransomware without a usable electronic backup", {"service_impact_on_subjects": "none"}),
    ("hospital records out of reach for thirty hours", {"exfiltrated": "unknown"}),
    ("hashed passwords taken from a hobby website", {"backup_available": True}),
]
