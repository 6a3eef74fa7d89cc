"""TOML tables → the typed parts of a pack, with a fault for everything that does not fit."""

from collections.abc import Callable, Mapping
from dataclasses import MISSING, fields, is_dataclass
from datetime import date, datetime
from enum import Enum
from types import UnionType
from typing import Any, Union, get_args, get_origin, get_type_hints

from tocsin.core.conditions import (
    ALLOWED,
    CHOICES,
    COUNT_MATCHERS,
    FLAGS,
    Conditions,
    Flag,
    LevelIs,
    Matcher,
    OneOf,
    PeopleAtLeast,
    PeopleAtMost,
    SeverityAtLeast,
)

# TOML says `from`, which Python keeps for itself.
TOML_NAMES = {"counted_from": "from", "identity": "pack"}
UNREADABLE: Any = object()

Complain = Callable[[str, str], None]  # (key, message)


def toml_name(field_name: str) -> str:
    """What a field is called in the TOML text."""
    return TOML_NAMES.get(field_name, field_name)


def inner(key: str, name: str) -> str:
    """The full key of `name` inside `key`."""
    return f"{key}.{name}" if key else name


def read(kind: Any, value: Any, key: str, complain: Complain) -> Any:
    """`value` as a `kind`, or UNREADABLE after a complaint that says what to write."""
    if kind is Conditions:
        return _conditions(value, key, complain)
    if is_dataclass(kind):
        return _table(kind, value, key, complain)
    origin = get_origin(kind)
    if origin in {UnionType, Union}:
        return read(get_args(kind)[0], value, key, complain)
    if origin is tuple:
        return _list(get_args(kind)[0], value, key, complain)
    if origin is Mapping:
        return _texts(value, key, complain)
    return (_one_of if issubclass(kind, Enum) else _plain)(kind, value, key, complain)


SAID = {
    str: "text in quotes",
    bool: "true or false",
    int: "a whole number",
    date: "a date, like 2026-09-01",
}


def _plain(kind: Any, value: Any, key: str, complain: Complain) -> Any:
    fits = isinstance(value, kind) and (kind is bool or not isinstance(value, bool))
    if not fits or isinstance(value, datetime):
        complain(key, f"{key} must be {SAID[kind]}.")
        return UNREADABLE
    return value


def _one_of(kind: type[Enum], value: Any, key: str, complain: Complain) -> Any:
    allowed = [member.value for member in kind]
    if value not in allowed:
        complain(key, f"{key} must be one of {', '.join(allowed)}.")
        return UNREADABLE
    return kind(value)


def _list(kind: Any, value: Any, key: str, complain: Complain) -> Any:
    if not isinstance(value, list):
        complain(key, f"{key} must be a list.")
        return UNREADABLE
    return tuple(
        read(kind, item, f"{key}[{place}]", complain) for place, item in enumerate(value, start=1)
    )


def _texts(value: Any, key: str, complain: Complain) -> Any:
    if not isinstance(value, dict):
        complain(key, f"{key} must be a table of texts.")
        return UNREADABLE
    return {name: _plain(str, text, inner(key, name), complain) for name, text in value.items()}


def _table(kind: Any, value: Any, key: str, complain: Complain) -> Any:
    if not isinstance(value, dict):
        complain(key, f"{key} must be a table.")
        return UNREADABLE
    hints = get_type_hints(kind)
    names = {toml_name(field.name): field for field in fields(kind)}
    for name in value.keys() - names.keys():
        here = inner(key, name)
        complain(here, f"{here} is not known. Write one of {', '.join(names)}.")
    found = {}
    for name, field in names.items():
        here = inner(key, name)
        if name in value:
            found[field.name] = read(hints[field.name], value[name], here, complain)
        elif field.default is MISSING and field.default_factory is MISSING:
            complain(here, f"{here} is missing. Add it.")
            found[field.name] = UNREADABLE
    return kind(**found)


def _conditions(value: Any, key: str, complain: Complain) -> Any:
    if not isinstance(value, dict):
        complain(key, f"{key} must be a table of conditions, like {{ children = true }}.")
        return UNREADABLE
    found = [_matcher(name, each, inner(key, name), complain) for name, each in value.items()]
    return Conditions(tuple(sorted(found, key=_place) if UNREADABLE not in found else found))


def _place(matcher: Matcher) -> int:
    """Conditions that all hold have no order: keep them in ours, so that equal ones are equal."""
    return ALLOWED.index(matcher.name)


def _matcher(name: str, value: Any, key: str, complain: Complain) -> Any:
    if name not in ALLOWED:
        complain(key, f"{key} is not a condition. Write one of {', '.join(ALLOWED)}.")
        return UNREADABLE
    if name in FLAGS:
        return Flag(name, _plain(bool, value, key, complain))
    if name in COUNT_MATCHERS:
        count = _plain(int, value, key, complain)
        return PeopleAtLeast(count) if name == "people_at_least" else PeopleAtMost(count)
    if name == "severity_at_least":
        return SeverityAtLeast(_plain(str, value, key, complain))
    values = _list(str, value if isinstance(value, list) else [value], key, complain)
    if name == "level_is":
        return LevelIs(values)
    for each in values:
        if each is not UNREADABLE and each not in CHOICES[name][0]:
            allowed = ", ".join(sorted(CHOICES[name][0]))
            complain(key, f"{key} must be one of {allowed}, not {each!r}.")
    return OneOf(name, values)
