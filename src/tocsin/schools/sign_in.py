"""How allauth fits Tocsin: nobody signs up by themselves, and secrets are encrypted at rest."""

import base64
from datetime import datetime
from typing import Any

from allauth.account.adapter import DefaultAccountAdapter
from allauth.account.authentication import (
    AUTHENTICATION_METHODS_SESSION_KEY,
    get_authentication_records,
)
from allauth.account.forms import LoginForm
from allauth.mfa.adapter import DefaultMFAAdapter
from allauth.mfa.models import Authenticator
from allauth.socialaccount.adapter import DefaultSocialAccountAdapter
from django.conf import settings
from django.contrib.auth import update_session_auth_hash
from django.db.models import F
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils import timezone

from tocsin.jobs.queue import enqueue
from tocsin.ledger.keys import seal, unseal
from tocsin.schools.invited import invitation_in_hand
from tocsin.schools.models import Person

BOUND_TO = "second factor secret"
WRONG_CODE = "The code is wrong. Enter the one that your app shows now"
SAID = {
    "account_inactive": "This account is closed. Ask the school office.",
    "email_password_mismatch": "The email address or password is wrong",
    "too_many_login_attempts": "There were too many tries. Wait five minutes, then try again",
    "enter_current_password": "Enter the password you have now",
    "incorrect_password": "The password is wrong",
    "incorrect_code": WRONG_CODE,
    "unverified_primary_email": "Confirm your email address first",
}


class AccountAdapter(DefaultAccountAdapter):  # type: ignore[misc]
    """Mail goes out through the queue: a mail server that is down stops nobody."""

    error_messages = DefaultAccountAdapter.error_messages | SAID

    def is_open_for_signup(self, request: HttpRequest) -> bool:
        """People join by invitation only: no account exists that a school did not offer."""
        del request
        return False

    def is_reauthentication_required(self, *, app: str, **more: Any) -> bool:
        """Not for somebody who has signed in a moment ago: that is the same proof."""
        records = get_authentication_records(self.request, self.request.user)
        latest = max((record["at"] for record in records), default=0)
        if _now().timestamp() - latest < settings.ACCOUNT_REAUTHENTICATION_TIMEOUT:
            return False
        return bool(super().is_reauthentication_required(app=app, **more))

    def send_notification_mail(
        self, template_prefix: str, user: Person, context: Any = None, email: str | None = None
    ) -> None:
        del context, email
        _queue("schools.account_changed", person=str(user.pk), what=template_prefix)

    def send_password_reset_mail(self, user: Person, email: str, context: Any) -> None:
        del email, context
        _queue("schools.password_reset", person=str(user.pk))

    def send_confirmation_mail(
        self, request: HttpRequest, emailconfirmation: Any, signup: Any
    ) -> None:
        del request, signup
        _queue("schools.confirm_email", address=str(emailconfirmation.email_address.pk))


class SocialAdapter(DefaultSocialAccountAdapter):  # type: ignore[misc]
    """An identity provider signs in people whom a school has invited, and nobody else."""

    def is_open_for_signup(self, request: HttpRequest, sociallogin: Any) -> bool:
        """Whether the person holds an invitation to the address the provider vouches for."""
        invitation = invitation_in_hand(request)
        verified = {
            address.email.lower() for address in sociallogin.email_addresses if address.verified
        }
        return invitation is not None and invitation.email in verified

    def populate_user(self, request: HttpRequest, sociallogin: Any, data: dict[str, Any]) -> Person:
        person: Person = super().populate_user(request, sociallogin, data)
        parts = filter(None, (data.get("first_name"), data.get("last_name")))
        person.name = str(data.get("name") or " ".join(parts))[:150]
        return person


class SecondFactorAdapter(DefaultMFAAdapter):  # type: ignore[misc]
    """Keeps the secrets of authenticator apps and recovery codes encrypted."""

    error_messages = DefaultMFAAdapter.error_messages | {"incorrect_code": WRONG_CODE}

    def generate_authenticator_name(self, user: Person, type: Any) -> str:  # noqa: A002
        return f"Passkey {Authenticator.objects.filter(user=user, type=type).count() + 1}"

    def encrypt(self, text: str) -> str:
        return base64.b64encode(seal(settings.INSTANCE_KEY, text.encode(), BOUND_TO)).decode()

    def decrypt(self, encrypted_text: str) -> str:
        return unseal(settings.INSTANCE_KEY, base64.b64decode(encrypted_text), BOUND_TO).decode()


def new_person(email: str, name: str, password: str, *, at: datetime) -> Person:
    """Somebody who has no account yet, not saved."""
    person = Person(email=email.strip().lower(), name=name, date_joined=at)
    person.set_password(password)
    return person


def sign_in(request: HttpRequest, email: str, password: str, *, then: str) -> HttpResponse:
    """Sign in somebody who has just chosen this password, and go to `then`."""
    form = LoginForm({"login": email, "password": password}, request=request)
    if form.is_valid():
        answer: HttpResponse = form.login(request, redirect_url=then)
        return answer
    return redirect("account_login")  # blocked for too many tries from this place


def factor_was_added(request: HttpRequest, authenticator: Authenticator, **_more: Any) -> None:
    """Count a factor that was set up here as used here: whoever did has just shown that they
    hold it.
    """
    if authenticator.type == Authenticator.Type.RECOVERY_CODES:
        return
    used = {"method": "mfa", "at": _now().timestamp()}
    used |= {"type": authenticator.type, "id": authenticator.pk}
    records = get_authentication_records(request, request.user)
    request.session[AUTHENTICATION_METHODS_SESSION_KEY] = [*records, used]


def factor_was_removed(request: HttpRequest, authenticator: Authenticator, **_more: Any) -> None:
    """End the other sessions; in this one the factor no longer counts."""
    records = get_authentication_records(request, request.user)
    left = [record for record in records if record.get("type") != authenticator.type]
    request.session[AUTHENTICATION_METHODS_SESSION_KEY] = left
    Person.objects.filter(pk=authenticator.user_id).update(sessions_stamp=F("sessions_stamp") + 1)
    person = Person.objects.get(pk=authenticator.user_id)
    update_session_auth_hash(request, person)


def _queue(name: str, **args: Any) -> None:
    enqueue(name, at=_now(), **args)


def _now() -> datetime:
    return timezone.now()  # noqa: TID251 - the library calls from its views: an edge
