"""Contacts, suppliers and files as the pages make them."""

from datetime import date

from django.core.files.uploadedfile import SimpleUploadedFile

from tests.worlds import FRIDAY
from tocsin.registers.contacts.commands import add_contact
from tocsin.registers.suppliers.commands import add_supplier

PDF = b"%PDF-1.7\nBackups run every night.\n%%EOF\n"


def a_contact(by, kind="it_support", *, at=FRIDAY, **told):
    """Somebody to turn to, checked when they were added."""
    answers = {
        "kind": kind, "organisation": "Bright IT", "person": "Ira Nash", "phone": "01632 960 789",
        "out_of_hours_phone": "", "email": "help@bright.example", "our_reference": "AB-17",
        "notes": "",
    }  # fmt: skip
    return add_contact(by.school, by=by, at=at, **{**answers, **told})


def a_supplier(by, *, at=FRIDAY, **told):
    """A company with somebody to ring, to be looked at in a year."""
    answers = {
        "name": "Ledgerly", "service": "Pupil records", "breach_contact": "Security desk",
        "breach_phone": "01632 960 555", "breach_email": "", "tells_within_hours": 24,
        "review_on": date(2027, 11, 20),
    }  # fmt: skip
    return add_supplier(by.school, by=by, at=at, **{**answers, **told})


def a_file(content=PDF, name="backups.pdf"):
    return SimpleUploadedFile(name, content)
