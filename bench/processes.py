"""Servers as processes of their own, and what they cost."""

import os
import signal
import socket
import subprocess
import sys
import time
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from http.client import HTTPConnection
from pathlib import Path

START_SECONDS = 60
MIB = 1024 * 1024


@dataclass(frozen=True)
class Server:
    """A running server: its port, its first process, and how long until it answered."""

    port: int
    pid: int
    started_in: float  # seconds

    @property
    def worker(self) -> int:
        """The process that answers requests."""
        return children(self.pid)[0]

    def cpu_seconds(self) -> float:
        """What the worker has used so far."""
        return cpu_seconds(self.worker)

    def memory(self) -> float:
        """MiB of all its processes together: each shared page counts once (PSS)."""
        return sum(map(_pss, [self.pid, *children(self.pid)])) / MIB


@contextmanager
def server(
    *command: str, environment: Mapping[str, str], path: str = "/", log: Path
) -> Iterator[Server]:
    """Start `python -m command` on a free port, wait until `path` answers, stop it at the end."""
    port, began = free_port(), time.perf_counter()
    with running(*command, environment={**environment, "PORT": str(port)}, log=log) as process:
        _wait_for(process, port, path)
        yield Server(port, process.pid, time.perf_counter() - began)


@contextmanager
def running(
    *command: str, environment: Mapping[str, str], log: Path
) -> Iterator["subprocess.Popen[bytes]"]:
    """Start `python -m command`, and stop it at the end."""
    with log.open("ab") as out:
        process = subprocess.Popen(  # noqa: S603 - our own modules
            [sys.executable, "-m", *command],
            env={**os.environ, **environment},
            stdout=out, stderr=out, process_group=0,  # a session of its own is its own for nice too
        )  # fmt: skip
    try:
        yield process
    finally:
        process.send_signal(signal.SIGTERM)
        try:
            process.wait(timeout=30)
        except subprocess.TimeoutExpired:
            os.killpg(process.pid, signal.SIGKILL)
            process.wait()


def free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


def children(pid: int) -> list[int]:
    """The processes that `pid` has started."""
    return [int(each) for each in Path(f"/proc/{pid}/task/{pid}/children").read_text().split()]


def cpu_seconds(pid: int) -> float:
    """What a process has used, to the nanosecond: its clock, as Linux numbers it."""
    return time.clock_gettime(~pid << 3 | 2)


def _pss(pid: int) -> int:
    lines = Path(f"/proc/{pid}/smaps_rollup").read_text().splitlines()
    return next(int(line.split()[1]) for line in lines if line.startswith("Pss:")) * 1024


def _wait_for(process: "subprocess.Popen[bytes]", port: int, path: str) -> None:
    until = time.monotonic() + START_SECONDS
    while time.monotonic() < until:
        if process.poll() is not None:
            break
        connection = HTTPConnection("127.0.0.1", port, timeout=START_SECONDS)
        try:
            connection.request("GET", path)
            if connection.getresponse().status < 400:
                return
        except OSError:
            time.sleep(0.01)
        finally:
            connection.close()
    raise RuntimeError("The server did not start; its log says why.")
