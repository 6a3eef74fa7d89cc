"""Show the code that somebody of the practice trust signs in with."""

from typing import Any

from allauth.mfa.models import Authenticator
from allauth.mfa.totp.internal.auth import (
    format_hotp_value,
    hotp_value,
    yield_hotp_counters_from_time,
)
from allauth.mfa.utils import decrypt
from django.core.management.base import BaseCommand, CommandError, CommandParser

from tocsin.demo.loading import new_password
from tocsin.schools.models import Person
from tocsin.schools.queries import memberships_of


class Command(BaseCommand):
    """Works for people of practice schools only; anybody else's secret stays where it is."""

    help = __doc__

    def add_arguments(self, parser: CommandParser) -> None:
        """Whose code."""
        parser.add_argument("email")
        parser.add_argument("--new-password", action="store_true", help="make a new password too")

    def handle(self, *, email: str, new_password: bool, **_: Any) -> None:
        """Raises CommandError for somebody who is not of the demo."""
        person = _of_the_demo(email)
        if new_password:
            self.stdout.write(f"New password: {_another_password(person)}")
        found = Authenticator.objects.filter(user=person, type=Authenticator.Type.TOTP).first()
        if found is None:
            raise CommandError(f"{person.email} has no authenticator app any more.")
        secret = decrypt(found.data["secret"])
        self.stdout.write(f"Code now: {_code_now(secret)} (a new one every 30 seconds)")
        self.stdout.write(f"For an authenticator app: {secret}")


def _of_the_demo(email: str) -> Person:
    person = Person.objects.filter(email=email.strip().lower()).first()
    places = memberships_of(person) if person else []
    if person is None or not places or not all(place.school.is_demo for place in places):
        raise CommandError(f"Nobody in the practice trust has the address {email}.")
    return person


def _another_password(person: Person) -> str:
    password = new_password()
    person.set_password(password)
    person.save(update_fields=["password"])
    return password


def _code_now(secret: str) -> str:
    counters = list(yield_hotp_counters_from_time())
    return str(format_hotp_value(hotp_value(secret, counters[len(counters) // 2])))
