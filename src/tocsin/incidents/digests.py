"""The weekly message: numbers only, so that it may stand on any screen."""

from django.template.loader import render_to_string
from django.urls import reverse

from tocsin.incidents.agendas import Counts
from tocsin.jobs.mail import deliver, message_id
from tocsin.schools.alerts import absolute
from tocsin.schools.models import Person

SUBJECT = "Your week in Tocsin"


def send_digest(person: Person, counts: Counts, *, week: str) -> None:
    """Hand the message to the mail server. Raises what the mail server's failure raises."""
    page = {
        "subject": SUBJECT,
        "lines": _lines(counts),
        "link": absolute(reverse("worklists:queue")),
        "account": absolute(reverse("schools:account")),
    }
    deliver(
        [person.email],
        subject=SUBJECT,
        text=render_to_string("incidents/worklists/mail/digest.txt", page),
        html=render_to_string("incidents/worklists/mail/digest.html", page),
        headers={},
        message_id=message_id("digest", week, person.pk),
    )


def _lines(counts: Counts) -> list[str]:
    said = (
        (counts.overdue, "overdue"),
        (counts.this_week, "due in the next seven days"),
        (counts.later, "due later, or without a date"),
    )
    return [f"{number:,} {words}" for number, words in said if number]
