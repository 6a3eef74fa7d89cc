"""What jobs there are. Each room writes its own in a module called `jobs`."""

import inspect
from collections.abc import Callable
from dataclasses import dataclass
from datetime import timedelta
from functools import cache
from typing import TypeVar

from django.utils.module_loading import autodiscover_modules

LONGEST_WAIT = timedelta(hours=1)

Work = TypeVar("Work", bound=Callable[..., None])


class UnknownJob(LookupError):
    """No room has a job of this name."""


@dataclass(frozen=True)
class Kind:
    """A job that can be queued: its code, and what happens when it fails."""

    name: str
    run: Callable[..., None]
    attempts: int
    retry_after: timedelta

    @property
    def room(self) -> str:
        """Whose job it is: rooms are served in turn."""
        return self.name.partition(".")[0]

    def wait_after(self, attempts: int) -> timedelta:
        """How long to wait after this many failed attempts: doubling, an hour at most."""
        doublings = min(attempts - 1, 20)  # more would overflow
        return min(self.retry_after * (1 << doublings), LONGEST_WAIT)

    def accept(self, args: dict[str, object]) -> None:
        """Raise TypeError unless the job's function takes exactly these arguments."""
        _signature(self.run).bind(**args, school_id=None, at=None)


@cache
def _signature(run: Callable[..., None]) -> inspect.Signature:
    return inspect.signature(run)  # worked out once, as a tick queues many


_kinds: dict[str, Kind] = {}


def job(
    name: str, *, attempts: int = 20, retry_after: timedelta = timedelta(seconds=30)
) -> Callable[[Work], Work]:
    """Register `function(**args, *, school_id, at)` as the job `name`.

    It may run more than once (a worker can die after its last line), so it must be idempotent. It
    runs outside any transaction. By raising it asks to be tried again; after `attempts` tries the
    job is given up and shows among the dead. The defaults go on trying for about half a day.
    Raises ValueError when the name is taken.
    """

    def register(function: Work) -> Work:
        if name in _kinds:
            raise ValueError(f"There is already a job called {name}.")
        _kinds[name] = Kind(name, function, attempts, retry_after)
        return function

    return register


def load() -> None:
    """Import the module `jobs` of every room, which registers its jobs and schedules."""
    autodiscover_modules("jobs")


def kind(name: str) -> Kind:
    """Return the job called `name`. Raises UnknownJob."""
    if name not in _kinds:
        load()
    try:
        return _kinds[name]
    except KeyError:
        raise UnknownJob(name) from None
