"""The closed set of conditions a policy pack may use. A form can edit them; nobody can program.

Each asks the answers one thing and gets yes, no, or None: not known, which is never read as no.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Protocol, TypeAlias

from tocsin.core import causes
from tocsin.core.facts import Kind, Source

Answers: TypeAlias = Mapping[str, object]

FLAGS = {
    "personal_data": "personal data is involved",
    "special_category": "specially protected information is involved",
    "children": "children are affected",
    "vulnerable": "people at risk are affected",
    "contained": "it has been stopped",
    "encrypted": "the information cannot be read by whoever has it",
    "availability_only": "the information was only out of reach",
    "recipient_trusted": "whoever received it can be trusted",
    "recovered": "the information came back or was deleted",
    "limited_data": "the information is limited",
    "hard_to_access": "the information is hard to get at",
    "similar_before": "something like it happened in the last 12 months",
    "safeguards_failed": "safeguards were not followed",
    "media_interest": "there is a complaint or interest from the media",
    "distress_likely": "people are likely to be very upset",
    "harm_likely": "people are likely to come to harm",
    "joint_controller": "another organisation is responsible with us",
    "in_doubt": "there is doubt whether to tell the regulator",
    "serious": "the incident is serious",
    "cyber": "it is a cyber incident",
    "fraud": "fraud is possible",
    "crime": "a crime is possible",
    "exams": "exam material or candidates are involved",
    "regulator_told": "the regulator has been told",
    "high_risk": "high risk to people is likely",
    "school_closed": "the school is closed",
}
# Kinds a pack may speak of: those of the facts, and two which some policies name.
KINDS = frozenset({*(kind.value for kind in Kind), "weakness", "received_in_error"})
SCHOOL_TYPES = frozenset({"maintained", "academy", "independent", "council", "further_education"})
CHOICES = {
    "cause": (frozenset(causes.KEYS), "the cause is"),
    "kind": (KINDS, "the report is"),
    "source": (frozenset(source.value for source in Source), "it came to light through"),
    "school_type": (SCHOOL_TYPES, "the school is"),
}
DENIALS = ((" has ", " has not "), (" cannot ", " can "), (" is ", " is not "),
           (" are ", " are not "), (" can ", " cannot "))  # fmt: skip
LEVEL_MATCHERS = ("severity_at_least", "level_is")
COUNT_MATCHERS = ("people_at_least", "people_at_most")
ALLOWED = (*FLAGS, *CHOICES, *LEVEL_MATCHERS, *COUNT_MATCHERS)


class Matcher(Protocol):
    """One condition."""

    @property
    def name(self) -> str: ...
    def matches(self, answers: Answers) -> bool | None:
        """Whether it holds; None when the answer is not known."""
        ...

    def words(self) -> str: ...


@dataclass(frozen=True)
class Flag:
    """A yes or no question has this answer."""

    name: str
    wanted: bool

    def matches(self, answers: Answers) -> bool | None:
        """Whether the answer is the wanted one."""
        known = answers.get(self.name)
        return None if known is None else bool(known) is self.wanted

    def words(self) -> str:
        """Say the condition."""
        return FLAGS[self.name] if self.wanted else _denied(FLAGS[self.name])


@dataclass(frozen=True)
class OneOf:
    """The answer is one of these. A main cause stands for the finer ones beneath it."""

    name: str
    values: tuple[str, ...]

    def matches(self, answers: Answers) -> bool | None:
        """Whether the answer is among the values."""
        known = answers.get(self.name)
        if not known:
            return None
        if self.name == "cause":
            return any(causes.is_within(str(known), value) for value in self.values)
        return known in self.values

    def words(self) -> str:
        """Say the condition."""
        said = " or ".join(value.replace("_", " ") for value in self.values)
        return f"{CHOICES[self.name][1]} {said}"


@dataclass(frozen=True)
class LevelIs:
    """The severity is one of these levels."""

    levels: tuple[str, ...]
    name = "level_is"

    def matches(self, answers: Answers) -> bool | None:
        """Whether the severity, once chosen, is among the levels."""
        severity = answers.get("severity")
        return severity in self.levels if severity else None

    def words(self) -> str:
        """Say the condition."""
        return f"the severity is {' or '.join(self.levels)}"


@dataclass(frozen=True)
class SeverityAtLeast:
    """The severity is this level or a more serious one. Needs `levels`, least serious first."""

    level: str
    name = "severity_at_least"

    def matches(self, answers: Answers) -> bool | None:
        """Whether the severity, once chosen, ranks at or above the level."""
        severity, levels = answers.get("severity"), answers.get("levels")
        if not severity or not isinstance(levels, tuple):
            return None
        return severity in levels[levels.index(self.level) :]

    def words(self) -> str:
        """Say the condition."""
        return f"the severity is {self.level} or worse"


@dataclass(frozen=True)
class PeopleAtLeast:
    """So many people or more are affected. `people` is a number, or a (lowest, highest) pair."""

    count: int
    name = "people_at_least"

    def matches(self, answers: Answers) -> bool | None:
        """Whether there are certainly so many."""
        lowest, highest = people_between(answers)
        if lowest >= self.count:
            return True
        return None if highest is None or highest >= self.count else False

    def words(self) -> str:
        """Say the condition."""
        return f"{self.count:,} or more people are affected"


@dataclass(frozen=True)
class PeopleAtMost:
    """No more than so many people are affected."""

    count: int
    name = "people_at_most"

    def matches(self, answers: Answers) -> bool | None:
        """Whether there are certainly no more."""
        more = PeopleAtLeast(self.count + 1).matches(answers)
        return None if more is None else not more

    def words(self) -> str:
        """Say the condition."""
        return f"no more than {self.count:,} people are affected"


@dataclass(frozen=True)
class Conditions:
    """Several conditions which must all hold; none at all always holds."""

    all_of: tuple[Matcher, ...] = ()

    def holds(self, answers: Answers) -> bool | None:
        """Yes, no, or None when something is not known that could make it either."""
        found = [matcher.matches(answers) for matcher in self.all_of]
        if False in found:
            return False
        return None if None in found else True

    def not_known(self, answers: Answers) -> tuple[str, ...]:
        """The conditions, in words, whose answers are missing."""
        return tuple(each.words() for each in self.all_of if each.matches(answers) is None)

    def words(self) -> str:
        """Say them all."""
        return ", and ".join(each.words() for each in self.all_of) or "always"


ALWAYS = Conditions()


def people_between(answers: Answers) -> tuple[int, int | None]:
    """The fewest and the most people it may be; the most is None when nobody can say."""
    people = answers.get("people")
    if isinstance(people, int):
        return people, people
    if isinstance(people, tuple):
        return people
    return 0, None


def _denied(words: str) -> str:
    """Say the opposite of "it has been stopped"."""
    for verb, denied in DENIALS:
        if verb in words:
            return words.replace(verb, denied, 1)
    return f"not so that {words}"
