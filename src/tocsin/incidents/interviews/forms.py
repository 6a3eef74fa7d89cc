"""The questions about an interview, and the one that the person who was spoken to is asked."""

from collections.abc import Mapping, Sequence
from datetime import datetime
from typing import Any, ClassVar

from django import forms

from tocsin.incidents.models import Interview
from tocsin.ui.fields import Choice, DateField, LongText, Text
from tocsin.ui.forms import Form

AGREES, WRONG = "agrees", "wrong"


class InterviewForm(Form):
    """Who was spoken to, when, with whom, and what they said."""

    name = Text(label="Who was spoken to?", empty="Enter who was spoken to", longest=150)
    email = forms.EmailField(
        label="Their email address (optional)",
        help_text="If they should say whether they agree with the summary.",
        max_length=254,
        required=False,
        error_messages={"invalid": "Enter an email address, like name@example.org"},
    )
    held_on = DateField(
        label="When?",
        help_text="For example, 27 3 2026",
        subject="The day",
        empty="Enter the day",
        past=True,
    )
    present = Text(
        label="Who else was there?",
        help_text="For example, the person who asked, a union representative, or a parent.",
        empty="Enter who else was there, or “nobody”",
        longest=300,
    )
    words = LongText(
        label="What did they say?",
        help_text="A fair summary. If you send it, they see these words and nothing else of the"
        " incident. Use initials for pupils if you can.",
        empty="Enter what they said",
    )

    def __init__(
        self, *args: Any, row: Interview | None, at: datetime | None = None, **options: Any
    ) -> None:
        kept = {name: getattr(row, name) for name in self.base_fields} if row else {}
        super().__init__(*args, at=at, initial=kept, **options)


class StrikeForm(Form):
    """Why an interview does not count any more."""

    reason = LongText(
        label="Why does it not count any more?",
        help_text="It stays here, crossed out, with your reason.",
        empty="Enter why it does not count any more",
        longest=2000,
        rows=3,
    )


class ReplyForm(Form):
    """Whether the summary is right."""

    reveals: ClassVar[Mapping[str, Mapping[str, Sequence[str]]]] = {"verdict": {WRONG: ["words"]}}
    verdict = Choice(
        ((AGREES, "Yes, this is what I said"), (WRONG, "No, something is wrong or missing")),
        label="Is this what you said?",
        empty="Select whether this is what you said",
    )
    words = LongText(
        label="What is wrong or missing?", empty="Enter what is wrong or missing", rows=4
    )

    def clean(self) -> dict[str, Any]:
        """The answers as the command takes them."""
        cleaned: dict[str, Any] = super().clean() or self.cleaned_data
        words = cleaned.get("words") or ""
        return {"agrees": cleaned.get("verdict") == AGREES, "words": words}
