"""Adding a file to an incident, and opening one: both are on the record."""

from collections.abc import Iterator
from datetime import datetime
from typing import Any

from django.core.files.uploadedfile import UploadedFile
from django.db import IntegrityError

from tocsin.core.errors import NotYet, Reason
from tocsin.core.roles import Permission, allow
from tocsin.incidents.keeping.inspecting import queue_inspection
from tocsin.incidents.keeping.names import shown_name
from tocsin.incidents.keeping.sealing import kind_to_keep, pieces_of, pieces_of_copy, seal_in
from tocsin.incidents.models import Attachment, Incident, Note
from tocsin.ledger import files
from tocsin.ledger.tenancy import reading
from tocsin.ledger.writing import writing
from tocsin.schools.models import Membership


def attach(incident: Incident, *, file: "UploadedFile[Any]", by: Membership, at: datetime) -> bool:
    """Keep `file` with the incident: whoever reported it may, and the team.

    False when the same bytes are there already, as far as `by` sees its files: nothing is added
    then. It is scanned, and a picture copied, after the commit. Raises Refused for a file that may
    not be kept. Source: SI-M2; SI-M3-STEPS.
    """
    row = Attachment(
        incident=incident, school_id=incident.school_id, by_id=by.person_id, at=at,
        name=shown_name(file.name or ""), kind=kind_to_keep(file),
    )  # fmt: skip
    # Sealing takes its time, so it is over before the school's turn is taken.
    seal_in(row, file)
    is_own = incident.reported_by_id == by.person_id
    may = Permission.REPORT if is_own else Permission.READ_CASES
    allow(by, may, school_id=by.school_id)
    if not is_own and _is_there(row):
        files.discard(row.school_id, row.sealed_digest)
        return False
    try:
        with writing(incident, by=by, may=may, at=at) as record:
            record("file.added", saved=row, file=str(row.pk), kind=row.kind)
            queue_inspection(row, at=at)
    except IntegrityError:
        # A second click, or the same file once more: the first stands, and this copy is not needed.
        files.discard(row.school_id, row.sealed_digest)
        return False
    return True


def open_file(row: Attachment, *, by: Membership, at: datetime) -> Iterator[bytes]:
    """What the file holds, in pieces, for somebody of the team; that they looked is recorded.

    Of a picture it is the copy without hidden data. Raises Refused when what is kept is not what
    was added, when a virus scanner found something, and NotYet when there is no copy.
    Source: SI-M3-STEPS.
    """
    if row.is_picture and not row.has_copy:
        words = "There is no copy of this picture. Say why you need the original, and open that."
        raise NotYet(Reason("no-copy", words))
    pieces = pieces_of_copy(row) if row.is_picture else pieces_of(row)
    with writing(row.incident, by=by, may=Permission.READ_CASES, at=at) as record:
        record("file.opened", saved=row, file=str(row.pk), copy=row.is_picture)
    return pieces


def open_original(row: Attachment, *, reason: str, by: Membership, at: datetime) -> Iterator[bytes]:
    """The picture as it was added, in pieces, with whatever its camera wrote into it.

    reason: why the copy does not do. Raises Refused like `open_file`. Source: SI-M3-STEPS.
    """
    pieces = pieces_of(row)
    note = Note(
        incident=row.incident, school_id=row.school_id, by_id=by.person_id, at=at,
        about="original", words=reason, happened_at=at,
    )  # fmt: skip
    with writing(row.incident, by=by, may=Permission.READ_CASES, at=at) as record:
        record("file.original-opened", saved=[note, row], file=str(row.pk))
    return pieces


def _is_there(row: Attachment) -> bool:
    with reading(row.school_id):
        same = Attachment.objects.filter(school_id=row.school_id, digest=row.digest)
        return same.filter(incident=row.incident).exists()
