"""That the people affected were told: when, how, with which reference."""

from datetime import datetime

from django.core.exceptions import ValidationError

from tocsin.core.when import say_instant
from tocsin.incidents.facts import facts_of
from tocsin.incidents.revision import IncidentForm
from tocsin.ui.fields import Choice, DateTimeField, LongText, Text

HOW = (
    ("phone", "By phone: they were spoken to"),
    ("in_person", "In person: they were spoken to"),
    ("email", "By email, with the notice that was cleared"),
    ("letter", "By letter, with the notice that was cleared"),
    ("text", "By text message, with the notice that was cleared"),
)


class PeopleToldForm(IncidentForm):
    """That they were told: when, how, with which reference. Source: BR-5.17."""

    told_at = DateTimeField(
        label="When were they told?",
        subject="The time they were told",
        empty="Enter when they were told",
        past=True,
    )
    how = Choice(HOW, label="How?", empty="Select how they were told")
    reference = Text(label="Their reference (optional)", longest=60, required=False, width=20)
    details = LongText(label="Anything to add? (optional)", required=False, rows=3)

    def clean_told_at(self) -> datetime:
        """Nobody can have been told of what the school did not know yet."""
        told_at: datetime = self.cleaned_data["told_at"]
        start = facts_of(self.incident).clock_start
        if told_at < start:
            raise ValidationError(
                f"That is before the school became aware, at {say_instant(start)}. Check the time,"
                " or correct first when the school became aware"
            )
        return told_at
