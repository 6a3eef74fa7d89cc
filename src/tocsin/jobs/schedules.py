"""Jobs that come round: each tick is a job with a key, so any number of workers queue it once."""

from collections.abc import Callable
from datetime import UTC, datetime, timedelta

from cronsim import CronSim

from tocsin.jobs.queue import enqueue
from tocsin.jobs.registry import Work, job

_crons: dict[str, str] = {}


def schedule(
    name: str, *, cron: str, attempts: int = 20, retry_after: timedelta = timedelta(seconds=30)
) -> Callable[[Work], Work]:
    """Register `function(*, school_id, at)` as a job queued at every tick of `cron`, read in UTC.

    UTC has no clock changes: no tick is skipped or doubled in March or October. After an outage
    only the latest missed tick is queued. Raises CronSimError when `cron` cannot be read.
    """
    CronSim(cron, datetime(2000, 1, 1, tzinfo=UTC))
    register = job(name, attempts=attempts, retry_after=retry_after)

    def remember(function: Work) -> Work:
        registered = register(function)
        _crons[name] = cron
        return registered

    return remember


def latest_tick(cron: str, *, at: datetime) -> datetime:
    """Return the last instant, `at` included, at which `cron` ticked."""
    just_after = at.astimezone(UTC).replace(microsecond=0) + timedelta(seconds=1)
    return next(CronSim(cron, just_after, reverse=True))


def latest_keys(at: datetime) -> dict[str, str]:
    """Return the key of each schedule's latest tick, by schedule name."""
    return {
        name: f"schedule:{name}:{latest_tick(cron, at=at):%Y-%m-%dT%H:%M:%SZ}"
        for name, cron in _crons.items()
    }


class Ticker:
    """Queues the latest tick of every schedule, and remembers which it has seen to."""

    def __init__(self) -> None:
        self._seen: dict[str, str] = {}

    def tick(self, at: datetime) -> None:
        """Queue every latest tick that no worker has queued yet."""
        for name, key in latest_keys(at).items():
            if self._seen.get(name) != key:
                enqueue(name, at=at, unique_key=key)
                self._seen[name] = key
