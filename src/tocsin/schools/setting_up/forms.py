"""What the first person is asked."""

from typing import Any, ClassVar

from django import forms
from django.utils.text import slugify

from tocsin.core.roles import LABELS, Role
from tocsin.schools.models import Nation
from tocsin.schools.passwords import NewPassword, check
from tocsin.ui.fields import Choice, Choices, Text
from tocsin.ui.forms import Form

IMPLIED = {Role.ADMINISTRATOR, Role.STAFF, Role.SYSTEM}
OTHER_ROLES = [(role.value, LABELS[role]) for role in Role if role not in IMPLIED]

ASKED = ("required", "invalid_choice")
WHERE = "Select where the school is"
KIND = "Select whether the school is on its own or part of a trust"


class Slug(Text):
    """A school's short name, its place in every address."""

    def __init__(self, **options: Any) -> None:
        options.setdefault("label", "Short name for web addresses")
        super().__init__(longest=60, **options)

    def clean(self, value: Any) -> str:
        text = super().clean(value)
        if text and slugify(text) != text:
            raise forms.ValidationError(
                "Short name must have only small letters, numbers and hyphens, like oak-hill"
            )
        return str(text)


class SetUpForm(Form):
    """Who you are, and your school."""

    reveals: ClassVar = {"kind": {"trust": ["trust_name"]}}

    name = Text(label="Your name", longest=150, empty="Enter your name")
    email = forms.EmailField(
        label="Your email address",
        max_length=254,
        help_text="You sign in with it.",
        error_messages={"required": "Enter your email address"},
        widget=forms.EmailInput(attrs={"autocomplete": "email"}),
    )
    password = NewPassword(error_messages={"required": "Choose a password"})
    school_name = Text(label="Name of the school", empty="Enter the name of the school")
    slug = Slug(
        required=False,
        help_text="Like oak-hill. Leave it empty and we make it from the name.",
    )
    nation = Choice(
        Nation.choices, label="Where is the school?", error_messages=dict.fromkeys(ASKED, WHERE)
    )
    kind = Choice(
        [("single", "A school on its own"), ("trust", "Part of a trust or federation")],
        label="Is the school on its own?",
        error_messages=dict.fromkeys(ASKED, KIND),
    )
    trust_name = Text(label="Name of the trust", empty="Enter the name of the trust")
    roles = Choices(
        OTHER_ROLES,
        label="What else do you do there?",
        help_text="You will be administrator. People with that role alone cannot read incidents.",
        required=False,
        coerce=Role,
    )

    def clean(self) -> dict[str, Any]:
        answers = super().clean() or self.cleaned_data
        email, name = answers.get("email", ""), answers.get("name", "")
        check(self, "password", email=email, name=name)
        if "slug" in answers and not answers["slug"]:
            answers["slug"] = slugify(answers.get("school_name", ""))[:60].strip("-")
        if answers.get("school_name") and answers.get("slug") == "":
            self.add_error("slug", "Enter a short name, like oak-hill")
        return answers

    @property
    def school_answers(self) -> dict[str, Any]:
        """What is said about the school."""
        names = ("school_name", "slug", "nation", "roles")
        return {name: self.cleaned_data[name] for name in names} | {
            "trust_name": self.cleaned_data["trust_name"] or ""
        }


class TestMessageForm(Form):
    """Where to send a test message."""

    to = forms.EmailField(
        label="Send a test message to",
        max_length=254,
        error_messages={"required": "Enter an email address"},
        widget=forms.EmailInput(attrs={"autocomplete": "email"}),
    )
