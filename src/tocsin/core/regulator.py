"""Who the regulator is on a given day: dated data, since its name is about to change."""

import tomllib
from dataclasses import dataclass
from datetime import date
from functools import cache
from importlib.resources import files


@dataclass(frozen=True)
class Regulator:
    """What people need to reach the regulator. `in_force_on` is None until the day is known."""

    id: str  # stays when the name changes: packs keep it
    name: str
    short_name: str
    phone: str
    hours: str
    form: str
    address: str
    source: str
    in_force_on: date | None = None


@cache
def known() -> tuple[Regulator, ...]:
    """Every regulator in `law/uk.toml`, with or without a date."""
    text = files("tocsin.core").joinpath("law/uk.toml").read_text(encoding="utf-8")
    return tuple(Regulator(**entry) for entry in tomllib.loads(text)["regulator"])


def ids() -> frozenset[str]:
    """The ids a pack may name."""
    return frozenset(entry.id for entry in known())


def regulator_on(
    day: date, regulator_id: str = "ico", among: tuple[Regulator, ...] | None = None
) -> Regulator:
    """The regulator as it stands on `day`. Raises KeyError when there was none yet."""
    entries = known() if among is None else among
    since = [
        (entry.in_force_on, place)
        for place, entry in enumerate(entries)
        if entry.id == regulator_id and entry.in_force_on and entry.in_force_on <= day
    ]
    if not since:
        raise KeyError(regulator_id)
    return entries[max(since)[1]]
