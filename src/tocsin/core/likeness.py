"""How much two incidents have in common. Source: SI-WHY1."""

from collections.abc import Collection, Iterable
from dataclasses import dataclass

CAUSE, COMPANY, MOST_WORDS = 3, 3, 4
ENOUGH = 2  # one word in common, or one kind of information, is chance
SHORTEST = 5
# Words of every report: they tell nothing about what happened.
_EVERYDAY = """
about after again another because before being between class could email every first found going
having information known might parent parents person people pupil pupils received report reported
school should somebody someone staff still teacher their there these they thing think those through
today until where which while would yesterday
"""
EVERYDAY = frozenset(_EVERYDAY.split())


@dataclass(frozen=True)
class Traits:
    """What of an incident is compared."""

    cause: str = ""
    supplier: object = None
    kinds: frozenset[str] = frozenset()


@dataclass(frozen=True)
class Likeness:
    """What they have in common, and how much that counts."""

    score: int
    is_same_cause: bool
    is_same_company: bool
    kinds: tuple[str, ...]
    words: tuple[str, ...]


def likeness(one: Traits, other: Traits, words: Collection[str] = ()) -> Likeness:
    """Compare two incidents. words: those of the one that a search finds in the other."""
    is_same_cause = bool(one.cause) and one.cause == other.cause
    is_same_company = one.supplier is not None and one.supplier == other.supplier
    kinds = tuple(sorted(one.kinds & other.kinds - {"basic"}))  # names are nearly always there
    score = CAUSE * is_same_cause + COMPANY * is_same_company
    score += min(len(kinds), 2) + min(len(words), MOST_WORDS)
    return Likeness(score, is_same_cause, is_same_company, kinds, tuple(sorted(words)))


def telling_words(text: Iterable[str], *, most: int) -> list[str]:
    """The words that tell most of what happened: long ones, the same whatever their order."""
    known = {word.lower() for word in text}
    found = [w for w in known if len(w) >= SHORTEST and w.isalpha() and w not in EVERYDAY]
    by_start: dict[str, str] = {}  # "recall" and "recalled" are one word to a search
    for word in sorted(found, key=lambda word: (-len(word), word)):
        by_start.setdefault(word[:SHORTEST], word)
    return list(by_start.values())[:most]
