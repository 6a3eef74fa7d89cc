"""What the rules make of the answers, as values that the ledger can hold."""

from collections.abc import Mapping
from typing import Any

from tocsin.core.risk_reading import read_facts
from tocsin.core.risk_writing import assessed

ENGINE = "2026-11"  # the edition of the rules in core.risk: name it anew when one changes


def known_of(answers: Mapping[str, Any]) -> dict[str, Any]:
    """The answers that are known."""
    return {name: value for name, value in answers.items() if value is not None}


def judged(answers: Mapping[str, Any]) -> dict[str, Any]:
    """The result of the rules, with fractions as text: programs round them differently.

    Raises BadFacts for answers that the rules cannot read.
    """
    result: dict[str, Any] = _plain(assessed(read_facts(known_of(answers))))
    return result


def _plain(value: Any) -> Any:
    if isinstance(value, float):
        return f"{value:.2f}"
    if isinstance(value, Mapping):
        return {name: _plain(part) for name, part in value.items()}
    if isinstance(value, list | tuple):
        return [_plain(part) for part in value]
    return value
