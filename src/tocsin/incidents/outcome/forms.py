"""Closing and opening again."""

from collections.abc import Mapping, Sequence
from datetime import datetime
from typing import Any, ClassVar

from django import forms

from tocsin.core.closing import OUTCOMES, outcomes
from tocsin.core.reopening import NEWS, News
from tocsin.incidents.facts import facts_of
from tocsin.incidents.models import Incident
from tocsin.incidents.retention import keeping_words, retention_of
from tocsin.incidents.revision import IncidentForm
from tocsin.policies.queries import pack_of
from tocsin.ui.fields import Choice, Choices, DateField, DateTimeField, LongText
from tocsin.ui.forms import Form


class CloseForm(IncidentForm):
    """What it turned out to be, what was learned, and until when it is kept."""

    closed_as = Choice(
        label="What did it turn out to be?",
        help_text="What stands here fits the facts of the case.",
        empty="Select what it turned out to be",
    )
    lessons = LongText(
        label="What did we learn?",
        help_text="Also when nothing came of it: what nearly went wrong, and what would stop it.",
        empty="Enter what was learned",
        rows=4,
    )
    retention_on = DateField(
        label="Until when is it kept?", subject="The day", empty="Enter until when it is kept"
    )

    def __init__(
        self, *args: Any, incident: Incident, at: datetime | None = None, **options: Any
    ) -> None:
        keep = retention_of(incident, at) if at else None
        fits = outcomes(facts_of(incident))
        initial = {"closed_as": fits[0].value, "retention_on": keep}
        super().__init__(*args, incident=incident, at=at, initial=initial, **options)
        self.fields["closed_as"].choices = [  # type: ignore[attr-defined]
            (each.value, OUTCOMES[each]) for each in fits
        ]
        pack = pack_of(incident.pack_version_id)
        self.fields[
            "retention_on"
        ].help_text = (
            f"{keeping_words(pack)} After that day it is destroyed, and only the proof is left."
        )
        self.fields["retention_on"].required = keep is not None


class ReopenForm(IncidentForm):
    """Why it is opened again, and what is new."""

    reveals: ClassVar[Mapping[str, Mapping[str, Sequence[str]]]] = {
        "news": {News.AWARE.value: ["aware_at"]}
    }
    reason = LongText(label="Why is it opened again?", empty="Enter why it is opened again", rows=3)
    news = Choices(
        list(NEWS.items()),
        label="What is new?",
        help_text="What rests on it is asked for again. Nothing that was written is lost.",
        empty="Select what is new",
        exclusive=[News.NOTHING.value],
    )
    aware_at = DateTimeField(
        label="When did the school become aware of it?",
        help_text="The 72 hours are counted from then, unless the regulator has been told already.",
        subject="The time the school became aware",
        empty="Enter when the school became aware of it",
        past=True,
    )


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
