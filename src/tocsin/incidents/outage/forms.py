"""What is asked about a time in which information could not be used. Source: BR-2.6."""

from typing import Any

from tocsin.core.outage import BACKUPS, EFFECTS, RESTORED
from tocsin.incidents.revision import IncidentForm
from tocsin.ui.fields import Choice, DateTimeField, LongText


class OutageForm(IncidentForm):
    """From when to when, what it did to people, and how it came back."""

    systems = LongText(
        label="What could not be used?", rows=2,
        help_text="The system or the papers, and what information is in them.",
        empty="Enter what could not be used",
    )  # fmt: skip
    started_at = DateTimeField(
        label="From when?", subject="The time it began", empty="Enter when it began", past=True
    )
    ended_at = DateTimeField(
        label="Until when? (optional)", help_text="Leave this empty while it goes on.",
        subject="The time it ended", required=False, past=True,
    )  # fmt: skip
    effect = Choice(
        EFFECTS, label="What did people have to do without?", empty="Select what people had to do"
        " without",
    )  # fmt: skip
    effect_words = LongText(
        label="What did it mean for them? (optional)", required=False, rows=2,
        help_text="For example: no allergy list at lunch, no pay, no register, an exam put off.",
    )  # fmt: skip
    backup = Choice(
        BACKUPS,
        label="Is there a backup or another copy?",
        empty="Select whether there is a backup",
    )
    backup_words = LongText(
        label="From when is it, and was it tested? (optional)", required=False, rows=2
    )
    restored = Choice(RESTORED, label="Is the information back?", empty="Select whether it is back")
    restored_words = LongText(
        label="How was it brought back, and what is missing? (optional)", required=False, rows=2
    )

    def clean(self) -> dict[str, Any]:
        """It cannot end before it began, and what is back is at an end."""
        answers: dict[str, Any] = super().clean() or self.cleaned_data
        start, end = answers.get("started_at"), answers.get("ended_at")
        if start and end and end < start:
            self.add_error("ended_at", "It cannot have ended before it began: check the two times")
        if answers.get("restored") == "whole" and not end and "ended_at" not in self.errors:
            self.add_error("ended_at", "Enter when it ended, since all of it is back")
        return answers
