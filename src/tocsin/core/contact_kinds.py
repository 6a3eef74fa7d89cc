"""The kinds of contact a school keeps at hand: a closed list, so that a missing one is seen."""

from dataclasses import dataclass
from datetime import date

CHECKED_EVERY_DAYS = 90  # the policy says "up to date" and not how often


@dataclass(frozen=True)
class ContactKind:
    """One kind. `is_needed`: the policy wants it, so a school without it is told. Source: BR-9."""

    key: str
    label: str
    is_needed: bool = False


KINDS = (
    ContactKind("it_support", "IT support", is_needed=True),
    ContactKind("insurer", "Insurer or RPA", is_needed=True),
    ContactKind("legal", "Legal advice", is_needed=True),
    ContactKind("dpo", "Data Protection Officer"),
    ContactKind("hr", "HR"),
    ContactKind("safeguarding", "Designated Safeguarding Lead"),
    ContactKind("police", "Police"),
    ContactKind("report_fraud", "Report Fraud"),
    ContactKind("anti_fraud", "Local anti-fraud service"),
    ContactKind("local_authority", "Local authority"),
    ContactKind("press_office", "Press office"),
    ContactKind("dfe_cyber", "Department for Education"),
    ContactKind("ncsc", "National Cyber Security Centre"),
    ContactKind("union", "Union"),
    ContactKind("bank", "Bank, payroll or pension scheme"),
    ContactKind("exam_board", "Exam board"),
    ContactKind("other", "Somebody else"),
)
KEYS = frozenset(kind.key for kind in KINDS)
LABELS = {kind.key: kind.label for kind in KINDS}


def needed() -> tuple[ContactKind, ...]:
    """The kinds that every school must have. Source: BR-9."""
    return tuple(kind for kind in KINDS if kind.is_needed)


def is_stale(verified_on: date | None, today: date) -> bool:
    """Whether nobody has checked a contact for too long. Source: BR-9."""
    return verified_on is None or (today - verified_on).days > CHECKED_EVERY_DAYS
