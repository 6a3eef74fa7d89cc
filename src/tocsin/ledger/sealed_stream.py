"""A long text sealed frame by frame, so that neither side ever holds all of it."""

import secrets
from collections.abc import Iterable, Iterator
from typing import BinaryIO

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.kdf.hkdf import HKDF

MAGIC = b"tocsin\x00\x01"  # the last byte is the version of the form
SALT = 32  # bytes
FRAME = 64 * 1024  # bytes of text in each frame but the last
TAG = 16  # bytes that sealing adds to a frame


class Unreadable(Exception):
    """What was sealed has been altered, cut short or put in another order, or belongs elsewhere."""


def sealed(chunks: Iterable[bytes], key: bytes, bound_to: str) -> Iterator[bytes]:
    """Seal `chunks` with AES-256-GCM under a key made from `key` for this text alone.

    A frame's nonce is its number and whether it is the last, so none can be dropped, repeated or
    moved; `bound_to` (the row it belongs to) must match when opening. Source: RFC 5116; STREAM
    (Hoang, Reyhanitabar, Rogaway, Vizár 2015).
    """
    salt = secrets.token_bytes(SALT)
    yield MAGIC + salt
    cipher, bound = _cipher(key, salt), bound_to.encode()
    number, waiting = 0, b""
    for chunk in chunks:
        waiting += chunk
        # One frame's worth is held back, since the last frame has to be known as the last.
        while len(waiting) > FRAME:
            yield cipher.encrypt(_nonce(number, is_last=False), waiting[:FRAME], bound)
            number, waiting = number + 1, waiting[FRAME:]
    yield cipher.encrypt(_nonce(number, is_last=True), waiting, bound)


def opened(file: BinaryIO, key: bytes, bound_to: str) -> Iterator[bytes]:
    """The text of what `sealed` made, frame by frame. Raises Unreadable at the first bad frame."""
    magic, salt = file.read(len(MAGIC)), file.read(SALT)
    if magic != MAGIC or len(salt) != SALT:
        raise Unreadable
    cipher, bound = _cipher(key, salt), bound_to.encode()
    number, frame = 0, file.read(FRAME + TAG)
    is_last = False
    while not is_last:
        following = file.read(FRAME + TAG)
        is_last = not following
        try:
            yield cipher.decrypt(_nonce(number, is_last=is_last), frame, bound)
        except InvalidTag as fault:
            raise Unreadable from fault
        number, frame = number + 1, following


def _cipher(key: bytes, salt: bytes) -> AESGCM:
    return AESGCM(HKDF(SHA256(), length=32, salt=salt, info=b"tocsin file").derive(key))


def _nonce(number: int, *, is_last: bool) -> bytes:
    return number.to_bytes(11, "big") + bytes([is_last])
