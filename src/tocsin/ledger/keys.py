"""One data key for each incident, wrapped by the school's, wrapped by the instance's.

Destroying an incident's key makes every encrypted trace of it unreadable for good.
"""

import secrets
from collections.abc import Collection
from functools import lru_cache
from uuid import UUID

from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from cryptography.hazmat.primitives.keywrap import aes_key_unwrap, aes_key_wrap
from django.conf import settings

from tocsin.ledger.models import DataKey
from tocsin.ledger.tenancy import reading

NONCE = 12  # bytes


class KeyDestroyed(Exception):
    """The key is gone, and with it whatever it sealed."""


def known_key(key_id: UUID, *, school_id: UUID) -> bytes:
    """Return the data key `key_id`. Raises KeyDestroyed when there is none (any more)."""
    with reading(school_id):
        kept = DataKey.objects.filter(pk__in={key_id, school_id}, school_id=school_id)
        rows = dict(kept.values_list("id", "wrapped"))
    if key_id not in rows:
        raise KeyDestroyed(str(key_id))
    own = _unwrapped(bytes(rows[school_id]))
    return own if key_id == school_id else aes_key_unwrap(own, bytes(rows[key_id]))


def key_for(key_id: UUID, *, school_id: UUID, is_new: bool = False) -> bytes:
    """Return the 32-byte data key `key_id`, making it when it does not exist yet.

    Raises KeyDestroyed when the record existed before and its key does not.
    """
    if not is_new:
        try:
            return known_key(key_id, school_id=school_id)
        except KeyDestroyed:
            if key_id != school_id:
                raise
    wrapping = settings.INSTANCE_KEY if key_id == school_id else _school_key(school_id)
    key = secrets.token_bytes(32)
    DataKey(id=key_id, school_id=school_id, wrapped=aes_key_wrap(wrapping, key)).save(
        force_insert=True
    )
    return key


def new_keys(ids: Collection[UUID], *, school_id: UUID) -> dict[UUID, bytes]:
    """Make a data key for each of these new records, in one statement."""
    wrapping = _school_key(school_id)
    keys = {key_id: secrets.token_bytes(32) for key_id in ids}
    DataKey.objects.bulk_create(
        DataKey(id=key_id, school_id=school_id, wrapped=aes_key_wrap(wrapping, key))
        for key_id, key in keys.items()
    )
    return keys


def existing_keys(school_id: UUID) -> dict[UUID, bytes]:
    """Every key of the school that has not been destroyed, unwrapped; for verifying."""
    rows = dict(DataKey.objects.filter(school_id=school_id).values_list("id", "wrapped"))
    if school_id not in rows:
        return {}
    own = aes_key_unwrap(settings.INSTANCE_KEY, bytes(rows.pop(school_id)))
    return {school_id: own} | {
        pk: aes_key_unwrap(own, bytes(sealed)) for pk, sealed in rows.items()
    }


def _school_key(school_id: UUID) -> bytes:
    row = next(iter(DataKey.objects.filter(pk=school_id)), None)
    if row is None:
        return key_for(school_id, school_id=school_id, is_new=True)
    return _unwrapped(bytes(row.wrapped))


@lru_cache(maxsize=4096)
def _unwrapped(wrapped: bytes) -> bytes:
    return aes_key_unwrap(settings.INSTANCE_KEY, wrapped)


def seal(key: bytes, plain: bytes, bound_to: str) -> bytes:
    """Encrypt with AES-256-GCM; `bound_to` (row and column) must match when opening."""
    nonce = secrets.token_bytes(NONCE)
    return nonce + AESGCM(key).encrypt(nonce, plain, bound_to.encode())


def unseal(key: bytes, sealed: bytes, bound_to: str) -> bytes:
    """Decrypt what `seal` made. Raises InvalidTag when it or `bound_to` was altered."""
    return AESGCM(key).decrypt(sealed[:NONCE], sealed[NONCE:], bound_to.encode())
