"""The work on a file after it was kept: scanning it, and copying a picture. Only jobs call this."""

import tempfile
from datetime import datetime
from uuid import UUID

from tocsin.core.errors import Refused
from tocsin.incidents.keeping import scanner
from tocsin.incidents.keeping.commands import note_copy, note_scan
from tocsin.incidents.keeping.pictures import NoCopy, without_hidden_data
from tocsin.incidents.keeping.sealing import pieces_of, seal_copy
from tocsin.incidents.models import Attachment, FileCopy, FileScan
from tocsin.jobs.queue import enqueue
from tocsin.ledger import files
from tocsin.ledger.tenancy import reading

IN_MEMORY = 1024 * 1024  # bytes; more of a picture goes onto the disk while it is looked at


def queue_inspection(row: Attachment, *, at: datetime) -> None:
    """Have the file looked at after the commit; only inside `writing`.

    What a protected reporter adds is looked at when people hear of it, and not before.
    """
    later = row.incident.alerts_wait_until
    if row.is_picture:
        _queue("incidents.copy-picture", row, once="added", at=at, run_at=later)
    if scanner.is_set_up():
        _queue("incidents.scan", row, once="added", at=at, run_at=later)


def queue_scans(school_id: UUID, *, at: datetime) -> None:
    """Have every file scanned that no scanner has seen: there was none, or it was away."""
    if not scanner.is_set_up():
        return
    with reading(school_id):
        rows = list(
            Attachment.objects.filter(school_id=school_id, scan__isnull=True).only("school_id")
        )
    for row in rows:
        _queue("incidents.scan", row, once=at.isoformat(), at=at)


def scan(school_id: UUID, file_id: UUID, *, at: datetime) -> None:
    """Ask the scanner about a file, once. Raises ScannerAway, so that it is tried again."""
    row = _file(school_id, file_id)
    if row is None or hasattr(row, "scan") or not scanner.is_set_up():
        return
    try:
        finding = scanner.found_in(pieces_of(row))
    except scanner.TooBigForScanner:
        note_scan(row, result=FileScan.TOO_BIG, finding="", at=at)
        return
    result = FileScan.FOUND if finding else FileScan.CLEAN
    note_scan(row, result=result, finding=finding, at=at)


def copy_picture(school_id: UUID, file_id: UUID, *, at: datetime) -> None:
    """Keep a copy of a picture without hidden data, or say why there is none; once.

    The picture itself is put into its place anew: when it came there could be the minute in which
    somebody reported whose name nobody knows. Source: SI-ANON.
    """
    row = _file(school_id, file_id)
    if row is None or hasattr(row, "copy"):
        return
    files.renew(school_id, row.sealed_digest)
    copy = FileCopy(incident=row.incident, school_id=school_id, at=at, attachment=row)
    try:
        with tempfile.SpooledTemporaryFile(max_size=IN_MEMORY) as file:
            for piece in pieces_of(row):
                file.write(piece)
            file.seek(0)
            seal_copy(copy, without_hidden_data(file, row.kind))  # type: ignore[arg-type]
    except NoCopy as fault:
        copy.fault = fault.code
    except Refused:
        copy.fault = "unreadable"  # `tocsin verify` says what became of the original
    note_copy(copy, at=at)


def _queue(
    name: str, row: Attachment, *, once: str, at: datetime, run_at: datetime | None = None
) -> None:
    enqueue(
        name, at=at, school_id=row.school_id, run_at=run_at,
        unique_key=f"{name}:{row.pk}:{once}", file=str(row.pk),
    )  # fmt: skip


def _file(school_id: UUID, file_id: UUID) -> Attachment | None:
    with reading(school_id):
        return (
            Attachment.objects.filter(school_id=school_id, pk=file_id)
            .select_related("incident", "scan", "copy")
            .first()
        )
