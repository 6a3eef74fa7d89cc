"""Dates and times as people write them: day, month and year in their own boxes, "9:30am" in one."""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime
from typing import Any, ClassVar

from django import forms
from django.core.exceptions import ValidationError

from tocsin.core.clock import LONDON
from tocsin.core.when import (
    MONTHS,
    NOT_KNOWN,
    When,
    at_minute,
    in_month,
    in_year,
    on_day,
    say_time,
)
from tocsin.ui.times import read_time

ZONES = re.compile(r"\s*\(?\b(bst|gmt)\)?$")
FIRST_YEAR, LAST_YEAR = 1900, 2199


@dataclass(frozen=True)
class Part:
    """One box of a date or time."""

    name: str
    label: str
    width: int
    is_numeric: bool = True


DAY, MONTH, YEAR = Part("day", "Day", 2), Part("month", "Month", 2), Part("year", "Year", 4)
TIME = Part("time", "Time", 5, is_numeric=False)


class Parts(forms.Widget):
    """Boxes side by side; the value is what was typed in each."""

    kind = "parts"
    use_fieldset = True

    def __init__(self, parts: Sequence[Part]) -> None:
        super().__init__()
        self.parts = tuple(parts)

    def value_from_datadict(self, data: Any, files: Any, name: str) -> dict[str, str]:
        del files
        return {p.name: str(data.get(f"{name}_{p.name}") or "").strip() for p in self.parts}


class _Parted(forms.Field):
    parts: ClassVar[tuple[Part, ...]] = (DAY, MONTH, YEAR)
    empty_value: Any = None

    def __init__(
        self, *, subject: str = "", empty: str = "", past: bool = False, **options: Any
    ) -> None:
        if empty:
            options["error_messages"] = {"required": empty} | options.get("error_messages", {})
        super().__init__(widget=Parts(self.parts), **options)
        self.subject, self.past, self.notice = subject, past, ""
        self.at: datetime | None = None  # the form sets it

    @property
    def name(self) -> str:
        """What the messages call it, as the start of a sentence."""
        return self.subject or str(self.label or "The date")

    def clean(self, value: Any) -> Any:
        typed: dict[str, str] = value
        if not any(typed.values()):
            if self.required:
                raise ValidationError(self.error_messages["required"], code="required")
            return self.empty_value
        return self.read(typed)

    def read(self, typed: dict[str, str]) -> Any:
        """What the boxes say, when there is something in at least one."""

    def refuse(self, words: str, *parts: str) -> ValidationError:
        named = parts or tuple(part.name for part in self.parts)
        return ValidationError(f"{self.name} {words}", code="wrong", params={"parts": named})

    def _day(self, typed: dict[str, str]) -> date:
        missing = [part for part in ("day", "month", "year") if not typed.get(part)]
        if missing:
            raise self.refuse(f"must include a {' and '.join(missing)}", *missing)
        year, month = self._year(typed["year"]), self._month(typed["month"])
        day = int(typed["day"]) if re.fullmatch(r"\d{1,2}", typed["day"], re.ASCII) else 0
        try:
            return date(year, month, day)
        except ValueError as error:
            raise self.refuse("must be a real date", "day", "month", "year") from error

    def _year(self, text: str) -> int:
        if not re.fullmatch(r"\d{4}", text, re.ASCII):
            raise self.refuse("must have a year with 4 numbers, like 2025", "year")
        if not FIRST_YEAR <= int(text) <= LAST_YEAR:
            raise self.refuse(f"must be between {FIRST_YEAR} and {LAST_YEAR}", "year")
        return int(text)

    def _month(self, text: str) -> int:
        names = [name for name in MONTHS if len(text) > 2 and name.lower().startswith(text.lower())]  # noqa: PLR2004 (ma, ju are not enough)
        number = int(text) if re.fullmatch(r"\d{1,2}", text, re.ASCII) else 0
        if text.lower() == "sept":
            names = ["September"]
        if len(names) == 1:
            number = MONTHS.index(names[0]) + 1
        if not 1 <= number <= len(MONTHS):
            raise self.refuse("must have a month from 1 to 12, or its name", "month")
        return number


class DateField(_Parted):
    """A day. With `past`, today or earlier in London; the form must be given `at`."""

    def read(self, typed: dict[str, str]) -> date:
        day = self._day(typed)
        if self.past and self.at and day > self.at.astimezone(LONDON).date():
            raise self.refuse("must be today or in the past")
        return day

    def prepare_value(self, value: Any) -> Any:
        if isinstance(value, date):
            return {"day": str(value.day), "month": str(value.month), "year": str(value.year)}
        return value


class DateTimeField(_Parted):
    """A day and a time in London. Gives the instant in UTC; with `past`, not after `at`."""

    parts = (DAY, MONTH, YEAR, TIME)

    def read(self, typed: dict[str, str]) -> datetime:
        if not typed.get("time"):
            raise self.refuse("must include a time, like 9:30am", "time")
        instant = self._instant(self._day(typed), typed["time"])
        if self.past and self.at and instant > self.at:
            raise self.refuse("must be in the past")
        return instant

    def _instant(self, day: date, text: str) -> datetime:
        plain = ZONES.sub("", text.lower())
        second = text.lower() != plain and "gmt" in text.lower()
        try:
            local = datetime.combine(day, read_time(plain), LONDON)
        except ValidationError as error:
            raise ValidationError(
                error.message, code="wrong", params={"parts": ("time",)}
            ) from error
        instant = local.astimezone(UTC)
        if instant.astimezone(LONDON).replace(tzinfo=None) != local.replace(tzinfo=None):
            words = "did not happen: the clocks went forward from 1am to 2am. Check the time"
            raise self.refuse(words, "time")
        other = local.replace(fold=1).astimezone(UTC)
        if other != instant and second:
            return other
        if other != instant and text.lower() == plain:
            self.notice = (
                "The clocks went back that night, so this time happened twice. We took the first,"
                f" {say_time(instant)}. If it was the second, write GMT after the time."
            )
        return instant

    def prepare_value(self, value: Any) -> Any:
        if isinstance(value, datetime):
            local = value.astimezone(LONDON)
            day = {"day": str(local.day), "month": str(local.month), "year": str(local.year)}
            return day | {"time": say_time(value)}
        return value


class PartialDateField(DateTimeField):
    """When it was, as exactly as anybody knows: leave out the time, the day, the month, or all.

    Gives a `When`; nothing at all is `NOT_KNOWN`, so make it required only to insist on a year.
    """

    empty_value = NOT_KNOWN

    def read(self, typed: dict[str, str]) -> Any:
        when = self._when(typed)
        if self.past and self.at and when.earliest and when.earliest > self.at:
            raise self.refuse("must be in the past")
        return when

    def _when(self, typed: dict[str, str]) -> When:
        day, month, year = (typed.get(part, "") for part in ("day", "month", "year"))
        if not year:
            raise self.refuse("must include at least a year", "year")
        if typed.get("time"):
            return at_minute(self._instant(self._day(typed), typed["time"]))
        if day:
            return on_day(self._day(typed))
        return (
            in_month(self._year(year), self._month(month)) if month else in_year(self._year(year))
        )

    def prepare_value(self, value: Any) -> Any:
        if not isinstance(value, When) or value.start is None:
            return {} if isinstance(value, When) else value
        parts = super().prepare_value(value.start)
        known = {"year": 1, "month": 2, "day": 3, "minute": 4}[value.precision.value]
        return {name: parts[name] for name in ("year", "month", "day", "time")[:known]}
