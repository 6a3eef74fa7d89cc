"""Signed heads of a school's tree, as C2SP signed notes: whoever keeps one can prove a rewrite.

Source: C2SP tlog-checkpoint and signed-note, with Ed25519.
"""

import base64
import hashlib
from dataclasses import dataclass
from datetime import datetime
from functools import lru_cache
from uuid import UUID

from cryptography.exceptions import InvalidSignature
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey
from django.conf import settings

from tocsin.core.tree import Frontier
from tocsin.ledger.models import Checkpoint, Head

KEY_NAME = "tocsin"
ED25519 = b"\x01"
KEY_HASH = 4  # bytes


class Forged(Exception):
    """The note is not one that this instance signed; the message says in what."""


@dataclass(frozen=True)
class Signed:
    """What a checkpoint vouches for: the root (bytes) over the first `size` entries."""

    origin: str
    size: int
    root: bytes


def origin_of(school_id: UUID) -> str:
    """The name of the school's log in its checkpoints."""
    return f"{KEY_NAME}/{school_id}"


def public_key() -> str:
    """The key that verifies this instance's checkpoints, as a C2SP verifier key."""
    key = _public_bytes()
    written = base64.b64encode(ED25519 + key).decode()
    return f"{KEY_NAME}+{_key_hash(key).hex()}+{written}"


def sign(school_id: UUID, size: int, root: bytes) -> str:
    """The signed note about the school's tree of `size` entries."""
    text = f"{origin_of(school_id)}\n{size}\n{base64.b64encode(root).decode()}\n"
    signature = _private_key().sign(text.encode())
    written = base64.b64encode(_key_hash(_public_bytes()) + signature).decode()
    return f"{text}\n— {KEY_NAME} {written}\n"


def read_note(note: str) -> Signed:
    """What the note says. Raises Forged unless this instance signed exactly that."""
    try:
        text, _, signatures = note.partition("\n\n")
        origin, size, root = text.split("\n")
        name, written = signatures.removeprefix("— ").rstrip("\n").split(" ")
        raw = base64.b64decode(written, validate=True)
        said = Signed(origin, int(size), base64.b64decode(root, validate=True))
    except ValueError as fault:
        raise Forged("it cannot be read") from fault
    if name != KEY_NAME or raw[:KEY_HASH] != _key_hash(_public_bytes()):
        raise Forged("it was not signed with this instance's key")
    try:
        _private_key().public_key().verify(raw[KEY_HASH:], f"{text}\n".encode())
    except InvalidSignature as fault:
        raise Forged("its signature does not fit its text") from fault
    return said


def make_checkpoint(school_id: UUID, *, at: datetime) -> bool:
    """Sign the school's tree as it is now; False when nothing was added since the last time."""
    head = Head.objects.filter(pk=school_id).first()
    if head is None or not head.size:
        return False
    if Checkpoint.objects.filter(school_id=school_id, size=head.size).exists():
        return False
    note = sign(school_id, head.size, Frontier(head.size, head.peaks).root())
    row = Checkpoint(school_id=school_id, size=head.size, note=note, made_at=at)
    Checkpoint.objects.bulk_create([row], ignore_conflicts=True)
    return True


def _private_key() -> Ed25519PrivateKey:
    return _loaded(settings.SIGNING_KEY)


@lru_cache(maxsize=4)
def _loaded(seed: bytes) -> Ed25519PrivateKey:
    return Ed25519PrivateKey.from_private_bytes(seed)


def _public_bytes() -> bytes:
    return _private_key().public_key().public_bytes_raw()


def _key_hash(key: bytes) -> bytes:
    return hashlib.sha256(KEY_NAME.encode() + b"\n" + ED25519 + key).digest()[:KEY_HASH]
