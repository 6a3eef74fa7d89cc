"""Each letter that goes by email is a job of its own."""

from datetime import datetime
from uuid import UUID

from tocsin.incidents.dispatch import commands
from tocsin.incidents.dispatch.delivering import is_refused, send_letter, why_stopped
from tocsin.incidents.models import Letter
from tocsin.jobs.registry import job
from tocsin.ledger.tenancy import reading


@job("letters.send", attempts=80)  # some three days: a weekend without mail
def send(*, letter: str, school_id: UUID, at: datetime) -> None:
    """Mail one letter, unless it was sent, or nothing may go out any more.

    A second try after a crash has the same Message-ID, so that mail programs show it once.
    """
    with reading(school_id):
        rows = Letter.objects.select_related("incident", "school", "dispatch")
        row = rows.get(school_id=school_id, pk=letter)
        row.incident.school = row.school
    if row.state != Letter.State.QUEUED:
        return
    if why := why_stopped(row):
        commands.note_stopped(row, fault=why, at=at)
        return
    try:
        send_letter(row)
    except OSError as fault:
        if not is_refused(fault):
            raise  # to be tried again
        commands.note_failed(row, fault="refused", at=at)
        return
    commands.note_sent(row, at=at)
