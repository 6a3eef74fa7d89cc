"""The questions about a record; the fields are the parameters of its command."""

from datetime import datetime
from typing import Any

from tocsin.core.inquiry import RecordKind
from tocsin.incidents.models import InquiryRecord
from tocsin.ui.fields import Choice, DateField, LongText, Text
from tocsin.ui.forms import Form


class RecordForm(Form):
    """One record, with the questions of its kind."""

    name = Text(empty="Enter what it is", longest=200)
    words = LongText(empty="Say more about it", rows=3)
    state = Choice(empty="Select where it stands")
    owner = Text(required=False, longest=150)
    due_on = DateField(help_text="For example, 27 3 2026", subject="The day", required=False)

    def __init__(
        self,
        *args: Any,
        about: RecordKind,
        row: InquiryRecord | None,
        at: datetime | None = None,
        **options: Any,
    ) -> None:
        kept = {name: getattr(row, name) for name in self.base_fields} if row else {}
        super().__init__(*args, at=at, initial=kept, **options)
        labels = {"name": about.name, "words": about.words, "state": about.state,
                  "owner": about.owner, "due_on": about.due}  # fmt: skip
        for name, label in labels.items():
            if label:
                self.fields[name].label = label
            else:
                del self.fields[name]
        self.fields["state"].choices = about.states  # type: ignore[attr-defined]
        self.fields["words"].help_text = "Use initials for pupils if you can."

    def clean(self) -> dict[str, Any]:
        """Give a value to what was not asked, so that the command always gets it."""
        cleaned: dict[str, Any] = super().clean() or self.cleaned_data
        return {"owner": "", "due_on": None, **cleaned}


class StrikeForm(Form):
    """Why a record does not count any more."""

    reason = LongText(
        label="Why does it not count any more?",
        help_text="It stays here, crossed out, with your reason.",
        empty="Enter why it does not count any more",
        longest=2000,
        rows=3,
    )
