"""Which mailbox a school has, how reading it goes, and whether somebody must look."""

from dataclasses import dataclass
from datetime import datetime, timedelta
from uuid import UUID

from tocsin.ledger.roster import schools
from tocsin.ledger.tenancy import reading
from tocsin.schools.mailbox.faults import words_of
from tocsin.schools.models import Mailbox, MailboxState

UNREAD_FOR = timedelta(hours=1)
MANY_FAILURES = 5
AT_ONCE = 200  # schools in one question


@dataclass(frozen=True)
class Alarm:
    """The mailbox has not been read: since when, and what is wrong, in words."""

    since: datetime
    words: str


def mailbox_of(school_id: UUID) -> Mailbox | None:
    """The school's mailbox, on or off; None when it has none."""
    with reading(school_id):
        return Mailbox.objects.filter(school_id=school_id).first()


def state_of(school_id: UUID) -> MailboxState | None:
    """How reading the school's mailbox goes; None when it has none."""
    with reading(school_id):
        return MailboxState.objects.filter(school_id=school_id).first()


def alarm_of(school_id: UUID, at: datetime) -> Alarm | None:
    """Why somebody must look after the mailbox; None when it is read, or is switched off.

    It failed several times in a row, or nobody has read it for an hour: then it may be that no
    worker runs. Source: BR-5.1.
    """
    with reading(school_id):
        state = MailboxState.objects.filter(
            school_id=school_id, school__mailbox__is_on=True
        ).first()
    if state is None:
        return None
    since = state.read_at or state.since_at
    if state.failures < MANY_FAILURES and at - since < UNREAD_FOR:
        return None
    return Alarm(since, words_of(state.fault) or "Tell whoever runs Tocsin for you.")


def read_mailboxes() -> list[UUID]:
    """The schools whose mailbox is read."""
    every = [pk for pk, _ in schools()]
    found: list[UUID] = []
    for start in range(0, len(every), AT_ONCE):
        some = every[start : start + AT_ONCE]
        with reading(*some):
            rows = Mailbox.objects.filter(school__in=some, is_on=True)
            found += rows.values_list("school_id", flat=True)
    return found


def note_read(school_id: UUID, *, fault: str, at: datetime) -> None:
    """Note how a try went; `fault` is "" when the mailbox was read to its end."""
    with reading(school_id):
        state = MailboxState.objects.filter(school_id=school_id).first()
        if state is None:
            return
        state.tried_at, state.fault = at, fault
        state.failures = state.failures + 1 if fault else 0
        if not fault:
            state.read_at = at
        state.save(update_fields=["tried_at", "fault", "failures", "read_at"])
