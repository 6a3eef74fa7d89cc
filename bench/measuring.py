"""One database measured: pages in interleaved rounds, then everything else."""

import json
import statistics
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from bench.browsing import Browser
from bench.budgets import Result
from bench.cases import BARE_LIST, BARE_SAVE, REPORT, Case, Cost, bare_cases, cost_of, page_cases
from bench.names import LARGE, MEDIUM
from bench.others import export_rate, memory_after, verify_rate, writers
from bench.processes import Server, server
from bench.stores import run

BUDGETS = {  # in Y, the CPU of the bare list
    "log": 5, "log, open ones": 5, "search, common word": 4, "search, rare word": 4,
    "search, no match": 4, "incident, open": 4, "incident, closed": 4, "my work": 5, "inbox": 5,
    "front, of staff": 5,
}  # fmt: skip
UNLIKE = "search, rare word"  # it finds more in the larger school, and so shows more
MOST_QUERIES, MOST_CREATES, MOST_GROWTH, MOST_MIB = 12, 6, 1.15, 150
FEWEST_CREATES, FEWEST_ROWS, FEWEST_ENTRIES = 160, 15_000, 50_000  # a second


@dataclass(frozen=True)
class Effort:
    """How much is asked: rounds, requests of each case in a round, reports of each writer."""

    rounds: int = 5
    requests: int = 50
    warm_up: int = 20
    reports: int = 120


@dataclass
class Measured:
    """What was found out about one database."""

    costs: dict[str, list[Cost]] = field(default_factory=dict)  # by case, a round each
    medium: dict[str, list[Cost]] = field(default_factory=dict)
    queries: dict[str, int] = field(default_factory=dict)
    results: list[Result] = field(default_factory=list)

    def ratio(self, name: str, to: str) -> float:
        """CPU as a multiple of the ceiling's of the same round: the median round."""
        pairs = zip(self.costs[name], self.costs[to], strict=True)
        return statistics.median(mine.cpu / bare.cpu for mine, bare in pairs)

    def wait_ratio(self, name: str, to: str) -> float:
        """The same for the time until the answer."""
        pairs = zip(self.costs[name], self.costs[to], strict=True)
        return statistics.median(mine.median / bare.median for mine, bare in pairs)

    def growth(self, name: str) -> float:
        """CPU in the largest school as a multiple of that in the medium one: the median round."""
        pairs = zip(self.costs[name], self.medium[name], strict=True)
        return statistics.median(large.cpu / medium.cpu for large, medium in pairs)


def measure(data: Path, url: str, effort: Effort) -> Measured:
    """Measure the instance in `data`, on SQLite or on the PostgreSQL at `url`."""
    found, log = Measured(), data.parent / "bench.log"
    needed = effort.warm_up + effort.rounds * effort.requests + 4 * effort.reports + 200
    visits = json.loads(run("bench.visitors", str(needed), data=data, url=url))
    (data.parent / "visits.json").write_text(json.dumps(visits))
    counted = run("bench.counting", str(data.parent / "visits.json"), data=data, url=url)
    found.queries = json.loads(counted)
    ours = {"TOCSIN_DATA": str(data), "DATABASE_URL": url}
    bare = {"DATABASE_URL": f"sqlite:///{data.parent / 'bare.sqlite3'}"}
    with (
        server("bench.bare", environment=bare, log=log) as listing,
        server("bench.bare", environment={**bare, **_same(url)}, log=log) as saving,
        server("bench.pages_server", environment=ours, path="/healthz", log=log) as pages,
    ):
        for name, case, costs in _rounds(_cases(visits, listing, saving, pages), effort):
            target = found.medium if name == MEDIUM else found.costs
            target.setdefault(case, []).append(costs)
        found.results = _page_results(found)
        found.results += _others(pages, visits[LARGE], effort, is_sqlite=not url)
    rate, _ = verify_rate(data, url)
    found.results.append(Result("verify", rate, "entries a second", FEWEST_ENTRIES, at_least=True))
    if not url:
        found.results.append(_memory(visits[LARGE], ours, log))
    return found


def _same(url: str) -> Mapping[str, str]:
    return {"DATABASE_URL": url} if url else {}


def _cases(
    visits: Mapping[str, Any], listing: Server, saving: Server, pages: Server
) -> dict[str, list[Case]]:
    ceilings = [bare_cases(listing)[0], bare_cases(saving)[1]]
    return {
        LARGE: ceilings + page_cases(LARGE, visits[LARGE], pages),
        MEDIUM: page_cases(MEDIUM, visits[MEDIUM], pages),
    }


def _rounds(cases: Mapping[str, list[Case]], effort: Effort) -> Iterator[tuple[str, str, Cost]]:
    everything = [(school, case) for school, found in cases.items() for case in found]
    # Each school's case beside the other's, so that both meet the same moment.
    everything.sort(key=lambda pair: (pair[1].name not in {BARE_LIST, BARE_SAVE}, pair[1].name))
    for _, case in everything:
        cost_of(case, effort.warm_up)
    for _ in range(effort.rounds):
        for school, case in everything:
            yield school, case.name, cost_of(case, effort.requests)


def _page_results(found: Measured) -> list[Result]:
    pages = [
        Result(name, found.ratio(name, BARE_LIST), "Y", budget) for name, budget in BUDGETS.items()
    ]
    growth = max(set(BUDGETS) - {UNLIKE}, key=found.growth)
    most = max(BUDGETS, key=lambda name: found.queries[name])
    waits = found.wait_ratio(REPORT, BARE_SAVE)
    return [
        *pages,
        Result(REPORT + ", CPU", found.ratio(REPORT, BARE_SAVE), "bare creates", MOST_CREATES),
        Result(REPORT + ", time", waits, "bare creates", MOST_CREATES),
        Result(f"growth ({growth})", found.growth(growth), "times", MOST_GROWTH),
        Result(f"queries ({most})", found.queries[most], "", MOST_QUERIES),
    ]


def _others(
    pages: Server, visit: dict[str, Any], effort: Effort, *, is_sqlite: bool
) -> list[Result]:
    rates = [export_rate(pages.port, visit, "csv") for _ in range(3)]
    csv, rows = sorted(rates)[1]
    xlsx, _ = export_rate(pages.port, visit, "xlsx")
    creates, failed = writers(pages.port, visit, effort.reports)
    least = FEWEST_CREATES if is_sqlite else None
    return [
        Result(f"CSV of {rows:,} entries", csv, "rows a second", FEWEST_ROWS, at_least=True),
        Result("workbook of the same", xlsx, "rows a second"),
        Result("4 writers", creates, "creates a second", least, at_least=True),
        Result("4 writers, failed", failed, "reports", 0),
    ]


def _memory(visit: dict[str, Any], environment: Mapping[str, str], log: Path) -> Result:
    def load(found: Server) -> None:
        for case in page_cases(LARGE, visit, found):
            cost_of(case, 40)
        writers(found.port, visit, 30)
        with Browser(found.port, visit["deputy"]) as browser:
            browser.post(f"/s/{LARGE}/log/export/", expected=200, query=visit["since"], kind="csv")

    size = memory_after(load, environment, log)
    return Result("memory of the whole embedded server", size, "MiB", MOST_MIB)
