"""What is asked of whoever connects the school's mailbox."""

from typing import Any

from django.conf import settings
from django.core.exceptions import ValidationError

from tocsin.schools.models import Mailbox
from tocsin.ui.fields import Choice, DateField, Text, WholeNumber
from tocsin.ui.forms import Form

LAST_PORT = 65_535
HINTS = {
    Mailbox.SignIn.PASSWORD: "For many services this is an app password made for Tocsin alone.",
    Mailbox.SignIn.CLIENT: "The app must be allowed to read this one mailbox over IMAP.",
    Mailbox.SignIn.REFRESH: "Made once in the service's own console.",
}


class MailboxForm(Form):
    """One mailbox."""

    address = Text(
        label="Email address of the mailbox",
        help_text="The one that staff and parents write to, for example dpo@school.example.",
        longest=254,
        empty="Enter the email address of the mailbox",
    )
    host = Text(label="Name of the mail server", longest=253, empty="Enter its name",
                help_text="For example outlook.office365.com or imap.gmail.com.")  # fmt: skip
    port = WholeNumber(label="Port", least=1, most=LAST_PORT, empty="Enter the port")
    security = Choice(
        Mailbox.Security.choices, label="Encryption", empty="Select how it is encrypted"
    )
    user = Text(label="User name", longest=254, empty="Enter the user name",
                help_text="Often the email address again.")  # fmt: skip
    sign_in = Choice(
        Mailbox.SignIn.choices, label="How does Tocsin sign in?", hints=HINTS,
        empty="Select how Tocsin signs in",
    )  # fmt: skip
    token_url = Text(label="Token address", longest=500, required=False,
                     help_text="Begins with https. Only for OAuth2.")  # fmt: skip
    client_id = Text(label="Client id", longest=200, required=False,
                     help_text="Only for OAuth2.")  # fmt: skip
    scope = Text(label="Scope", longest=300, required=False,
                 help_text="Only for OAuth2, and not always.")  # fmt: skip
    secret = Text(
        label="Password, client secret or refresh token", longest=4000, required=False,
        help_text="Kept sealed, and never shown again. Leave it empty to keep the one there is."
        " For a refresh token with a client secret, write both with a space between.",
    )  # fmt: skip
    folder = Text(label="Folder to read", longest=200, empty="Enter the folder")
    done_folder = Text(
        label="Folder for mail that was read", longest=200, required=False,
        help_text="Mail is moved there once it is safe. Leave it empty to leave mail in place.",
    )  # fmt: skip
    since_on = DateField(
        label="Read mail that came on or after", empty="Enter the day",
        help_text="Each older mail would become a report of its own.",
    )  # fmt: skip

    def __init__(self, *args: Any, has_secret: bool = False, **options: Any) -> None:
        super().__init__(*args, **options)
        self.has_secret = has_secret
        self.fields["secret"].widget.input_type = "password"
        self.fields["secret"].widget.attrs["autocomplete"] = "off"

    def clean_address(self) -> str:
        address = str(self.cleaned_data["address"]).strip()
        name, _, domain = address.rpartition("@")
        if not name or not domain or " " in address:
            raise ValidationError("Enter an address like dpo@school.example")
        return address

    def clean_host(self) -> str:
        return str(self.cleaned_data["host"]).strip().lower()

    def clean_security(self) -> str:
        security = str(self.cleaned_data["security"])
        is_near = self.cleaned_data.get("host") in settings.PRIVATE_HOSTS
        if security == Mailbox.Security.NONE and not is_near:
            raise ValidationError("Select an encryption: this server is not in your own network")
        return security

    def clean(self) -> dict[str, Any]:
        given = self.cleaned_data
        if not given.get("secret") and not self.has_secret:
            self.add_error("secret", "Enter the password, client secret or refresh token")
        if given.get("sign_in") in {Mailbox.SignIn.CLIENT, Mailbox.SignIn.REFRESH}:
            if not str(given.get("token_url", "")).startswith(("https://", "http://")):
                self.add_error("token_url", "Enter the address that gives tokens")
            if not given.get("client_id"):
                self.add_error("client_id", "Enter the client id")
        return given
