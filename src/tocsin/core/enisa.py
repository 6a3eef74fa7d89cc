"""ENISA's severity of a breach: SE = DPC x EI + CB. A figure for the log, which decides nothing.

Source: ENISA, Recommendations for a methodology of the assessment of severity of personal data
breaches, working document v1.0 (2013). Steps of the sensitive row are -3, -2, -1 and 0: the
published table appears to misprint the first.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from enum import Enum, StrEnum

LEAST_DPC, MOST_DPC = 1, 4
MANY_PEOPLE = 100  # more than this raises the flag


class Class(Enum):
    """A class of data: its base score, and how far circumstances may move it."""

    SIMPLE = (1, (0, 1, 2, 3))
    BEHAVIOURAL = (2, (-1, 0, 1, 2))
    FINANCIAL = (3, (-2, -1, 0, 1))
    SENSITIVE = (4, (-3, -2, -1, 0))

    @property
    def base(self) -> int:
        """The score where nothing raises or lowers it."""
        return self.value[0]

    @property
    def steps(self) -> tuple[int, ...]:
        """The whole steps from the base which the method knows; they lead to scores 1 to 4."""
        return self.value[1]


class Identification(Enum):
    """EI: how easily the data can be matched to a person."""

    NEGLIGIBLE = 0.25
    LIMITED = 0.5
    SIGNIFICANT = 0.75
    MAXIMUM = 1.0


class Confidentiality(Enum):
    """Who the data reached."""

    AT_RISK = 0.0  # or not lost at all
    KNOWN_RECIPIENTS = 0.25
    UNKNOWN_NUMBER = 0.5


class Integrity(Enum):
    """What became of data that was altered."""

    NOT_USED = 0.0  # or not altered at all
    USED_RECOVERABLE = 0.25
    USED_NOT_RECOVERABLE = 0.5


class Availability(Enum):
    """Whether the data came back."""

    EASILY_RECOVERED = 0.0  # or never away
    TEMPORARY = 0.25
    GONE = 0.5


MALICE = 0.5


class Band(StrEnum):
    """How bad it is. A score on the border belongs to the upper band."""

    LOW = "low"
    MEDIUM = "medium"
    HIGH = "high"
    VERY_HIGH = "very high"


BANDS = ((4.0, Band.VERY_HIGH), (3.0, Band.HIGH), (2.0, Band.MEDIUM))
EFFECTS = {
    Band.LOW: "none, or a small inconvenience that is easily overcome",
    Band.MEDIUM: "a significant inconvenience, overcome with some difficulty",
    Band.HIGH: "significant consequences, overcome with serious difficulty",
    Band.VERY_HIGH: "significant consequences that may not be reversible",
}


class Flag(StrEnum):
    """What is said beside the score and is no part of it."""

    MANY_PEOPLE = "more than 100 people"
    UNINTELLIGIBLE = "the data is unintelligible"


@dataclass(frozen=True)
class Circumstances:
    """CB: what happened to the data."""

    confidentiality: Confidentiality = Confidentiality.AT_RISK
    integrity: Integrity = Integrity.NOT_USED
    availability: Availability = Availability.EASILY_RECOVERED
    malicious: bool = False

    @property
    def score(self) -> float:
        """The sum, from 0 to 2."""
        parts = (self.confidentiality.value, self.integrity.value, self.availability.value)
        return sum(parts) + (MALICE if self.malicious else 0.0)


@dataclass(frozen=True)
class Severity:
    """The figure, from 0.25 to 6, with what it is made of."""

    dpc: int
    ei: float
    cb: float

    @property
    def score(self) -> float:
        """SE."""
        return self.dpc * self.ei + self.cb

    @property
    def band(self) -> Band:
        """The band the score falls in."""
        return next((band for floor, band in BANDS if self.score >= floor), Band.LOW)

    @property
    def effect(self) -> str:
        """What the band means for people."""
        return EFFECTS[self.band]


def dpc(scored: Iterable[tuple[Class, int]]) -> int:
    """The highest score of the classes present, each moved by its steps and kept within 1 to 4.

    Raises ValueError when there is no class.
    """
    return max(min(max(kind.base + step, LEAST_DPC), MOST_DPC) for kind, step in scored)


def severity(
    scored: Iterable[tuple[Class, int]], ei: Identification, circumstances: Circumstances
) -> Severity:
    """The severity of classes of data with their steps. Raises ValueError without a class."""
    return Severity(dpc(scored), ei.value, circumstances.score)


def flags(*, people: float, unintelligible: bool) -> tuple[Flag, ...]:
    """What to say beside the score."""
    raised = ((Flag.MANY_PEOPLE, people > MANY_PEOPLE), (Flag.UNINTELLIGIBLE, unintelligible))
    return tuple(flag for flag, is_raised in raised if is_raised)
