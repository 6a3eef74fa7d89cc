"""The queue of somebody with very many schools: python -m bench queue."""

import json
import os
import sqlite3
import statistics
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from bench.browsing import Browser
from bench.budgets import Result, table
from bench.cases import Case, Cost, cost_of
from bench.measuring import MOST_QUERIES, Effort
from bench.processes import server
from bench.stores import DATABASE, kept, postgres, run, working_copy

SIZE = (5000, 60, 60, 4, 2, 20)  # bench.filling.Size: 5,000 schools with two open incidents each
MOST_CPU = 50  # milliseconds
PAGES = {
    "queue": "/queue/",
    "queue, overdue": "/queue/?overdue=on",
    "queue, the clock": "/queue/?legal=on",
    "queue, a name": "/queue/?school=small-49",
    "queue, page 40": "/queue/?after=1000",
    "schools": "/queue/schools/",
}


def main() -> int:
    """Measure it on both databases and print what was found."""
    effort = Effort(3, 15, 5) if os.environ.get("QUICK") else Effort()
    with working_copy(kept(SIZE)) as data:
        session = run("bench.queue_visitor", data=data).splitlines()[-1]
        print(_instance(data))
        for name, url in _databases(data):
            print(f"\n{name}")
            print(table(("Page", "Budget", "Measured", "Kept"), _rows(data, url, session, effort)))
    return 0


def _databases(data: Path) -> Iterator[tuple[str, str]]:
    wanted = sys.argv[2:] or ["sqlite", "postgresql"]
    if "sqlite" in wanted:
        yield "SQLite", ""
    if "postgresql" in wanted:
        with postgres(data) as url:
            yield "PostgreSQL", url


def _rows(data: Path, url: str, session: str, effort: Effort) -> list[tuple[str, ...]]:
    counted = json.loads(run("bench.queue_visitor", session, data=data, url=url).splitlines()[-1])
    found: dict[str, list[Cost]] = {}
    with _cases(data, url, session) as cases:
        for case in cases:
            cost_of(case, effort.warm_up)
        for _ in range(effort.rounds):
            for case in cases:
                found.setdefault(case.name, []).append(cost_of(case, effort.requests))
    results = []
    for name, costs in found.items():
        cpu, wait = (statistics.median(getattr(each, part) for each in costs) for part in
                     ("cpu", "median"))  # fmt: skip
        results.append(Result(f"{name}, CPU", cpu, "ms", MOST_CPU))
        results.append(Result(f"{name}, time", wait, "ms"))
        results.append(Result(f"{name}, queries", counted[name], "", MOST_QUERIES))
    return [result.cells() for result in results]


@contextmanager
def _cases(data: Path, url: str, session: str) -> Iterator[list[Case]]:
    ours = {"TOCSIN_DATA": str(data), "DATABASE_URL": url}
    log = data.parent / "bench.log"
    with (
        server("bench.pages_server", environment=ours, path="/healthz", log=log) as pages,
        Browser(pages.port, session) as browser,
    ):
        yield [
            Case(name, pages, browser, lambda path=path: browser.get(path))
            for name, path in PAGES.items()
        ]


def _instance(data: Path) -> str:
    with sqlite3.connect(data / DATABASE) as asked:
        schools, duties, closed = (
            asked.execute(f"SELECT count(*) FROM {what}").fetchone()[0]  # noqa: S608 - our own
            for what in (
                "schools_school", "incidents_agendaitem",
                "incidents_incident WHERE status = 'closed'",
            )
        )  # fmt: skip
    return f"{schools:,} schools, {duties:,} open duties, {closed:,} closed incidents"
