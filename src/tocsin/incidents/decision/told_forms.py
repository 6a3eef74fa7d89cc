"""That they were told: when, how, with which reference."""

from datetime import datetime
from typing import Any

from django.core.exceptions import ValidationError

from tocsin.core.clock import is_late, regulator_due_at
from tocsin.core.closures import closure_between
from tocsin.core.when import say_date, say_instant
from tocsin.incidents.facts import facts_of
from tocsin.incidents.models import Incident
from tocsin.incidents.revision import IncidentForm
from tocsin.policies.queries import calendar_of, pack_of
from tocsin.ui.fields import Choice, DateTimeField, LongText, Text

HOW = (
    ("online", "The regulator's online form"),
    ("phone", "By phone"),
    ("email", "By email"),
    ("letter", "By letter"),
    ("in_person", "In person"),
)
HOLIDAYS = (
    "The school is closed in the 72 hours. Tell the regulator so; these are the policy's words."
    " Take them out if you did not say it."
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

    def __init__(self, *args: Any, incident: Incident, **options: Any) -> None:
        closed = self.closure_of(incident)
        options["initial"] = {"details": closed, **options.get("initial", {})}
        super().__init__(*args, incident=incident, **options)
        if closed and "details" in self.fields:
            self.fields["details"].help_text = HOLIDAYS

    @staticmethod
    def closure_of(incident: Incident) -> str:
        """What the regulator should hear of a closure in the 72 hours; "" without one. BR-6.1."""
        start = facts_of(incident).clock_start
        due = regulator_due_at(start)
        found = closure_between(calendar_of(incident.school_id), start, due)
        if found is None:
            return ""
        statement = pack_of(incident.pack_version_id).words_for("closed_statement")
        return f"{statement} It opens again on {say_date(found.reopens_on)}."

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

    @staticmethod
    def closure_of(incident: Incident) -> str:
        """The people affected are owed no word of it."""
        del incident
        return ""

    def clean(self) -> dict[str, Any]:
        """There is no hour limit, so nothing to explain."""
        return {**(super().clean() or {}), "late_reason": ""}
