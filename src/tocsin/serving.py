"""Running Tocsin: web pages and jobs, in one process or apart."""

import gc
import multiprocessing
import os
import signal
import sys
import threading
from collections.abc import Callable
from functools import partial
from typing import TYPE_CHECKING, Any

from tocsin import startup

if TYPE_CHECKING:
    from tocsin.jobs.worker import Worker

WEB_THREADS = 8  # requests answered at once by one web process
WORKER_NICENESS = 10  # of 19; at the most nice a busy machine would leave jobs no time at all
GRACE_SECONDS = 10  # a request or job that takes longer than this to finish is cut off at a stop
STOP_SIGNALS = (signal.SIGTERM, signal.SIGINT)


def serve() -> int:
    """Pages, jobs and schedules in one, after migrating if need be."""
    host, port = startup.free_address(os.environ)
    startup.prepare(os.environ)
    startup.check_database()
    if startup.is_behind():
        _say("Preparing the database.")
        startup.migrate()
    _say(f"Tocsin is at http://{f'[{host}]' if ':' in host else host}:{port}/ (Ctrl-C stops it).")
    if link := _setup_link():
        _say(f"Nobody has an account yet. Set Tocsin up here, once: {link}")
    return _listen(host, port, processes=1, has_jobs=True)


def web() -> int:
    """Pages only, from one process for each processor."""
    host, port = startup.free_address(os.environ)
    startup.prepare(os.environ)
    startup.check_database()
    startup.check_is_migrated()
    _say(f"Pages of Tocsin are at http://{host}:{port}/ (Ctrl-C stops it).")
    return _listen(host, port, processes=os.cpu_count() or 2, has_jobs=False)


def work() -> int:
    """Jobs and schedules only, which give way to pages on the same machine: people wait there."""
    os.nice(WORKER_NICENESS)
    startup.prepare(os.environ)
    startup.check_database()
    startup.check_is_migrated()
    return work_until_told(_worker())


def migrate() -> int:
    """Bring the database up to date."""
    startup.prepare(os.environ)
    startup.check_database()
    startup.migrate()
    return 0


def work_until_told(worker: "Worker") -> int:
    """Run `worker` until SIGTERM or SIGINT; return the exit code."""
    # Waited for, not handled: a handler that sets an event can deadlock with the thread it stopped.
    signal.pthread_sigmask(signal.SIG_BLOCK, STOP_SIGNALS)
    loop = threading.Thread(target=worker.run, name="jobs")
    loop.start()
    told = None
    while loop.is_alive() and told is None:
        told = signal.sigtimedwait(STOP_SIGNALS, 1)
    worker.stop()
    loop.join()
    return 0 if told else 1


def _listen(host: str, port: int, *, processes: int, has_jobs: bool) -> int:
    from django.db import connections  # noqa: PLC0415 - after startup.prepare()
    from django.urls import get_resolver  # noqa: PLC0415
    from granian import Granian  # noqa: PLC0415
    from granian.constants import Interfaces  # noqa: PLC0415
    from granian.log import LogLevels  # noqa: PLC0415

    from tocsin.jobs import registry  # noqa: PLC0415

    multiprocessing.set_start_method("fork" if sys.platform == "linux" else "spawn", force=True)
    # Loaded before the fork: a fault stops the start, and the memory is shared.
    _ = get_resolver().url_patterns
    registry.load()
    connections.close_all()
    gc.freeze()
    server = Granian(
        "tocsin.wsgi:application",
        address=host,
        port=port,
        interface=Interfaces.WSGI,
        workers=processes,
        blocking_threads=WEB_THREADS,
        log_level=LogLevels.error,
        respawn_failed_workers=True,  # otherwise one killed child would end the whole service
        workers_kill_timeout=GRACE_SECONDS,
    )
    server.serve(target_loader=partial(_application, has_jobs=has_jobs), wrap_loader=False)
    return 0


def _application(*, has_jobs: bool) -> Callable[..., Any]:
    from tocsin.wsgi import application  # noqa: PLC0415 - in the child

    stops = []
    if has_jobs:
        worker = _worker()
        # Not a daemon: the process waits for the job in hand, until granian's patience ends.
        threading.Thread(target=worker.run, name="jobs").start()
        stops.append(worker.stop)
    threading.Thread(target=_mind, args=(os.getppid(), stops), name="minder").start()
    return application


def _mind(parent: int, stops: list[Callable[[], None]]) -> None:
    """Stop the jobs when the pages stop, and everything when the parent was killed."""
    pages = threading.main_thread()
    while pages.is_alive() and os.getppid() == parent:
        pages.join(0.5)
    for stop in stops:
        stop()
    if pages.is_alive():
        os.kill(os.getpid(), signal.SIGTERM)


def _worker() -> "Worker":
    from django.utils import timezone  # noqa: PLC0415

    from tocsin.jobs.worker import Worker  # noqa: PLC0415

    return Worker(clock=timezone.now)  # noqa: TID251 - the loop is an edge


def _setup_link() -> str | None:
    from tocsin.schools.setup import setup_link  # noqa: PLC0415

    return setup_link()


def _say(line: str) -> None:
    sys.stdout.write(f"{line}\n")
    sys.stdout.flush()
