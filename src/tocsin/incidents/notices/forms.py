"""The questions about a notice: its parts, what should change, and where it went out."""

from collections.abc import Mapping
from datetime import datetime
from typing import Any

from django import forms
from django.core.exceptions import ValidationError

from tocsin.core.notice_parts import PARTS, PUBLIC, WELSH
from tocsin.incidents.models import Notice
from tocsin.ui.fields import Choice, DateTimeField, LongText, Text
from tocsin.ui.forms import Form

SEPARATE = (
    ("no", "No: nothing more of it is to go out"),
    ("yes", "Yes: I want to change its words"),
)
GROUNDS_IN_PUBLIC = (
    ("disproportionate", "Reaching each of them is out of proportion"),
    ("beside", "It goes out beside the messages to each of them"),
)
TALL = {"greeting": 2, "closing": 2, "contact": 3}


class NoticeForm(Form):
    """Every part of a notice. `beside` is the same notice in English, under a Welsh one."""

    seen = forms.IntegerField(widget=forms.HiddenInput)

    def __init__(
        self, *args: Any, row: Notice, beside: Mapping[str, str], at: datetime | None = None,
        **options: Any,
    ) -> None:  # fmt: skip
        first = {"seen": row.revision, "subject": row.subject, "ground": row.ground,
                 "reason": row.reason}  # fmt: skip
        super().__init__(*args, at=at, initial=first, **options)
        self.audience, self.language = row.audience, row.language
        if row.audience == PUBLIC:
            self.fields["ground"] = Choice(
                GROUNDS_IN_PUBLIC, label="Why is there a public notice?", empty="Select why"
            )
            self.fields["reason"] = LongText(
                label="The reason",
                help_text="It stays on the record, and is not part of the notice.",
                empty="Enter the reason",
                rows=2,
            )
        self.fields["subject"] = Text(
            label="Subject", longest=200, required=False, help_text=_english(beside.get("subject"))
        )
        for part in PARTS[row.audience]:
            self.fields[f"part-{part.key}"] = LongText(
                label=_label(part.asks, part.welsh if row.language == WELSH else ""),
                required=False, initial=row.parts.get(part.key, ""), rows=TALL.get(part.key, 5),
                longest=20_000, help_text=_english(beside.get(part.key)),
            )  # fmt: skip

    def clean(self) -> dict[str, Any]:
        """The words as the command takes them."""
        cleaned: dict[str, Any] = super().clean() or self.cleaned_data
        parts = {part.key: cleaned.pop(f"part-{part.key}", "") for part in PARTS[self.audience]}
        return {**cleaned, "parts": parts, "audience": self.audience, "language": self.language}


class SeenForm(Form):
    """That one saw the notice as it stands."""

    seen = forms.IntegerField(widget=forms.HiddenInput)

    def __init__(self, *args: Any, seen: int, at: datetime | None = None, **options: Any) -> None:
        super().__init__(*args, at=at, initial={"seen": seen}, **options)


class GiveBackForm(SeenForm):
    """What should change before one clears it."""

    words = LongText(label="What should change?", empty="Enter what should change", rows=5)


class AdviseForm(Form):
    """The DPO's own wording."""

    words = LongText(
        label="Your advice, or the words you suggest",
        help_text="It changes nothing by itself: whoever writes the notice takes it in.",
        empty="Enter your advice",
        rows=8,
    )


class WithdrawForm(Form):
    """Whether a new one follows."""

    is_followed = Choice(
        SEPARATE,
        label="Do you write a new version?",
        empty="Select whether you write a new version",
        coerce=lambda value: value == "yes",
    )


class IssueForm(Form):
    """When and where it went out."""

    issued_at = DateTimeField(
        label="When did it go out?",
        subject="The time it went out",
        empty="Enter when it went out",
        past=True,
    )
    where = Text(
        label="Where?",
        help_text="Such as the school's website, or the newspaper it was given to.",
        longest=200,
        empty="Enter where it went out",
    )

    def __init__(self, *args: Any, cleared_at: datetime | None, **options: Any) -> None:
        super().__init__(*args, **options)
        self.cleared_at = cleared_at

    def clean_issued_at(self) -> datetime:
        """Not before it was cleared."""
        issued_at: datetime = self.cleaned_data["issued_at"]
        # People give minutes, and clearances have seconds.
        if self.cleared_at and issued_at < self.cleared_at.replace(second=0, microsecond=0):
            raise ValidationError("Enter a time after it was cleared")
        return issued_at


def _label(asks: str, heading: str) -> str:
    return f"{asks} ({heading})" if heading else asks


def _english(words: str | None) -> str:
    return f"In English: {words}" if words else ""
