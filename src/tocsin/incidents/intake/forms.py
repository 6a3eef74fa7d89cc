"""What only the public door asks: who somebody outside is, and the code to come back with."""

from collections.abc import Mapping, Sequence
from typing import Any, ClassVar

from django.core.exceptions import ValidationError

from tocsin.incidents.keeping.fields import (
    WHICH,
    WHICH_PICTURES,
    EvidenceField,
    PlainPicturesField,
)
from tocsin.incidents.receipts import code_in
from tocsin.incidents.words import ANYBODY, RELATIONS
from tocsin.ui.fields import Choice, DateTimeField, LongText, Text
from tocsin.ui.forms import Form


class WhoForm(Form):
    """Who are you to the school? As people outside it are asked."""

    heading_field = "relation"
    reveals: ClassVar[Mapping[str, Mapping[str, Sequence[str]]]] = {
        "relation": {"supplier": ["supplier_name", "supplier_aware_at"]}
    }
    relation = Choice(
        RELATIONS, label="Who are you?", empty="Select who you are", help_text="This is not a name."
    )
    supplier_name = Text(
        label="Which company and product is it about?",
        longest=200,
        empty="Enter the company and the product",
    )
    supplier_aware_at = DateTimeField(
        label="When did your company become aware of it?",
        help_text="The day and the time, in London. The law asks you to tell us without undue"
        " delay. Leave this empty if you do not know.",
        subject="The time your company became aware",
        required=False,
        past=True,
    )


class AnybodyForm(WhoForm):
    """The same where staff report too: whoever takes that way is not always one of them."""

    relation = Choice(
        ANYBODY, label="Who are you?", empty="Select who you are", help_text="This is not a name."
    )


class CodeForm(Form):
    """The code of a report."""

    code = Text(
        label="Your 16-digit code",
        help_text="For example, 4821 7730 9516 2048",
        empty="Enter your 16-digit code",
        longest=60,
        width=20,
    )

    def clean_code(self) -> str:
        """The digits alone."""
        code = code_in(self.cleaned_data["code"])
        if code is None:
            raise ValidationError("Enter your 16-digit code", code="wrong")
        return code


class WordsForm(Form):
    """Something more, or an answer to what the school asked: words, files, or both."""

    words = LongText(label="Add something, or answer", required=False)
    added = EvidenceField(label="Photos or files (optional)", help_text=WHICH, required=False)

    def clean(self) -> dict[str, Any]:
        """One of the two has to be there."""
        cleaned = super().clean() or self.cleaned_data
        if not (self.errors or cleaned["words"].strip() or cleaned["added"]):
            raise ValidationError({"words": "Enter what you want to tell us, or add a file"})
        return cleaned


class ProtectedWordsForm(WordsForm):
    """The same for a reporter whose name nobody is to find out."""

    added = PlainPicturesField(
        label="Pictures (optional)", help_text=WHICH_PICTURES, required=False
    )

    def __init__(self, *args: Any, **options: Any) -> None:
        super().__init__(*args, **options)
        words = "Do not write your name here if you want us not to know it."
        self.fields["words"].help_text = words
