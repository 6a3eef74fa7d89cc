"""Adding a file to an incident, and opening one: both are on the record."""

from collections.abc import Iterator
from datetime import datetime
from typing import Any

from django.core.files.uploadedfile import UploadedFile
from django.db import IntegrityError

from tocsin.core.roles import Permission
from tocsin.incidents.keeping.names import shown_name
from tocsin.incidents.keeping.sealing import kind_to_keep, pieces_of, seal_in
from tocsin.incidents.models import Attachment, Incident
from tocsin.ledger import files
from tocsin.ledger.writing import writing
from tocsin.schools.models import Membership


def attach(incident: Incident, *, file: "UploadedFile[Any]", by: Membership, at: datetime) -> None:
    """Keep `file` with the incident: whoever reported it may, and the team.

    The same file from the same person is kept once. Raises Refused for a file that may not be kept.
    Source: SI-M2; SI-M3-STEPS.
    """
    row = Attachment(
        incident=incident, school_id=incident.school_id, by_id=by.person_id, at=at,
        name=shown_name(file.name or ""), kind=kind_to_keep(file),
    )  # fmt: skip
    # Sealing takes its time, so it is over before the school's turn is taken.
    seal_in(row, file)
    is_own = incident.reported_by_id == by.person_id
    may = Permission.REPORT if is_own else Permission.READ_CASES
    try:
        with writing(incident, by=by, may=may, at=at) as record:
            record("file.added", saved=row, file=str(row.pk), kind=row.kind)
    except IntegrityError:
        # A second click, or the same file once more: the first stands, and this copy is not needed.
        files.discard(row.school_id, row.sealed_digest)


def open_file(row: Attachment, *, by: Membership, at: datetime) -> Iterator[bytes]:
    """What the file holds, in pieces, for somebody of the team; that they looked is recorded.

    Raises Refused when what is kept is not what was added. Source: SI-M3-STEPS.
    """
    pieces = pieces_of(row)
    with writing(row.incident, by=by, may=Permission.READ_CASES, at=at) as record:
        record("file.opened", saved=row, file=str(row.pk))
    return pieces
