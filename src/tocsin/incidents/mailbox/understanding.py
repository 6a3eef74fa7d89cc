"""What a mail is: somebody's report, an answer that belongs to a case, or a machine's talk."""

import hashlib
import re
from dataclasses import dataclass, field, replace
from datetime import datetime
from uuid import UUID

from tocsin.incidents.letters import HEADER as LETTER
from tocsin.incidents.letters import letter_id_in
from tocsin.incidents.mailbox import machines, outlook, plain, zipped
from tocsin.incidents.mailbox.headers import Headers, decoded, headers_of, split
from tocsin.incidents.mailbox.parts import MOST_FORWARDED, Inside, Part, inside_of
from tocsin.incidents.mailbox.reasons import NOTHING_SAID
from tocsin.incidents.mailbox.senders import is_authenticated, sender_of, warnings_about
from tocsin.incidents.mailbox.wording import FORWARD, REPLY
from tocsin.incidents.threads import HEADER, thread_id_in

TNEF = {"application/ms-tnef", "application/vnd.ms-tnef"}
RECIPIENTS = ("to", "cc", "delivered-to", "x-original-to", "envelope-to", "x-forwarded-to")
ANSWERS = ("in-reply-to", "references")
ID = re.compile(r"<[^<>\s\x00-\x1f\x7f]{1,250}>")
LOCKED_ZIP = 0x1
LINKS = re.compile(
    r"https://[\w.-]*(?:sharepoint\.com|1drv\.ms|onedrive\.live\.com|drive\.google\.com|"
    r"docs\.google\.com|dropbox\.com|wetransfer\.com|we\.tl)/",
    re.IGNORECASE,
)
# Where the services that encrypt mail keep it, and tell only that it is there.
PORTALS = re.compile(
    r"https://[\w.-]*(?:switch\.egress\.com|reader\.egress\.com|outlook\.office365\.com/encryption|"
    r"outlook\.office\.com/encryption|securemail\.|zixmessagecenter\.com|"
    r"secure-mail\.mimecast|securemessaging\.mimecast|res\.cisco\.com/websafe)",
    re.IGNORECASE,
)


@dataclass
class Understood:
    """A mail as Tocsin takes it."""

    headers: Headers
    sender_name: str = ""
    sender: str = ""
    subject: str = ""
    reason: str = ""  # why it is a machine's; "" for a person's
    warnings: list[str] = field(default_factory=list)
    thread_id: UUID | None = None
    letter_id: UUID | None = None  # of a letter to somebody affected, which this answers
    words: str = ""
    attachments: list[Part] = field(default_factory=list)
    is_proven: bool = False
    is_doubtful: bool = False  # a machine may have written it: it is a report and gets no answer

    @property
    def answered_numbers(self) -> list[str]:
        """Digests of the Message-IDs that it answers."""
        found = (one for name in ANSWERS for one in ID.findall(self.headers.one(name)))
        return [digest_of(one) for one in found]

    @property
    def message_id(self) -> str:
        """Its own Message-ID when it can be repeated in a header of ours, or ""."""
        found = ID.search(self.headers.one("message-id"))
        return found[0] if found and found[0].isascii() else ""


def understood(
    raw: bytes, *, kind: str, own_address: str, own_sender: str, at: datetime
) -> Understood:
    """Read a mail ("eml") or a message that Outlook saved ("msg"). Never raises.

    own_address: the school's mailbox. own_sender: the address that Tocsin sends from.
    """
    if kind == "msg":
        saved = outlook.from_msg(raw)
        headers = headers_of(saved.headers.encode("utf-8", "replace"))
        inside = Inside(text=saved.text, attachments=saved.attachments, is_whole=saved.is_whole)
        return _understood(headers, inside, "", own_address, own_sender, at)
    headers, _ = split(raw)
    inside = inside_of(raw)
    inside, outlook_kind = _unpacked(inside)
    inside = _unzipped(inside)
    return _understood(headers, inside, outlook_kind, own_address, own_sender, at)


def digest_of(text: str) -> str:
    """The SHA-256 of a text in hex."""
    return hashlib.sha256(text.encode("utf-8", "replace")).hexdigest()


def _understood(
    headers: Headers, inside: Inside, outlook_kind: str, own_address: str, own_sender: str,
    at: datetime,
) -> Understood:  # fmt: skip
    name, address = sender_of(headers)
    found = Understood(headers, name, address, headers.words("subject")[:200])
    found.reason = machines.reason_of(headers, inside, own_sender, outlook_kind)
    found.is_doubtful = machines.is_doubtful(headers, inside)
    found.thread_id = thread_id_in(*_marked(headers, inside))
    found.letter_id = letter_id_in(*_marked(headers, inside))
    found.is_proven = is_authenticated(headers)
    found.attachments = inside.attachments
    found.words = _words(found.subject, headers, inside)
    found.warnings = warnings_about(headers, own_address.rpartition("@")[2].lower(), at)
    found.warnings += _inside_warnings(inside)
    return found


def _marked(headers: Headers, inside: Inside) -> list[str]:
    """Wherever the mark of a thread or of a letter may stand."""
    ours = (HEADER.lower(), LETTER.lower())
    found = [value for name in (*RECIPIENTS, *ANSWERS, *ours) for value in headers.all(name)]
    # Some programs write a long Message-ID as if it were words in another alphabet.
    where = [*found, *(decoded(value) for value in found if "=?" in value)]
    where += [each[:100_000] for each in inside.reports]
    for each in inside.forwarded[:1]:
        sent_back = headers_of(each[:20_000])
        where.append(" ".join(sent_back.one(name) for name in ("message-id", *ours)))
    return where


def _words(subject: str, headers: Headers, inside: Inside) -> str:
    text = inside.words
    is_answer = headers.has("in-reply-to") or bool(REPLY.match(subject))
    if is_answer and not FORWARD.match(subject):
        text = plain.without_history(text)
    parts = [text, *map(_forwarded_words, inside.forwarded), *_saved_words(inside)]
    whole = "\n\n".join(part for part in parts if part)
    return plain.capped(whole) or NOTHING_SAID


def _forwarded_words(raw: bytes) -> str:
    headers, _ = split(raw)
    return _quoted(headers, inside_of(raw).words)


def _saved_words(inside: Inside) -> list[str]:
    saved = [each for each in inside.attachments if each.name.lower().endswith(".msg")][:5]
    read = [outlook.from_msg(each.content) for each in saved]
    return [
        _quoted(headers_of(each.headers.encode("utf-8", "replace")), each.text) for each in read
    ]


def _quoted(headers: Headers, words: str) -> str:
    lines = [f"{name.title()}: {headers.words(name)}" for name in ("from", "date", "subject")]
    return "\n".join(["---- A message that was sent along ----", *lines, "", words[:20_000]])


def _unpacked(inside: Inside) -> tuple[Inside, str]:
    packed = [each for each in inside.attachments if _is_tnef(each)]
    if not packed:
        return inside, ""
    found = outlook.from_tnef(packed[0].content)
    whole = inside.is_whole and found.is_whole
    text = inside.text if inside.words else found.text
    more = [*inside.attachments, *found.attachments]
    return replace(inside, text=text, attachments=more, is_whole=whole), found.kind


def _unzipped(inside: Inside) -> Inside:
    mails = [each for part in inside.attachments for each in zipped.mails_in(part)]
    if not mails:
        return inside
    sent = [each.content for each in mails if each.type == "message/rfc822"]
    forwarded = [*inside.forwarded, *sent][:MOST_FORWARDED]
    return replace(inside, attachments=[*inside.attachments, *mails], forwarded=forwarded)


def _is_tnef(part: Part) -> bool:
    return part.type in TNEF or part.name.lower() == "winmail.dat"


def _inside_warnings(inside: Inside) -> list[str]:
    found = {
        "secure": machines.is_encrypted(inside),
        "portal": bool(PORTALS.search(f"{inside.text}{inside.html}"[:500_000])),
        "locked": any(_is_locked(each) for each in inside.attachments),
        "linked": bool(LINKS.search(f"{inside.text}{inside.html}"[:500_000])),
        "unreadable": not inside.is_whole,
    }
    return [code for code, is_so in found.items() if is_so]


def _is_locked(part: Part) -> bool:
    head = part.content[:8]
    return head.startswith(b"PK\x03\x04") and len(head) > 6 and bool(head[6] & LOCKED_ZIP)  # noqa: PLR2004
