"""Hiding the names of people in what was written, the same person always under one number."""

import re
from collections.abc import Iterable
from enum import StrEnum

SHORTEST = 3  # letters of a surname that is looked for on its own


class Hidden(StrEnum):
    """How much of a case file is left out."""

    NAMES = "names"
    WORDS = "words"  # names, and every text that somebody wrote
    NOTHING = "nothing"


class Redactor:
    """Puts "Person 1" in the place of each known name, whole or surname alone.

    A surname that is also a word is hidden where it has a capital: too much rather than too little.
    """

    def __init__(self, names: Iterable[str]) -> None:
        self._whose: dict[str, str] = {}
        for name in sorted({each.strip() for each in names if each.strip()}):
            parts = name.split()
            self._whose[name] = name
            if len(parts) > 1 and len(parts[-1]) >= SHORTEST and parts[-1][0].isupper():
                self._whose.setdefault(parts[-1], name)
        longest_first = sorted(self._whose, key=lambda each: (-len(each), each))
        known = "|".join(re.escape(each) for each in longest_first)
        self._pattern = re.compile(rf"\b(?:{known})\b") if known else None
        self._numbers: dict[str, int] = {}

    def hide(self, text: str) -> str:
        """The text without the names."""
        return self._pattern.sub(self._stand_in, text) if self._pattern else text

    def _stand_in(self, found: re.Match[str]) -> str:
        whose = self._whose[found.group()]
        return f"Person {self._numbers.setdefault(whose, len(self._numbers) + 1)}"
