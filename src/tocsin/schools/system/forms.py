"""What can be changed about a school."""

import re

from django import forms

from tocsin.schools.models import Nation
from tocsin.schools.setting_up.forms import ASKED, WHERE
from tocsin.ui.fields import Choice, Text
from tocsin.ui.forms import Form

PHONE = re.compile(r"[+(]?\d[\d ()-]{3,30}(?: ?(?:ext|x)\.? ?\d{1,6})?", re.IGNORECASE)


class SchoolForm(Form):
    """Name, phone and nation of a school."""

    name = Text(label="Name of the school", empty="Enter the name of the school")
    phone = Text(
        label="Phone",
        longest=40,
        required=False,
        width=20,
        help_text="Shown at the foot of every page, for whoever needs help.",
    )
    nation = Choice(
        Nation.choices, label="Where is the school?", error_messages=dict.fromkeys(ASKED, WHERE)
    )

    def clean_phone(self) -> str:
        phone: str = self.cleaned_data["phone"]
        if phone and not PHONE.fullmatch(phone):
            raise forms.ValidationError("Enter a phone number, like 01632 960 001")
        return phone
