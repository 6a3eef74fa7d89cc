"""The questions about letters and what came of them."""

from collections.abc import Sequence
from datetime import date, datetime
from typing import Any

from django import forms

from tocsin.core.clock import LONDON
from tocsin.incidents.letter_plans import EMAIL, medium_doubts
from tocsin.incidents.models import Dispatch, Incident, Letter, Reply
from tocsin.ui.dates import DateField, DateTimeField
from tocsin.ui.fields import Choice, LongText
from tocsin.ui.forms import Form

WAYS = (
    (EMAIL, "By email, one to each"),
    (Dispatch.Way.PAPER.value, "As printed letters, to post or hand out"),
    (Dispatch.Way.PHONE.value, "By phone: we make a list of whom to ring, and what to say"),
)
AGAIN = (
    ("no", "Only people who were not told yet"),
    ("yes", "Everybody, also those whom an earlier notice reached"),
)


class WayForm(Form):
    """By which way, and whether that way is safe enough here. Source: BR-5.17."""

    way = Choice(WAYS, label="How do they go?", empty="Select how they go")
    again = Choice(AGAIN, label="Who gets one?", empty="Select who gets one", initial="no")
    medium_reason = LongText(
        label="Why is this way safe enough?", required=False, rows=3, longest=2000,
        help_text="Needed when something above speaks against it. It stays on the record.",
    )  # fmt: skip

    def __init__(self, *args: Any, incident: Incident, **options: Any) -> None:
        super().__init__(*args, **options)
        self.doubts: Sequence[str] = medium_doubts(incident, EMAIL)
        if not self.doubts:
            del self.fields["medium_reason"]

    def clean_again(self) -> bool:
        """Whether people are told again."""
        return bool(self.cleaned_data["again"] == "yes")

    def clean(self) -> dict[str, Any]:
        """Plain email has to be weighed where something speaks against it."""
        told: dict[str, Any] = super().clean() or self.cleaned_data
        told.setdefault("medium_reason", "")
        if self.doubts and told.get("way") == EMAIL and not (told["medium_reason"] or "").strip():
            self.add_error("medium_reason", "Say why email is safe enough, or select another way")
        return told


class DoneForm(Form):
    """When a batch was posted, or everybody was rung."""

    done_at = DateTimeField(
        label="When was that?", subject="The time", empty="Enter when that was", past=True
    )


class FollowForm(Form):
    """What became of one letter."""

    state = Choice(
        (
            (Letter.State.RETURNED.value, "It came back by post"),
            (Letter.State.SPOKEN.value, "We spoke to them instead"),
        ),
        label="What became of it?", empty="Select what became of it",
    )  # fmt: skip
    happened_at = DateTimeField(
        label="When was that?", subject="The time", empty="Enter when that was", past=True
    )
    seen = forms.IntegerField(widget=forms.HiddenInput)


class ReplyForm(Form):
    """That somebody who is affected answered, or complained."""

    kind = Choice(
        Reply.Kind.choices, label="What is it?", empty="Select what it is",
        hints={"complaint": "Acknowledged within 30 days, as the law says."},
    )  # fmt: skip
    received_on = DateField(
        label="When did it come?", subject="The day it came", empty="Enter the day it came",
        help_text="For example, 27 3 2026", past=True,
    )  # fmt: skip
    words = LongText(
        label="What did they say?", empty="Enter what they said", rows=5, longest=10_000,
        help_text="It is encrypted, like their name.",
    )  # fmt: skip


class OutcomeForm(Form):
    """What came of an answer."""

    words = LongText(
        label="What did you answer or do?", empty="Enter what you answered or did", rows=5,
        longest=10_000,
    )  # fmt: skip
    seen = forms.IntegerField(widget=forms.HiddenInput)


def today_in(at: datetime) -> date:
    """The day in London."""
    return at.astimezone(LONDON).date()
