"""Reading for somebody at the door: their own report and what was written about it, no more."""

from uuid import UUID

from tocsin.incidents.models import Channel, Incident, Message, Protection, Report, Thread
from tocsin.incidents.sealing import Reporter
from tocsin.ledger.tenancy import reading
from tocsin.schools.models import School


def is_kept(school: School, report_id: UUID) -> bool:
    """Whether the report with this id is in already."""
    with reading(school.pk):
        return Incident.objects.filter(school_id=school.pk, pk=report_id).exists()


def thread_of(report: Report) -> Thread | None:
    """The line of messages with the reporter, once there is one."""
    with reading(report.school_id):
        return Thread.objects.filter(school_id=report.school_id, report=report).first()


def is_written(report: Report, message_id: UUID) -> bool:
    """Whether this message stands in the line with the reporter already."""
    with reading(report.school_id):
        rows = Message.objects.filter(school_id=report.school_id, thread__report=report)
        return rows.filter(pk=message_id).exists()


def messages_of(report: Report) -> list[Message]:
    """What the reporter and the school have written to each other, oldest first."""
    with reading(report.school_id):
        rows = Message.objects.filter(school_id=report.school_id, thread__report=report)
        return sorted(rows, key=lambda message: message.at)


def reporter_of(report: Report) -> Reporter:
    """How the reporter asked to be protected."""
    return Reporter(
        Protection(report.protection or Protection.NAMED), Channel(report.channel or Channel.PAGE)
    )
