"""What a rule of the risk assessment is: a named question, what a yes comes to, and its source."""

from collections.abc import Callable
from dataclasses import dataclass
from enum import IntEnum, StrEnum
from typing import TypeAlias

from tocsin.core.risk_scene import Scene

Applies: TypeAlias = Callable[[Scene], bool]


class Level(IntEnum):
    """How likely and how bad harm to people is. Source: UK GDPR Arts 33(1), 33(5), 34(1)."""

    NO_BREACH = 0
    UNLIKELY = 1  # record
    RISK = 2  # tell the regulator
    HIGH = 3  # tell the people too


class Factor(StrEnum):
    """The seven factors, in their order. Source: BR-3.2; EDPB 9/2022."""

    TYPE = "type of breach"
    DATA = "nature, sensitivity and volume of the data"
    IDENTIFICATION = "how easily people can be identified"
    CONSEQUENCES = "how serious the consequences are"
    PEOPLE = "what is special about the people"
    CONTROLLER = "what is special about the organisation"
    NUMBER = "how many people"


@dataclass(frozen=True)
class Rule:
    """One rule. Where `up_to` is above `at_least`, the source itself leaves it to judgement."""

    name: str
    applies: Applies
    at_least: Level
    up_to: Level
    factor: Factor
    because: str
    source: str
    turns_on: tuple[str, ...] = ()  # facts to weigh where the source leaves it open


def rule(
    at_least: Level,
    factor: Factor,
    because: str,
    *,
    source: str,
    up_to: Level | None = None,
    turns_on: tuple[str, ...] = (),
) -> Callable[[Applies], Rule]:
    """Make a rule of the function beneath; its name is the function's."""

    def made(applies: Applies) -> Rule:
        name = applies.__name__
        return Rule(name, applies, at_least, up_to or at_least, factor, because, source, turns_on)

    return made
