"""One entry of an old log, as far as it could be read, and what is in doubt."""

from collections.abc import Mapping
from dataclasses import dataclass, field

from tocsin.core.facts import Kind
from tocsin.core.imported_day import Read
from tocsin.core.imported_fields import BY_KEY, Shape
from tocsin.core.imported_told import Told
from tocsin.core.imported_values import People

DAYS = ("occurred", "discovered", "reported")
TEXTS = tuple(each.key for each in BY_KEY.values() if each.shape in {Shape.WORDS, Shape.NAME})
NO_DAY, NO_PEOPLE, NOT_TOLD = Read(), People(), Told()


@dataclass(frozen=True)
class Doubt:
    """Something a person should look at. `where` is a row, or a column for all of its rows."""

    where: str
    words: str


@dataclass(frozen=True)
class Entry:
    """One incident of an old log, as far as it could be read."""

    sheet: str
    rows: tuple[int, ...]
    original: tuple[tuple[str, str], ...]  # every heading and what stood there, word for word
    digest_of: str  # the same in one form, whatever the order of the columns
    said: Mapping[str, str] = field(default_factory=dict)  # by field, as text
    days: Mapping[str, Read] = field(default_factory=dict)
    people: People = NO_PEOPLE
    regulator: Told = NOT_TOLD
    told: Told = NOT_TOLD
    dpo: Told = NOT_TOLD
    level: int | None = None
    kind: Kind = Kind.CONFIRMED
    cause: str = ""
    breaches: frozenset[str] = frozenset()
    whose: tuple[str, ...] = ()
    is_open: bool = False
    doubts: tuple[Doubt, ...] = ()

    @property
    def where(self) -> str:
        """Where it stands in the file, in words."""
        rows = (
            f"row {self.rows[0]}"
            if len(self.rows) == 1
            else f"rows {self.rows[0]} to {self.rows[-1]}"
        )
        return f"{self.sheet}, {rows}" if self.sheet else rows

    def day(self, key: str) -> Read:
        """When something was, or not known."""
        return self.days.get(key, NO_DAY)
