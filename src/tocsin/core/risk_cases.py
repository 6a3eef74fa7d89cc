"""Cases of breaches as JSON text, one or a list: read strictly, and assessed as the text asks."""

import json
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from tocsin.core.risk_reading import BadFacts, read_facts
from tocsin.core.risk_writing import assessed

TOLD_APART = {"id", "title", "source", "facts"}  # of a case, and no facts themselves
SHAPE = "Give an object of facts, one with “attributes”, or a list of these."
LONGEST_ID = 200


class NotJson(Exception):
    """The text is not JSON, or no object or list. The message says why."""


@dataclass(frozen=True)
class Wrong:
    """One thing that is wrong with one case, and what is allowed instead."""

    number: int  # of the case, from 1
    id: str | int | None
    field: str
    message: str


class BadCases(Exception):
    """Nothing was assessed, for what is in `wrong`."""

    def __init__(self, wrong: list[Wrong]) -> None:
        super().__init__("; ".join(each.message for each in wrong))
        self.wrong = wrong


def cases_in(text: str) -> object:
    """The object or the list of cases in JSON text. Raises NotJson."""
    try:
        given: object = json.loads(
            text, object_pairs_hook=_each_once, parse_constant=_no_number, parse_float=_number
        )
    except RecursionError as fault:
        raise NotJson("This is not JSON: it is nested too deeply.") from fault
    except ValueError as fault:
        raise NotJson(f"This is not JSON: {fault}.") from fault
    if not isinstance(given, dict | list):
        raise NotJson(SHAPE)
    return given


def assess_cases(given: object) -> dict[str, Any] | list[dict[str, Any]]:
    """The assessment of one case, or the list of them for a list.

    Raises BadCases with everything that is wrong with any of them.
    """
    found, wrong = [], []
    for number, case in enumerate(given if isinstance(given, list) else [given], start=1):
        try:
            found.append(_assessed(case))
        except BadFacts as bad:
            named = _id_of(case)
            wrong += [Wrong(number, named, why.code, why.message) for why in bad.reasons]
    if wrong:
        raise BadCases(wrong)
    return found if isinstance(given, list) else found[0]


def _assessed(case: object) -> dict[str, Any]:
    """Raises BadFacts."""
    if not isinstance(case, Mapping):
        raise BadFacts.about("case", f"It is not an object. {SHAPE}")
    if case.get("id") is not None and _id_of(case) is None:
        words = f"id is not a name. Give a word of at most {LONGEST_ID} characters, a whole number"
        raise BadFacts.about("id", f"{words} or null.")
    facts = case.get("attributes", {name: case[name] for name in case if name not in TOLD_APART})
    if not isinstance(facts, Mapping):
        raise BadFacts.about("attributes", f"attributes is not an object of facts. {SHAPE}")
    return {"id": case.get("id"), **assessed(read_facts(facts))}


def _id_of(case: object) -> str | int | None:
    found = case.get("id") if isinstance(case, Mapping) else None
    is_name = isinstance(found, str) and len(found) <= LONGEST_ID
    is_number = isinstance(found, int) and not isinstance(found, bool)
    return found if is_name or is_number else None


def _each_once(pairs: list[tuple[str, object]]) -> dict[str, object]:
    found = dict(pairs)
    if len(found) < len(pairs):
        names = [name for name, _ in pairs]
        twice = next(name for name in names if names.count(name) > 1)
        raise ValueError(f"“{twice}” stands twice in one object")
    return found


def _number(text: str) -> int | float:
    # In JSON 40.0 is the whole number 40: some programs know no other way to write it.
    found = float(text)
    return int(found) if found.is_integer() else found


def _no_number(word: str) -> object:
    raise ValueError(f"{word} is not a number")
