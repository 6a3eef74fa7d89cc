"""Whether what is done in the background for a school gets done, in words."""

from dataclasses import dataclass
from datetime import datetime, timedelta
from uuid import UUID

from django.conf import settings

from tocsin.core.when import say_instant
from tocsin.jobs.models import Job, State
from tocsin.jobs.queries import is_attended

PATIENCE = timedelta(minutes=5)  # a busy worker is no fault
STOPPED = "Nothing has been sent in the last minute and a half. Tell whoever runs Tocsin for you."
NO_MAIL = "But no mail server is set: messages reach nobody."
WELL = "Everything that was to be sent by now has been sent."


@dataclass(frozen=True)
class Sending:
    """How it goes. `tag` is empty when all is well."""

    words: str
    tag: str = ""


def sending_of(school_id: UUID, at: datetime) -> Sending:
    """How the messages of the school, and what else is done for it, get on."""
    queued = Job.objects.filter(school_id=school_id, state=State.QUEUED)
    failing = queued.exclude(error="")
    late = failing | queued.filter(run_at__lte=at - PATIENCE)
    waiting = [_waiting(late.count(), late.order_by("created_at").first())]
    if not is_attended(at):
        return Sending(" ".join([STOPPED, *waiting]).strip(), "Stopped")
    if not waiting[0]:
        return Sending(WELL) if settings.MAIL_IS_SET else Sending(f"{WELL} {NO_MAIL}", "No mail")
    last = failing.order_by("-run_at", "-pk").first()
    if last:
        waiting.append(f"Each is tried again. The last fault: {last.error}.")
    return Sending(" ".join(waiting), "Not all is sent")


def _waiting(number: int, first: Job | None) -> str:
    if first is None:
        return ""
    since = say_instant(first.created_at)
    if number == 1:
        return f"1 message or other task waits, since {since}."
    return f"{number:,} messages and other tasks wait, the first since {since}."
