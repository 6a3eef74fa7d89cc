"""Alerts, which say that there is something to do and nothing else; and clearing up."""

from datetime import datetime, timedelta
from uuid import UUID

from tocsin.core.roles import Role
from tocsin.incidents.models import Attachment
from tocsin.jobs.registry import job
from tocsin.jobs.schedules import schedule
from tocsin.ledger import files
from tocsin.ledger.roster import schools
from tocsin.ledger.tenancy import reading
from tocsin.schools.alerts import alert
from tocsin.schools.queries import holders, member_of

UNCLAIMED = timedelta(days=1)  # how long a file may wait in the store for its row


@job("incidents.alert")
def incidents_alert(
    *, incident: str, revision: int, role: str, person: str, school_id: UUID, at: datetime
) -> None:
    """Queue one content-free message for each person the duty falls to."""
    found = [member_of(school_id, UUID(person))] if person else holders(school_id, Role(role))
    for member in found:
        alert(member, about=f"{incident}:{revision}", at=at)


@schedule("incidents.sweep-files", cron="37 2 * * *")
def sweep_files(*, school_id: UUID | None, at: datetime) -> None:
    """Take away files whose row was never committed: a crash came between the two."""
    for each in [school_id] if school_id else [pk for pk, _ in schools()]:
        with reading(each):
            known = set(
                Attachment.objects.filter(school_id=each).values_list("sealed_digest", flat=True)
            )
        files.sweep(each, known, before=at - UNCLAIMED)
