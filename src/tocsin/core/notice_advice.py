"""What people can do to protect themselves, by what became known of them: dated data."""

import tomllib
from collections.abc import Collection
from dataclasses import dataclass
from datetime import date
from functools import cache
from importlib.resources import files


@dataclass(frozen=True)
class Advice:
    """One piece of advice. `kinds` are keys of kinds of information; empty is for everybody."""

    key: str
    kinds: frozenset[str]
    people: str  # in words for adults
    children: str
    checked_on: date


@cache
def known() -> tuple[Advice, ...]:
    """Every piece of advice in `law/advice.toml`."""
    text = files("tocsin.core").joinpath("law/advice.toml").read_text(encoding="utf-8")
    return tuple(
        Advice(**{**entry, "kinds": frozenset(entry["kinds"])})
        for entry in tomllib.loads(text)["advice"]
    )


def advice_for(kinds: Collection[str], *, is_unsafe: bool = False) -> tuple[Advice, ...]:
    """What suits these kinds of information, the most particular first. Source: BR-5.18.

    is_unsafe: somebody could be in danger, whatever became known.
    """
    asked = set(kinds) | ({"location"} if is_unsafe else set())
    found = [each for each in known() if not asked.isdisjoint(each.kinds)]
    return (*found, *(each for each in known() if not each.kinds))
