"""A letter, a mail or a call, from the regulator or to it."""

from collections.abc import Mapping, Sequence
from datetime import date
from typing import Any, ClassVar

from tocsin.core.clock import LONDON
from tocsin.core.when import say_date
from tocsin.incidents.models import RegulatorLetter
from tocsin.incidents.regulator.freezing import HOW
from tocsin.incidents.revision import IncidentForm
from tocsin.ui.fields import Choice, DateField, DateTimeField, FileField, LongText, Text


class LetterForm(IncidentForm):
    """What came or went, when, and by when the regulator wants an answer."""

    reveals: ClassVar[Mapping[str, Mapping[str, Sequence[str]]]] = {
        "direction": {"in": ["answer_by"], "out": ["answers"]}
    }
    direction = Choice(
        RegulatorLetter.Direction.choices,
        label="Which way did it go?",
        empty="Select which way it went",
    )
    answer_by = DateField(
        label="By when do they want an answer? (optional)",
        help_text="We remind you before that day.",
        subject="The day they want an answer by",
        required=False,
    )
    answers = Choice(label="Which of theirs does it answer?", required=False, empty_value="")
    happened_at = DateTimeField(
        label="When did it come, or go?",
        subject="The time it came or went",
        empty="Enter when it came or went",
        past=True,
    )
    how = Choice(tuple(HOW.items())[1:], label="How?", empty="Select how it came or went")
    reference = Text(label="Their reference (optional)", longest=60, required=False, width=20)
    words = LongText(label="What does it say?", empty="Enter what it says", rows=5)
    proof = FileField(label="The letter itself (optional)", required=False)

    def __init__(self, *args: Any, waiting: Sequence[RegulatorLetter], **options: Any) -> None:
        super().__init__(*args, **options)
        choices = [("", "None of them")]
        choices += [
            (str(each.pk), f"Of {say_date(each.happened_at.astimezone(LONDON).date())}")
            for each in waiting
        ]
        self.fields["answers"].choices = choices  # type: ignore[attr-defined]

    def clean_answer_by(self) -> date | None:
        """A day to come, or today; or none."""
        day: date | None = self.cleaned_data["answer_by"]
        if day and self.at and day < self.at.astimezone(LONDON).date():
            raise self.fields["answer_by"].refuse(  # type: ignore[attr-defined]
                "must be today or in the future", "day", "month", "year"
            )
        return day

    def clean(self) -> dict[str, Any]:
        """What the command takes."""
        answers = super().clean() or {}
        return {**answers, "answers": answers.get("answers") or ""}
