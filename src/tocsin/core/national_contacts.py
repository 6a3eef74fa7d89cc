"""Whom every school can reach: dated data, since names and numbers change."""

import tomllib
from dataclasses import dataclass
from datetime import date
from functools import cache
from importlib.resources import files


@dataclass(frozen=True)
class NationalContact:
    """A body with its numbers, and the day on which they were compared with the source."""

    kind: str  # key of a ContactKind
    name: str
    nations: tuple[str, ...]
    when: str
    source: str
    checked_on: date
    phone: str = ""
    email: str = ""
    web: str = ""
    hours: str = ""
    unsure: str = ""  # why a school should not rely on it yet; empty when it is confirmed


@cache
def known() -> tuple[NationalContact, ...]:
    """Every contact in `law/contacts.toml`."""
    text = files("tocsin.core").joinpath("law/contacts.toml").read_text(encoding="utf-8")
    return tuple(
        NationalContact(**{**entry, "nations": tuple(entry["nations"])})
        for entry in tomllib.loads(text)["contact"]
    )


def contacts_in(nation: str) -> tuple[NationalContact, ...]:
    """Those a school of this nation can turn to."""
    return tuple(each for each in known() if nation in each.nations)
