"""Reading one entry of an old log, cell by cell, with every doubt written down."""

import re
from collections.abc import Sequence
from dataclasses import replace
from datetime import date

from tocsin.core.facts import Answer, Kind
from tocsin.core.imported_clocks import read_clock
from tocsin.core.imported_dates import read_day
from tocsin.core.imported_day import Order, Read
from tocsin.core.imported_entry import DAYS, NO_DAY, Doubt, Entry
from tocsin.core.imported_fields import BY_KEY, Shape
from tocsin.core.imported_table import Cell, text_of
from tocsin.core.imported_told import Told, read_told
from tocsin.core.imported_values import (
    People,
    breaches_in,
    cause_in,
    kind_in,
    level_of,
    read_people,
    whose_in,
)

OPEN = re.compile(
    r"open|ongoing|in progress|pending|under|awaiting|not closed|no\b|n\b", re.IGNORECASE
)


class Reading:
    """One entry being read, cell by cell."""

    def __init__(self, where: str) -> None:
        self.where, self.doubts = where, list[Doubt]()
        self.said: dict[str, str] = {}
        self.days: dict[str, Read] = {}
        self.told: dict[str, Told] = {}
        self.people = People()
        self.level: int | None = None

    def doubt(self, *words: str) -> None:
        """Note what a person should look at."""
        self.doubts += [Doubt(self.where, each) for each in words]

    def take(
        self,
        key: str,
        cells: Sequence[Cell],
        order: Order,
        years: tuple[int, ...],
        *,
        crosses_are_no: bool,
    ) -> None:
        """Read what stands in the column that means `key`."""
        self.said[key] = "\n".join(text_of(cell) for cell in cells)
        shape, cell = BY_KEY[key].shape, cells[0]
        if shape is Shape.DAY:
            self.days[key] = read_day(cell, order, years)
            self.doubt(*self.days[key].doubts)
        elif shape is Shape.CLOCK:
            clock, doubt = read_clock(cell)
            self.days[key] = Read(clock=clock)
            self.doubt(*([doubt] if doubt else []))
        elif shape is Shape.YES_NO:
            self.told[key] = read_told(cell, order, crosses_are_no=crosses_are_no)
            self.doubt(*self.told[key].doubts)
        elif shape is Shape.NUMBER and key == "people":
            self.people = read_people(cell)
            self.doubt(*self.people.doubts)
        elif shape is Shape.LEVEL and self.level is None:
            self.level = level_of(cell)

    def finished(self, entry: Entry, today: date, years: tuple[int, ...] = ()) -> Entry:
        """The entry with all that was read. years: those its list is about, as its title says."""
        self._join_times()
        self._compare_years(years)
        about = " ".join(self.said.get(key, "") for key in ("kind", "status", "outcome"))
        cause = cause_in(self.said.get("cause", "")) or cause_in(self.said.get("kind", ""))
        is_open = bool(OPEN.match(self.said.get("status", "").strip()))
        if is_open:
            self.doubt(
                "it says that it is not closed: it comes in closed, and you can open it again"
            )
        self._compare(today)
        return replace(
            entry, said=self.said, days=self.days, people=self.people, level=self.level,
            cause=cause, regulator=self._told("regulator"), told=self._told("told"),
            dpo=self._told("dpo"),
            kind=kind_in(about) or Kind.CONFIRMED, is_open=is_open,
            breaches=breaches_in(f"{self.said.get('kind', '')} {self.said.get('cause', '')}"),
            whose=tuple(whose_in(self.said.get("whose", ""))), doubts=tuple(self.doubts),
        )  # fmt: skip

    def _join_times(self) -> None:
        for key in ("occurred", "discovered"):
            clock = self.days.pop(f"{key}_time", NO_DAY).clock
            if clock and key in self.days and self.days[key].day and not self.days[key].clock:
                self.days[key] = replace(self.days[key], clock=clock)

    def _told(self, key: str) -> Told:
        """The answer, with the date and the reasons from columns of their own."""
        found = self.told.get(key, Told())
        on = self.days.get(f"{key}_on", NO_DAY)
        reason = self.said.get(f"{key}_reason", "")
        if on.day and found.answer is Answer.UNSURE and not found.is_not_asked:
            found = replace(found, answer=Answer.YES)
        if on.day and found.answer is Answer.YES:
            found = replace(found, on=on)
        words = "\n".join(dict.fromkeys(each for each in (found.words, reason) if each))
        return replace(found, words=words)

    def _compare_years(self, years: tuple[int, ...]) -> None:
        days = [day for key in DAYS if (day := self.days.get(key, NO_DAY).day)]
        is_school_year = len(years) > 1  # a year alone may be that of the form
        if is_school_year and days and all(day.year not in years for day in days):
            said = f"{years[0]} to {years[-1]}"
            self.doubt(f"its list is about {said}, and its day is in {days[0].year}")

    def _compare(self, today: date) -> None:
        days = {key: self.days[key].day for key in (*DAYS, "closed") if key in self.days}
        known = {key: day for key, day in days.items() if day}
        for key, day in known.items():
            if day > today:
                self.doubt(f"{BY_KEY[key].label.lower()} is in the future")
        if not any(key in known for key in DAYS):
            self.doubt("no day is known: it is kept from the day of the import")
        for earlier, later in (
            ("occurred", "discovered"),
            ("discovered", "closed"),
            ("occurred", "closed"),
        ):
            one, other = self.days.get(earlier, NO_DAY), known.get(later)
            if one.day and other and one.day > other:
                words = (BY_KEY[later].label.lower(), BY_KEY[earlier].label.lower())
                self.doubt(f"{words[0]} is before {words[1]}")
