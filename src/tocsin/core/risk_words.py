"""Why each fact about a breach matters to the people affected, in plain words."""

WHY = {
    "breach_types": "Information that reached somebody, was changed or was lost does different "
    "harm, and is judged apart.",
    "cause": "A lost device, addresses that everybody could see and planned maintenance each have "
    "a rule of their own.",
    "malicious": "Somebody who means harm, or took the information on purpose, is likelier to use "
    "it.",
    "data_categories": "Bank details, log-ins, identity numbers and safeguarding notes can do harm "
    "that a name alone cannot.",
    "special_category": "Health, religion, ethnic origin and the like can bring discrimination or "
    "distress, so the law protects them more.",
    "criminal_offence_data": "Being linked with a crime can do lasting damage.",
    "unintelligible": "Nobody can read soundly encrypted information, as long as its key is safe.",
    "key_or_secret_compromised": "Encryption protects nothing once somebody else has the key or "
    "password.",
    "backup_available": "With another usable copy nothing is lost for good.",
    "restored_within_hours": "A gap of hours seldom harms anybody; days without records can.",
    "service_impact_on_subjects": "Lessons, meals, care or pay that people went without is harm to "
    "them, even when nothing leaked.",
    "permanent_loss": "What is gone for good cannot help the people it was kept for.",
    "exfiltrated": "Restoring the files does not bring back a copy that somebody took.",
    "recipient_trusted": "Somebody bound to confidence who deletes it at once can make a risk "
    "unlikely.",
    "data_recovered_or_confirmed_deleted": "What came back, or was certainly deleted, can hardly "
    "be used.",
    "exposed_to_unknown_or_many_recipients": "What many people or strangers hold cannot be called "
    "back.",
    "number_of_subjects": "More people affected means that harm to some of them is likelier.",
    "vulnerable_subjects": "People at risk are harmed sooner and more seriously.",
    "children": "Children are less able to see and avoid a danger.",
    "ease_of_identification": "Information which nobody can match to a person can hardly harm one.",
    "actual_misuse_or_harm": "Harm that has happened is no longer unlikely.",
    "systemic_or_repeat": "A fault that may strike again may have reached more people than are "
    "known.",
    "personal_data_involved": "The rules are about information on living people, and nothing else.",
    "already_public": "Showing what anybody can read already adds little.",
    "data_sensitivity": "How private the information is decides how bad the harm would be.",
    "identity_fraud_potential": "Details that let somebody pose as the person can cost money and "
    "years of trouble.",
    "recipient_known": "Somebody known can be asked to give it back.",
}
