"""Run the tests on SQLite and on PostgreSQL side by side, then those that drive a browser."""

import os
import subprocess
import sys
import tempfile
import time
from collections.abc import Collection, Iterator
from contextlib import ExitStack, contextmanager
from pathlib import Path
from xml.etree import ElementTree as ET

from tests.postgres import NoPostgres, database, leave_in_order_when_terminated

NOTHING_COLLECTED = 5
NOT_BROWSERS, BROWSERS = ["-m", "not browser"], ["-m", "browser"]
LATER = {
    "postgresql": "On PostgreSQL",
    "browsers": "In a browser, on SQLite",
    "more-browsers": "In a browser, on SQLite: the other half",
}


def start(
    name: str, words: list[str], folder: Path, *, url: str, out: int | None
) -> subprocess.Popen[bytes]:
    """Start one suite with its own data folder."""
    environment = {
        **os.environ,
        "DATABASE_URL": url,
        "TOCSIN_DATA": str(folder / name),
    }
    command = [sys.executable, "-m", "pytest", *words, f"--junit-xml={folder / name}.xml"]
    # Its own process group: Ctrl-C reaches this process, which passes on one signal.
    return subprocess.Popen(
        command, env=environment, stdout=out, stderr=out, start_new_session=True
    )


@contextmanager
def stopped_at_the_end(
    suites: dict[str, subprocess.Popen[bytes]],
) -> Iterator[dict[str, subprocess.Popen[bytes]]]:
    try:
        yield suites
    finally:
        for suite in suites.values():
            if suite.poll() is None:
                suite.terminate()
                suite.wait()


def run(arguments: list[str], folder: Path) -> list[int]:
    """Run the suites, one for each of two cores; show SQLite's lines as they come, others after.

    Browsers wait for a core to be free, half of them for the first and half for the second.
    """
    whole = not arguments
    first = NOT_BROWSERS if whole else arguments
    with ExitStack() as stack:
        url = stack.enter_context(database())
        suites = stack.enter_context(stopped_at_the_end({}))
        logs = {name: stack.enter_context((folder / f"{name}.log").open("wb")) for name in LATER}

        def start_later(name: str, words: list[str], url: str) -> None:
            suites[name] = start(name, words, folder, url=url, out=logs[name].fileno())

        start_later("postgresql", [*arguments, "--second-database"], url)
        print("On SQLite:", flush=True)
        suites["sqlite"] = start("sqlite", first, folder, url="", out=None)
        if whole:
            wait_until_running(suites.values(), most=1)
            start_later("browsers", [*BROWSERS, "--half", "first"], "")
            wait_until_running(suites.values(), most=1)
            start_later("more-browsers", [*BROWSERS, "--half", "second"], "")
        for suite in suites.values():
            suite.wait()
    for name, title in LATER.items():
        if name in suites:
            log = (folder / f"{name}.log").read_text(errors="replace")
            print(f"\n{title}:\n{log}", flush=True)
    return [suite.returncode for suite in suites.values()]


def wait_until_running(suites: Collection[subprocess.Popen[bytes]], most: int) -> None:
    while sum(suite.poll() is None for suite in suites) > most:
        time.sleep(0.5)


def say_what_failed(folder: Path) -> None:
    """Name every test that failed, with its reason: the last lines of a log are those kept."""
    for results in sorted(folder.glob("*.xml")):
        for case in ET.parse(results).iter("testcase"):  # noqa: S314 - our own tests wrote it
            for found in (*case.findall("failure"), *case.findall("error")):
                where = f"{case.get('classname')}::{case.get('name')}"
                print(f"{results.stem}: {where}\n    {(found.get('message') or '')[:600]}")


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
        say_what_failed(folder)
    return max(codes)


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
