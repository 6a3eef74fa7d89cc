"""TOML text → a policy pack, or every fault in it with its line and what to write instead."""

import re
import tomllib
from dataclasses import dataclass
from functools import lru_cache

from tocsin.core.pack_checks import check
from tocsin.core.pack_lines import Lines
from tocsin.core.pack_tables import UNREADABLE, read
from tocsin.core.pack_writing import dump
from tocsin.core.policy import Pack

__all__ = ["Fault", "PackError", "dump", "load"]

AT_LINE = re.compile(r" \(at line (\d+), column \d+\)")


@dataclass(frozen=True)
class Fault:
    """One thing in a pack to put right."""

    file: str
    line: int
    key: str  # such as `levels[2].colour`; lists count from 1
    message: str  # says what to write

    def __str__(self) -> str:
        return f"{self.file}, line {self.line}: {self.message}"


class PackError(Exception):
    """A pack cannot be used as it is. Nothing of it was taken."""

    def __init__(self, *faults: Fault) -> None:
        super().__init__("\n".join(map(str, faults)))
        self.faults = faults


def load(text: str, *, name: str) -> Pack:
    """The pack that `text` writes down; `name` is the file, for the faults.

    The last few hundred are kept, so asking again costs nothing.
    Raises PackError with every fault found.
    """
    return _loaded(text, name)


@lru_cache(maxsize=256)
def _loaded(text: str, name: str) -> Pack:
    table = _parsed(text, name)
    lines = Lines(text)
    faults: list[Fault] = []

    def complain(key: str, message: str) -> None:
        faults.append(Fault(name, lines.of(key), key, message))

    pack = read(Pack, table, "", complain)
    if not faults and pack is not UNREADABLE:
        check(pack, complain)
    if faults:
        raise PackError(*sorted(faults, key=lambda fault: fault.line))
    assert isinstance(pack, Pack)  # noqa: S101 (a table always reads as a pack, or complains)
    return pack


def _parsed(text: str, name: str) -> dict[str, object]:
    try:
        return tomllib.loads(text)
    # A number of thousands of digits, or brackets within brackets without end, fail differently.
    except (ValueError, RecursionError) as error:
        at = AT_LINE.search(str(error))
        line = int(at[1]) if at else max(1, len(text.splitlines()))
        reason = AT_LINE.sub("", str(error)).removesuffix(" (at end of document)")
        message = f"The text is not TOML here: {reason}. Check quotes, brackets and commas."
        raise PackError(Fault(name, line, "", message)) from error
