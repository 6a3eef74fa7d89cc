"""Choosing files to keep, on whichever page they are added."""

import threading
from typing import Any, BinaryIO, cast

from django.conf import settings
from django.core.exceptions import ValidationError
from django.core.files.uploadedfile import SimpleUploadedFile, UploadedFile

from tocsin.core.errors import Refused
from tocsin.incidents.keeping.names import shown_name
from tocsin.incidents.keeping.pictures import NoCopy, without_hidden_data
from tocsin.incidents.keeping.sealing import MEGABYTE, kind_to_keep
from tocsin.incidents.models.attachment import PICTURES
from tocsin.ui.fields import FilesField

MOST_PICTURES = 5
OF_THE_SIZE = frozenset({"file-empty", "file-too-big"})
# While a large picture is drawn it takes hundreds of megabytes: several could stop a server.
_one_at_a_time = threading.Lock()
INSTEAD = "It could name you. Take a screenshot of it, or a photo as a JPEG, and add that instead."
WHICH_PICTURES = (
    "Photos and screenshots only: other files can name who made them. We take out where, when and"
    " with what they were taken. What they show can still give you away."
)
WHICH = (
    "PDFs, pictures, and Word, Excel, PowerPoint, text, email or calendar files,"
    f" each smaller than {settings.MAX_FILE_BYTES // MEGABYTE}MB. You can choose several."
)


class EvidenceField(FilesField):
    """Several files; each that may not be kept is named, with what to do instead."""

    def clean(self, data: Any, initial: Any = None) -> "list[UploadedFile[Any]]":
        del initial
        files = list(data or ())
        if not files and self.required:
            raise ValidationError(self.error_messages["required"], code="required")
        faults = [fault for file in files for fault in self.faults_in(file)]
        if faults:
            raise ValidationError(faults)
        return files

    def faults_in(self, file: "UploadedFile[Any]") -> list[str]:
        """Why the file may not be kept, and what to do instead."""
        try:
            kind_to_keep(file)
        except Refused as refused:
            return [reason.message for reason in refused.reasons]
        return []


class PlainPicturesField(EvidenceField):
    """Pictures alone, each drawn anew before anything is kept: it tells nothing but what is seen.

    Any other file can name who made it. A name such as IMG_20261126_1432 tells too: it goes.
    """

    def __init__(self, **options: Any) -> None:
        super().__init__(**options)
        # Phones that take pictures of a kind we cannot draw give one of these instead.
        self.widget.attrs["accept"] = "image/jpeg,image/png,image/gif,image/webp,image/tiff"

    def faults_in(self, file: "UploadedFile[Any]") -> list[str]:
        """Why the file may not be kept; of what is none of the files we keep, it is no picture."""
        try:
            is_picture = kind_to_keep(file) in PICTURES
        except Refused as refused:
            if refused.reasons[0].code in OF_THE_SIZE:
                return [reason.message for reason in refused.reasons]
            is_picture = False
        said = f"“{shown_name(file.name or '')}” is not a picture, so nothing was kept. {INSTEAD}"
        return [] if is_picture else [said]

    def clean(self, data: Any, initial: Any = None) -> "list[UploadedFile[Any]]":
        pictures = super().clean(data, initial)
        if len(pictures) > MOST_PICTURES:
            raise ValidationError(f"Add {MOST_PICTURES} pictures at a time", code="too-many")
        return [_drawn_anew(file, number) for number, file in enumerate(pictures, 1)]


def _drawn_anew(file: "UploadedFile[Any]", number: int) -> "UploadedFile[Any]":
    kind = kind_to_keep(file)
    try:
        with _one_at_a_time:
            plain = without_hidden_data(cast(BinaryIO, file.file), kind)
    except NoCopy:
        words = (
            f"We cannot take out what is hidden in file {number}, so nothing was kept. {INSTEAD}"
        )
        raise ValidationError(words, code="hidden") from None
    return SimpleUploadedFile(f"Picture {number}.{kind}", plain)
