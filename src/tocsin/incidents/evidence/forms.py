"""Choosing files to add."""

from tocsin.incidents.keeping.fields import WHICH, EvidenceField
from tocsin.ui.fields import LongText
from tocsin.ui.forms import Form


class AddFilesForm(Form):
    """Which files."""

    added = EvidenceField(
        label="Which files?",
        help_text=f"{WHICH} Add them as they are: we keep the original.",
        empty="Select a file",
    )


class OriginalForm(Form):
    """Why the copy of a picture does not do."""

    reason = LongText(
        label="Why do you need the original?",
        help_text="For example, to find out where the picture was taken. It goes on the record.",
        empty="Enter why you need the original",
        longest=2000,
        rows=3,
    )
