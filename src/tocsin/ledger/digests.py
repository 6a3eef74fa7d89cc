"""A row as the ledger sees it: plain values, and a digest salted with the incident's own key."""

import hashlib
import hmac
from collections.abc import Mapping
from datetime import UTC, date, datetime
from typing import Any
from uuid import UUID

from tocsin.core.canonical import canonical
from tocsin.ledger.models import Recorded


def plain(value: Any) -> Any:
    """The value as JSON holds it: instants in UTC to the microsecond, bytes as hex."""
    if value is None or isinstance(value, str | bool | int | list | dict):
        return value
    if isinstance(value, datetime):
        return value.astimezone(UTC).isoformat(timespec="microseconds")
    if isinstance(value, date):
        return value.isoformat()
    if isinstance(value, UUID):
        return str(value)
    if isinstance(value, bytes | memoryview):
        return bytes(value).hex()
    raise TypeError(f"The ledger has no form for {type(value).__name__}.")


def row_values(row: Recorded) -> dict[str, Any]:
    """Every column of the row, by name."""
    return {
        field.attname: plain(getattr(row, field.attname)) for field in row._meta.concrete_fields
    }


def salt_of(key: bytes) -> bytes:
    """The key that salts digests: without it, nobody can test a guess about an erased row."""
    return hmac.digest(key, b"tocsin row digest", "sha256")


def row_digest(salt: bytes, label: str, values: Mapping[str, Any]) -> str:
    """The salted SHA-256 (hex) of a row's columns, empty ones left out.

    Leaving out empty columns lets a later release add one without disturbing old digests.
    """
    kept = {name: value for name, value in values.items() if value is not None}
    return digest_of(salt, canonical([label, kept]))


def digest_of(salt: bytes, text: bytes) -> str:
    """The digest of a row already written as canonical JSON; the salt is always 32 bytes."""
    return hashlib.sha256(salt + text).hexdigest()
