"""Putting in a message that came to somebody's own mailbox."""

from typing import Any

from django.core.exceptions import ValidationError
from django.core.files.uploadedfile import UploadedFile

from tocsin.core.errors import Refused
from tocsin.incidents.keeping.sealing import kind_to_keep
from tocsin.ui.fields import DateTimeField, FileField
from tocsin.ui.forms import Form

KINDS = {"eml", "msg"}


class SavedMessageForm(Form):
    """One saved message."""

    message = FileField(
        label="Which message?",
        help_text="Save it in your mail program first: its name then ends in .eml or .msg.",
        empty="Select a message",
    )
    received_at = DateTimeField(
        label="When did the school get it?",
        help_text="Leave it empty if it came just now. The 72 hours may count from then.",
        required=False, past=True,
    )  # fmt: skip

    def clean_message(self) -> "UploadedFile[Any]":
        file: UploadedFile[Any] = self.cleaned_data["message"]
        try:
            kind = kind_to_keep(file)
        except Refused as refused:
            raise ValidationError([reason.message for reason in refused.reasons]) from None
        if kind not in KINDS:
            raise ValidationError("Select a message whose name ends in .eml or .msg")
        file.seek(0)
        return file
