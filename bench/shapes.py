"""What real incidents look like: causes, numbers of people, and words, from VCDB's schools.

Words that name people or places are left out: only those that also stand in small letters in
another event are kept.
"""

import json
import random
import re
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path

EVENTS = Path(__file__).parents[2] / "shared" / "data" / "vcdb_education.jsonl"
LONGEST = 60  # words of a story
KINDS = {  # VERIS action -> what the reporter would choose
    "error": ("email", "paper", "online"),
    "physical": ("device", "paper"),
    "hacking": ("cyber", "access"),
    "malware": ("cyber",),
    "social": ("cyber", "email"),
    "misuse": ("access",),
    "environmental": ("loss",),
    "unknown": ("other",),
}


class NoEvents(Exception):
    """The collected events are not here; the message says where they should be."""


@dataclass(frozen=True)
class Shape:
    """One event: its VERIS action, how many people it touched, and its words."""

    action: str
    people: int | None
    words: tuple[str, ...]

    @property
    def what(self) -> str:
        """What the reporter would choose; the same each time."""
        choices = KINDS.get(self.action, ("other",))
        return choices[len(self.words) % len(choices)]


@lru_cache(maxsize=1)
def shapes() -> tuple[Shape, ...]:
    """Every event, in the order of the file. Raises NoEvents when the file is missing."""
    if not EVENTS.exists():
        raise NoEvents("The events in ../shared/data/vcdb_education.jsonl are not here.")
    events = [json.loads(line) for line in EVENTS.read_text(encoding="utf-8").splitlines()]
    plain = _plain_words(events)
    return tuple(
        Shape(
            next(iter(event["action"]), "unknown"),
            _people(event),
            tuple(word for word in _words(event) if word in plain)[:LONGEST],
        )
        for event in events
    )


def stories(seed: int) -> Iterator[str]:
    """Endless stories of one or two events' words, the same ones for the same seed."""
    known = [shape.words for shape in shapes() if len(shape.words) > 4]
    choose = random.Random(seed)  # noqa: S311 - must be the same each time, not secret
    while True:
        first, second = choose.choice(known), choose.choice(known)
        cut = choose.randrange(len(second))
        yield " ".join(first + second[cut : cut + 20]).capitalize() + "."


def a_common_and_a_rare_word() -> tuple[str, str]:
    """A word that stands in many stories, and one that stands in few."""
    counts = Counter(word for shape in shapes() for word in set(shape.words) if len(word) > 4)
    ordered = sorted(counts, key=lambda word: (counts[word], word))
    return ordered[-1], ordered[0]


def _words(event: dict[str, object]) -> list[str]:
    return re.findall(r"[a-z]{2,}(?=[\s,.;:]|$)", str(event.get("summary") or ""))


def _plain_words(events: list[dict[str, object]]) -> set[str]:
    counts = Counter(word for event in events for word in set(_words(event)))
    return {word for word, events_with_it in counts.items() if events_with_it > 1}


def _people(event: dict[str, object]) -> int | None:
    attribute = event.get("attribute")
    found = attribute.get("confidentiality", {}) if isinstance(attribute, dict) else {}
    total = found.get("data_total")
    return min(int(total), 5_000_000) if total else None
