"""Keeping evidence that is no file, saying who has what, and checking every file."""

from collections.abc import Sequence
from datetime import datetime
from uuid import uuid4

from tocsin.core.roles import Permission
from tocsin.incidents.keeping.checking import fault_in
from tocsin.incidents.models import Attachment, EvidenceItem, FileCheck, Handling, Incident
from tocsin.ledger.writing import writing
from tocsin.schools.models import Membership


def keep_item(
    incident: Incident,
    *,
    kind: str,
    name: str,
    words: str,
    came_from: str,
    place: str,
    by: Membership,
    at: datetime,
) -> None:
    """Record a thing that is kept somewhere, or what somebody saw. Source: SI-M3-STEPS."""
    row = EvidenceItem(
        id=uuid4(), incident=incident, school_id=incident.school_id, by_id=by.person_id, at=at,
        kind=kind, name=name, words=words, came_from=came_from, place=place,
    )  # fmt: skip
    with writing(incident, by=by, may=Permission.INVESTIGATE, at=at) as record:
        record("evidence.kept", saved=[incident, row], kind=kind)


def record_handling(
    incident: Incident,
    of: Attachment | EvidenceItem,
    *,
    deed: str,
    who: str,
    done_at: datetime,
    place: str,
    words: str,
    by: Membership,
    at: datetime,
) -> None:
    """Record who received a file or a thing, saw it, copied it, handed it over or gave it back.

    Also of a closed incident: things are given back afterwards. A mistake is put right by another
    row; none is altered. Source: SI-M3-STEPS; SI-M5.
    """
    row = Handling(
        id=uuid4(), incident=incident, school_id=incident.school_id, by_id=by.person_id, at=at,
        attachment=of if isinstance(of, Attachment) else None,
        item=of if isinstance(of, EvidenceItem) else None,
        deed=deed, who=who, done_at=done_at, place=place, words=words,
    )  # fmt: skip
    with writing(incident, by=by, may=Permission.INVESTIGATE, at=at) as record:
        record("evidence.handled", saved=[incident, row], deed=deed, evidence=str(of.pk))


def check_files(
    incident: Incident, rows: Sequence[Attachment], *, by: Membership, at: datetime
) -> int:
    """Look whether each file is still what was added, and record it; says how many are not.

    Source: SI-M3-STEPS; SI-M5.
    """
    # Reading every file takes its time, so it is over before the school's turn is taken.
    faults = {str(row.pk): fault_in(row) for row in rows}
    check = FileCheck(
        incident=incident, school_id=incident.school_id, by_id=by.person_id, at=at,
        found=[{"file": file, "fault": fault} for file, fault in faults.items()],
    )  # fmt: skip
    told = list(faults.values())
    with writing(incident, by=by, may=Permission.READ_CASES, at=at) as record:
        record(
            "evidence.checked", saved=check, unchanged=told.count(""),
            changed=told.count("changed"), missing=told.count("missing"),
        )  # fmt: skip
    return len(told) - told.count("")
