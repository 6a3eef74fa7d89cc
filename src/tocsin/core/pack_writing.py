"""A policy pack → TOML text that reads back as the same pack. What is as usual is left out."""

import json
from collections.abc import Iterator, Mapping
from dataclasses import MISSING, Field, fields, is_dataclass
from datetime import date
from enum import Enum
from typing import Any

from tocsin.core.conditions import Conditions, Flag, LevelIs, OneOf, SeverityAtLeast
from tocsin.core.pack_tables import toml_name
from tocsin.core.policy import Pack


def dump(pack: Pack) -> str:
    """The pack as TOML: `load(dump(pack), name=…) == pack`."""
    return "\n".join(_lines(pack, "")).lstrip("\n") + "\n"


def _lines(part: Any, place: str) -> Iterator[str]:
    """Plain values first: in TOML everything after a table's header belongs to that table."""
    told = [(toml_name(each.name), getattr(part, each.name)) for each in _unusual(part)]
    for name, value in told:
        if not _is_table(value):
            yield f"{name} = {_value(value)}"
    for name, value in told:
        if _is_table(value):
            yield from _tables(value, f"{place}.{name}" if place else name)


def _tables(value: Any, place: str) -> Iterator[str]:
    if isinstance(value, tuple):
        for item in value:
            yield f"\n[[{place}]]"
            yield from _lines(item, place)
        return
    yield f"\n[{place}]"
    if isinstance(value, Mapping):
        for name, text in value.items():
            yield f"{_text(name)} = {_text(text)}"
    else:
        yield from _lines(value, place)


def _unusual(part: Any) -> list[Field[Any]]:
    return [each for each in fields(part) if getattr(part, each.name) != _usual(each)]


def _usual(field: Field[Any]) -> Any:
    return field.default_factory() if field.default_factory is not MISSING else field.default


def _is_table(value: Any) -> bool:
    if isinstance(value, tuple):
        return bool(value) and is_dataclass(value[0])
    return isinstance(value, Mapping) or (is_dataclass(value) and not isinstance(value, Conditions))


def _value(value: Any) -> str:
    if isinstance(value, Conditions):
        return _conditions(value)
    if isinstance(value, tuple):
        return f"[{', '.join(_value(item) for item in value)}]"
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, int | date):
        return str(value)
    return _text(value.value if isinstance(value, Enum) else value)


def _conditions(when: Conditions) -> str:
    said = ", ".join(f"{each.name} = {_matcher(each)}" for each in when.all_of)
    return f"{{ {said} }}" if said else "{}"


def _matcher(matcher: Any) -> str:
    if isinstance(matcher, Flag):
        return _value(matcher.wanted)
    if isinstance(matcher, OneOf):
        return _value(matcher.values)
    if isinstance(matcher, LevelIs):
        return _value(matcher.levels)
    return _value(matcher.level if isinstance(matcher, SeverityAtLeast) else matcher.count)


def _text(text: str) -> str:
    # JSON's escapes are TOML's, but for DEL, which TOML wants escaped too.
    return json.dumps(text, ensure_ascii=False).replace("\x7f", "\\u007F")
