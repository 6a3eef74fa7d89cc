"""What a contract with a company that handles personal data has to say, and what follows."""

from dataclasses import dataclass
from enum import StrEnum


class Found(StrEnum):
    """Whether a contract says it."""

    PRESENT = "present"
    MISSING = "missing"
    NOT_KNOWN = "not_known"


@dataclass(frozen=True)
class Term:
    """One thing the contract must hold. Source: UK GDPR Art 28(3)."""

    key: str
    label: str
    article: str


TERMS = (
    Term("scope", "What data, whose, why and for how long", "28(3)"),
    Term("instructions", "They act only on the school's written instructions", "28(3)(a)"),
    Term("confidence", "Their people must keep it confidential", "28(3)(b)"),
    Term("security", "They keep it secure", "28(3)(c)"),
    Term("others", "Other companies only with the school's agreement", "28(3)(d)"),
    Term("rights", "They help when people use their rights", "28(3)(e)"),
    Term("breaches", "They help with breaches, security and impact assessments", "28(3)(f)"),
    Term("end", "They delete the data or give it back at the end", "28(3)(g)"),
    Term("audits", "They show that they comply, and allow audits", "28(3)(h)"),
)


def gaps(terms: dict[str, str]) -> tuple[Term, ...]:
    """The terms that the contract is not known to hold. Source: BR-5.26."""
    return tuple(term for term in TERMS if terms.get(term.key) != Found.PRESENT)
