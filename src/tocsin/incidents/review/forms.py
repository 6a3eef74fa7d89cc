"""The questions of a review, and what follows from an answer."""

from collections.abc import Mapping, Sequence
from datetime import datetime
from typing import Any, ClassVar

from django import forms
from django.core.exceptions import ValidationError

from tocsin.core.clock import LONDON
from tocsin.core.review_rules import Follows, Question, Verdict
from tocsin.incidents.models import Review
from tocsin.schools.models import Membership
from tocsin.ui.fields import Choice, DateField, Dropdown, LongText
from tocsin.ui.forms import Form

VERDICTS = (
    (Verdict.YES.value, "Yes"),
    (Verdict.PARTLY.value, "Partly"),
    (Verdict.NO.value, "No"),
    (Verdict.UNSURE.value, "We could not find out"),
)
FOLLOWS = (
    (Follows.ACTION.value, "Somebody should do something"),
    (Follows.POLICY.value, "A policy or the response plan should change"),
    (Follows.TRAINING.value, "Somebody needs training"),
    (Follows.RISK.value, "There is a risk to watch"),
)


class ReviewForm(Form):
    """A verdict and words for each question."""

    seen = forms.IntegerField(widget=forms.HiddenInput)

    def __init__(
        self,
        *args: Any,
        questions: Sequence[Question],
        row: Review,
        at: datetime | None = None,
        **options: Any,
    ) -> None:
        super().__init__(*args, at=at, initial={"seen": row.revision}, **options)
        self.keys = tuple(each.key for each in questions)
        kept = {each["key"]: each for each in row.answers}
        for each in questions:
            known = kept.get(each.key, {})
            self.fields[each.key] = Choice(
                VERDICTS, label=each.words, help_text=each.hint, required=False,
                initial=known.get("verdict"),
            )  # fmt: skip
            self.fields[f"{each.key}-words"] = LongText(
                label="Why do you say so?", required=False, rows=2,
                help_text="Needed unless you say yes.", initial=known.get("words", ""),
            )  # fmt: skip

    def clean(self) -> dict[str, Any]:
        """The answers as the command takes them."""
        cleaned: dict[str, Any] = super().clean() or self.cleaned_data
        answers = {
            key: (cleaned.get(key) or "", cleaned.get(f"{key}-words") or "") for key in self.keys
        }
        return {"seen": cleaned.get("seen"), "answers": answers}


class FollowForm(Form):
    """What should happen, and because of which answer."""

    reveals: ClassVar[Mapping[str, Mapping[str, Sequence[str]]]] = {
        "kind": {Follows.ACTION.value: ["person", "due_on"]}
    }
    question = Dropdown(label="Which answer does it follow from?", empty="Select the answer")
    kind = Choice(FOLLOWS, label="What follows?", empty="Select what follows")
    person = Dropdown(label="Who should do it?", empty="Select who should do it")
    due_on = DateField(
        label="By which day?",
        help_text="For example, 27 3 2026",
        subject="The day",
        empty="Enter the day by which it should be done",
    )
    words = LongText(
        label="Say what should be done or change",
        help_text="Whoever is asked to do it sees these words, and nothing else. Name no pupil.",
        empty="Enter what should be done or change",
        rows=4,
    )

    def __init__(
        self,
        *args: Any,
        questions: Sequence[Question],
        members: Sequence[Membership],
        at: datetime | None = None,
        **options: Any,
    ) -> None:
        super().__init__(*args, at=at, **options)
        self._people = {str(each.person_id): each.person for each in members}
        named = sorted((str(each), pk) for pk, each in self._people.items())
        people = [("", "Choose somebody"), *((pk, name) for name, pk in named)]
        self.fields["person"].choices = people  # type: ignore[attr-defined]
        asked = [("", "Choose a question"), *((each.key, each.words) for each in questions)]
        self.fields["question"].choices = asked  # type: ignore[attr-defined]

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
        return cleaned
