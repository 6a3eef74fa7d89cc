"""When the regulator was told, after all."""

from collections.abc import Sequence
from datetime import datetime
from typing import Any

from django.core.exceptions import ValidationError

from tocsin.core.clock import is_late
from tocsin.core.when import say_instant
from tocsin.incidents.models import Telling
from tocsin.incidents.regulator.correcting import due_at, earliest, latest, stopped_the_clock
from tocsin.incidents.revision import IncidentForm
from tocsin.ui.fields import DateTimeField, LongText


class CorrectTimeForm(IncidentForm):
    """The right time, why the other was wrong, and the reasons where it is late now."""

    told_at = DateTimeField(
        label="When were they told?", subject="The time they were told",
        empty="Enter when they were told", past=True,
    )  # fmt: skip
    reason = LongText(
        label="Why was the other time wrong?", empty="Enter why the other time was wrong",
        rows=3, longest=2000,
    )  # fmt: skip
    late_reason = LongText(
        label="If this is after the 72 hours: why is it late?", required=False, rows=3,
        help_text="The regulator asks for the reasons. Leave it empty if it was sent in time.",
    )  # fmt: skip

    def __init__(self, *args: Any, told: Sequence[Telling], row: Telling, **options: Any) -> None:
        initial = {"told_at": row.told_at, "late_reason": row.late_reason}
        super().__init__(*args, initial=initial | options.pop("initial", {}), **options)
        self.told, self.row = told, row

    def clean_told_at(self) -> datetime:
        """Another time, in the order in which the reports went out."""
        told_at: datetime = self.cleaned_data["told_at"]
        first, last = earliest(self.incident, self.told, self.row), latest(self.told, self.row)
        if told_at == self.row.told_at:
            raise ValidationError("Enter another time: this one stands there already")
        if told_at < first:
            raise ValidationError(
                f"The time must not be before {say_instant(first)}, when the school became aware or"
                " told them before"
            )
        if last and told_at > last:
            raise ValidationError(
                f"The next report was sent at {say_instant(last)}. Check the time"
            )
        return told_at

    def clean(self) -> dict[str, Any]:
        """After the 72 hours there must be reasons."""
        answers: dict[str, Any] = super().clean() or {}
        told_at, due = answers.get("told_at"), due_at(self.incident)
        counts = stopped_the_clock(self.incident, self.row) and not answers.get("late_reason")
        if told_at and counts and is_late(due, told_at):
            self.add_error(
                "late_reason", f"The 72 hours ended at {say_instant(due)}. Say why this is late"
            )
        return answers
