"""Handing one message to the mail server. Who gets what is decided in the rooms above."""

from collections.abc import Mapping, Sequence
from hashlib import sha256
from uuid import UUID

from django.conf import settings
from django.core.mail import EmailMultiAlternatives, get_connection

TIMEOUT_SECONDS = 10

AUTOMATIC = {  # no out-of-office replies, please
    "Auto-Submitted": "auto-generated",
    "X-Auto-Response-Suppress": "All",
}


def message_id(*parts: UUID | int | str) -> str:
    """Return the Message-ID of what `parts` name: the same at each try, and telling nothing."""
    digest = sha256("\n".join(str(part) for part in parts).encode()).hexdigest()[:40]
    return f"<{digest}@{settings.DEFAULT_FROM_EMAIL.rpartition('@')[2].rstrip('>')}>"


def deliver(  # noqa: PLR0913 - each is one thing of a mail
    to: Sequence[str],
    *,
    subject: str,
    text: str,
    html: str,
    headers: Mapping[str, str],
    message_id: str,
    attachments: Sequence[tuple[str, bytes, str]] = (),
    return_to: str = "",
) -> None:
    """Hand one message for one person to the mail server, or raise so that the job is tried again.

    One person at a time: of several, a server may refuse some without an error. A try whose
    answer was lost is repeated with the same Message-ID, so that mail programs show it once.
    attachments: files as name, content and media type. return_to: where mail servers send what they
    cannot deliver; the address Tocsin sends from, unless told.
    Raises ValueError for more or less than one address, OSError (SMTPException is one) otherwise.
    """
    if len(to) != 1:
        raise ValueError("Queue one job for each person.")
    message = EmailMultiAlternatives(
        subject,
        text,
        return_to or settings.DEFAULT_FROM_EMAIL,  # the sender on the envelope
        list(to),
        headers={
            **AUTOMATIC, "From": settings.DEFAULT_FROM_EMAIL, **headers, "Message-ID": message_id,
        },
        connection=get_connection(timeout=TIMEOUT_SECONDS),
    )  # fmt: skip
    message.attach_alternative(html, "text/html")
    for name, content, kind in attachments:
        message.attach(name, content, kind)
    message.send()
