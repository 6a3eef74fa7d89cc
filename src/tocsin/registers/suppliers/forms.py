"""What is asked about a company that handles the school's data."""

from typing import Any

from django import forms
from django.conf import settings

from tocsin.core.processor_terms import TERMS, Found
from tocsin.registers.contacts.forms import EmailField
from tocsin.registers.models.supplier import About
from tocsin.ui.fields import (
    Choice,
    Choices,
    DateField,
    Dropdown,
    FileField,
    LongText,
    PhoneField,
    Text,
    WholeNumber,
)
from tocsin.ui.forms import Form

WHOSE = (
    ("pupils", "Pupils"), ("parents", "Parents or carers"), ("staff", "Staff"),
    ("governors", "Governors or volunteers"), ("others", "Somebody else"),
)  # fmt: skip
FOUND = (
    (Found.PRESENT.value, "Yes"), (Found.MISSING.value, "No"), (Found.NOT_KNOWN.value, "Not known"),
)  # fmt: skip
LONG = 2000


class SearchForm(Form):
    """Words to look for."""

    q = Text(label="Search suppliers", required=False, longest=100)


class SupplierForm(Form):
    """What it handles, whom to ring about a breach, and what is known of how careful it is."""

    name = Text(label="Name of the company", empty="Enter the name of the company")
    service = Text(
        label="What do they do for the school?", empty="Enter what they do for the school",
        help_text="For example: pupil records, payroll, catering payments.",
    )  # fmt: skip
    information = LongText(
        label="What information do they have?", required=False, rows=3, longest=LONG
    )
    whose = Choices(WHOSE, label="Whose is it?", required=False)
    systems = LongText(label="Which systems? (optional)", required=False, rows=2, longest=LONG)
    breach_contact = Text(
        label="Who do we reach about a breach?", required=False, longest=150,
        help_text="A person or a team.",
    )  # fmt: skip
    breach_phone = PhoneField(label="Their phone")
    breach_email = EmailField(label="Their email address")
    tells_within_hours = WholeNumber(
        label="Within how many hours must they tell us of a breach? (optional)", required=False,
        least=0, most=1000, help_text="As the contract has it. Leave it empty if it does not say.",
    )  # fmt: skip
    contract_from = DateField(label="Contract starts (optional)", required=False)
    contract_until = DateField(label="Contract ends (optional)", required=False)
    impact_note = LongText(
        label="Data protection impact assessment (optional)", required=False, rows=2, longest=LONG,
        help_text="Whether one was needed, when it was done, and where it is.",
    )  # fmt: skip
    transfer_note = LongText(
        label="Information that leaves the UK (optional)", required=False, rows=2, longest=LONG,
        help_text="Where it goes, and what protects it there.",
    )  # fmt: skip
    review_on = DateField(
        label="When do we look at them again?", empty="Enter when you will look at them again"
    )

    def clean(self) -> dict[str, Any]:
        """A contract ends after it starts."""
        answers = super().clean() or {}
        first, last = answers.get("contract_from"), answers.get("contract_until")
        if first and last and last < first:
            self.add_error("contract_until", "Enter an end that is not before the start")
        return answers


class _Seen(Form):
    seen = forms.IntegerField(widget=forms.HiddenInput)


class ChangeSupplierForm(SupplierForm, _Seen):
    """The same, of one that is there; `seen` is the revision that was on screen."""


class TermsForm(_Seen):
    """One question for each term that the law wants in the contract."""

    def __init__(self, *args: Any, terms: dict[str, str], **options: Any) -> None:
        super().__init__(*args, **options)
        for term in TERMS:
            self.fields[term.key] = Choice(
                FOUND, label=term.label, help_text=f"UK GDPR Article {term.article}",
                empty="Select whether the contract says so",
                initial=terms.get(term.key, Found.NOT_KNOWN.value),
            )  # fmt: skip

    def clean(self) -> dict[str, Any]:
        """The answers in one."""
        answers = super().clean() or {}
        return {"seen": answers.get("seen"), "terms": {t.key: answers.get(t.key) for t in TERMS}}


class ReviewForm(_Seen):
    """When it is looked at next."""

    next_on = DateField(
        label="When do we look at them again?", empty="Enter when you will look at them again"
    )


class EvidenceForm(Form):
    """A file, what it shows, and until when that is good enough."""

    about = Dropdown(
        (("", "Select one"), *About.choices), label="What is it about?",
        empty="Select what it is about",
    )  # fmt: skip
    file = FileField(
        label="Which file?", empty="Select a file", largest=settings.MAX_FILE_BYTES,
        help_text="A new file about the same thing becomes its next version. Earlier ones stay.",
    )  # fmt: skip
    review_on = DateField(label="When do we ask for a newer one? (optional)", required=False)
