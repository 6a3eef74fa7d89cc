"""Reading the facts of a breach from JSON: what is not allowed is named, with what is."""

import difflib
from collections.abc import Callable, Mapping
from dataclasses import fields
from typing import Any, TypeAlias

from tocsin.core import risk_facts as words
from tocsin.core.errors import Reason, Refused
from tocsin.core.risk_facts import BreachFacts

Reader: TypeAlias = Callable[[object], Any]  # raises _NotAllowed
NAMES = tuple(field.name for field in fields(BreachFacts))
MOST_PEOPLE = 10_000_000_000
MOST_HOURS = 1_000_000
HOURS = f"a number of hours from 0 to {MOST_HOURS:,}, or null"
LONGEST_WORD = 60


class BadFacts(Refused):
    """The facts cannot be read. One reason for each field: `code` is the field's name."""

    @classmethod
    def about(cls, field: str, message: str) -> "BadFacts":
        """The same with one reason."""
        return cls(Reason(field, message))


class _NotAllowed(Exception):
    """The value is not allowed. The message says what is."""


def read_facts(given: Mapping[str, object]) -> BreachFacts:
    """The facts in a mapping of the shape of `attributes`. A missing name is not known.

    Raises BadFacts with every field that is wrong.
    """
    found: dict[str, Any] = {}
    wrong = [_unknown(name) for name in given if name not in READERS]
    for name, reader in READERS.items():
        try:
            found[name] = reader(given.get(name))
        except _NotAllowed as allowed:
            wrong.append(Reason(name, f"{name} is {_shown(given[name])}. Give {allowed}."))
    if wrong:
        raise BadFacts(*wrong)
    return BreachFacts(**found)


def _shown(value: object) -> str:
    text = repr(value) if not isinstance(value, str) else f"“{value}”"
    return text if len(text) <= LONGEST_WORD else f"{text[:LONGEST_WORD]}…"


def _unknown(name: str) -> Reason:
    near = difflib.get_close_matches(name, NAMES, n=1)
    hint = f"Did you mean {near[0]}?" if near else f"The facts are: {', '.join(NAMES)}."
    return Reason(name, f"{name} is not a fact we know. {hint}")


def _yes_no(value: object) -> bool | None:
    if value is None or isinstance(value, bool):
        return value
    raise _NotAllowed("true, false or null")


def _yes_no_unknown(value: object) -> bool | None:
    if value == "unknown":
        return None
    if value is None or isinstance(value, bool):
        return value
    raise _NotAllowed("true, false, “unknown” or null")


def _one_of(allowed: tuple[str, ...]) -> Reader:
    def read(value: object) -> str | None:
        if value is None or (isinstance(value, str) and value in allowed):
            return value
        raise _NotAllowed(f"{', '.join(allowed)} or null")

    return read


def _word(value: object) -> str | None:
    if value is None or _is_word(value):
        return value if isinstance(value, str) else None
    raise _NotAllowed(f"a word of at most {LONGEST_WORD} characters, or null")


def _is_word(value: object) -> bool:
    return isinstance(value, str) and bool(value.strip()) and len(value) <= LONGEST_WORD


def _categories(value: object) -> frozenset[str] | None:
    if value is None:
        return None
    if not isinstance(value, list) or not all(_is_word(each) for each in value):
        raise _NotAllowed("a list of words such as “health” or “contact”, or null")
    return frozenset(value) or None


def _breach_types(value: object) -> frozenset[str] | None:
    if value is None:
        return None
    if not isinstance(value, list) or not all(
        isinstance(each, str) and each in words.BREACH_TYPES for each in value
    ):
        raise _NotAllowed(f"a list of any of {', '.join(words.BREACH_TYPES)}, or null")
    return frozenset(value)


def _people(value: object) -> int | None:
    if value is None:
        return None
    if isinstance(value, int) and not isinstance(value, bool) and 0 <= value <= MOST_PEOPLE:
        return value
    raise _NotAllowed(f"a whole number from 0 to {MOST_PEOPLE:,}, or null")


def _hours(value: object) -> float | None:
    if value is None:
        return None
    if isinstance(value, bool) or not isinstance(value, int | float):
        raise _NotAllowed(HOURS)
    # NaN and infinity fail the comparison, and so does a whole number too large for a float.
    if 0 <= value <= MOST_HOURS:
        return float(value)
    raise _NotAllowed(HOURS)


READERS: dict[str, Reader] = {
    **dict.fromkeys(words.YES_NO, _yes_no),
    "breach_types": _breach_types,
    "cause": _word,
    "actor": _one_of(words.ACTORS),
    "data_categories": _categories,
    "restored_within_hours": _hours,
    "service_impact_on_subjects": _one_of(words.IMPACT),
    "exfiltrated": _yes_no_unknown,
    "number_of_subjects": _people,
    "number_band": _word,
    "ease_of_identification": _one_of(words.EASE),
    "controller_role": _word,
    "data_sensitivity": _one_of(words.SENSITIVITY),
}
