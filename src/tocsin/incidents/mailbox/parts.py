"""What is inside a mail: its words and its attachments. Nothing that comes in makes it raise."""

import base64
import binascii
import mimetypes
import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from email.message import Message
from email.parser import BytesParser
from email.policy import compat32
from typing import Any

from tocsin.incidents.mailbox import plain
from tocsin.incidents.mailbox.headers import MOST_OF_A_FIELD, Headers, decoded, split

MOST_PARTS, DEEPEST = 500, 40
MOST_FORWARDED = 10
METHOD = re.compile(r"^METHOD:[ \t]*([A-Z]+)", re.IGNORECASE | re.MULTILINE)
BOUNDARY = re.compile(
    rb"^--([^\s-][^\r\n]{0,199}?)[ \t]{0,20}\r?\nContent-", re.IGNORECASE | re.MULTILINE
)
WORDS = re.compile(rb"[A-Za-z,.] +[A-Za-z]")
FEW = 3  # spaces between words: base64 has none
MIME = ("content-type", "content-transfer-encoding", "content-disposition", "mime-version")


@dataclass(frozen=True)
class Part:
    """An attachment: its name as it was given, its type as it was claimed, and its bytes."""

    name: str
    type: str
    content: bytes
    is_inline: bool = False  # a picture that the words show, such as a company's badge


@dataclass
class Inside:
    """The words of a mail, and everything else in it."""

    text: str = ""
    html: str = ""
    kind: str = ""  # of the whole mail: "multipart/report"
    types: set[str] = field(default_factory=set)  # of every part, in small letters
    reports: list[str] = field(default_factory=list)  # what machines say about a delivery
    calendar: str = ""  # the method of an invitation: "REQUEST"
    attachments: list[Part] = field(default_factory=list)
    forwarded: list[bytes] = field(default_factory=list)  # mails inside the mail
    is_whole: bool = True  # False when something in it could not be read

    @property
    def words(self) -> str:
        """The text as it was written, or the words of the HTML."""
        return plain.tidy(self.text) or (plain.from_html(self.html) if self.html else "")


class _Capped(Message):
    """A part whose headers are capped wherever the parser looks at them."""

    def get(self, name: str, failobj: Any = None) -> Any:
        value = super().get(name, failobj)
        return value if value is failobj else str(value)[:MOST_OF_A_FIELD]


def inside_of(raw: bytes) -> Inside:
    """What is inside the mail; as much of it as can be read."""
    found = Inside()
    try:
        _collect(_parsed(raw), found)
    except (RecursionError, MemoryError, LookupError, ValueError, TypeError, AttributeError):
        # Nested a thousand deep, or broken in a way nobody has seen: the bytes are kept as a file.
        found.is_whole = False
    return found


def _parsed(raw: bytes) -> Message:
    headers, body = split(raw)
    top = "".join(f"{name}: {_line(headers, name)}\r\n" for name in MIME if headers.has(name))
    whole = top.encode("utf-8", "surrogateescape") + b"\r\n" + body
    return BytesParser(_Capped, policy=compat32).parsebytes(whole)


def _line(headers: Headers, name: str) -> str:
    return headers.one(name).replace("\n", " ").replace("\r", " ")


def _collect(mail: Message, found: Inside) -> None:
    for count, part in enumerate(_leaves(mail, found)):
        if count >= MOST_PARTS:
            found.is_whole = False
            return
        try:
            _take(part, found)
        except (RecursionError, LookupError, ValueError, TypeError, AttributeError, AssertionError):
            found.is_whole = False


def _leaves(mail: Message, found: Inside) -> Iterator[Message]:
    waiting = [(mail, 0)]
    while waiting:
        part, depth = waiting.pop()
        kind = part.get_content_type()
        found.kind = found.kind or kind
        found.types.add(kind)
        inner = part.get_payload()
        if kind.startswith("multipart/") and isinstance(inner, str):
            part = _mended(part, inner)
            inner = part.get_payload()
        if kind.startswith("multipart/") and isinstance(inner, list):
            if depth >= DEEPEST:
                found.is_whole = False
                continue
            waiting += [(each, depth + 1) for each in reversed(inner) if isinstance(each, Message)]
        else:
            yield part


def _mended(part: Message, inner: str) -> Message:
    """A part that names a wrong boundary: by the one that is there, or as plain words."""
    content = inner.encode("utf-8", "surrogateescape")
    boundary = BOUNDARY.search(content)
    kind = b'multipart/mixed; boundary="' + boundary[1] + b'"' if boundary else b"text/plain"
    if boundary and b'"' in boundary[1]:
        return part
    top = b"Content-Type: " + kind + b"\r\n\r\n"
    return BytesParser(_Capped, policy=compat32).parsebytes(top + content)


def _take(part: Message, found: Inside) -> None:
    kind, name = part.get_content_type(), _name_of(part)
    is_attached = part.get_content_disposition() == "attachment"
    if kind in {"message/rfc822", "message/global"}:
        _take_forwarded(part, name, found)
    elif kind in {
        "message/delivery-status", "message/global-delivery-status",
        "message/disposition-notification", "message/feedback-report",
    }:  # fmt: skip
        found.reports.append(_inner_text(part))
    elif kind == "text/rfc822-headers":
        found.reports.append(plain.decoded(_bytes(part), ""))
    elif kind == "text/calendar" and not found.calendar:
        content = _bytes(part)
        said = METHOD.search(plain.decoded(content[:20_000], ""))
        method = part.get_param("method") or (said[1] if said else "PUBLISH")
        found.calendar = str(method).upper()
        found.attachments.append(Part(name or "invitation.ics", kind, content))
    elif kind in {"text/plain", "text/html"} and not is_attached and not name:
        _take_words(part, kind, found)
    else:
        _attach(part, kind, name, found)


def _take_words(part: Message, kind: str, found: Inside) -> None:
    content, charset = _bytes(part), str(part.get_param("charset") or "")
    words = plain.decoded(content, charset or plain.charset_in(content, kind))
    if kind == "text/html":
        found.html = f"{found.html}\n{words}" if found.html else words
    else:
        found.text = f"{found.text}\n\n{words}" if found.text else words


def _attach(part: Message, kind: str, name: str, found: Inside) -> None:
    content = _bytes(part)
    ending = mimetypes.guess_extension(kind) or ""
    is_inline = part.get_content_disposition() != "attachment" and "content-id" in part
    found.attachments.append(Part(name or f"attachment{ending}", kind, content, is_inline))
    if name.lower().endswith(".eml") and len(found.forwarded) < MOST_FORWARDED:
        found.forwarded.append(content)  # as the buttons for reporting phishing send it


def _take_forwarded(part: Message, name: str, found: Inside) -> None:
    inner = part.get_payload()
    mail = inner[0] if isinstance(inner, list) and inner else None
    content = mail.as_bytes() if isinstance(mail, Message) else _bytes(part)
    if str(part.get("content-transfer-encoding", "")).strip().lower() == "base64":
        content = _unpacked(content)  # which no mail program should do, and some do
    found.attachments.append(Part(name or "message.eml", "message/rfc822", content))
    if len(found.forwarded) < MOST_FORWARDED:
        found.forwarded.append(content)


def _inner_text(part: Message) -> str:
    inner = part.get_payload()
    if isinstance(inner, list):  # the parser reads the blocks of a report as small messages
        return "\n\n".join(
            "\n".join(f"{key}: {value}" for key, value in each.items())
            for each in inner
            if isinstance(each, Message)
        )
    return plain.decoded(_bytes(part), "")


def _bytes(part: Message) -> bytes:
    given = part.get_payload()
    encoding = str(part.get("content-transfer-encoding", "")).strip().lower()
    if encoding == "base64" and isinstance(given, str) and part.get_content_maintype() == "text":
        plainly = given.encode("utf-8", "surrogateescape")
        if len(WORDS.findall(plainly)) > FEW:
            return plainly  # it was not encoded at all
    content = part.get_payload(decode=True)
    return content if isinstance(content, bytes) else b""


def _unpacked(content: bytes) -> bytes:
    try:
        return base64.b64decode(b"".join(content.split()), validate=True) or content
    except (binascii.Error, ValueError):
        return content


def _name_of(part: Message) -> str:
    try:
        given = part.get_filename() or ""
    except (ValueError, LookupError, TypeError):
        given = ""
    return decoded(given)
