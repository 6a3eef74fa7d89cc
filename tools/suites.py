"""Run the tests on SQLite and on PostgreSQL side by side, and judge the coverage."""

import os
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from tests.postgres import NoPostgres, database, leave_in_order_when_terminated

NOTHING_COLLECTED = 5


def start(
    name: str, words: list[str], folder: Path, *, url: str, out: int | None
) -> subprocess.Popen[bytes]:
    """Start one suite with its own data folder and coverage file."""
    environment = {
        **os.environ,
        "DATABASE_URL": url,
        "TOCSIN_DATA": str(folder / name),
        "COVERAGE_FILE": str(folder / f".coverage.{name}"),
    }
    command = [sys.executable, "-m", "pytest", *words]
    # Its own process group: Ctrl-C reaches this process, which passes on one signal.
    return subprocess.Popen(
        command, env=environment, stdout=out, stderr=out, start_new_session=True
    )


@contextmanager
def stopped_at_the_end(suite: subprocess.Popen[bytes]) -> Iterator[subprocess.Popen[bytes]]:
    try:
        yield suite
    finally:
        if suite.poll() is None:
            suite.terminate()
            suite.wait()


def run(arguments: list[str], folder: Path) -> list[int]:
    """Run both suites at once, one core each; show PostgreSQL's lines after SQLite's.

    Coverage is asked on SQLite alone: the second suite runs the same code, at half the speed if
    every line is noted.
    """
    words = arguments or ["--cov", "--cov-report=", "--cov-fail-under=0"]
    log = folder / "postgresql.log"
    with database() as url, log.open("wb") as file:
        second = start(
            "postgresql", [*arguments, "--second-database"], folder, url=url, out=file.fileno()
        )
        with stopped_at_the_end(second):
            print("On SQLite:", flush=True)
            with stopped_at_the_end(start("sqlite", words, folder, url="", out=None)) as first:
                first.wait()
            second.wait()
    print(f"\nOn PostgreSQL:\n{log.read_text(errors='replace')}", flush=True)
    return [first.returncode, second.returncode]


def judge_coverage(folder: Path) -> int:
    combined = {**os.environ, "COVERAGE_FILE": ".coverage"}
    for words in (["combine", "--quiet", str(folder)], ["report"]):
        command = [sys.executable, "-m", "coverage", *words]
        said = subprocess.run(command, env=combined, check=False).returncode
        if said:
            return said
    return 0


def main(arguments: list[str]) -> int:
    leave_in_order_when_terminated()
    with tempfile.TemporaryDirectory(prefix="tocsin-tests-") as name:
        folder = Path(name)
        try:
            codes = run(arguments, folder)
        except NoPostgres as reason:
            sys.exit(f"Tocsin: the tests were not run. {reason}")
        except KeyboardInterrupt:
            return 130
        if arguments:  # a part of the tests, perhaps with none for one of the databases
            codes = [0 if code == NOTHING_COLLECTED else code for code in codes]
        else:
            codes.append(judge_coverage(folder))
    return max(codes)


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
