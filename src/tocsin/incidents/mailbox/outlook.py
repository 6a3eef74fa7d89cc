"""Outlook's own forms: winmail.dat, and messages saved as .msg. Nothing that comes in raises."""

import re
import warnings
from dataclasses import dataclass, field
from datetime import UTC, datetime
from email.utils import format_datetime, parseaddr

from oxmsg import Message as Saved
from oxmsg.attachment import Attachment as Attached
from oxmsg.storage import Storage, Stream
from tnefparse import TNEF
from tnefparse.tnef import TNEFAttachment

from tocsin.incidents.mailbox import plain
from tocsin.incidents.mailbox.parts import Part

UNSENT = 1602  # a year: what was never sent has the first day of 1601
MOST_PARTS = 200
INNER = "__substg1.0_3701000D"  # where a message inside a message lies
RTF = re.compile(r"\\par[d]?\b ?|\\line\b ?")
RTF_WORD = re.compile(r"\\'([0-9a-f]{2})|\\[a-z]+-?\d* ?|[{}]|\r|\n")


@dataclass
class Unpacked:
    """What was inside; `is_whole` is False when nothing, or not all of it, could be read."""

    text: str = ""
    attachments: list[Part] = field(default_factory=list)
    is_whole: bool = True
    kind: str = ""  # Outlook's class, such as "IPM.Schedule.Meeting.Request"
    headers: str = ""  # of a saved message, as far as they are known


def from_tnef(content: bytes) -> Unpacked:
    """What is in a winmail.dat."""
    found = Unpacked()
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")  # it warns of what it passes over
            _read_tnef(content, found)
    except Exception:  # noqa: BLE001 - the library indexes into whatever it is given
        found.is_whole = False
    return found


def from_msg(content: bytes) -> Unpacked:
    """What is in a message that Outlook saved."""
    found = Unpacked()
    try:
        _read_msg(content, found)
    except Exception:  # noqa: BLE001 - the library indexes into whatever it is given
        found.is_whole = False
    return found


def _read_tnef(content: bytes, found: Unpacked) -> None:
    tnef = TNEF(content, do_checksum=False)
    for each in tnef.attachments[:MOST_PARTS]:
        found.attachments.append(Part(_name_of(each) or "attachment", "", bytes(each.data)))
    found.kind = _class_of(tnef)
    if tnef.htmlbody:
        found.text = plain.from_html(_text(tnef.htmlbody))
    elif tnef.body:
        found.text = plain.tidy(_text(tnef.body))
    elif tnef.rtfbody:
        found.text = _from_rtf(tnef.rtfbody)


def _name_of(attachment: TNEFAttachment) -> str:
    try:
        name = attachment.long_filename()
    except UnicodeDecodeError:  # the library takes the short name for UTF-8
        name = attachment._name
    return _text(name).strip("\x00 ")


def _class_of(tnef: TNEF) -> str:
    named = (each.data for each in (*tnef.objects, *tnef.msgprops))
    texts = (each for each in named if isinstance(each, str | bytes))
    return next((_text(each).strip("\x00 ") for each in texts if _is_class(each)), "")


def _is_class(value: str | bytes) -> bool:
    return value.startswith("IPM.") if isinstance(value, str) else value.startswith(b"IPM.")


def _read_msg(content: bytes, found: Unpacked) -> None:
    saved = Saved.load(content)
    found.headers, found.text = _headers_of(saved), _words_of(saved)
    found.kind = saved.message_class
    _read_files(saved, found, deeper=True)


def _headers_of(saved: Saved) -> str:
    sent = saved.sent_date
    is_sent = isinstance(sent, datetime) and sent.year >= UNSENT
    known = saved.message_headers
    name, address = parseaddr(saved.sender or "")
    lines = {
        "From": f"{name} <{address}>" if address else saved.sender or "",
        "Subject": saved.subject,
        "Date": format_datetime(_aware(sent)) if is_sent and sent else "",
        "Message-ID": known.get("Message-ID", ""),
        "In-Reply-To": known.get("In-Reply-To", ""),
        "References": known.get("References", ""),
    }
    return "".join(
        f"{label}: {' '.join(value.split())}\r\n" for label, value in lines.items() if value
    )


def _words_of(saved: Saved) -> str:
    return plain.tidy(saved.body or "") or plain.from_html(saved.html_body or "")


def _read_files(saved: Saved, found: Unpacked, *, deeper: bool) -> None:
    for each in saved.attachments[:MOST_PARTS]:
        content = each.file_bytes
        if content is not None:
            name = each.file_name or "attachment"
            found.attachments.append(Part(name, each.mime_type or "", content))
        elif deeper:
            _read_inner(each, found)
        else:
            found.is_whole = False  # only the file has it


def _read_inner(attachment: Attached, found: Unpacked) -> None:
    """A message inside the message: its words and its files with those of the outer one."""
    outer = attachment._storage
    within = outer.storages if isinstance(outer, Storage) else ()
    inner = next((each for each in within if each.name == INNER), None)
    if inner is None:
        found.is_whole = False
        return
    # The list of its properties begins eight bytes earlier than that of a message of its own.
    streams = tuple(
        Stream(each.path, each.bytes_[:24] + bytes(8) + each.bytes_[24:])
        if each.name == "__properties_version1.0"
        else each
        for each in inner.streams
    )
    saved = Saved(Storage(inner.path, streams, inner.storages))
    head = _headers_of(saved).replace("\r\n", "\n")
    found.text += f"\n\n---- A message that was sent along ----\n{head}\n{_words_of(saved)}"
    _read_files(saved, found, deeper=False)


def _aware(sent: datetime) -> datetime:
    return sent if sent.tzinfo else sent.replace(tzinfo=UTC)


def _text(value: str | bytes) -> str:
    return value if isinstance(value, str) else plain.decoded(value, "")


def _from_rtf(rtf: str | bytes) -> str:
    text = RTF.sub("\n", _text(rtf)[: plain.MOST_HTML])
    return plain.tidy(RTF_WORD.sub(lambda one: chr(int(one[1], 16)) if one[1] else "", text))
