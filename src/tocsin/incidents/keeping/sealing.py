"""Between an upload and the store: what may be kept, sealing it, and reading it again."""

from collections.abc import Iterator
from typing import Any, BinaryIO, cast

from django.conf import settings
from django.core.files.uploadedfile import UploadedFile

from tocsin.core.errors import Reason, Refused
from tocsin.incidents.keeping.kinds import kind_of
from tocsin.incidents.keeping.names import shown_name
from tocsin.incidents.models import Attachment, FileCopy
from tocsin.ledger import files
from tocsin.ledger.keys import known_key
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
    """Put the file into the store, and what identifies it into `row`. It is slow.

    Raises Refused when the store cannot take it: a full disk must not look like a fault of theirs.
    """
    try:
        kept = files.keep(
            file.chunks(), school_id=row.school_id, key=_key_of(row), bound_to=row.bound_to
        )
    except OSError as fault:
        words = (
            f"“{row.name}” was not kept, because our store could not take it. What you wrote is"
            " safe. Try again in an hour, and tell whoever runs Tocsin for you."
        )
        raise Refused(Reason("file-store", words)) from fault
    row.size, row.digest, row.sealed_digest = kept.size, kept.digest, kept.sealed_digest


def seal_copy(copy: FileCopy, content: bytes) -> None:
    """Put the copy of a picture into the store, and what identifies it into `copy`. It is slow."""
    kept = files.keep(
        [content], school_id=copy.school_id, key=_key_of(copy), bound_to=copy.bound_to
    )
    copy.size, copy.digest, copy.sealed_digest = kept.size, kept.digest, kept.sealed_digest


def pieces_of(row: Attachment) -> Iterator[bytes]:
    """The file as it was added, in pieces. Raises Refused when what is kept is something else, or
    a virus scanner found something in it.
    """
    return _pieces(row, row)


def pieces_of_copy(row: Attachment) -> Iterator[bytes]:
    """The copy of a picture in pieces; refused where the picture would be."""
    return _pieces(row, row.copy)


def _pieces(row: Attachment, kept: Attachment | FileCopy) -> Iterator[bytes]:
    with reading(row.school_id):
        is_held_back = row.is_held_back
    if is_held_back:
        words = (
            f"“{row.name}” is held back: a virus scanner found something in it. It stays sealed,"
            " and nobody can open it here. Ask whoever looks after your computers what to do."
        )
        raise Refused(Reason("file-held-back", words))
    if fault := files.fault_of(kept.school_id, kept.sealed_digest):
        words = (
            f"“{row.name}” is {fault} in the store, so we did not open it. Tell whoever runs Tocsin"
            " for you: it may be in a backup."
        )
        raise Refused(Reason(f"file-{fault}", words))
    return opened(kept)


def opened(kept: Attachment | FileCopy) -> Iterator[bytes]:
    """What is kept, in pieces, whatever a virus scanner said: to look at it, not to give it out."""
    return files.read(kept.school_id, kept.sealed_digest, key=_key_of(kept), bound_to=kept.bound_to)


def _key_of(row: Attachment | FileCopy) -> bytes:
    return known_key(row.key_id, school_id=row.school_id)
