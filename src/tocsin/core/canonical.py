"""One way to write a value as bytes, so that equal values have equal digests.

Source: RFC 8785 (JSON Canonicalization Scheme), for the values we allow. There are no fractions:
two programs may round them differently.
"""

import json
from typing import Any

LARGEST = 2**53
# Everything below needs one UTF-16 unit, so code point order is UTF-16 order.
FIRST_SURROGATE_PAIR = "\U00010000"

_write = json.JSONEncoder(
    ensure_ascii=False, check_circular=False, separators=(",", ":"), sort_keys=True
).encode
_write_unsorted = json.JSONEncoder(ensure_ascii=False, separators=(",", ":")).encode


def canonical(value: Any) -> bytes:
    """The bytes of `value`: None, bool, int, str, list, or dict with str keys.

    Raises TypeError for any other type, floats among them, and ValueError for a number beyond
    2^53 either way and for half of a surrogate pair, which no other program could read back.
    """
    text = _write_unsorted(_sorted(value)) if _needs_sorting(value) else _write(value)
    try:
        return text.encode()
    except UnicodeEncodeError as error:
        raise ValueError("The text holds half of a surrogate pair.") from error


def _needs_sorting(value: Any) -> bool:
    """Check every part of `value`; whether a key holds a character beyond UTF-16's first plane."""
    kind = type(value)
    if kind is str or value is None or kind is bool:
        return False
    if kind is dict:
        beyond = _has_key_beyond(value)
        parts = value.values()
    elif kind is list:
        beyond, parts = False, value
    else:
        return _check_other(value)
    for part in parts:
        if type(part) is not str and _needs_sorting(part):
            beyond = True
    return beyond


def _has_key_beyond(value: dict[Any, Any]) -> bool:
    beyond = False
    for key in value:
        if not isinstance(key, str):
            raise TypeError(f"A key must be text, not {type(key).__name__}.")
        if not key.isascii() and max(key) >= FIRST_SURROGATE_PAIR:
            beyond = True
    return beyond


def _check_other(value: Any) -> bool:
    if isinstance(value, int):
        if not -LARGEST <= value <= LARGEST:
            raise ValueError("A number must be within 2^53 either way.")
    elif not isinstance(value, str):
        raise TypeError(f"{type(value).__name__} has no canonical form here.")
    return False


def _sorted(value: Any) -> Any:
    if isinstance(value, dict):
        return {key: _sorted(value[key]) for key in sorted(value, key=_utf16)}
    if isinstance(value, list):
        return [_sorted(part) for part in value]
    return value


def _utf16(key: str) -> bytes:
    return key.encode("utf-16-be", "surrogatepass")
