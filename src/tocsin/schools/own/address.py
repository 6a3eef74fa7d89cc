"""A person's own email address: another one counts once the link sent to it was followed."""

from allauth.account.adapter import get_adapter
from allauth.account.models import EmailAddress
from django.db import transaction
from django.http import HttpRequest

from tocsin.schools.models import Person

ASKED = "schools/email/change_asked"


def ask_for_address(request: HttpRequest, person: Person, email: str) -> None:
    """Send the new address a link, and tell the old one that somebody asked.

    Of an address that is somebody else's nothing is said, and nothing sent to it: nobody learns
    from here who has an account.
    """
    wanted = email.lower()
    with transaction.atomic():
        now = {"verified": True, "primary": True}
        EmailAddress.objects.get_or_create(user=person, email=person.email, defaults=now)
        taken = Person.objects.filter(email=wanted).exists()
        verified = EmailAddress.objects.filter(email=wanted, verified=True)
        is_free = not taken and not verified.exclude(user=person).exists()
        get_adapter(request).send_notification_mail(ASKED, person)
        if is_free:
            EmailAddress.objects.add_new_email(request, person, wanted)


def waiting_address(person: Person) -> str:
    """The address that waits to be confirmed; empty when none does."""
    found = EmailAddress.objects.filter(user=person, verified=False).exclude(email=person.email)
    return str(next(iter(found.values_list("email", flat=True)), ""))
