"""Times of day as people write them."""

import re
from datetime import date, datetime, time
from typing import Any

from django import forms
from django.core.exceptions import ValidationError

from tocsin.core.clock import LONDON
from tocsin.core.when import say_time

CLOCK = re.compile(r"(\d{1,2})(?:[:.]?(\d{2}))?(am|pm)?", re.ASCII)
NAMED = {"midday": time(12), "noon": time(12), "12noon": time(12), "midnight": time(0)}
NOON = 12
SCHOOL_STARTS = 7  # below this, "2:10" with no am or pm is more often the afternoon
A_SUMMER_DAY = date(2025, 7, 1)  # any will do: a time of day is only said, never added to


class TimeField(forms.Field):
    """A time of day, such as "9:30am", "14:05" or "midday"."""

    widget = forms.TextInput(attrs={"class": "govuk-input--width-5"})

    def to_python(self, value: Any) -> time | None:
        return read_time(str(value)) if value else None

    def prepare_value(self, value: Any) -> Any:
        if isinstance(value, time):
            return say_time(datetime.combine(A_SUMMER_DAY, value, LONDON))
        return value


def read_time(text: str) -> time:
    """The time of day somebody wrote. Raises ValidationError saying how to write it."""
    plain = re.sub(r"[\s]|(?<=[ap])\.|(?<=m)\.", "", text.lower())
    if plain in NAMED:
        return NAMED[plain]
    found = CLOCK.fullmatch(plain)
    if found is None or not (found[2] or found[3]):
        raise _refused()
    hour, minute, half = int(found[1]), int(found[2] or 0), found[3]
    if half:
        hour = _of_24(hour, half)
    elif len(found[1]) == 1 and 0 < hour < SCHOOL_STARTS:
        words = f"Say if {text.strip()} is am or pm, like {hour}:{minute:02}pm"
        raise ValidationError(words, code="wrong")
    try:
        return time(hour, minute)
    except ValueError as error:
        raise _refused() from error


def _of_24(hour: int, half: str) -> int:
    if not 1 <= hour <= NOON:
        raise _refused()
    return hour % NOON + (NOON if half == "pm" else 0)


def _refused() -> ValidationError:
    return ValidationError("Enter a time, like 9:30am", code="wrong")
