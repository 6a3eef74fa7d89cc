"""The trust and its incidents as they stand in the TOML files beside this module."""

import tomllib
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

HERE = Path(__file__).parent


@dataclass(frozen=True)
class SchoolPlan:
    """A school to open; `pack` is one of the shipped packs."""

    key: str
    name: str
    slug: str
    pack: str


@dataclass(frozen=True)
class PersonPlan:
    """A person, with the roles they hold in each school."""

    key: str
    name: str
    email: str
    roles: Mapping[str, tuple[str, ...]]  # by key of the school


@dataclass(frozen=True)
class Step:
    """One command given by one person, so long ago (see moments)."""

    ago: str
    by: str
    do: str
    answers: Mapping[str, Any] = field(default_factory=dict)


@dataclass(frozen=True)
class IncidentPlan:
    """What happened at a school, command by command.

    `event` is the number of the real event it is drawn from (facts only), 0 for none; `shows` is
    the state it is there to show.
    """

    key: str
    school: str
    shows: str
    event: int
    steps: tuple[Step, ...]


@dataclass(frozen=True)
class Trust:
    """Everything the demo is made of."""

    name: str
    schools: tuple[SchoolPlan, ...]
    people: tuple[PersonPlan, ...]
    incidents: tuple[IncidentPlan, ...]


def trust() -> Trust:
    """Read the files."""
    told = tomllib.loads((HERE / "trust.toml").read_text(encoding="utf-8"))
    return Trust(
        name=told["name"],
        schools=tuple(SchoolPlan(**each) for each in told["schools"]),
        people=tuple(_person(each) for each in told["people"]),
        incidents=tuple(_incident(path) for path in sorted(HERE.glob("incidents/*/*.toml"))),
    )


def _person(told: dict[str, Any]) -> PersonPlan:
    roles = {school: tuple(held) for school, held in told.pop("roles").items()}
    return PersonPlan(**told, roles=roles)


def _incident(path: Path) -> IncidentPlan:
    """A file is named for its incident and stands in the folder of its school."""
    told = tomllib.loads(path.read_text(encoding="utf-8"))
    return IncidentPlan(
        key=path.stem,
        school=path.parent.name,
        shows=told["shows"],
        event=told["event"],
        steps=tuple(_step(each, told) for each in told["steps"]),
    )


def _step(told: dict[str, Any], incident: Mapping[str, Any]) -> Step:
    """A step without `by` is the reporter's when it reports, and otherwise the handler's."""
    do = told.pop("do")
    usual = incident["reporter"] if do in {"report", "add"} else incident["handler"]
    return Step(ago=told.pop("ago"), by=told.pop("by", usual), do=do, answers=told)
