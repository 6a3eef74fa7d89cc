"""The sign-in library's passkey forms, made to refuse what is no passkey instead of breaking."""

from typing import Any

from allauth.mfa.webauthn import forms as theirs
from django import forms
from django.core.exceptions import ValidationError

UNREADABLE = "That passkey could not be read. Try again, or use another way"
NAME_HINT = "So that you can tell your passkeys apart, like “Office laptop”."
ALONE = "Sign in with it alone, without a password"
BROKEN = (ValueError, TypeError, KeyError, AttributeError, IndexError)


class CredentialField(forms.JSONField):
    """What the browser's passkey says."""

    widget = forms.HiddenInput
    default_error_messages = {"required": UNREADABLE, "invalid": UNREADABLE}

    def to_python(self, value: Any) -> Any:
        try:
            return super().to_python(value)
        except RecursionError:
            raise ValidationError(UNREADABLE) from None

    def bound_data(self, data: Any, initial: Any) -> None:
        """Never given back: a passkey says something new each time."""
        del data, initial

    def prepare_value(self, value: Any) -> str:
        del value
        return ""

    def has_changed(self, initial: Any, data: Any) -> bool:
        del initial
        return bool(data)


class AddForm(theirs.AddWebAuthnForm):  # type: ignore[misc]
    credential = CredentialField()
    name = forms.CharField(label="Name", max_length=100, required=False, help_text=NAME_HINT)
    passwordless = forms.BooleanField(label=ALONE, required=False, initial=True)

    def clean(self) -> Any:
        try:
            return super().clean()
        except BROKEN:
            raise ValidationError(UNREADABLE) from None


class _Shown(forms.Form):
    """Mixed into the forms that ask for a passkey set up before."""

    def clean_credential(self) -> Any:
        try:
            return super().clean_credential()  # type: ignore[misc]
        except BROKEN:
            raise ValidationError(UNREADABLE) from None


class AuthenticateForm(_Shown, theirs.AuthenticateWebAuthnForm):  # type: ignore[misc]
    credential = CredentialField()


class LoginForm(_Shown, theirs.LoginWebAuthnForm):  # type: ignore[misc]
    credential = CredentialField()


class ReauthenticateForm(_Shown, theirs.ReauthenticateWebAuthnForm):  # type: ignore[misc]
    credential = CredentialField()


class RenameForm(theirs.EditWebAuthnForm):  # type: ignore[misc]
    name = forms.CharField(label="Name", max_length=100, help_text=NAME_HINT)
