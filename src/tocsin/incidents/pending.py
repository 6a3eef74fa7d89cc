"""A file between its upload and its import: sealed in the store, for a day at most."""

from datetime import datetime, timedelta
from functools import partial
from uuid import UUID, uuid4

from django.db import transaction
from django.http import Http404

from tocsin.core.errors import Reason, Refused
from tocsin.incidents.models import Incident, PendingLog
from tocsin.ledger import files
from tocsin.ledger.keys import key_for
from tocsin.ledger.tenancy import entering, reading
from tocsin.schools.models import Membership

KEPT = timedelta(days=1)
GONE = Reason(
    "log-file-gone", "We keep a file for a day only, and this one is gone. Choose it once more."
)


def keep(
    data: bytes, *, by: Membership, at: datetime, incident: Incident | None = None
) -> PendingLog:
    """Seal the file into the store for its owner to look at.

    incident: whose people affected it lists; None for a log.
    """
    pending = PendingLog(
        id=uuid4(), school=by.school, person_id=by.person_id, at=at, incident=incident
    )
    with transaction.atomic(), entering(by.school_id):
        key = key_for(by.school_id, school_id=by.school_id)
    kept = files.keep([data], school_id=by.school_id, key=key, bound_to=pending.bound_to)
    pending.sealed_digest = kept.sealed_digest
    with transaction.atomic(), entering(by.school_id):
        pending.save(force_insert=True)
    return pending


def pending_for(
    by: Membership, pending_id: UUID, *, incident: Incident | None = None
) -> PendingLog:
    """The person's own file that waits, for a log or for that incident; or 404."""
    with reading(by.school_id):
        found = PendingLog.objects.filter(
            pk=pending_id, school_id=by.school_id, person_id=by.person_id, incident=incident
        ).first()
    if found is None:
        raise Http404
    return found


def data_of(pending: PendingLog, at: datetime) -> bytes:
    """What is in the file. Raises Refused when its day is over."""
    place = pending.sealed_digest
    if pending.at < at - KEPT or files.fault_of(pending.school_id, place):
        raise Refused(GONE)
    with reading(pending.school_id):
        key = key_for(pending.school_id, school_id=pending.school_id)
    pieces = files.read(pending.school_id, place, key=key, bound_to=pending.bound_to)
    return b"".join(pieces)


def choose(pending: PendingLog, chosen: dict[str, str]) -> None:
    """Keep what the person says the columns mean."""
    pending.chosen = chosen
    with transaction.atomic(), entering(pending.school_id):
        PendingLog.objects.filter(pk=pending.pk).update(chosen=chosen)


def forget(school_id: UUID, pending_id: UUID) -> None:
    """Let go of a file that was imported; only inside a transaction of the school."""
    for row in PendingLog.objects.filter(pk=pending_id, school_id=school_id):
        transaction.on_commit(partial(files.discard, school_id, row.sealed_digest))
        row.delete()


def throw_away(pending: PendingLog) -> None:
    """Let go of a file that its owner does not want to import."""
    with transaction.atomic(), entering(pending.school_id):
        forget(pending.school_id, pending.pk)
