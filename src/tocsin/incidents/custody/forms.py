"""The questions about evidence; each form's fields are the parameters of its command."""

from collections.abc import Mapping, Sequence
from typing import Any, ClassVar

from tocsin.incidents.models import EvidenceItem, Handling
from tocsin.ui.fields import Choice, DateTimeField, LongText, Text
from tocsin.ui.forms import Form

THING = EvidenceItem.Kind.THING.value


class ItemForm(Form):
    """A thing that is kept somewhere, or what somebody saw."""

    reveals: ClassVar[Mapping[str, Mapping[str, Sequence[str]]]] = {"kind": {THING: ["place"]}}
    kind = Choice(
        EvidenceItem.Kind.choices, label="What is it?", empty="Select what it is",
        hints={THING: "Like a letter, a phone or a memory stick. You keep it; we note where."},
    )  # fmt: skip
    place = Text(
        label="Where is it kept?",
        help_text="So that somebody else finds it: like “the safe in the office”.",
        empty="Enter where it is kept",
        longest=200,
    )
    name = Text(
        label="Its name", help_text="Like “USB stick from room 4”.", empty="Enter its name",
        longest=200,
    )  # fmt: skip
    words = LongText(
        label="Describe it",
        help_text="Say what it is and what it shows. Use initials for pupils if you can.",
        empty="Enter what it is and what it shows",
        rows=4,
    )
    came_from = Text(
        label="Whom or where did it come from?", empty="Enter whom or where it came from",
        longest=200,
    )  # fmt: skip

    def clean(self) -> dict[str, Any]:
        """A place also where none was asked for."""
        cleaned: dict[str, Any] = super().clean() or self.cleaned_data
        return {**cleaned, "place": cleaned.get("place") or ""}


class HandlingForm(Form):
    """Who had it, what they did with it, and when."""

    deed = Choice(
        Handling.Deed.choices, label="What was done with it?", empty="Select what was done with it"
    )
    who = Text(
        label="By whom, or to whom?", help_text="The person who had it from then on.",
        empty="Enter by whom, or to whom", longest=150,
    )  # fmt: skip
    done_at = DateTimeField(
        label="When?", subject="The time", empty="Enter when it was done", past=True
    )
    place = Text(label="Where is it now? (optional)", required=False, longest=200)
    words = LongText(label="Why? (optional)", required=False, rows=2, longest=2000)
