"""What happened, and how exactly the time is known."""

from collections.abc import Mapping, Sequence
from datetime import datetime, time
from typing import Any, ClassVar

from tocsin.core.clock import LONDON, in_utc
from tocsin.incidents.models import Happening
from tocsin.ui.fields import Choice, DateField, DateTimeField, LongText
from tocsin.ui.forms import Form

P = Happening.Precision


class HappeningForm(Form):
    """One event."""

    reveals: ClassVar[Mapping[str, Mapping[str, Sequence[str]]]] = {
        "precision": {P.EXACT: ["exact_at"], P.ABOUT: ["about_at"], P.DAY: ["day"],
                      P.RANGE: ["from_at", "to_at"]},
    }  # fmt: skip
    words = LongText(
        label="What happened?",
        help_text="One event. Use initials for pupils if you can.",
        empty="Enter what happened",
        rows=3,
    )
    precision = Choice(P.choices, label="When was it?", empty="Select how exactly you know when")
    exact_at = DateTimeField(
        label="The time", subject="The time", empty="Enter the time", past=True
    )
    about_at = DateTimeField(
        label="About when?", subject="The time", empty="Enter about when it was", past=True
    )
    day = DateField(label="Which day?", subject="The day", empty="Enter the day", past=True)
    from_at = DateTimeField(
        label="Not before", subject="The first time", empty="Enter the first time", past=True
    )
    to_at = DateTimeField(
        label="Not after", subject="The second time", empty="Enter the second time", past=True
    )

    def clean(self) -> dict[str, Any]:
        """The times as the command takes them."""
        cleaned: dict[str, Any] = super().clean() or self.cleaned_data
        start, end = cleaned.get("from_at"), cleaned.get("to_at")
        if start and end and end < start:
            self.add_error("to_at", "The second time must not be before the first")
        day = cleaned.get("day")
        at = in_utc(datetime.combine(day, time(0), LONDON)) if day else None
        first = cleaned.get("exact_at") or cleaned.get("about_at") or at or start
        kept = {name: cleaned.get(name) for name in ("words", "precision")}
        return {**kept, "started_at": first, "ended_at": end}
