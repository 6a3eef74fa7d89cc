"""Fetching what is new in a school's mailbox. Nothing there changes before a mail is safe here."""

import hashlib
import imaplib
import logging
import re
import time
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, datetime

from django.conf import settings
from imap_tools import AND
from imap_tools.errors import ImapToolsError
from imap_tools.utils import encode_folder

from tocsin.incidents.mailbox.headers import MOST_BYTES
from tocsin.incidents.mailbox.taking import take_in
from tocsin.incidents.models import ReceivedMail
from tocsin.ledger.tenancy import reading
from tocsin.schools.mailbox.connecting import Opened, opened
from tocsin.schools.mailbox.faults import MailboxFault
from tocsin.schools.models import Mailbox, System

log = logging.getLogger("tocsin.mailbox")
AT_ONCE = 50  # mails in one go; whatever else the worker has to do comes in between
MOST_SECONDS = 30
MOST = 1 << 62  # bytes: more than any mail has
SIZE = re.compile(rb"RFC822\.SIZE (\d+)")
UID = re.compile(rb"\bUID (\d+)")


@dataclass(frozen=True)
class Waiting:
    """A mail in the mailbox: its number there, its size, and when the mail server took it."""

    uid: int
    size: int
    arrived_at: datetime


def read_mailbox(mailbox: Mailbox, *, at: datetime) -> bool:
    """Take in what is new; whether more is waiting. Raises MailboxFault.

    A mail that cannot be fetched stands in no other's way: the fault is told after all the others.
    """
    until = time.monotonic() + MOST_SECONDS
    with opened(mailbox, at=at) as box:
        place = _place(box, mailbox)
        new = _new_uids(box, mailbox, place)
        failed = 0
        for each in _waiting(box, new[:AT_ONCE], at):
            failed += not _took(box, mailbox, place, each, at)
            if time.monotonic() > until:
                break
    if failed:
        raise MailboxFault("message")
    return len(new) > AT_ONCE


def _took(box: Opened, mailbox: Mailbox, place: str, mail: Waiting, at: datetime) -> bool:
    try:
        raw, is_large = _fetched(box, mail)
    except imaplib.IMAP4.abort:
        raise
    except imaplib.IMAP4.error:
        raw, is_large = None, False
    if raw is None:
        log.warning("mailbox.message_not_fetched %s", mailbox.school_id)
        return False
    warnings = ["too-large"] if is_large else []
    try:
        take_in(raw, school_id=mailbox.school_id, by=System(mailbox.school_id), at=at, place=place,
                uid=mail.uid, size=mail.size, arrived_at=mail.arrived_at,
                warnings=warnings)  # fmt: skip
    except OSError:
        raise MailboxFault("store") from None
    put_away(box, mailbox, mail.uid, stays=is_large)
    return True


def put_away(box: Opened, mailbox: Mailbox, uid: int, *, stays: bool) -> None:
    """Mark a mail as read and move it to the folder for mail that was read. Never deletes it."""
    number = str(uid)
    box.client.uid("STORE", number, "+FLAGS.SILENT", r"(\Seen)")
    if stays or not mailbox.done_folder:
        return
    folder = encode_folder(mailbox.done_folder).decode()
    if "MOVE" in box.client.capabilities:
        done, _ = box.client.uid("MOVE", number, folder)
    else:
        done, _ = box.client.uid("COPY", number, folder)
        if done == "OK":
            box.client.uid("STORE", number, "+FLAGS.SILENT", r"(\Deleted)")
    if done != "OK":
        raise MailboxFault("done-folder")


def _fetched(box: Opened, mail: Waiting) -> tuple[bytes | None, bool]:
    is_large = mail.size > settings.MAX_MAIL_BYTES
    # PEEK leaves the mail unread, so that a crash from here on loses nothing.
    what = f"(BODY.PEEK[HEADER]<0.{MOST_BYTES}>)" if is_large else "(BODY.PEEK[])"
    return box.fetched_by_uid(mail.uid, what), is_large


def _place(box: Opened, mailbox: Mailbox) -> str:
    """Names the folder as long as its numbers stay the same."""
    validity = box.client.response("UIDVALIDITY")[1][0] or b""
    words = [mailbox.host, mailbox.user, mailbox.folder, validity.decode("ascii", "replace")]
    _make_done_folder(box, mailbox)
    return hashlib.sha256("\n".join(words).encode()).hexdigest()


def _make_done_folder(box: Opened, mailbox: Mailbox) -> None:
    if mailbox.done_folder and not box.folder.exists(mailbox.done_folder):
        try:
            box.folder.create(mailbox.done_folder)
        except ImapToolsError:
            raise MailboxFault("done-folder") from None


def _new_uids(box: Opened, mailbox: Mailbox, place: str) -> list[int]:
    """What is in the folder and not here, oldest first, whether somebody read it there or not."""
    found = [int(uid) for uid in box.uids(AND(date_gte=mailbox.since_on, deleted=False))]
    with reading(mailbox.school_id):
        rows = ReceivedMail.objects.filter(school_id=mailbox.school_id, place=place)
        taken = rows.filter(uid__gte=min(found, default=0)).values_list("uid", "size")
        known = {uid: size for uid, size in taken if uid is not None}
    if mailbox.done_folder:
        # Taken in just before a crash; what is too large stays where it is.
        for uid in sorted(uid for uid in found if known.get(uid, MOST) <= settings.MAX_MAIL_BYTES):
            put_away(box, mailbox, uid, stays=False)
    return sorted(set(found) - known.keys())


def _waiting(box: Opened, uids: list[int], at: datetime) -> Iterator[Waiting]:
    if not uids:
        return
    numbers = ",".join(map(str, uids))
    status, answer = box.client.uid("FETCH", numbers, "(UID RFC822.SIZE INTERNALDATE)")
    if status != "OK":
        raise MailboxFault("lost")
    known = {}
    for line in answer:
        text = line[0] if isinstance(line, tuple) else line
        uid, size = UID.search(text or b""), SIZE.search(text or b"")
        if uid and size:
            known[int(uid[1])] = Waiting(int(uid[1]), int(size[1]), _arrived(text, at))
    yield from (known[uid] for uid in uids if uid in known)


def _arrived(text: bytes, at: datetime) -> datetime:
    """When the mail server took the mail: its own clock, never later than ours."""
    try:
        found = imaplib.Internaldate2tuple(text)
        said = datetime.fromtimestamp(time.mktime(found), UTC) if found else at
    except (ValueError, OverflowError):
        return at
    return min(said, at)
