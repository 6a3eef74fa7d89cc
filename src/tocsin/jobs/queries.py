"""What the operator asks of the queue."""

from dataclasses import dataclass
from datetime import datetime, timedelta
from uuid import UUID

from django.db.models import Count, QuerySet

from tocsin.jobs.models import Heartbeat, Job, State

ALIVE_FOR = timedelta(seconds=90)


@dataclass(frozen=True)
class Depth:
    """How many jobs wait, run and were given up."""

    queued: int
    running: int
    dead: int


def dead_jobs() -> QuerySet[Job]:
    """Jobs that were given up, latest first."""
    return Job.objects.filter(state=State.DEAD).order_by("-finished_at", "-id")


def queue_depth(school_id: UUID | None = None) -> Depth:
    """Count the jobs that are not done: a school's, or of the whole instance."""
    rows = Job.objects.exclude(state=State.DONE)
    if school_id:
        rows = rows.filter(school_id=school_id)
    counts = dict(rows.values_list("state").annotate(n=Count("id")))
    return Depth(
        counts.get(State.QUEUED, 0), counts.get(State.RUNNING, 0), counts.get(State.DEAD, 0)
    )


def retry(job_id: int, *, at: datetime) -> bool:
    """Queue a dead job again with all its attempts; False when it is not dead (any more)."""
    rows = Job.objects.filter(pk=job_id, state=State.DEAD)
    return bool(rows.update(state=State.QUEUED, run_at=at, attempts=0, finished_at=None))


def is_attended(at: datetime) -> bool:
    """Whether a worker was seen in the last minute and a half."""
    return Heartbeat.objects.filter(seen_at__gt=at - ALIVE_FOR).exists()
