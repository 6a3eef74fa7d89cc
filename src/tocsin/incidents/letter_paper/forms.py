"""Choosing a Word file for letters: it is looked into, and tried out, before it is taken."""

from typing import Any, ClassVar

from django.core.exceptions import ValidationError
from django.core.files.uploadedfile import UploadedFile

from tocsin.core.errors import Refused
from tocsin.incidents.word.checks import LARGEST, faults_of
from tocsin.incidents.word.letters import letters, words_in
from tocsin.ui.fields import FileField
from tocsin.ui.forms import Form

SAMPLE = {
    "name": "Sam Example", "child": "Alex Example", "school": "Example School",
    "subject": "About your information", "reference": "2026-001", "date": "26 November 2026",
    "words": "Dear Sam Example\n\nWhat happened\nWe lost a list.",
    "parts": [{"heading": "", "words": "Dear Sam Example"},
              {"heading": "What happened", "words": "We lost a list."}],
}  # fmt: skip
SAID = "We lost a list."


class PaperField(FileField):
    """One Word file that can be filled in and does nothing else."""

    endings: ClassVar[frozenset[str]] = frozenset({"docx", "docm"})
    kinds = "a Word document (.docx)"

    def clean(self, data: Any, initial: Any = None) -> "UploadedFile[Any]":
        file: UploadedFile[Any] = super().clean(data, initial)
        content = file.read()
        file.seek(0)
        faults = [reason.message for reason in faults_of(content)]
        if not faults:
            faults = _tried(content)
        if faults:
            raise ValidationError(list(dict.fromkeys(faults)))
        return file


class PaperForm(Form):
    """Which file."""

    file = PaperField(
        label="Which Word file?",
        help_text="A Word document (.docx) smaller than 5MB, with your letterhead and the places"
        " that are filled in.",
        largest=LARGEST,
        empty="Select a Word file",
    )


def _tried(content: bytes) -> list[str]:
    """What goes wrong when a sample is filled into it."""
    try:
        [letter] = letters(content, [SAMPLE])
        says_it = SAID in words_in(letter)
    except Refused as refused:
        return [reason.message for reason in refused.reasons]
    if says_it:
        return []
    return ["Write {{ words }} in it, where the words of the letter go."]
