"""What is not one page: exports, verifying, several writers at once, memory, starting."""

import json
import statistics
import time
from collections.abc import Callable, Mapping
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import Any

from bench.browsing import Browser, Wrong
from bench.names import LARGE
from bench.processes import Server, server
from bench.stores import run

WRITERS = 4
DUMMY = {"TOCSIN_MAIL_URL": "dummymail://"}


def export_rate(port: int, visit: Mapping[str, Any], kind: str) -> tuple[float, int]:
    """Rows a second of one download of about 10,000 entries, and how many they were."""
    with Browser(port, visit["deputy"]) as browser:
        began = time.perf_counter()
        file = browser.post(
            f"/s/{LARGE}/log/export/", expected=200, query=visit["since"], kind=kind
        )
        took = time.perf_counter() - began
    # Three lines say what the file holds, one names the columns.
    rows = file.count(b"\r\n") - 4 if kind == "csv" else visit["since_count"]
    return rows / took, rows


def verify_rate(data: Path, url: str) -> tuple[float, int]:
    """Entries a second of `tocsin verify`, its start included, and how many they were."""
    began = time.perf_counter()
    said = json.loads(run("tocsin", "verify", "--school", LARGE, "--json", data=data, url=url))
    took = time.perf_counter() - began
    assert said["holds"], said
    return said["entries"] / took, said["entries"]


def writers(port: int, visit: Mapping[str, Any], each: int) -> tuple[float, int]:
    """Reports a second that four people send at once, and how many failed."""
    drafts = [visit["drafts"].pop() for _ in range(WRITERS * each)]
    began = time.perf_counter()
    with ThreadPoolExecutor(WRITERS) as pool:
        failed = sum(
            pool.map(
                lambda number: _send(port, visit["reporter"], drafts[number::WRITERS]),
                range(WRITERS),
            )
        )
    took = time.perf_counter() - began
    return (len(drafts) - failed) / took, failed


def _send(port: int, session: str, drafts: list[str]) -> int:
    failed = 0
    with Browser(port, session) as browser:
        for draft in drafts:
            try:
                browser.post(f"/s/{LARGE}/report/{draft}/check/")
            except Wrong:
                failed += 1
    return failed


def memory_after(
    load: Callable[[Server], object], environment: Mapping[str, str], log: Path
) -> float:
    """MiB (PSS) of the whole embedded server once `load` has been through it."""
    given = {**DUMMY, **environment}
    with server("tocsin", "serve", environment=given, path="/healthz", log=log) as found:
        load(found)
        return found.memory()


def start_seconds(folder: Path, rounds: int) -> tuple[float, float]:
    """How long Tocsin takes from nothing to its first page, and a bare Django; medians."""
    data, log = folder / "new", folder / "starts.log"
    run("tocsin", "migrate", data=data)
    bare = {"DATABASE_URL": f"sqlite:///{folder / 'bare.sqlite3'}"}
    ours, theirs = [], []
    for _ in range(rounds):
        with server("bench.bare", environment=bare, log=log) as found:
            theirs.append(found.started_in)
        here = {**DUMMY, "TOCSIN_DATA": str(data), "DATABASE_URL": ""}
        with server("tocsin", "serve", environment=here, path="/healthz", log=log) as found:
            ours.append(found.started_in)
    return statistics.median(ours), statistics.median(theirs)
