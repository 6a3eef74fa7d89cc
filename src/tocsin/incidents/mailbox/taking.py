"""Taking a mail in: its bytes reach the disk, sealed, before anything looks at them."""

import hashlib
from collections.abc import Iterator
from contextlib import suppress
from datetime import datetime
from io import BytesIO
from typing import Any
from uuid import UUID

from django.db import transaction

from tocsin.core.errors import Reason, Refused
from tocsin.incidents.keeping.sealing import pieces_of
from tocsin.incidents.mailbox.commands import receive
from tocsin.incidents.mailbox.headers import split
from tocsin.incidents.mailbox.understanding import digest_of
from tocsin.incidents.models import Attachment, ReceivedMail
from tocsin.ledger import files
from tocsin.ledger.keys import KeyDestroyed, key_for, known_key
from tocsin.ledger.tenancy import reading
from tocsin.schools.models import Membership, System

PIECE = 1024 * 1024
GONE = Reason(
    "mail-gone",
    "The file of this mail is not in the store, or was changed there. Tell whoever runs Tocsin for"
    " you: it may be in a backup.",
)


def take_in(
    raw: bytes, *, school_id: UUID, by: Membership | System, at: datetime, **more: Any
) -> ReceivedMail | None:
    """Keep a mail and have it read after the commit; None when exactly this one is here already.

    more: columns of the row, among them `arrived_at`. Raises OSError when the store is full.
    """
    mail = ReceivedMail(school_id=school_id, at=at, **{"size": len(raw)} | more)
    mail.digest = hashlib.sha256(raw).hexdigest()
    mail.likeness, mail.number = _likeness(raw, mail)
    kept = files.keep(
        _pieces(raw), school_id=school_id, key=_key(school_id), bound_to=mail.bound_to
    )
    mail.sealed_digest = kept.sealed_digest
    if receive(mail, by=by, at=at) and mail.state == ReceivedMail.State.KEPT:
        return mail
    files.discard(school_id, kept.sealed_digest)
    return None


def raw_of(mail: ReceivedMail) -> bytes:
    """The bytes of the mail: its own, or those that its incident has as a file.

    Raises Refused when they are gone or altered.
    """
    if mail.sealed_digest:
        if files.fault_of(mail.school_id, mail.sealed_digest):
            raise Refused(GONE)
        key = _key(mail.school_id)
        found = files.read(mail.school_id, mail.sealed_digest, key=key, bound_to=mail.bound_to)
        return b"".join(found)
    with reading(mail.school_id):
        rows = Attachment.objects.filter(school_id=mail.school_id, digest=mail.digest)
        rows = rows.select_related("incident")
        # Of a mail that was made a report of its own, the incident it had joined has the file.
        row = rows.filter(incident=mail.incident_id).first() or rows.first()
    if row is None:
        raise Refused(GONE)
    return b"".join(pieces_of(row))


def _likeness(raw: bytes, mail: ReceivedMail) -> tuple[str, str]:
    """What is the same of the same mail by another alias, and the digest of its Message-ID."""
    if mail.kind == "msg":
        return mail.digest, ""
    headers, body = split(raw)
    own = [headers.one(name) for name in ("message-id", "from", "date", "subject")]
    body_digest = hashlib.sha256(body.rstrip()).hexdigest() if body.strip() else str(mail.size)
    if not any(own):
        return mail.digest, ""
    return digest_of("\n".join([*own, body_digest])), digest_of(own[0]) if own[0] else ""


def _pieces(raw: bytes) -> Iterator[bytes]:
    file = BytesIO(raw)
    while piece := file.read(PIECE):
        yield piece


def _key(school_id: UUID) -> bytes:
    # A transaction is a turn at writing, which only the first mail of a school needs.
    with suppress(KeyDestroyed):
        return known_key(school_id, school_id=school_id)
    with transaction.atomic(), reading(school_id):
        return key_for(school_id, school_id=school_id)
