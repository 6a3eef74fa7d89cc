"""What the page of a supplier shows."""

from collections.abc import Sequence
from datetime import date
from itertools import groupby

from tocsin.core.processor_terms import TERMS, Found
from tocsin.core.when import say_date
from tocsin.ledger.queries import history
from tocsin.registers.models import Evidence, Supplier
from tocsin.registers.models.supplier import About
from tocsin.registers.suppliers.forms import FOUND, WHOSE
from tocsin.schools.queries import names_in
from tocsin.ui.pieces import Entry, Row

NOT_ENTERED = "Not entered yet"
TITLES = {
    "supplier.added": "Entered in the register",
    "supplier.changed": "Details changed",
    "supplier.contract-checked": "Contract checked",
    "supplier.reviewed": "Looked at again",
    "supplier.ended": "No longer used",
    "supplier.evidence-added": "Evidence added",
}


def rows_of(supplier: Supplier) -> list[Row]:
    """What is known of it, in words."""
    whose = [label for key, label in WHOSE if key in supplier.whose]
    hours = supplier.tells_within_hours
    return [
        Row("What they do", supplier.service),
        Row("What information", supplier.information or NOT_ENTERED),
        Row("Whose", ", ".join(whose) or NOT_ENTERED),
        Row("Systems", supplier.systems or NOT_ENTERED),
        Row("Contract", _contract(supplier)),
        Row("They must tell us within", NOT_ENTERED if hours is None else f"{hours} hours"),
        Row("Impact assessment", supplier.impact_note or NOT_ENTERED),
        Row("Outside the UK", supplier.transfer_note or NOT_ENTERED),
        Row("Look at them again", _day(supplier.review_on)),
    ]


def term_rows(supplier: Supplier) -> list[Row]:
    """Each term of the law with whether the contract holds it. Source: UK GDPR Art 28(3)."""
    said = dict(FOUND)
    return [
        Row(
            f"{term.label} (Article {term.article})",
            said[supplier.terms.get(term.key, Found.NOT_KNOWN.value)],
        )
        for term in TERMS
    ]


def evidence_groups(found: Sequence[Evidence]) -> list[tuple[str, Evidence, list[Evidence]]]:
    """What each piece is about, its newest version, and the earlier ones."""
    labels = dict(About.choices)
    grouped = ((about, list(rows)) for about, rows in groupby(found, key=lambda row: row.about))
    return [(labels[about], newest, earlier) for about, (newest, *earlier) in grouped]


def entries_of(supplier: Supplier) -> list[Entry]:
    """What was done to the record, newest first."""
    events = history(supplier)
    names = names_in(supplier.school_id, {event.by for event in events})
    return [
        Entry(TITLES.get(event.action, event.action), event.at, names.get(event.by, "Tocsin"))
        for event in events
    ]


def _contract(supplier: Supplier) -> str:
    if not (supplier.contract_from or supplier.contract_until):
        return NOT_ENTERED
    return f"From {_day(supplier.contract_from)} until {_day(supplier.contract_until)}"


def _day(day: date | None) -> str:
    return say_date(day) if day else NOT_ENTERED.lower()
