"""What is asked about somebody to turn to."""

from typing import Any

from django import forms

from tocsin.core.contact_kinds import KINDS
from tocsin.ui.fields import Dropdown, LongText, PhoneField, Text
from tocsin.ui.forms import Form


class EmailField(forms.EmailField):
    """An email address that may be left out."""

    def __init__(self, **options: Any) -> None:
        super().__init__(
            max_length=254, required=False, empty_value="",
            error_messages={"invalid": "Enter an email address, like name@example.org"}, **options,
        )  # fmt: skip


class ContactForm(Form):
    """Whom it is about, and how to reach them: by phone or by email, or both."""

    kind = Dropdown(
        (("", "Select one"), *((kind.key, kind.label) for kind in KINDS)),
        label="What are they for?", empty="Select what they are for",
    )  # fmt: skip
    organisation = Text(label="Organisation", empty="Enter the name of the organisation")
    person = Text(label="Person (optional)", longest=150, required=False)
    phone = PhoneField(label="Phone")
    out_of_hours_phone = PhoneField(label="Phone outside hours (optional)")
    email = EmailField(label="Email address")
    our_reference = Text(
        label="Our reference (optional)", longest=100, required=False, width=20,
        help_text="What they ask for when you ring, such as the policy number.",
    )  # fmt: skip
    notes = LongText(label="Notes (optional)", required=False, rows=3, longest=2000)

    def clean(self) -> dict[str, Any]:
        """There has to be a way to reach them."""
        answers = super().clean() or {}
        reached = ("phone", "out_of_hours_phone", "email")
        if not self.errors and not any(answers.get(name) for name in reached):
            self.add_error("phone", "Enter a phone number or an email address")
        return answers


class ChangeContactForm(ContactForm):
    """The same, of one that is there; `seen` is the revision that was on screen."""

    seen = forms.IntegerField(widget=forms.HiddenInput)
