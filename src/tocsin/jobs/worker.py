"""The loop that does the work, and the heartbeat that says it is still at it."""

import logging
import os
import secrets
import socket
import threading
from collections.abc import Callable
from datetime import datetime, timedelta

from django.db import Error, close_old_connections, connections

from tocsin.jobs import queue, registry
from tocsin.jobs.changes import empty_log_of_changes
from tocsin.jobs.models import Heartbeat, Job
from tocsin.jobs.schedules import Ticker

log = logging.getLogger("tocsin.jobs")

LEASE = timedelta(seconds=60)  # a dead worker's job is taken up again after this long
SHORTEST_PAUSE, LONGEST_PAUSE = 0.2, 1.0  # seconds between looks at an empty queue


class Worker:
    """Does due jobs one at a time until told to stop. One job's failure never ends it."""

    def __init__(self, *, clock: Callable[[], datetime], lease: timedelta = LEASE) -> None:
        self.name = f"{socket.gethostname()[:60]}:{os.getpid()}:{secrets.token_hex(4)}"
        self._clock = clock
        self._lease = lease
        self._stopping = threading.Event()
        self._ticker = Ticker()
        self._served = ""  # the room whose job was the last

    def stop(self) -> None:
        """Ask the loop to end after the job in hand."""
        self._stopping.set()

    def run(self) -> None:
        """Work until `stop()`."""
        registry.load()
        heart = threading.Thread(target=self._beat, name="heartbeat", daemon=True)
        heart.start()
        pause = SHORTEST_PAUSE
        try:
            while not self._stopping.is_set():
                close_old_connections()
                self._tick()
                if self.do_next():
                    pause = SHORTEST_PAUSE
                    continue
                self._stopping.wait(pause)
                pause = min(pause * 1.5, LONGEST_PAUSE)
        finally:
            self.stop()
            heart.join()
            connections.close_all()

    def do_next(self) -> bool:
        """Do one job that is due; False when there is none, or the database does not answer."""
        try:
            at = self._clock()
            row = queue.claim(self.name, at=at, lease=self._lease, after=self._served)
            if row is not None:
                self._served = row.room
                self._do(row, at)
        except Error as fault:  # the database is away: it will be back, and so are the jobs
            log.error("jobs.database_error %s", type(fault).__name__)  # noqa: TRY400 - no text
            return False
        return row is not None

    def _tick(self) -> None:
        try:
            self._ticker.tick(self._clock())
        except Error as fault:
            log.error("jobs.tick_missed %s", type(fault).__name__)  # noqa: TRY400 - no text

    def _do(self, row: Job, at: datetime) -> None:
        how = None
        try:
            how = registry.kind(row.name)
            how.run(**row.args, school_id=row.school_id, at=at)
        except (Exception, SystemExit) as fault:  # noqa: BLE001 - whatever a job does, the loop goes on
            error = f"JOB-FAILED {type(fault).__name__}"
            is_ours = queue.fail(row, how, error=error, at=self._clock())
            log.warning("job.failed %d %s attempt %d %s", row.pk, row.name, row.attempts, error)
        else:
            is_ours = queue.finish(row, at=self._clock())
            log.info("job.done %d %s attempt %d", row.pk, row.name, row.attempts)
        if not is_ours:
            log.warning("job.lease_lost %d %s attempt %d", row.pk, row.name, row.attempts)

    def _beat(self) -> None:
        seconds = self._lease.total_seconds() / 3
        self._note(self._show_life)
        while not self._stopping.wait(seconds):
            self._note(self._show_life)
        self._note(self._sign_off)
        connections.close_all()

    def _note(self, what: Callable[[], None]) -> None:
        close_old_connections()
        try:
            what()
        except Error as fault:
            log.error("jobs.heartbeat_missed %s", type(fault).__name__)  # noqa: TRY400 - no text

    def _show_life(self) -> None:
        at = self._clock()
        queue.extend(self.name, until=at + self._lease)
        Heartbeat.objects.update_or_create(worker=self.name, defaults={"seen_at": at})
        empty_log_of_changes()

    def _sign_off(self) -> None:
        Heartbeat.objects.filter(worker=self.name).delete()
