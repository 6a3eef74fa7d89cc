"""What can happen to the people affected, each considered by itself. Source: BR-3.1."""

from collections.abc import Mapping
from typing import Any

# (code, what it is in plain words, an example from a school). The first nine are those of BR-3.1.
CONSEQUENCES = (
    ("control", "They lose control over their information",
     "A parent cannot take back what other parents read about their child."),
    ("rights", "Their rights are limited", "A pupil cannot get the records they need to appeal."),
    ("discrimination", "They are treated unfairly", "A child is teased about a diagnosis."),
    ("fraud", "Somebody poses as them, or defrauds them", "Passport copies of staff are used."),
    ("money", "They lose money", "Pay goes to another account."),
    ("pseudonyms", "Somebody finds out who is behind a code or number",
     "Pupil numbers are matched to names."),
    ("reputation", "Their good name suffers", "A wrong accusation goes round."),
    ("secrecy", "What was told in confidence gets out", "Notes of the school counsellor are read."),
    ("disadvantage", "Another economic or social disadvantage", "A family is shunned."),
    ("safety", "They are in danger", "An address reaches somebody they hide from."),
    ("distress", "They are upset or afraid", "A child no longer wants to come to school."),
    ("education", "Their education suffers", "Coursework is lost before an exam."),
)  # fmt: skip
LIKELIHOODS = (
    ("", "Not considered yet"),
    ("unlikely", "Unlikely"),
    ("possible", "Possible"),
    ("likely", "Likely"),
    ("happened", "It has happened"),
    ("unsure", "Not known yet"),
)
SEVERITIES = (
    ("", "Not considered yet"),
    ("none", "No harm"),
    ("minor", "A nuisance, soon over"),
    ("serious", "Serious, but they can get over it"),
    ("grave", "Grave, or for good"),
    ("unsure", "Not known yet"),
)
EXPECTED = frozenset({"likely", "happened"})
BAD = frozenset({"serious", "grave"})


def rows_of(chosen: Mapping[str, Mapping[str, str]]) -> list[tuple[str, str, str]]:
    """Each consequence with its likelihood and severity in words."""
    likelihoods, severities = dict(LIKELIHOODS), dict(SEVERITIES)
    return [
        (
            label,
            likelihoods[chosen.get(code, {}).get("likelihood", "")],
            severities[chosen.get(code, {}).get("severity", "")],
        )
        for code, label, _ in CONSEQUENCES
    ]


def cautions(chosen: Mapping[str, Mapping[str, str]], result: Mapping[str, Any]) -> list[str]:
    """Where the assessor's own judgement of harm is graver than the recommendation.

    It changes no recommendation, but asks to look again. Source: BR-3.1.
    """
    said = []
    for code, label, _ in CONSEQUENCES:
        judged = chosen.get(code, {})
        if judged.get("likelihood") not in EXPECTED or judged.get("severity") not in BAD:
            continue
        if result["notify_subjects"] is not True:
            said.append(
                f"You judged it likely and serious that this happens: {label.lower()}. That is a"
                " high risk to them. Check the answers, or say in the decision why they are told."
            )
    return said
