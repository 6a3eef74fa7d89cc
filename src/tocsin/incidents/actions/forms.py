"""The questions about actions; each form's fields are the parameters of its command."""

from collections.abc import Mapping, Sequence
from datetime import datetime
from typing import Any, ClassVar

from django import forms
from django.core.exceptions import ValidationError

from tocsin.core.actions import ActionKind
from tocsin.core.clock import LONDON
from tocsin.incidents.keeping.fields import WHICH, EvidenceField
from tocsin.schools.models import Membership
from tocsin.ui.fields import Choice, DateField, Dropdown, LongText, Text
from tocsin.ui.forms import Form

KINDS = (
    (ActionKind.REQUEST.value, "A question: we need to know something"),
    (ActionKind.ACTION.value, "Something to do now"),
    (ActionKind.PREVENTIVE.value, "Something that keeps it from happening again"),
)
WHO = (("member", "Somebody at the school"), ("outsider", "Somebody outside the school"))


class AskForm(Form):
    """What is wanted, of whom, and by when."""

    reveals: ClassVar[Mapping[str, Mapping[str, Sequence[str]]]] = {
        "who": {"member": ["person"], "outsider": ["outsider_name", "outsider_email"]}
    }
    kind = Choice(KINDS, label="What do you want?", empty="Select what you want")
    words = LongText(
        label="Say what is wanted",
        help_text="They see these words and nothing else of the incident. Name no pupil.",
        empty="Enter what is wanted",
        rows=4,
    )
    who = Choice(WHO, label="Of whom?", empty="Select of whom you want it")
    person = Dropdown(label="Who at the school?", empty="Select who at the school")
    outsider_name = Text(label="Their name or firm", empty="Enter their name", longest=150)
    outsider_email = forms.EmailField(
        label="Their email address",
        max_length=254,
        error_messages={"required": "Enter their email address"},
    )
    due_on = DateField(
        label="By which day?",
        help_text="For example, 27 3 2026",
        subject="The day",
        empty="Enter the day by which you want it",
    )

    def __init__(
        self,
        *args: Any,
        members: Sequence[Membership],
        at: datetime | None = None,
        **options: Any,
    ) -> None:
        super().__init__(*args, at=at, **options)
        self._people = {str(each.person_id): each.person for each in members}
        names = sorted((str(each), pk) for pk, each in self._people.items())
        self.fields["person"].choices = [  # type: ignore[attr-defined]
            ("", "Choose somebody"),
            *((pk, name) for name, pk in names),
        ]

    def clean_due_on(self) -> Any:
        """Today or later."""
        day = self.cleaned_data["due_on"]
        if day and self.at and day < self.at.astimezone(LONDON).date():
            raise ValidationError("The day must be today or later")
        return day

    def clean(self) -> dict[str, Any]:
        """The person in place of their id."""
        cleaned: dict[str, Any] = super().clean() or self.cleaned_data
        cleaned["person"] = self._people.get(cleaned.get("person") or "")
        cleaned.pop("who", None)
        return cleaned


class AnswerForm(Form):
    """The answer, with files if there are any."""

    words = LongText(
        label="Your answer",
        help_text="Say what you did or found out. Use initials for pupils if you can.",
        empty="Enter your answer",
    )
    added = EvidenceField(label="Files (optional)", help_text=WHICH, required=False)


class LookForm(Form):
    """Whether the answer is enough, and what is missing if not."""

    reveals: ClassVar[Mapping[str, Mapping[str, Sequence[str]]]] = {
        "verdict": {"give_back": ["words"]}
    }
    verdict = Choice(
        (("accept", "Yes, it is done"), ("give_back", "No, something is missing")),
        label="Is it enough?",
        empty="Select whether it is enough",
    )
    words = LongText(
        label="What is missing?",
        help_text="They see these words.",
        empty="Enter what is missing",
        rows=3,
    )


class CheckForm(Form):
    """How a preventive action was found to work."""

    words = LongText(
        label="How do you know that it works?", empty="Enter how you know that it works", rows=3
    )


class WithdrawForm(Form):
    """Why it is not asked for any more."""

    words = LongText(
        label="Why is it not needed any more?",
        empty="Enter why it is not needed any more",
        rows=3,
    )
