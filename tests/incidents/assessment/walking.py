"""Walking through the eight pages."""

PAGES = ("type", "data", "recognised", "who", "harm", "people", "numbers", "less-bad")
# What is known of an email to one trusted person who deleted it.
HARMLESS = {
    "type": {"breach_types": ["confidentiality"], "actor": "internal", "malicious": "no"},
    "data": {"data_categories": ["basic"], "data_sensitivity": "low",
             "identity_fraud_potential": "no", "already_public": "no"},
    "recognised": {"ease_of_identification": "maximum"},
    "who": {"exfiltrated": "no", "recipient_known": "yes", "recipient_trusted": "yes",
            "exposed_to_unknown_or_many_recipients": "no"},
    "harm": {"service_impact_on_subjects": "none", "permanent_loss": "no",
             "actual_misuse_or_harm": "no"},
    "people": {"children": "yes", "vulnerable_subjects": "no", "systemic_or_repeat": "no",
               "controller_role": "controller"},
    "numbers": {"number_of_subjects": "40"},
    "less-bad": {"unintelligible": "no", "backup_available": "yes", "restored_within_hours": "",
                 "data_recovered_or_confirmed_deleted": "yes"},
}  # fmt: skip


def path_of(incident, page=""):
    return f"/incidents/{incident.pk}/assessment/{page}{'/' if page else ''}"


def answer(visitor, incident, page, **answers):
    return visitor.send(path_of(incident, page), **answers)


def answer_all(visitor, incident, **others):
    """Every page in order; `others` says what to answer differently, by page. Gives the result."""
    for page in PAGES:
        shown = answer(visitor, incident, page, **{**HARMLESS[page], **others.get(page, {})})
    return shown


def record(visitor, incident):
    """Record what follows as the next version."""
    return visitor.send(path_of(incident, "result"))
