"""Who is written to about somebody: themselves, or a parent or carer; and what to look at first."""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

UP_TO_AGE = 13  # of the plan, where a pack does not say. Source: BR-5.17
LONGEST_LIFE = 120  # years


class To(StrEnum):
    """Whom a letter about somebody goes to."""

    SELF = "self"
    PARENT = "parent"


class Held(StrEnum):
    """Why no letter is made about somebody yet."""

    SPARED = "spared"  # the word was not to write
    FLAG = "flag"
    WHOM = "whom"
    NO_PARENT = "no-parent"


# What is looked at before anybody is written to: a letter to the wrong home does harm.
# Source: ICO's example of a breach, number 1.
FLAGS = {
    "court_order": "A court order says who may be told",
    "estranged": "A parent must not be told, or has no contact",
    "looked_after": "Looked after by the council, or adopted",
    "confidential": "Their address is kept secret",
    "other": "Something else to look at first",
}


@dataclass(frozen=True)
class Subject:
    """What the rule may know of one person. None of a birth date means not known."""

    is_pupil: bool
    born: date | None = None
    has_parent: bool = False  # somebody is named who is written to
    flags: Collection[str] = ()
    addressed_to: str = ""  # a person's own choice, against the age
    word: str = ""  # "write" or "spare": of whoever safeguards pupils


def age_on(born: date, day: date) -> int:
    """How many birthdays somebody has had by that day."""
    return day.year - born.year - ((day.month, day.day) < (born.month, born.day))


def by_age(subject: Subject, day: date, up_to_age: int | None) -> To | None:
    """Whom the school's rule would write to on that day; None when it cannot say.

    Up to the age of the pack a parent or carer is told instead of the pupil. A pack that decides
    case by case never says for a pupil. Source: BR-5.17.
    """
    if not subject.is_pupil:
        return To.SELF
    if subject.born is None or up_to_age is None:
        return None
    return To.PARENT if age_on(subject.born, day) <= up_to_age else To.SELF


def written_to(subject: Subject, day: date, up_to_age: int | None) -> To | None:
    """Whom a letter goes to that day: as somebody said for this person, or by the rule."""
    return To(subject.addressed_to) if subject.addressed_to else by_age(subject, day, up_to_age)


def held(subject: Subject, day: date, up_to_age: int | None) -> Held | None:
    """Why no letter about them may go out yet; None when one may. Source: BR-5.17; SI-M3-STEPS."""
    if subject.word == "spare":
        return Held.SPARED
    if subject.flags and not subject.word:
        return Held.FLAG
    to = written_to(subject, day, up_to_age)
    if to is None:
        return Held.WHOM
    return Held.NO_PARENT if to is To.PARENT and not subject.has_parent else None
