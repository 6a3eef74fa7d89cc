"""Whom to tell and why; and, afterwards, that they were told."""

from collections.abc import Mapping, Sequence
from datetime import datetime
from typing import Any, ClassVar

from django.core.exceptions import ValidationError

from tocsin.core.clock import is_late, regulator_due_at
from tocsin.core.facts import Tell
from tocsin.core.when import say_instant
from tocsin.incidents.facts import facts_of
from tocsin.incidents.revision import IncidentForm
from tocsin.schools.models import Membership
from tocsin.ui.fields import Choice, Choices, DateTimeField, LongText, Text

YES, NO = Tell.YES.value, Tell.NO.value
GROUNDS_TO_TELL = (
    ("high_risk", "A high risk to them is likely: the law requires it"),
    ("voluntary", "No legal duty, but it is right to tell them"),
    ("ordered", "The regulator told us to"),
)
GROUNDS_NOT_TO_TELL = (
    ("no_high_risk", "No high risk to them is likely"),
    ("unreadable", "Nobody can read the information: it is encrypted and the key is safe"),
    ("risk_removed", "What was done since means that the high risk is no longer likely"),
)
HOW = (
    ("online", "The regulator's online form"),
    ("phone", "By phone"),
    ("email", "By email"),
    ("letter", "By letter"),
    ("in_person", "In person"),
)


class DecideForm(IncidentForm):
    """The decision, taken together, with reasons either way. Source: BR-1.4; BR-1.5; BR-5.22."""

    reveals: ClassVar[Mapping[str, Mapping[str, Sequence[str]]]] = {
        "tell_people": {YES: ["ground_to_tell"], NO: ["ground_not_to_tell"]}
    }
    tell_regulator = Choice(
        ((YES, "Yes, a risk to people is likely, or we are not sure"),
         (NO, "No, a risk to people is unlikely")),
        label="Do we tell the regulator?",
        help_text="The test is whether a risk to people is unlikely, not whether it is high. If in"
        " doubt, tell.",
        empty="Select whether to tell the regulator",
    )  # fmt: skip
    regulator_reason = LongText(
        label="Why?", empty="Enter why the regulator is told, or not told", rows=3
    )
    tell_people = Choice(
        ((YES, "Yes"), (NO, "No")),
        label="Do we tell the people whose information it is?",
        empty="Select whether to tell the people affected",
    )
    ground_to_tell = Choice(GROUNDS_TO_TELL, label="On what ground?", empty="Select the ground")
    ground_not_to_tell = Choice(
        GROUNDS_NOT_TO_TELL, label="On what ground?", empty="Select the ground"
    )
    people_reason = LongText(
        label="Why are they told, or not told?",
        empty="Enter why the people affected are told, or not told",
        rows=3,
    )
    taken_with = Choices(label="Who decided together?", required=False)

    def __init__(self, *args: Any, team: Sequence[Membership], **options: Any) -> None:
        super().__init__(*args, **options)
        self.fields["taken_with"].choices = [  # type: ignore[attr-defined]
            (str(member.person_id), member.person.name or member.person.email) for member in team
        ]

    def clean(self) -> dict[str, Any]:
        """One ground for the answer given; a high risk is also a risk."""
        answers = super().clean() or {}
        to_tell, not_to_tell = (
            answers.pop("ground_to_tell", None),
            answers.pop("ground_not_to_tell", None),
        )
        answers["people_ground"] = to_tell or not_to_tell or ""
        if answers["people_ground"] == "high_risk" and answers.get("tell_regulator") == NO:
            self.add_error(
                "tell_regulator",
                "Select yes: when a high risk to people is likely, the regulator has to be told",
            )
        return answers


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
