"""What an alert says: that there is something to do, how pressing it is, and nothing else.

Source: BR-5.1.
"""

from collections.abc import Collection
from uuid import UUID, uuid5

from django.template.loader import render_to_string
from django.urls import reverse
from django.utils.crypto import salted_hmac

from tocsin.core.reminding import LATE, WARN
from tocsin.incidents.models import AlertMail
from tocsin.jobs.mail import deliver, message_id
from tocsin.schools.alerts import SUBJECT, absolute
from tocsin.schools.links import hash_of
from tocsin.schools.models import Membership

CLOSE, IS_LATE = "A deadline in Tocsin is close", "Something in Tocsin is late"


def mail_id(school_id: UUID, occasion: str, person: UUID) -> UUID:
    """The id of the one message that a person gets on an occasion: the same at each try."""
    return uuid5(school_id, f"{occasion}:{person}")


def token_of(mail: UUID) -> str:
    """The key in the link of a message. It can be made again, and nothing stored gives it away."""
    return salted_hmac("tocsin.alert", mail.hex, algorithm="sha256").hexdigest()


def token_hash(mail: UUID) -> str:
    """What is stored of that key."""
    return hash_of(token_of(mail))


def subject_of(stages: Collection[str]) -> str:
    """The most pressing of what the message is about, in words that give nothing away."""
    kinds = {stage.partition("-")[0] for stage in stages}
    return IS_LATE if LATE in kinds else CLOSE if WARN in kinds else SUBJECT


def send(mail: AlertMail, member: Membership, *, stages: Collection[str]) -> None:
    """Hand the message to the mail server. Raises what the mail server's failure raises."""
    slug = member.school.slug
    page = {
        "subject": subject_of(stages),
        "link": absolute(reverse("schools:front", args=[slug])),
        "answer": absolute(reverse("reminders:answer", args=[slug, token_of(mail.pk)])),
    }
    deliver(
        [member.person.email],
        subject=page["subject"],
        text=render_to_string("reminders/mail/alert.txt", page),
        html=render_to_string("reminders/mail/alert.html", page),
        headers={},
        message_id=message_id(mail.pk, member.person_id),
    )
