"""That they were told: when, how, with which reference."""

from datetime import datetime
from typing import Any

from django.core.exceptions import ValidationError

from tocsin.core.clock import is_late, regulator_due_at
from tocsin.core.when import say_instant
from tocsin.incidents.facts import facts_of
from tocsin.incidents.revision import IncidentForm
from tocsin.ui.fields import Choice, DateTimeField, LongText, Text

HOW = (
    ("online", "The regulator's online form"),
    ("phone", "By phone"),
    ("email", "By email"),
    ("letter", "By letter"),
    ("in_person", "In person"),
)


class ToldForm(IncidentForm):
    """That they were told: when, how, with which reference."""

    told_at = DateTimeField(
        label="When were they told?",
        subject="The time they were told",
        empty="Enter when they were told",
        past=True,
    )
    how = Choice(HOW, label="How?", empty="Select how they were told")
    reference = Text(label="Their reference (optional)", longest=60, required=False, width=20)
    details = LongText(label="Anything to add? (optional)", required=False, rows=3)
    late_reason = LongText(
        label="If this is after the 72 hours: why is it late?",
        help_text="The regulator asks for the reasons. Leave it empty if it is in time.",
        required=False,
        rows=3,
    )

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

    def clean(self) -> dict[str, Any]:
        """After the 72 hours there must be reasons."""
        answers = super().clean() or {}
        told_at, reason = answers.get("told_at"), (answers.get("late_reason") or "").strip()
        due = regulator_due_at(facts_of(self.incident).clock_start)
        if told_at and "late_reason" in self.fields and not reason and is_late(due, told_at):
            self.add_error(
                "late_reason", f"The 72 hours ended at {say_instant(due)}. Say why this is late"
            )
        return answers


class PeopleToldForm(ToldForm):
    """The same for the people affected, who have no 72 hours."""

    late_reason = None  # type: ignore[assignment]
    how = Choice(HOW[1:], label="How?", empty="Select how they were told")

    def clean(self) -> dict[str, Any]:
        """There is no hour limit, so nothing to explain."""
        return {**(super().clean() or {}), "late_reason": ""}
