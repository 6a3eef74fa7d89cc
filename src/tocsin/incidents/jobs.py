"""Alerts, which say that there is something to do and nothing else; and clearing up."""

from datetime import datetime, timedelta
from uuid import UUID

from tocsin.core.facts import Status
from tocsin.core.roles import Role
from tocsin.incidents.models import Attachment, Incident, ReceivedMail
from tocsin.incidents.settling import settle
from tocsin.jobs.registry import job
from tocsin.jobs.schedules import schedule
from tocsin.ledger import files
from tocsin.ledger.roster import schools
from tocsin.ledger.tenancy import reading
from tocsin.ledger.writing import taking_turn
from tocsin.policies.cover.queries import told_of
from tocsin.schools.alerts import alert

UNCLAIMED = timedelta(days=1)  # how long a file may wait in the store for its row


@job("incidents.alert")
def incidents_alert(
    *, incident: str, revision: int, role: str, person: str, school_id: UUID, at: datetime
) -> None:
    """Queue one content-free message for each person the duty falls to, or who acts for them."""
    for member in told_of(school_id, Role(role), UUID(person) if person else None, at):
        alert(member, about=f"{incident}:{revision}", at=at)


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
            mail = ReceivedMail.objects.filter(school_id=each).exclude(sealed_digest="")
            known |= set(mail.values_list("sealed_digest", flat=True))
        files.sweep(each, known, before=at - UNCLAIMED)
