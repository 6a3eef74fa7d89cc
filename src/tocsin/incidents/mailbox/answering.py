"""Telling whoever wrote that the school has their mail: once, and never a machine."""

from datetime import datetime, timedelta

from django.conf import settings
from django.core.exceptions import ValidationError
from django.core.validators import validate_email
from django.template.loader import render_to_string

from tocsin.core.facts import Source
from tocsin.incidents.first_steps import STAFF, steps_for
from tocsin.incidents.mailbox.senders import is_nobody, is_refuted, names_two
from tocsin.incidents.mailbox.understanding import Understood
from tocsin.incidents.models import ReceivedMail, Thread
from tocsin.incidents.threads import HEADER, mail_id, reply_address, reply_token
from tocsin.jobs.mail import deliver
from tocsin.ledger.tenancy import reading
from tocsin.policies.queries import pack_of
from tocsin.schools.mailbox_address import mailbox_address

SUBJECT = "We have received your message"
A_DAY, AN_HOUR = timedelta(days=1), timedelta(hours=1)
LONGEST_ADDRESS = 254  # characters: what is longer was cut off
MOST_FOR_A_SENDER = 3  # in a day
MOST_FOR_A_SCHOOL = 60  # in an hour: two thousand answers to a letter are not answered
LISTS = ("list-id", "list-post", "mailing-list", "list-unsubscribe", "feedback-id")
ORDINARY = {"", "normal", "first-class"}


def may_be_answered(mail: ReceivedMail, told: Understood, *, at: datetime) -> bool:
    """Whether an acknowledgement may go to the sender; only inside `writing`.

    Never to a machine, a list, ourselves, or an address that did not send it; and only a few.
    """
    headers, sender = told.headers, told.sender
    own = {mailbox_address(mail.school_id), own_sender()}
    if not _can_be_written_to(sender) or sender in own or told.reason or told.is_doubtful:
        return False
    if headers.has(*LISTS) or headers.has("x-auto-response-suppress"):
        return False
    is_ordinary = headers.one("precedence").strip().lower() in ORDINARY
    if not is_ordinary or is_refuted(headers) or names_two(headers):
        return False
    answered = ReceivedMail.objects.filter(school_id=mail.school_id)
    to_them = answered.filter(sender=sender, answered_at__gt=at - A_DAY).count()
    to_all = answered.filter(answered_at__gt=at - AN_HOUR).count()
    return to_them < MOST_FOR_A_SENDER and to_all < MOST_FOR_A_SCHOOL


def _can_be_written_to(address: str) -> bool:
    """Whether it is an address as mail servers take it, and somebody may read what comes there."""
    try:
        validate_email(address)
    except ValidationError:
        return False
    return len(address) < LONGEST_ADDRESS and not is_nobody(address)


def own_sender() -> str:
    """The address that Tocsin's own mail comes from, in small letters."""
    return str(settings.DEFAULT_FROM_EMAIL).rpartition("<")[2].rstrip(">").strip().lower()


def send_acknowledgement(thread: Thread, sender: str, answered: str, *, reference: str) -> None:
    """Hand the acknowledgement to the mail server. It repeats nothing of what was written.

    answered: the Message-ID of their mail, or "". Raises what the mail server's failure raises.
    """
    school = thread.incident.school
    with reading(school.pk):
        pack = pack_of(thread.incident.pack_version_id)
    mailbox = mailbox_address(school.pk)
    is_staff = thread.incident.source == Source.STAFF or _domain(sender) == _domain(mailbox)
    steps = steps_for(STAFF if is_staff else "other", pack)
    page = {"school": school, "steps": steps, "subject": SUBJECT, "reference": reference}
    headers = {
        "Auto-Submitted": "auto-replied",
        HEADER: reply_token(thread),
        **({"In-Reply-To": answered, "References": answered} if answered else {}),
        **({"Reply-To": reply_address(thread, mailbox)} if mailbox else {}),
    }
    deliver(
        [sender],
        subject=SUBJECT,
        text=render_to_string("incidents/mailbox/mail/received.txt", page),
        html=render_to_string("incidents/mailbox/mail/received.html", page),
        headers=headers,
        message_id=mail_id(thread, "received"),
    )


def _domain(address: str | None) -> str:
    return (address or "").rpartition("@")[2].lower()
