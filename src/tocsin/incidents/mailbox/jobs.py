"""The mailbox's work: looking for new mail each minute, and each mail's steps after that."""

import logging
from contextlib import suppress
from datetime import datetime
from uuid import UUID

from tocsin.core.errors import NotYet
from tocsin.incidents.mailbox import fetching, steps, watching
from tocsin.jobs.queue import enqueue
from tocsin.jobs.registry import job
from tocsin.jobs.schedules import schedule
from tocsin.schools.mailbox.faults import MailboxFault
from tocsin.schools.mailbox.queries import mailbox_of, note_read, read_mailboxes

log = logging.getLogger("tocsin.mailbox")


@schedule("mailbox.read-all", cron="* * * * *", attempts=3)
def read_all(*, school_id: UUID | None, at: datetime) -> None:
    """Have every mailbox read that is switched on."""
    for each in [school_id] if school_id else read_mailboxes():
        _queue_reading(each, at, once=f"{at:%Y-%m-%dT%H:%M}")


@job("mailbox.read", attempts=3)
def read(*, school_id: UUID, at: datetime) -> None:
    """Take in what is new in a school's mailbox; what goes wrong is noted, and tried again soon."""
    mailbox = mailbox_of(school_id)
    if mailbox is None or not mailbox.is_on:
        return
    try:
        has_more = fetching.read_mailbox(mailbox, at=at)
    except MailboxFault as fault:
        log.warning("mailbox.not_read %s %s", school_id, fault.code)
        note_read(school_id, fault=fault.code, at=at)
        return
    note_read(school_id, fault="", at=at)
    if has_more:
        _queue_reading(school_id, at, once=f"{at.isoformat()}:more")


@job("mailbox.sort")
def sort(*, mail: str, school_id: UUID, at: datetime) -> None:
    """Make of a mail what it is, and of its attachments files of its incident.

    Each of the two is kept by itself: a second try goes on where the first one ended.
    """
    with suppress(NotYet):  # another worker was quicker
        steps.sort(steps.mail_of(school_id, mail), at=at)
        steps.keep_files(steps.mail_of(school_id, mail), at=at)


@job("mailbox.acknowledge", attempts=80)  # some three days: a weekend without mail
def acknowledge(*, mail: str, school_id: UUID, at: datetime) -> None:
    """Tell whoever wrote that the school has their mail."""
    steps.acknowledge(steps.mail_of(school_id, mail), at=at)


@schedule("mailbox.watch", cron="*/10 * * * *")
def watch(*, school_id: UUID | None, at: datetime) -> None:
    """Raise the alarm where a mailbox is not read, or mail lies about."""
    for each in [school_id] if school_id else read_mailboxes():
        watching.watch(each, at=at)


def _queue_reading(school_id: UUID, at: datetime, *, once: str) -> None:
    enqueue(
        "mailbox.read", at=at, school_id=school_id, unique_key=f"mailbox.read:{school_id}:{once}"
    )
