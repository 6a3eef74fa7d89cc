"""Mail about how a person signs in. It says what changed, and nothing about any incident."""

from allauth.account.forms import default_token_generator
from allauth.account.models import EmailAddress, EmailConfirmationHMAC
from allauth.account.utils import user_pk_to_url_str
from django.template.loader import render_to_string
from django.urls import reverse

from tocsin.jobs.mail import deliver, message_id
from tocsin.schools.alerts import absolute
from tocsin.schools.models import Invitation, Person

CHANGED = {
    "account/email/password_changed": "Your password was changed.",
    "account/email/password_set": "A password was set for your account.",
    "account/email/password_reset": "Your password was changed by an emailed link.",
    "schools/email/change_asked": "Somebody asked to change the email address of your account.",
    "account/email/email_changed": "Your email address was changed.",
    "account/email/email_confirm": "Your email address was confirmed.",
    "account/email/email_deleted": "An email address was removed from your account.",
    "mfa/email/totp_activated": "An authenticator app was set up for your account.",
    "mfa/email/totp_deactivated": "The authenticator app was removed from your account.",
    "mfa/email/webauthn_added": "A passkey was added to your account.",
    "mfa/email/webauthn_removed": "A passkey was removed from your account.",
    "mfa/email/recovery_codes_generated": "New recovery codes were made for your account.",
    "socialaccount/email/account_connected": "Another way to sign in was added to your account.",
    "socialaccount/email/account_disconnected": "A way to sign in was removed from your account.",
}
NOT_YOU = "If that was not you, change your password now and tell the school office."
NOT_ASKED = "If you did not ask for this, you need do nothing."


def send_changed(person: Person, *, what: str, once: str) -> None:
    """Tell a person that something about how they sign in has changed."""
    said = CHANGED.get(what, "Something about how you sign in was changed.")
    link = absolute(reverse("schools:account"))
    _send(person.email, said.rstrip("."), [said, NOT_YOU], link, "See your account", once)


def send_password_link(person: Person, *, once: str) -> None:
    """Send the link by which a person chooses a new password."""
    place = {
        "uidb36": user_pk_to_url_str(person),
        "key": default_token_generator.make_token(person),
    }
    link = absolute(reverse("account_reset_password_from_key", kwargs=place))
    said = ["You, or somebody else, asked for a new password for Tocsin.", NOT_ASKED]
    _send(person.email, "Choose a new password for Tocsin", said, link, "Choose a password", once)


def send_confirmation_link(address: EmailAddress, *, once: str) -> None:
    """Send the link by which a person shows that an address is theirs."""
    link = absolute(reverse("account_confirm_email", args=[EmailConfirmationHMAC(address).key]))
    said = ["This address was given as yours in Tocsin.", NOT_ASKED]
    _send(address.email, "Confirm your email address", said, link, "Confirm it", once)


def send_invitation(invitation: Invitation, token: str, *, once: str) -> None:
    """Send the link by which somebody joins a school."""
    school = invitation.school
    link = absolute(reverse("schools:join", args=[school.slug, token]))
    said = [
        f"{school.name} invites you to Tocsin, where the school keeps track of data breaches.",
        "The link works once, for 14 days. If you did not expect it, ask the school.",
    ]
    _send(invitation.email, "Your invitation to Tocsin", said, link, "Accept it", once)


def _send(to: str, subject: str, said: list[str], link: str, link_words: str, once: str) -> None:
    page = {"subject": subject, "said": said, "link": link, "link_words": link_words}
    deliver(
        [to],
        subject=subject,
        text=render_to_string("schools/mail/account.txt", page),
        html=render_to_string("schools/mail/account.html", page),
        headers={},
        message_id=message_id("account", once),
    )
