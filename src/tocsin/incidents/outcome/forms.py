"""Closing and opening again."""

from collections.abc import Mapping, Sequence
from datetime import datetime
from typing import Any, ClassVar

from django import forms

from tocsin.incidents.revision import IncidentForm
from tocsin.ui.fields import Choice, LongText
from tocsin.ui.forms import Form


class CloseForm(IncidentForm):
    """What was learned."""

    lessons = LongText(
        label="What did we learn?",
        help_text="Also when nothing came of it: what nearly went wrong, and what would stop it.",
        empty="Enter what was learned",
        rows=4,
    )


class ReopenForm(IncidentForm):
    """Why it is opened again."""

    reason = LongText(label="Why is it opened again?", empty="Enter why it is opened again", rows=3)


class ReportForm(Form):
    """The outcome report: a text under each heading of the policy."""

    seen = forms.IntegerField(widget=forms.HiddenInput)

    def __init__(
        self,
        *args: Any,
        words: Mapping[str, str],
        seen: int,
        at: datetime | None = None,
        **options: Any,
    ) -> None:
        super().__init__(*args, at=at, initial={"seen": seen}, **options)
        self.titles = tuple(words)
        for place, (title, text) in enumerate(words.items()):
            self.fields[f"section-{place}"] = LongText(
                label=title, required=False, initial=text, rows=8
            )

    def clean(self) -> dict[str, Any]:
        """The sections as the command takes them."""
        cleaned: dict[str, Any] = super().clean() or self.cleaned_data
        sections = [
            {"title": title, "words": cleaned.get(f"section-{place}", "")}
            for place, title in enumerate(self.titles)
        ]
        return {"seen": cleaned.get("seen"), "sections": sections}


class ReviewForm(Form):
    """Whether the report is accepted, and what is missing if not."""

    reveals: ClassVar[Mapping[str, Mapping[str, Sequence[str]]]] = {"verdict": {"no": ["comments"]}}
    verdict = Choice(
        (("yes", "Accept it"), ("no", "Give it back")),
        label="What do you think of the report?",
        empty="Select whether you accept the report",
    )
    comments = LongText(label="What is missing?", empty="Enter what is missing", rows=4)

    def clean(self) -> dict[str, Any]:
        """Yes and no as the command takes them."""
        cleaned: dict[str, Any] = super().clean() or self.cleaned_data
        return {"accepts": cleaned.get("verdict") == "yes", "comments": cleaned.get("comments", "")}


class RecommendForm(Form):
    """What the DPO recommends."""

    words = LongText(
        label="What do you recommend?",
        help_text="What should be done, by whom, and what should change.",
        empty="Enter what you recommend",
    )
