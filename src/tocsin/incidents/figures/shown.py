"""The figures as the page and the file show them; small numbers are not told to everybody."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import timedelta

from tocsin.core.clock import say_length
from tocsin.core.compliance import Figure, proportion
from tocsin.core.small_numbers import FEWEST, Line, untold

UNTOLD = "not shown"
BAR = 100  # the width of a bar, in its own units
HEADINGS = (
    "What", "Severity", "Timescale", "Met", "Missed", "Still running", "Median time",
    "Longest time",
)  # fmt: skip


@dataclass(frozen=True)
class FigureRow:
    """One timescale: each number as it may be shown, and the two parts of its bar."""

    what: str
    level: str
    words: str
    met: str
    missed: str
    running: str
    median: str
    longest: str
    met_width: int = 0
    missed_width: int = 0

    @property
    def cells(self) -> tuple[str, ...]:
        return (
            self.what, self.level or "Every level", self.words, self.met, self.missed,
            self.running, self.median, self.longest,
        )  # fmt: skip


def figure_rows(found: Sequence[Figure], *, is_suppressed: bool) -> list[FigureRow]:
    """The figures as lines. Suppressed, no small number is told, nor what would tell one."""
    lines = [Line(each.step.key, (each.met, each.missed, each.running)) for each in found]
    hidden = untold(lines) if is_suppressed else frozenset()
    told = [each for place, each in enumerate(found) if place not in hidden]
    widest = max((each.met + each.missed for each in told), default=0) or 1
    return [
        _untold(each) if place in hidden else _row(each, widest, is_suppressed=is_suppressed)
        for place, each in enumerate(found)
    ]


def finding(found: Sequence[Figure], *, is_suppressed: bool) -> str:
    """What the figures say, in a sentence."""
    met = sum(each.met for each in found)
    judged = met + sum(each.missed for each in found)
    if not judged:
        return "No deadline has passed in this time."
    if is_suppressed:
        # An exact sum would tell the one number that a line does not.
        return f"{proportion(met, judged)} of the deadlines were met."
    words = f"{met:,} of {judged:,} deadlines were met."
    if worst := max((each for each in found if each.missed), key=lambda e: e.missed, default=None):
        words += f" Most often missed: {_within(worst.step.label)}"
        words += f" ({worst.missed:,} of {worst.met + worst.missed:,})."
    return words


def _within(label: str) -> str:
    """The label inside a sentence; "DPO told" keeps its capitals."""
    return label if label[:2].isupper() else f"{label[:1].lower()}{label[1:]}"


def lines_of(rows: Sequence[FigureRow], about: Sequence[str]) -> Iterator[Sequence[str]]:
    """The lines of the file: what it holds, the headings, then the figures."""
    yield from ([line] for line in about)
    yield HEADINGS
    yield from (row.cells for row in rows)


def _untold(figure: Figure) -> FigureRow:
    return FigureRow(
        what=figure.step.label, level=figure.level, words=_words(figure), met=UNTOLD,
        missed=UNTOLD, running=UNTOLD, median="", longest="",
    )  # fmt: skip


def _row(figure: Figure, widest: int, *, is_suppressed: bool) -> FigureRow:
    return FigureRow(
        what=figure.step.label,
        level=figure.level,
        words=_words(figure),
        met=f"{figure.met:,}",
        missed=f"{figure.missed:,}",
        running=f"{figure.running:,}",
        median="" if is_suppressed and len(figure.lengths) < FEWEST else _length(figure.median),
        # The longest is always one incident's own.
        longest="" if is_suppressed else _length(figure.longest),
        met_width=round(BAR * figure.met / widest),
        missed_width=round(BAR * figure.missed / widest),
    )


def _words(figure: Figure) -> str:
    return figure.words[:1].upper() + figure.words[1:]


def _length(length: timedelta | None) -> str:
    return say_length(length) if length is not None else ""
