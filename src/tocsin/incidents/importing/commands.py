"""Bringing in an earlier log: all of it, or nothing."""

from collections.abc import Sequence
from datetime import datetime
from uuid import UUID

from tocsin.core.clock import LONDON
from tocsin.core.errors import NotYet, Reason
from tocsin.core.imported_entry import Entry
from tocsin.core.roles import Actor, Permission
from tocsin.incidents.importing.building import Builder
from tocsin.incidents.importing.known import new_among
from tocsin.incidents.importing.numbering import numbered
from tocsin.incidents.models import ImportBatch
from tocsin.incidents.pending import forget
from tocsin.incidents.search import index_new
from tocsin.ledger.keys import known_key
from tocsin.ledger.writing import writing
from tocsin.policies.queries import pack_of, version_in_force
from tocsin.schools.models import School


def import_log(
    school: School, *, batch_id: UUID, entries: Sequence[Entry], by: Actor, at: datetime,
    may: Permission = Permission.IMPORT,
) -> ImportBatch:  # fmt: skip
    """Make a closed incident of each entry that is not on the log yet, in the order of their days.

    No duty, clock or alert comes of what is past. Raises NotYet when nothing is new. Source:
    BR-4.5; BR-5.27.1.
    """
    batch = ImportBatch(
        id=batch_id, school=school, at=at, by_id=by.actor_id if by.actor_id.int else None
    )
    version = version_in_force(school.pk, at.astimezone(LONDON).date())
    with writing(batch, by=by, may=may, at=at) as record:
        key = known_key(school.pk, school_id=school.pk)
        builder = Builder(school, version, pack_of(version.pk), batch)
        families = numbered(
            school.pk, [builder.rows(each, key) for each in new_among(school.pk, entries, key)]
        )
        batch.count, batch.known = len(families), len(entries) - len(families)
        record("log.imported", saved=batch, count=batch.count, known=batch.known)
        if not families:
            raise NotYet(NOTHING_NEW)
        record.bring_in("incident.imported", families)
        index_new(families)
        forget(school.pk, batch_id)
    return batch


NOTHING_NEW = Reason(
    "nothing-new", "Everything in this file is on your log already, so nothing was brought in."
)
