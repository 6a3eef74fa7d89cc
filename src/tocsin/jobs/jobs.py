"""The jobs room's own job: forgetting what is done."""

from datetime import datetime, timedelta
from uuid import UUID

from tocsin.jobs.models import Heartbeat, Job, State
from tocsin.jobs.schedules import latest_keys, schedule

KEPT_FOR = timedelta(days=7)  # the keys of finished jobs are remembered this long
MISSED_FOR = timedelta(days=1)


@schedule("jobs.prune", cron="17 3 * * *")
def prune(*, school_id: UUID | None, at: datetime) -> None:  # noqa: ARG001 - belongs to no school
    """Delete jobs done long ago and workers long gone. Dead jobs stay until somebody looks."""
    # The latest tick of a monthly schedule must stay known, or it would be queued a second time.
    Job.objects.filter(state=State.DONE, finished_at__lt=at - KEPT_FOR).exclude(
        unique_key__in=latest_keys(at).values()
    ).delete()
    Heartbeat.objects.filter(seen_at__lt=at - MISSED_FOR).delete()
