"""What is asked about days of the calendar."""

from datetime import datetime
from typing import Any

from django import forms

from tocsin.core.clock import LONDON
from tocsin.schools.calendar.ics import MOST_BYTES, MOST_DAYS, Listed, Unreadable, read_calendar
from tocsin.schools.models import PeriodKind
from tocsin.ui.fields import Choice, DateField, FileField, Text
from tocsin.ui.forms import Form

HINTS = {
    PeriodKind.TERM: "From the first to the last day of pupils. Half-terms are entered apart.",
    PeriodKind.INSET: "Staff are at school, pupils are not.",
    PeriodKind.CLOSURE: "Pupils and staff are away: snow, a polling day, an occasional day.",
    PeriodKind.BANK_HOLIDAY: "A local or a new one that our list does not have.",
    PeriodKind.ORDINARY: "A bank holiday in our list on which you work.",
}


class SpanForm(Form):
    """A first and a last day; the first alone is one day."""

    first_on = DateField(label="First day", empty="Enter the first day")
    last_on = DateField(
        label="Last day", required=False, help_text="Leave it empty if it is the same day."
    )

    def clean(self) -> dict[str, Any]:
        answers: dict[str, Any] = super().clean() or self.cleaned_data
        first = answers.get("first_on")
        if first is None or "last_on" not in answers:
            return answers
        last = answers["last_on"] = answers["last_on"] or first
        if last < first:
            self.add_error("last_on", "The last day must be the first day or a later one")
        elif (last - first).days >= MOST_DAYS:
            self.add_error("last_on", f"The last day must be within {MOST_DAYS} days of the first")
        return answers


class PeriodForm(SpanForm):
    """Days of the calendar."""

    kind = Choice(PeriodKind.choices, label="What is it?", empty="Select what it is", hints=HINTS)
    name = Text(label="Name", required=False, help_text="Such as “Autumn term”.")
    field_order = ("kind", "name", "first_on", "last_on")


class CalendarFile(FileField):
    endings = frozenset({"ics", "ical", "ifb", "icalendar"})
    kinds = "a calendar file, which ends in .ics"


class FileForm(Form):
    """A file of term dates. `listed` is what was read from it."""

    file = CalendarFile(
        label="Calendar file (.ics)", largest=MOST_BYTES, empty="Select a calendar file"
    )
    at: datetime
    listed: Listed

    def clean_file(self) -> Any:
        file = self.cleaned_data["file"]
        try:
            self.listed = read_calendar(file.read(), on=self.at.astimezone(LONDON).date())
        except Unreadable as fault:
            raise forms.ValidationError([*fault.args]) from fault
        return file
