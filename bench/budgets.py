"""What was promised, what was measured, and the page that says so."""

import os
import platform
import sqlite3
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date

import django


@dataclass(frozen=True)
class Result:
    """One promise and what became of it. `budget` is None for what is only told."""

    name: str
    measured: float
    unit: str
    budget: float | None = None
    at_least: bool = False  # the budget is a floor, not a ceiling

    @property
    def is_kept(self) -> bool:
        """Whether the measurement is within the budget."""
        if self.budget is None:
            return True
        return self.measured >= self.budget if self.at_least else self.measured <= self.budget

    def cells(self) -> tuple[str, str, str, str]:
        """The row of the table."""
        word = "at least " if self.at_least else "at most "
        wanted = "" if self.budget is None else word + _said(self.budget, self.unit)
        verdict = "" if self.budget is None else "yes" if self.is_kept else "**no**"
        return self.name, wanted, _said(self.measured, self.unit), verdict


def table(heads: Sequence[str], rows: Sequence[Sequence[str]]) -> str:
    """A table in Markdown, the columns as wide as they need to be."""
    widths = [max(len(row[place]) for row in (heads, *rows)) for place in range(len(heads))]
    write: Callable[[Sequence[str]], str] = lambda row: (  # noqa: E731 - one line, used thrice
        "| " + " | ".join(cell.ljust(width) for cell, width in zip(row, widths, strict=True)) + " |"
    )
    return "\n".join([write(heads), write(["-" * width for width in widths]), *map(write, rows)])


def machine(on: date) -> str:
    """The machine in a sentence that names nobody."""
    return (
        f"{on:%-d %B %Y}: {os.cpu_count()} cores, {platform.machine()}, Python"
        f" {platform.python_version()}, Django {django.__version__}, SQLite"
        f" {sqlite3.sqlite_version}; load average {os.getloadavg()[1]:.1f} at the end."
    )


def _said(number: float, unit: str) -> str:
    digits = 2 if number < 10 else 1 if number < 100 else 0
    return f"{number:,.{digits}f} {unit}".strip()
