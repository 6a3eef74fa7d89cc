"""Which lines of a table are not told, so that nobody can be recognised in a small number.

A number from 1 to 4 might point to a person, and so might one that can be worked out: what is
missing of a line whose total is known from another, or of lines that add up to a known total.
"""

from collections.abc import Sequence
from dataclasses import dataclass

FEWEST = 5  # smaller numbers might point to a person


@dataclass(frozen=True)
class Line:
    """The numbers of one line. The lines of one group count the same things, each once."""

    group: str
    numbers: tuple[int, ...]

    @property
    def total(self) -> int:
        return sum(self.numbers)

    @property
    def is_small(self) -> bool:
        """Whether one of its numbers is too small to be told."""
        return any(0 < number < FEWEST for number in self.numbers)


def untold(lines: Sequence[Line]) -> frozenset[int]:
    """The places of the lines of which no number is told.

    A line with one small number is left out whole: its other numbers and the total, which another
    line tells, would give it away. In its group more lines are left out, the smallest first, until
    what is left out is more than one line and adds up to no small number.
    """
    found = {place for place, line in enumerate(lines) if line.is_small}
    for group in {lines[place].group for place in found}:
        there = [place for place, line in enumerate(lines) if line.group == group]
        there.sort(key=lambda place: lines[place].total)
        for place in there:
            out = [each for each in there if each in found]
            if len(out) > 1 and sum(lines[each].total for each in out) >= FEWEST:
                break
            found.add(place)
    return frozenset(found)
