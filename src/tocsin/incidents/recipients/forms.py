"""The questions about whoever got the information."""

from collections.abc import Mapping, Sequence
from datetime import datetime
from typing import Any, ClassVar

from django import forms
from django.core.exceptions import ValidationError

from tocsin.core.clock import LONDON
from tocsin.incidents.models import Recipient
from tocsin.ui.fields import Choice, DateField, DateTimeField, LongText, Text
from tocsin.ui.forms import Form

State = Recipient.State
ASKED = "asked"
OUTCOMES = (
    (ASKED, "We asked them to delete it"),
    (State.CONFIRMED.value, "They said that it is deleted or returned"),
    (State.GIVEN_UP.value, "We do not follow this any more"),
)


def _not_past(form: Form, day: Any) -> Any:
    """Today or later."""
    if day and form.at and day < form.at.astimezone(LONDON).date():
        raise ValidationError("The day must be today or later")
    return day


class NameForm(Form):
    """Who got it, and by when they are asked."""

    name = Text(
        label="Who got it?",
        help_text="As little as you need to know them again, like “the parent of another class”.",
        empty="Enter who got it",
        longest=150,
    )
    reached_by = Text(label="How are they reached? (optional)", required=False, longest=150)
    chase_on = DateField(
        label="By which day are they asked to delete it?",
        help_text="You are reminded then. For example, 27 3 2026",
        subject="The day",
        empty="Enter the day by which they are asked",
    )

    def clean_chase_on(self) -> Any:
        """Today or later."""
        return _not_past(self, self.cleaned_data["chase_on"])


class FollowForm(Form):
    """What came of it."""

    reveals: ClassVar[Mapping[str, Mapping[str, Sequence[str]]]] = {
        "state": {ASKED: ["asked_at", "chase_on"]}
    }
    state = Choice(OUTCOMES, label="What is new?", empty="Select what is new")
    asked_at = DateTimeField(
        label="When did you ask?", subject="The time you asked", empty="Enter when you asked",
        past=True,
    )  # fmt: skip
    chase_on = DateField(
        label="When do you ask again if they say nothing?",
        help_text="You are reminded then. For example, 27 3 2026",
        subject="The day",
        empty="Enter the day on which you ask again",
    )
    words = LongText(label="What was said, or why?", empty="Enter what was said, or why", rows=3)
    seen = forms.IntegerField(widget=forms.HiddenInput)

    def __init__(
        self, *args: Any, recipient: Recipient, at: datetime | None = None, **options: Any
    ) -> None:
        super().__init__(*args, at=at, initial={"seen": recipient.revision}, **options)

    def clean_chase_on(self) -> Any:
        """Today or later."""
        return _not_past(self, self.cleaned_data["chase_on"])
