"""Between an upload and the store: what may be kept, sealing it, and reading it again."""

from collections.abc import Iterator
from typing import Any, BinaryIO, cast

from django.conf import settings
from django.core.files.uploadedfile import UploadedFile

from tocsin.core.errors import Reason, Refused
from tocsin.incidents.keeping.kinds import kind_of
from tocsin.incidents.keeping.names import shown_name
from tocsin.incidents.models import Attachment
from tocsin.ledger import files
from tocsin.ledger.keys import key_for
from tocsin.ledger.tenancy import reading

MEGABYTE = 1024 * 1024


def kind_to_keep(file: "UploadedFile[Any]") -> str:
    """The kind of an upload, by its content. Raises Refused when it may not be kept."""
    name, size = shown_name(file.name or ""), file.size or 0
    if not size:
        raise Refused(Reason("file-empty", f"“{name}” is empty, so there was nothing to keep."))
    if size > settings.MAX_FILE_BYTES:
        words = (
            f"“{name}” is bigger than {settings.MAX_FILE_BYTES // MEGABYTE}MB, so it was not kept."
            " Make it smaller, or add only the part that matters."
        )
        raise Refused(Reason("file-too-big", words))
    return kind_of(name, cast(BinaryIO, file.file))


def seal_in(row: Attachment, file: "UploadedFile[Any]") -> None:
    """Put the file into the store, and what identifies it into `row`. It is slow."""
    kept = files.keep(
        file.chunks(), school_id=row.school_id, key=_key_of(row), bound_to=row.bound_to
    )
    row.size, row.digest, row.sealed_digest = kept.size, kept.digest, kept.sealed_digest


def pieces_of(row: Attachment) -> Iterator[bytes]:
    """The file as it was added, in pieces. Raises Refused when what is kept is something else."""
    fault = files.fault_of(row.school_id, row.sealed_digest)
    if fault:
        words = (
            f"“{row.name}” is {fault} in the store, so we did not open it. Tell whoever runs Tocsin"
            " for you: it may be in a backup."
        )
        raise Refused(Reason(f"file-{fault}", words))
    return files.read(row.school_id, row.sealed_digest, key=_key_of(row), bound_to=row.bound_to)


def _key_of(row: Attachment) -> bytes:
    with reading(row.school_id):
        return key_for(row.key_id, school_id=row.school_id)
