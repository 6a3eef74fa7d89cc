"""What is asked of whoever brings people in, and changes what they do."""

from typing import Any

from django import forms

from tocsin.core.roles import LABELS, Role
from tocsin.schools.people.listed import MOST_BYTES, Listed, Unreadable, read_list
from tocsin.ui.fields import Choices, FileField, PhoneField, Text
from tocsin.ui.forms import Form

GIVEN = [role for role in Role if role not in {Role.STAFF, Role.SYSTEM}]
HINTS = {
    Role.OFFICE: "Takes reports by phone, and sees those that nobody has looked at yet.",
    Role.GOVERNOR: "Sees no incident unless they are let in.",
    Role.ADMINISTRATOR: "Manages people and settings. Sees no incident.",
}


class RolesField(Choices):
    """What a person does besides reporting, which everybody may."""

    def __init__(self) -> None:
        super().__init__(
            [(role.value, LABELS[role]) for role in GIVEN],
            label="What do they do?",
            help_text="Everybody may report. Select what else they do, or leave it empty.",
            hints=HINTS,
            required=False,
            coerce=Role,
            empty_value=[],
        )


class RolesForm(Form):
    """What a member does from now on."""

    roles = RolesField()


class PhoneForm(Form):
    """Where somebody is reached in an emergency, if they want to say so."""

    phone = PhoneField(
        label="Phone number for emergencies",
        help_text="It stands on the school's emergency card, and all staff see it while this person"
        " is on duty. Leave it empty to be left out.",
    )


class InviteForm(Form):
    """One person to invite. `taken` says which addresses cannot be, and why."""

    name = Text(label="Name", longest=150, empty="Enter their name")
    email = forms.EmailField(
        label="Email address",
        max_length=254,
        error_messages={"required": "Enter their email address"},
        widget=forms.EmailInput(attrs={"autocomplete": "off"}),
    )
    roles = RolesField()

    def __init__(self, *args: Any, taken: dict[str, str], **options: Any) -> None:
        super().__init__(*args, **options)
        self.taken = taken

    def clean_email(self) -> str:
        email: str = self.cleaned_data["email"].lower()
        if email in self.taken:
            raise forms.ValidationError(self.taken[email])
        return email


class ListFile(FileField):
    endings = frozenset({"csv", "txt"})
    kinds = "a CSV file"


class ListForm(Form):
    """A file of people to invite. `listed` is what was read from it."""

    file = ListFile(
        label="CSV file",
        largest=MOST_BYTES,
        help_text="One line for each person: name, email, roles.",
        empty="Select a CSV file",
    )
    listed: Listed

    def clean_file(self) -> Any:
        file = self.cleaned_data["file"]
        try:
            self.listed = read_list(file.read())
        except Unreadable as fault:
            raise forms.ValidationError([*fault.args]) from fault
        return file
