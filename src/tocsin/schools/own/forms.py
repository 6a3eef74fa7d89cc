"""What a person chooses about their calendar feed and the weekly message."""

from typing import Any

from django import forms

from tocsin.ui.fields import Tick
from tocsin.ui.forms import Form


class FeedForm(Form):
    """How much the calendar shows."""

    names_schools = Tick(
        label="Show the name of the school",
        help_text="Otherwise each entry says only that there is a deadline.",
        required=False,
    )
    reminds = Tick(label="Remind me one hour before", required=False)


class AddressForm(Form):
    """Another email address."""

    email = forms.EmailField(
        label="Your new email address",
        help_text="We send a link to it. Until you follow the link, the address you have counts.",
        max_length=254,
        error_messages=dict.fromkeys(
            ("required", "invalid"), "Enter an email address, like name@example.sch.uk"
        ),
        widget=forms.EmailInput(attrs={"autocomplete": "email", "spellcheck": "false"}),
    )

    def __init__(self, *args: Any, now: str, **options: Any) -> None:
        self.now = now
        super().__init__(*args, **options)

    def clean_email(self) -> str:
        """The one they have already is no other."""
        email: str = self.cleaned_data["email"].lower()
        if email == self.now:
            raise forms.ValidationError("Enter an address other than the one you have now")
        return email
