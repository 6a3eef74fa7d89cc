"""The queue: one table in the app's own database, so that queueing is part of the transaction."""

import secrets
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from datetime import datetime, timedelta
from typing import Any
from uuid import UUID

from django.db import connection, transaction
from django.db.models import QuerySet

from tocsin.jobs.models import Job, State
from tocsin.jobs.registry import Kind, kind

NUMBERS = 2**62
AT_ONCE = 1000  # rows in one statement
_gathered: ContextVar[list[Job] | None] = ContextVar("jobs queued together", default=None)
# From room to room in the index: a step for each room, however long its queue. NULL stands for
# what dead workers left behind.
ROOMS_WAITING = """
    WITH RECURSIVE rooms (room) AS (
        SELECT min(room) FROM jobs_job WHERE state = 'queued'
        UNION ALL
        SELECT (SELECT min(room) FROM jobs_job WHERE state = 'queued' AND room > rooms.room)
        FROM rooms WHERE rooms.room IS NOT NULL
    )
    SELECT room FROM rooms WHERE room IS NOT NULL
    UNION ALL
    SELECT NULL WHERE EXISTS (
        SELECT 1 FROM jobs_job WHERE state = 'running' AND lease_until <= %s
    )
"""


def enqueue(
    name: str,
    *,
    at: datetime,
    school_id: UUID | None = None,
    run_at: datetime | None = None,
    unique_key: str | None = None,
    **args: object,
) -> None:
    """Queue the job `name` in the caller's transaction: a rollback takes it back.

    `args` go to the job's function and must be JSON: ids as text and codes, never names or free
    text. It runs at `run_at`, or as soon as it can. One that has to wait gets a number that tells
    nothing: those of its neighbours would tell when it was queued. While a job with the same
    `unique_key` is known (a week after it was done) nothing is added.
    Raises UnknownJob, and TypeError for arguments that the job does not take or JSON cannot hold.
    """
    wanted = kind(name)
    wanted.accept(args)
    row = Job(
        id=-1 - secrets.randbelow(NUMBERS) if run_at else None,
        name=name,
        room=wanted.room,
        args=args,
        school_id=school_id,
        run_at=run_at or at,
        max_attempts=wanted.attempts,
        unique_key=unique_key,
        created_at=at,
    )
    gathered = _gathered.get()
    if gathered is None:
        _add([row])
    else:
        gathered.append(row)


@contextmanager
def queued_together() -> Iterator[None]:
    """Queue at the end of the block, at once, whatever `enqueue` was given in it.

    A statement costs more than the rows in it. A block that fails queues nothing.
    """
    rows: list[Job] = []
    token = _gathered.set(rows)
    try:
        yield
    finally:
        _gathered.reset(token)
    _add(rows)


def enqueue_all(
    name: str, jobs: Iterable[tuple[UUID, str, dict[str, Any]]], *, at: datetime
) -> None:
    """Queue the job `name` many times at once: for each a school, a unique key and its arguments.

    Raises as `enqueue` does.
    """
    wanted = kind(name)
    rows = []
    for school_id, key, args in jobs:
        wanted.accept(args)
        rows.append(
            Job(
                name=name, room=wanted.room, args=args, school_id=school_id, run_at=at,
                unique_key=key, max_attempts=wanted.attempts, created_at=at,
            )
        )  # fmt: skip
    Job.objects.bulk_create(rows, ignore_conflicts=True, batch_size=AT_ONCE)


def claim(worker: str, *, at: datetime, lease: timedelta, after: str = "") -> Job | None:
    """Take one due job for `worker` until `at + lease`, or return None.

    after: the room served last; the others come first, so that no long queue holds them up. Due is
    a waiting job whose time has come, or one whose worker let its lease run out. A job that has
    used up its attempts by killing its workers is given up here.
    """
    # What was left behind comes first, then the rooms after the one served last.
    found = _rooms_waiting(at)
    rooms = sorted(found, key=lambda room: (room <= after, room) if room is not None else ())
    if not rooms:
        return None  # asked without a lock, so that idle workers do not queue up for one
    # BEGIN IMMEDIATE on SQLite, where SKIP LOCKED is neither there nor needed
    with transaction.atomic():
        waiting = (_left_behind(at) if room is None else _waiting(at, room) for room in rooms)
        row = next(filter(None, map(_first, waiting)), None)
        if row is None:
            return None
        if row.attempts >= row.max_attempts:
            _bury(Job.objects.filter(pk=row.pk), at=at, error="JOB-LOST")
            return None
        row.state, row.worker, row.lease_until = State.RUNNING, worker, at + lease
        row.attempts += 1
        row.save(update_fields=["state", "worker", "lease_until", "attempts"])
    return row


def finish(row: Job, *, at: datetime) -> bool:
    """Mark the job done; False when it has passed to another worker meanwhile."""
    done = _held(row).update(state=State.DONE, lease_until=None, finished_at=at, error="")
    return bool(done)


def fail(row: Job, how: Kind | None, *, error: str, at: datetime) -> bool:
    """Put the job back for later, or give it up; False when it has passed to another worker.

    `how` is None when this version does not know the job: a newer worker may.
    """
    if row.attempts >= row.max_attempts:
        return _bury(_held(row), at=at, error=error)
    wait = how.wait_after(row.attempts) if how else timedelta(minutes=1)
    return bool(
        _held(row).update(state=State.QUEUED, lease_until=None, run_at=at + wait, error=error)
    )


def extend(worker: str, *, until: datetime) -> None:
    """Lengthen the lease of whatever `worker` is running."""
    Job.objects.filter(worker=worker, state=State.RUNNING).update(lease_until=until)


def _add(rows: list[Job]) -> None:
    once = [row for row in rows if row.unique_key is not None]
    Job.objects.bulk_create(once, ignore_conflicts=True)
    Job.objects.bulk_create([row for row in rows if row.unique_key is None])


def _left_behind(at: datetime) -> QuerySet[Job]:
    return Job.objects.filter(state=State.RUNNING, lease_until__lte=at).order_by("lease_until")


def _waiting(at: datetime, room: str) -> QuerySet[Job]:
    rows = Job.objects.filter(state=State.QUEUED, room=room, run_at__lte=at)
    return rows.order_by("run_at", "id")


def _first(rows: QuerySet[Job]) -> Job | None:
    return rows.select_for_update(skip_locked=True).first()


def _rooms_waiting(at: datetime) -> list[str | None]:
    with connection.cursor() as cursor:
        cursor.execute(ROOMS_WAITING, [connection.ops.adapt_datetimefield_value(at)])
        return [room for (room,) in cursor.fetchall()]


def _held(row: Job) -> QuerySet[Job]:
    # A paused worker must not overwrite the result of the one that took over.
    return Job.objects.filter(
        pk=row.pk, state=State.RUNNING, worker=row.worker, attempts=row.attempts
    )


def _bury(rows: QuerySet[Job], *, at: datetime, error: str) -> bool:
    return bool(rows.update(state=State.DEAD, lease_until=None, finished_at=at, error=error))
