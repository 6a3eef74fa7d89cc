"""One letter: its words sealed, and the marks by which a mail that comes back names it.

An email carries the mark in its Message-ID, in the address that answers go to, and in a header,
since no mail program keeps all of them.
"""

import base64
import hmac
import json
import re
from dataclasses import dataclass
from uuid import UUID

from django.conf import settings

from tocsin.incidents.models import Letter
from tocsin.incidents.people import key_of
from tocsin.ledger.keys import seal, unseal

HEADER = "X-Tocsin-Letter"
MARK = "l-"  # before a token in an address or a Message-ID
PROOF = 9  # bytes: with the 16 of the id just 40 letters
LOCAL_PART = 64  # characters before the @ that every mail server takes. Source: RFC 5321
TOKEN = re.compile(r"(?<![a-z2-7])l-([a-z2-7]{40})(?![a-z2-7])", re.IGNORECASE)


@dataclass(frozen=True)
class Content:
    """Whom a letter goes to and every word of it, as they stood when it was made."""

    to: str
    about: str  # the names of those it is about
    subject: str
    words: str
    language: str
    email: str = ""
    postal: str = ""


def seal_letter(letter: Letter, content: Content, key: bytes) -> None:
    """Put the content into the row."""
    letter.sealed = seal(key, json.dumps(vars(content)).encode(), letter.ledger_name)


def content_of(letter: Letter, key: bytes | None = None) -> Content:
    """What the letter says. Whoever calls this has recorded it, or hands it to the mail server."""
    key = key or key_of(letter.incident)
    return Content(**json.loads(unseal(key, bytes(letter.sealed), letter.ledger_name)))


def token_of(letter: Letter) -> str:
    """Forty letters and digits that name the letter, and that nobody else can make."""
    return base64.b32encode(letter.pk.bytes + _proof(letter.pk)).decode().lower()


def letter_id_in(*texts: str) -> UUID | None:
    """The letter whose mark stands in headers of a mail; None when there is none of ours."""
    found = (_id_from(token) for text in texts for token in TOKEN.findall(text))
    return next((letter_id for letter_id in found if letter_id), None)


def mail_id(letter: Letter) -> str:
    """The Message-ID of the letter: the same at each try, and telling nothing."""
    domain = settings.DEFAULT_FROM_EMAIL.rpartition("@")[2].rstrip(">")
    return f"<{MARK}{token_of(letter)}@{domain}>"


def reply_address(letter: Letter, mailbox: str) -> str:
    """Where an answer goes so that it is known whose it is; the plain mailbox without room."""
    local, _, domain = mailbox.rpartition("@")
    long = f"{local}+{MARK}{token_of(letter)}"
    return f"{long}@{domain}" if len(long) <= LOCAL_PART else mailbox


def _id_from(token: str) -> UUID | None:
    named = base64.b32decode(token.upper())
    letter_id = UUID(bytes=named[:16]) if len(named) == 16 + PROOF else None
    if letter_id is None or not hmac.compare_digest(named[16:], _proof(letter_id)):
        return None
    return letter_id


def _proof(letter_id: UUID) -> bytes:
    key = hmac.digest(settings.INSTANCE_KEY, b"tocsin letter mark", "sha256")
    return hmac.digest(key, letter_id.bytes, "sha256")[:PROOF]
