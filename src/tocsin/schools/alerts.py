"""Content-free messages: they say that there is something to do, and where. Source: BR-5.1."""

from collections.abc import Sequence
from datetime import datetime

from django.conf import settings
from django.template.loader import render_to_string
from django.urls import reverse

from tocsin.jobs.mail import deliver, message_id
from tocsin.jobs.queue import enqueue
from tocsin.schools.models import Membership

SUBJECT = "You have something to do in Tocsin"


def alert(member: Membership, *, about: str, at: datetime) -> None:
    """Queue one message to a member; `about` names the occasion, so that it goes out once."""
    enqueue(
        "schools.alert",
        at=at,
        school_id=member.school_id,
        unique_key=f"mail:{about}:{member.person_id}",
        person=str(member.person_id),
        about=about,
    )


def send_alert(member: Membership, *, about: str) -> None:
    """Hand the message to the mail server. Raises what the mail server's failure raises."""
    link = absolute(reverse("schools:front", args=[member.school.slug]))
    page = {"link": link, "subject": SUBJECT}
    deliver(
        [member.person.email],
        subject=SUBJECT,
        text=render_to_string("schools/mail/alert.txt", page),
        html=render_to_string("schools/mail/alert.html", page),
        headers={},
        message_id=message_id(about, member.person_id),
    )


def send_link(
    to: str, *, subject: str, said: Sequence[str], link: str, link_words: str, once: str
) -> None:
    """Hand over a message that holds sentences of ours and one link; `once` is its Message-ID."""
    page = {"subject": subject, "said": said, "link": absolute(link), "link_words": link_words}
    deliver(
        [to],
        subject=subject,
        text=render_to_string("schools/mail/account.txt", page),
        html=render_to_string("schools/mail/account.html", page),
        headers={},
        message_id=once,
    )


def absolute(path: str) -> str:
    """The whole address of a page, for a message."""
    return f"{settings.PUBLIC_URL or settings.LOCAL_URL}{path}"
