"""The questions of an investigation; each form's fields are the parameters of its command."""

from collections.abc import Mapping, Sequence
from datetime import datetime
from typing import Any, ClassVar

from django import forms

from tocsin.core.investigation import CERTAINTIES, PlannedStep, StepState
from tocsin.incidents.models import Attachment, PlanStep
from tocsin.ui.fields import Choice, Choices, DateField, LongText
from tocsin.ui.forms import Form

STATES = (
    (StepState.DONE.value, "Done"),
    (StepState.NOT_APPLICABLE.value, "Not needed here"),
)
ABOUT = (("staff", "A member of staff"), ("pupil", "A pupil"), ("nobody", "Nobody"))


class StepForm(Form):
    """What came of one step."""

    state = Choice(STATES, label="Is it done?", empty="Select whether it is done or not needed")
    certainty = Choice(
        list(CERTAINTIES.items()), label="How sure is it?", empty="Select how sure it is"
    )
    words = LongText(
        label="What came of it, or why is it not needed?",
        help_text="Write what you know, and from where. Use initials for pupils if you can.",
        empty="Enter what came of it, or why it is not needed",
    )
    found_on = DateField(
        label="When was this found out? (optional)",
        help_text="For example, 27 3 2026",
        subject="The day it was found out",
        required=False,
        past=True,
    )
    evidence = Choices(label="Which files does it rely on?", required=False)
    seen = forms.IntegerField(widget=forms.HiddenInput)

    def __init__(
        self,
        *args: Any,
        step: PlannedStep,
        row: PlanStep,
        files: Sequence[Attachment],
        known: Sequence[str],
        at: datetime | None = None,
        **options: Any,
    ) -> None:
        kept = {
            name: getattr(row, name)
            for name in ("state", "certainty", "words", "found_on", "evidence")
        }
        # What its records say already need not be written again.
        kept["words"] = row.words or "\n".join(known)
        super().__init__(*args, at=at, initial={**kept, "seen": row.number}, **options)
        if not step.is_finding:
            del self.fields["certainty"]
        choices = [(str(file.pk), file.name) for file in files]
        if choices:
            self.fields["evidence"].choices = choices  # type: ignore[attr-defined]
        else:
            del self.fields["evidence"]

    def clean(self) -> dict[str, Any]:
        """Give a value to what was not asked, so that the command always gets it."""
        cleaned: dict[str, Any] = super().clean() or self.cleaned_data
        return {"certainty": "", "evidence": [], **cleaned}


class DisciplineForm(Form):
    """Whether action is taken, against whom, and why or why not."""

    reveals: ClassVar[Mapping[str, Mapping[str, Sequence[str]]]] = {"is_taken": {"yes": ["about"]}}
    is_taken = Choice(
        (("yes", "Yes"), ("no", "No")),
        label="Is disciplinary action being taken?",
        empty="Select whether disciplinary action is being taken",
    )
    about = Choice(ABOUT[:2], label="Against whom?", empty="Select against whom")
    words = LongText(
        label="What is being done, or why not?",
        help_text="Only those whom your policy names can read this. It is in no export.",
        empty="Enter what is being done, or why not",
    )

    def clean(self) -> dict[str, Any]:
        """Yes and no as the command takes them."""
        cleaned: dict[str, Any] = super().clean() or self.cleaned_data
        return {
            **cleaned,
            "is_taken": cleaned.get("is_taken") == "yes",
            "about": cleaned.get("about") or "nobody",
        }
