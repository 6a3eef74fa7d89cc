"""Tocsin in processes of its own, on a database of its own: SQLite, or what DATABASE_URL is on."""

import os
import secrets
import shutil
import socket
import subprocess
import sys
import threading
import time
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from urllib.parse import urlsplit, urlunsplit

import psycopg

ROOT = Path(__file__).parents[2]
SERVER = os.environ.get("DATABASE_URL", "")
PATIENCE = 300  # seconds: a first start makes every table, or the whole practice trust


@dataclass
class Instance:
    folder: Path
    database_url: str
    stack: ExitStack = field(default_factory=ExitStack)

    def environ(self, **extra):
        kept = {name: value for name, value in os.environ.items() if not name.startswith("TOCSIN_")}
        own = {"TOCSIN_DATA": str(self.folder), "DATABASE_URL": self.database_url}
        path = {"PYTHONPATH": f"{ROOT / 'src'}:{ROOT}", "DJANGO_SETTINGS_MODULE": "tocsin.settings"}
        return kept | own | path | {name: str(value) for name, value in extra.items()}

    def run(self, *command, **environ):
        """Run `tocsin <command>` to its end."""
        return subprocess.run(  # noqa: S603 - our own program
            [sys.executable, "-m", "tocsin", *command],
            env=self.environ(**environ),
            capture_output=True,
            text=True,
            timeout=180,
            check=False,
        )

    def start(self, *arguments, is_heard=True, **environ):
        """Start `python <arguments>`, killed at the end of the test if it still runs.

        is_heard: whether the test reads what it says; a pipe that nobody empties would stop it.
        """
        process = subprocess.Popen(  # noqa: S603 - our own program
            [sys.executable, *arguments],
            env=self.environ(**environ),
            stdout=subprocess.PIPE if is_heard else subprocess.DEVNULL,
            stderr=subprocess.STDOUT,
            text=True,
        )
        if process.stdout:
            self.stack.callback(process.stdout.close)
        self.stack.callback(process.wait)
        self.stack.callback(process.kill)
        return process

    def worker(self, *, lease_seconds=60):
        return self.start("-m", "tests.jobs.worker_process", str(lease_seconds))

    def say(self, code):
        """Run lines of Python inside the instance and return what they print."""
        lines = f"import django; django.setup(); from tests.jobs.inside import *\n{code}"
        command = [sys.executable, "-c", lines]
        done = subprocess.run(  # noqa: S603 - our own program
            command, env=self.environ(), capture_output=True, text=True, timeout=180, check=False
        )
        assert done.returncode == 0, done.stderr
        return done.stdout.strip()


@contextmanager
def new_instance(folder):
    with _database("") as url, ExitStack() as stack:
        yield Instance(folder, url, stack)


@contextmanager
def copy_of(original, folder):
    shutil.copytree(original.folder, folder)
    with _database(original.database_url) as url, ExitStack() as stack:
        yield Instance(folder, url, stack)


@contextmanager
def _database(template_url):
    if not SERVER:
        yield ""
        return
    name = f"tocsin_scratch_{secrets.token_hex(6)}"
    template = urlsplit(template_url).path.lstrip("/") or "template1"
    with psycopg.connect(SERVER, autocommit=True) as server:
        server.execute(f"CREATE DATABASE {name} TEMPLATE {template}")
    try:
        yield urlunsplit(urlsplit(SERVER)._replace(path=f"/{name}"))
    finally:
        with psycopg.connect(SERVER, autocommit=True) as server:
            server.execute(f"DROP DATABASE {name} WITH (FORCE)")


def free_port():
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return probe.getsockname()[1]


def until(is_so, process=None):
    """Return when `is_so()` holds; fail after a while, or once `process` has ended."""
    deadline = time.monotonic() + PATIENCE
    while not is_so():
        assert process is None or process.poll() is None, process.stdout.read()
        assert time.monotonic() < deadline, "It did not happen in time."
        threading.Event().wait(0.02)
