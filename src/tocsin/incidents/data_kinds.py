"""Kinds of information, in a school's words, each with the ICO's name for it."""

from tocsin.core.facts import Answer

# (key, what staff call it, the ICO's published data type, whether the law specially protects it)
KINDS = (
    ("basic", "Names, addresses, birth dates, contacts", "Basic personal identifiers", False),
    ("log_ins", "User names and passwords", "Identification data", False),
    ("money", "Bank, pay, free school meals or debts", "Economic and financial data", False),
    ("documents", "Passports, birth certificates, other documents", "Official documents", False),
    ("location", "Where somebody is or was", "Location data", False),
    ("health", "Health, SEND, medicines", "Health data", True),
    ("ethnic", "Ethnic origin", "Data revealing racial or ethnic origin", True),
    ("religion", "Religion or belief", "Religious or philosophical beliefs", True),
    ("politics", "Political opinions", "Political opinions", True),
    ("union", "Trade union membership", "Trade union membership", True),
    ("sex", "Sex life", "Sex life data", True),
    ("orientation", "Sexual orientation", "Sexual orientation data", True),
    ("gender", "Gender reassignment", "Gender Reassignment Data", True),
    ("biometric", "Fingerprints, faces, genetic data", "Genetic or biometric data", True),
    ("crime", "Crimes, or accusations of one", "Criminal convictions or offences", True),
)  # fmt: skip
DATA_KINDS = tuple((key, label) for key, label, _, _ in KINDS)
SPECIAL = frozenset(key for key, _, _, is_protected in KINDS if is_protected)


def is_special(keys: list[str]) -> str:
    """Whether specially protected information is among these kinds; no kinds is not known yet.

    Source: UK GDPR Art 9 and Art 10.
    """
    if not keys:
        return Answer.UNSURE.value
    return (Answer.NO if SPECIAL.isdisjoint(keys) else Answer.YES).value
