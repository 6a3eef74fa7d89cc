"""Choosing a file, and saying what its columns mean."""

from collections.abc import Mapping
from datetime import date
from typing import Any

from django.core.exceptions import ValidationError
from django.core.files.uploadedfile import UploadedFile

from tocsin.core.errors import Refused
from tocsin.core.imported_fields import FIELDS
from tocsin.incidents.importing.plans import Plan, plan_of
from tocsin.incidents.workbooks import LARGEST
from tocsin.ui.fields import Dropdown, FileField
from tocsin.ui.forms import Form

MEANINGS = (("", "Keep it word for word"), *((each.key, each.label) for each in FIELDS))
BLANK = "(no heading)"


class LogFileField(FileField):
    """A file with a log in it. What it is shows in what it holds, and not in its name."""

    def _check(self, file: "UploadedFile[Any]") -> None:
        if (file.size or 0) > self.largest:
            words = "The file must be smaller than 20MB. Save its tabs as files of their own"
            raise ValidationError(words, code="too_large")


class UploadForm(Form):
    """Which file."""

    log = LogFileField(
        label="Which file is it in?",
        help_text="A spreadsheet saved as .xlsx, .xls, .ods or .csv, smaller than 20MB.",
        empty="Select a file",
        largest=LARGEST,
    )

    def clean(self) -> dict[str, Any]:
        """Look whether there is a list in it, so that the next page has something to show."""
        cleaned: dict[str, Any] = super().clean() or self.cleaned_data
        if file := cleaned.get("log"):
            cleaned["log"] = file.read()
            try:
                plan_of(cleaned["log"], today=date.max)
            except Refused as refused:
                self.add_error("log", [reason.message for reason in refused.reasons])
        return cleaned


class MappingForm(Form):
    """What each column means; `plan` is what would be imported then."""

    def __init__(
        self, *args: Any, file: bytes, chosen: Mapping[str, str], today: date, **options: Any
    ) -> None:
        super().__init__(*args, **options)
        self.file, self.today = file, today
        self.plan: Plan = plan_of(file, chosen=chosen, today=today)
        self.keys = {f"column_{n}": each.key for n, each in enumerate(self.plan.columns, 1)}
        for name, column in zip(self.keys, self.plan.columns, strict=True):
            sample = " · ".join(each[:60] for each in column.samples)
            self.fields[name] = Dropdown(
                MEANINGS,
                label=column.heading or BLANK,
                help_text=". ".join(
                    filter(None, (column.doubt, f"For example: {sample}" if sample else ""))
                ),
                required=False,
                initial=column.field,
            )

    @property
    def chosen(self) -> dict[str, str]:
        """What the person says each column means, by its key."""
        return {key: self.cleaned_data.get(name) or "" for name, key in self.keys.items()}

    def clean(self) -> dict[str, Any]:
        """Read the file once more, as the person says."""
        cleaned: dict[str, Any] = super().clean() or self.cleaned_data
        if self.chosen == {column.key: column.field for column in self.plan.columns}:
            return cleaned  # as it was read already
        try:
            self.plan = plan_of(self.file, chosen=self.chosen, today=self.today)
        except Refused as refused:
            raise ValidationError([reason.message for reason in refused.reasons]) from refused
        return cleaned
