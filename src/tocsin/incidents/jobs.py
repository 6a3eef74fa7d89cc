"""Deadlines after a change of the calendar, and clearing up."""

from datetime import datetime, timedelta
from uuid import UUID

from tocsin.core.facts import Status
from tocsin.incidents.models import Attachment, Incident
from tocsin.incidents.settling import settle
from tocsin.jobs.registry import job
from tocsin.jobs.schedules import schedule
from tocsin.ledger import files
from tocsin.ledger.roster import schools
from tocsin.ledger.tenancy import reading
from tocsin.ledger.writing import taking_turn

UNCLAIMED = timedelta(days=1)  # how long a file may wait in the store for its row


@job("incidents.calendar-changed")
def calendar_changed(*, school_id: UUID, at: datetime) -> None:
    """Work the deadlines of every open incident out again: the school has another calendar."""
    rows = Incident.objects.filter(school_id=school_id).exclude(status=Status.CLOSED)
    with reading(school_id):
        found = list(rows.order_by("number").values_list("pk", flat=True))
    for pk in found:
        with taking_turn(school_id):  # one at a time, so that nobody waits long
            settle(Incident.objects.get(school_id=school_id, pk=pk), at)


@schedule("incidents.sweep-files", cron="37 2 * * *")
def sweep_files(*, school_id: UUID | None, at: datetime) -> None:
    """Take away files whose row was never committed: a crash came between the two."""
    for each in [school_id] if school_id else [pk for pk, _ in schools()]:
        with reading(each):
            known = set(
                Attachment.objects.filter(school_id=each).values_list("sealed_digest", flat=True)
            )
        files.sweep(each, known, before=at - UNCLAIMED)
