"""Choosing files to keep, on whichever page they are added."""

from typing import Any

from django.conf import settings
from django.core.exceptions import ValidationError
from django.core.files.uploadedfile import UploadedFile

from tocsin.core.errors import Refused
from tocsin.incidents.keeping.sealing import MEGABYTE, kind_to_keep
from tocsin.ui.fields import FilesField

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
        faults = [fault for file in files for fault in _faults(file)]
        if faults:
            raise ValidationError(faults)
        return files


def _faults(file: "UploadedFile[Any]") -> list[str]:
    try:
        kind_to_keep(file)
    except Refused as refused:
        return [reason.message for reason in refused.reasons]
    return []
