"""Files that somebody adds at the door: sealed before the school's turn is taken."""

from collections.abc import Sequence
from datetime import datetime
from typing import Any
from uuid import UUID, uuid5

from django.core.files.uploadedfile import UploadedFile

from tocsin.incidents.keeping.names import shown_name
from tocsin.incidents.keeping.sealing import kind_to_keep, seal_in
from tocsin.incidents.models import Attachment, Report
from tocsin.incidents.sealing import Reporter
from tocsin.ledger import files


def id_of(typed: str, words: str, uploads: "Sequence[UploadedFile[Any]]", report: Report) -> UUID:
    """The id of what somebody adds: the same when the same page is sent twice, and another when
    its words or files were changed in between.

    typed: the id that the page carries.
    """
    of_files = [f"{upload.name} {upload.size}" for upload in uploads]
    return uuid5(report.pk, "\n".join([typed, words, *of_files]))


def seal_all(
    uploads: "Sequence[UploadedFile[Any]]", report: Report, *, reporter: Reporter,
    message_id: UUID, at: datetime,
) -> list[Attachment]:  # fmt: skip
    """Put the files into the store; their rows are not saved. It is slow.

    Raises Refused when the store cannot take them. Source: SI-M2.
    """
    received, rows = reporter.received_at(at), []
    for number, upload in enumerate(uploads):
        row = Attachment(
            id=uuid5(message_id, str(number)), incident=report.incident,
            school_id=report.school_id, at=received, name=shown_name(upload.name or ""),
            kind=kind_to_keep(upload),
        )  # fmt: skip
        seal_in(row, upload)
        rows.append(row)
    return rows


def with_names(words: str, rows: Sequence[Attachment]) -> str:
    """What they wrote, and what they added, as the line of messages shows it."""
    added = f"Added: {', '.join(row.name for row in rows)}" if rows else ""
    return "\n\n".join(filter(None, [words.strip(), added]))


def throw_away(rows: Sequence[Attachment]) -> None:
    """Take away what was sealed in vain."""
    for row in rows:
        files.discard(row.school_id, row.sealed_digest)
