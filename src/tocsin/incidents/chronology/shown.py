"""The chronology as its page draws it."""

from collections.abc import Sequence
from dataclasses import dataclass

from django.urls import reverse

from tocsin.incidents.models import Happening, Incident


@dataclass(frozen=True)
class Event:
    """One event; `href` leads to correcting it, where that can be done."""

    row: Happening
    is_corrected: bool
    href: str


def events(incident: Incident, rows: Sequence[Happening], *, is_open: bool) -> list[Event]:
    """Every event in order; what was corrected stands beside what took its place."""
    corrected = {each.corrects for each in rows}
    slug = incident.school.slug
    return [
        Event(
            each,
            each.pk in corrected,
            reverse("incidents:chronology:correct", args=[slug, incident.pk, each.pk])
            if is_open and each.pk not in corrected
            else "",
        )
        for each in rows
    ]
