"""Times, phone numbers and form errors as pages say them."""

from collections.abc import Iterable
from datetime import date, datetime
from functools import lru_cache
from typing import Any

from django import forms, template
from django.templatetags.static import static

from tocsin.core import clock, when
from tocsin.ui.forms import problems_of
from tocsin.ui.rows import draw_each
from tocsin.ui.words import in_a_sentence as lowered

register = template.Library()


@register.simple_tag
def each(rows: Iterable[Any], template_name: str) -> str:
    """Draw a fragment for each row: `{% each lines "log/_line.html" %}`. See `draw_each`."""
    return draw_each(rows, template_name)


@register.simple_tag
@lru_cache(maxsize=64)
def asset(path: str) -> str:
    """The address of a style, script or picture: worked out once, not five times a page."""
    return static(path)


@register.filter
def say_instant(instant: datetime | None) -> str:
    """Say it: "9:41am on Thursday 13 November 2025"; "not known" for none."""
    return when.say_instant(instant) if instant else "not known"


@register.filter
def say_received(instant: datetime) -> str:
    """Say when something came in: of some reports only the day is kept."""
    return when.say_received(instant)


@register.filter
def at_received(instant: datetime) -> str:
    """The same inside a sentence: "at 9:41am on Thursday…", "on Thursday…"."""
    return when.at_received(instant)


@register.filter
def say_date(day: date | None) -> str:
    """Say it: "13 November 2025", in London when given an instant; "not known" for none."""
    if isinstance(day, datetime):
        day = day.astimezone(clock.LONDON).date()
    return when.say_date(day) if day else "not known"


@register.filter
def say_time(instant: datetime | None) -> str:
    """Say it: "9:41am", "midday"; "not known" for none."""
    return when.say_time(instant) if instant else "not known"


@register.filter
def say_when(known: when.When | None) -> str:
    """A time as exactly as it is known: "November 2025"."""
    return known.words() if known else "not known"


@register.filter
def time_left(due_at: datetime, at: datetime) -> str:
    """Say it: "31 hours 4 minutes left", "2 hours late"."""
    return clock.time_left(due_at, at)


@register.filter
def machine(instant: datetime | date) -> str:
    """An instant or a date for the `datetime` attribute and for the script."""
    if isinstance(instant, datetime):
        return clock.in_utc(instant).isoformat(timespec="seconds")
    return instant.isoformat()


@register.filter
def dialled(phone: str) -> str:
    """A phone number as a `tel:` link wants it: digits and a leading plus."""
    return "".join(each for each in phone if each.isdigit() or each == "+")


@register.filter
def in_a_sentence(label: str) -> str:
    """A label as it reads inside a sentence: "Full name" → "full name"."""
    return lowered(str(label))


@register.filter
def problems(form: forms.BaseForm) -> Iterable[tuple[str, str]]:
    """Each error of any form with the id of the box to put right."""
    return problems_of(form)
