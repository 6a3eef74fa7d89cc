"""Run the tests on SQLite and on PostgreSQL side by side, and judge the coverage."""

import os
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from pathlib import Path
from xml.etree import ElementTree as ET

from tests.postgres import NoPostgres, database, leave_in_order_when_terminated

NOTHING_COLLECTED = 5
NOT_BROWSERS, BROWSERS = ["-m", "not browser"], ["-m", "browser"]
LATER = {"postgresql": "On PostgreSQL", "browsers": "In a browser, on SQLite"}


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

    Coverage is asked on SQLite alone: the second suite runs the same code, at half the speed if
    every line is noted. Browsers wait for the first core to be free, and note no line: the pages
    they drive are those that the other tests ask.
    """
    whole = not arguments
    first = [*NOT_BROWSERS, "--cov", "--cov-report=", "--cov-fail-under=0"] if whole else arguments
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
            wait_for_any(suites)
            start_later("browsers", BROWSERS, "")
        for suite in suites.values():
            suite.wait()
    for name, title in LATER.items():
        if name in suites:
            log = (folder / f"{name}.log").read_text(errors="replace")
            print(f"\n{title}:\n{log}", flush=True)
    return [suite.returncode for suite in suites.values()]


def wait_for_any(suites: dict[str, subprocess.Popen[bytes]]) -> None:
    while all(suite.poll() is None for suite in suites.values()):
        time.sleep(0.5)


def say_what_failed(folder: Path) -> None:
    """Name every test that failed, with its reason: the last lines of a log are those kept."""
    for results in sorted(folder.glob("*.xml")):
        for case in ET.parse(results).iter("testcase"):  # noqa: S314 - our own tests wrote it
            for found in (*case.findall("failure"), *case.findall("error")):
                where = f"{case.get('classname')}::{case.get('name')}"
                print(f"{results.stem}: {where}\n    {(found.get('message') or '')[:600]}")


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
        say_what_failed(folder)
    return max(codes)


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
