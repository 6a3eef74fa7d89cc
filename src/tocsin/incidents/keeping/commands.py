"""What is found out about a file after it was kept: recorded by Tocsin itself."""

from datetime import datetime

from django.db import IntegrityError

from tocsin.core.roles import Permission, Role
from tocsin.incidents.models import Attachment, FileCopy, FileScan
from tocsin.incidents.settling import tell
from tocsin.ledger import files
from tocsin.ledger.writing import writing
from tocsin.schools.models import System


def note_scan(row: Attachment, *, result: str, finding: str, at: datetime) -> None:
    """Record what the virus scanner said. When it found something, nobody gets the file any more,
    and whoever looks after the incident is told that there is something to do.

    Source: SI-M3-STEPS.
    """
    incident = row.incident
    scan = FileScan(
        incident=incident, school_id=row.school_id, at=at, attachment=row,
        result=result, finding=finding,
    )  # fmt: skip
    system = System(row.school_id)
    try:
        with writing(incident, by=system, may=Permission.OPERATE, at=at) as record:
            if result != FileScan.FOUND:
                record("file.scanned", saved=scan, file=str(row.pk), result=result)
                return
            # With a new revision of the incident, since an alert goes out once for each.
            record("file.held-back", saved=[incident, scan], file=str(row.pk), result=result)
            tell(incident, Role.DEPUTY_DPO, incident.lead_id, at=at)
    except IntegrityError:
        return  # another worker was quicker


def note_copy(copy: FileCopy, *, at: datetime) -> None:
    """Record the copy of a picture, or why there is none. Source: SI-M3-STEPS."""
    system = System(copy.school_id)
    try:
        with writing(copy.incident, by=system, may=Permission.OPERATE, at=at) as record:
            record("file.copied", saved=copy, file=str(copy.attachment_id), fault=copy.fault)
    except IntegrityError:
        if copy.sealed_digest:  # another worker was quicker, and this one is not needed
            files.discard(copy.school_id, copy.sealed_digest)
