"""The line between a thread and its mail: secret tokens, reply addresses, and rows of messages.

A mail of a thread carries the token in three places, since no mail program keeps all of them: in
the address that answers go to, in its Message-ID (which answers name in References and
In-Reply-To), and in the header X-Tocsin-Thread.
"""

import base64
import hmac
import re
from datetime import datetime
from uuid import UUID

from django.conf import settings

from tocsin.incidents.models import Message, Thread

HEADER = "X-Tocsin-Thread"
MARK = "t-"  # before a token in an address or a Message-ID
PROOF = 9  # bytes: with the 16 of the id just 40 letters, which an address has room for
LOCAL_PART = 64  # characters before the @ that every mail server takes. Source: RFC 5321
TOKEN = re.compile(r"(?<![a-z2-7])t-([a-z2-7]{40})(?![a-z2-7])", re.IGNORECASE)


def reply_token(thread: Thread) -> str:
    """Forty letters and digits that name the thread, and that nobody else can make."""
    return base64.b32encode(thread.pk.bytes + _proof(thread.pk)).decode().lower()


def thread_id_from(token: str) -> UUID | None:
    """The id of the thread whose token this is, in capitals or not; None when it is not ours."""
    try:
        named = base64.b32decode(token.strip().upper())
    except ValueError:
        return None
    thread_id = UUID(bytes=named[:16]) if len(named) == 16 + PROOF else None
    if thread_id is None or not hmac.compare_digest(named[16:], _proof(thread_id)):
        return None
    return thread_id


def thread_id_in(*headers: str) -> UUID | None:
    """The thread that the headers of a mail belong to: its recipients, References and so on."""
    found = (thread_id_from(token) for text in headers for token in TOKEN.findall(text))
    return next((thread_id for thread_id in found if thread_id), None)


def reply_address(thread: Thread, mailbox: str) -> str:
    """Where an answer goes so that it joins the thread: dpo+t-…@school.example.

    The plain mailbox when its own name leaves no room: the other headers still name the thread.
    """
    local, _, domain = mailbox.rpartition("@")
    long = f"{local}+{MARK}{reply_token(thread)}"
    return f"{long}@{domain}" if len(long) <= LOCAL_PART else mailbox


def mail_id(thread: Thread, occasion: UUID | str) -> str:
    """The Message-ID of one mail of the thread: the same at each try, and telling nothing."""
    key = _key(b"tocsin mail id")
    digest = hmac.digest(key, f"{thread.pk}\n{occasion}".encode(), "sha256").hex()[:20]
    domain = settings.DEFAULT_FROM_EMAIL.rpartition("@")[2].rstrip(">")
    return f"<{MARK}{reply_token(thread)}.{digest}@{domain}>"


def message_row(
    thread: Thread,
    *,
    direction: Message.Direction,
    words: str,
    by_id: UUID | None,
    by_mail: bool,
    at: datetime,
) -> Message:
    """One more message of the thread, not saved; only inside `writing`.

    by_id: the member who wrote it, if one did. at: for an anonymous reporter only the day.
    """
    # By number and not by time: an anonymous answer has a day and no hour.
    before = Message.objects.filter(school_id=thread.school_id, thread=thread.pk).count()
    return Message(
        thread=thread,
        incident_id=thread.incident_id,
        school_id=thread.school_id,
        direction=direction,
        words=words,
        by_id=by_id,
        by_mail=by_mail,
        at=at,
        number=before + 1,
    )


def _proof(thread_id: UUID) -> bytes:
    return hmac.digest(_key(b"tocsin reply token"), thread_id.bytes, "sha256")[:PROOF]


def _key(purpose: bytes) -> bytes:
    return hmac.digest(settings.INSTANCE_KEY, purpose, "sha256")
