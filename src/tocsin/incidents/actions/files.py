"""The files that come with an answer: sealed before the school's turn is taken, each kept once."""

from collections.abc import Iterable, Sequence
from datetime import datetime
from typing import Any
from uuid import UUID, uuid4

from django.core.files.uploadedfile import UploadedFile

from tocsin.core.roles import Actor
from tocsin.incidents.keeping.names import shown_name
from tocsin.incidents.keeping.sealing import kind_to_keep, seal_in
from tocsin.incidents.models import Action, Attachment
from tocsin.ledger import files
from tocsin.ledger.tenancy import reading
from tocsin.schools.models import Membership


def sealed_file(action: Action, file: "UploadedFile[Any]", by: Actor, at: datetime) -> Attachment:
    """The row of a file that is in the store, not saved. Raises Refused when it may not be kept."""
    row = Attachment(
        id=uuid4(), incident=action.incident, school_id=action.school_id, at=at, action=action,
        by_id=by.person_id if isinstance(by, Membership) else None,
        name=shown_name(file.name or ""), kind=kind_to_keep(file),
    )  # fmt: skip
    seal_in(row, file)
    return row


def new_files(action: Action, rows: Sequence[Attachment]) -> list[Attachment]:
    """Those whose bytes this person has not added to the incident before, each once."""
    by = {row.by_id for row in rows}
    same = Attachment.objects.filter(school_id=action.school_id, incident=action.incident_id)
    known = set(same.filter(by__in=by).values_list("digest", flat=True))
    known |= set(same.filter(action=action).values_list("digest", flat=True))
    return list({row.digest: row for row in rows if row.digest not in known}.values())


def discard_others(rows: Sequence[Attachment], kept: Sequence[Attachment]) -> None:
    """Take out of the store what is there already; after the commit."""
    for row in rows:
        if row not in kept:
            files.discard(row.school_id, row.sealed_digest)


def names_of_files(actions: Iterable[Action]) -> dict[UUID, list[str]]:
    """The names of the files that came with the answers, by action."""
    asked = {each.pk: each for each in actions}
    found: dict[UUID, list[str]] = {}
    for school_id in {each.school_id for each in asked.values()}:
        with reading(school_id):
            rows = Attachment.objects.filter(school_id=school_id, action__in=asked).order_by("at")
            for action_id, name in rows.values_list("action_id", "name"):
                found.setdefault(action_id, []).append(name)
    return found
