"""What a password must be, said in plain words on every form that asks for one."""

from typing import Any

from django import forms
from django.contrib.auth import password_validation as django_rules

FEWEST_SIGNS = 5  # different ones
LONGEST = 500  # hashing more would only cost time
HINT = "Use at least 12 characters. Three words that do not belong together are good."


class LongEnough(django_rules.MinimumLengthValidator):
    def get_error_message(self) -> str:
        return f"Password must be {self.min_length} characters or more"

    def get_help_text(self) -> str:
        return HINT


class NotCommon(django_rules.CommonPasswordValidator):
    """Not among the commonest, nor something short said again and again."""

    def validate(self, password: str, user: Any = None) -> None:
        super().validate(password, user)
        said_again = password in (password + password)[1:-1]
        if said_again or len(set(password.lower())) < FEWEST_SIGNS:
            raise forms.ValidationError(self.get_error_message(), code="password_too_common")

    def get_error_message(self) -> str:
        return "Choose another password: this one is among the first that attackers try"

    def get_help_text(self) -> str:
        return "Do not use one that is easy to guess."


class NotAboutYou(django_rules.UserAttributeSimilarityValidator):
    DEFAULT_USER_ATTRIBUTES = ("email", "name")

    def get_error_message(self) -> str:
        return "Choose a password that is less like your name or email address"

    def get_help_text(self) -> str:
        return "Do not use your name or email address."


class NewPassword(forms.CharField):
    """A password to be: checked by `check` once the form knows whose it is."""

    def __init__(self, **options: Any) -> None:
        options.setdefault("label", "Choose a password")
        options.setdefault("help_text", HINT)
        widget = forms.PasswordInput(attrs={"autocomplete": "new-password"})
        super().__init__(max_length=LONGEST, strip=False, widget=widget, **options)


def check(form: forms.BaseForm, field: str, **person: str) -> None:
    """Add an error to `field` of a cleaned form unless the password will do."""
    from tocsin.schools.models import Person  # noqa: PLC0415 - settings name this module

    password = form.cleaned_data.get(field)
    if not password:
        return
    try:
        django_rules.validate_password(password, Person(**person))
    except forms.ValidationError as fault:
        form.add_error(field, fault)
