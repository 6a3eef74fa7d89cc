"""What is asked of the servers, and what each kind of answer costs."""

import statistics
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from json import dumps
from typing import Any

from bench.browsing import Browser
from bench.names import SAVED
from bench.processes import Server
from bench.shapes import a_common_and_a_rare_word

Ask = Callable[[], object]
BARE_LIST, BARE_SAVE, REPORT = "bare list of 50", "bare create", "report submitted"
ABSENT = "zzyzx"  # in no incident


@dataclass(frozen=True)
class Case:
    """One kind of request: `ask` sends one."""

    name: str
    server: Server
    browser: Browser
    ask: Ask


@dataclass(frozen=True)
class Cost:
    """What one round of a case cost: CPU of the server for each request, and waiting times."""

    cpu: float  # milliseconds a request
    latencies: tuple[float, ...]  # milliseconds

    @property
    def median(self) -> float:
        return statistics.median(self.latencies)

    @property
    def slowest_twentieth(self) -> float:
        return statistics.quantiles(self.latencies, n=20)[-1]


def cost_of(case: Case, requests: int) -> Cost:
    """Ask so often, one after the other."""
    case.browser.begin()
    before = case.server.cpu_seconds()
    for _ in range(requests):
        case.ask()
    used = case.server.cpu_seconds() - before
    waits = tuple(wait * 1000 for wait in case.browser.latencies)
    return Cost(used * 1000 / requests, waits)


def bare_cases(server: Server) -> list[Case]:
    """The ceilings."""
    browser, row = Browser(server.port), dumps(SAVED).encode()
    return [
        Case(BARE_LIST, server, browser, lambda: browser.get("/")),
        Case(BARE_SAVE, server, browser, lambda: browser.post_json("/save", row)),
    ]


def paths_of(slug: str, visit: Mapping[str, Any]) -> dict[str, str]:
    """The pages of somebody who looks after incidents, by name."""
    common, rare = a_common_and_a_rare_word()
    base = f"/s/{slug}"
    return {
        "log": f"{base}/log/",
        "log, open ones": f"{base}/log/?status=open",
        "search, common word": f"{base}/log/?q={common}",
        "search, rare word": f"{base}/log/?q={rare}",
        "search, no match": f"{base}/log/?q={ABSENT}",
        "incident, open": f"{base}/incidents/{visit['open']}/",
        "incident, closed": f"{base}/incidents/{visit['closed']}/",
        "my work": f"{base}/my-work/",
        "inbox": f"{base}/inbox/",
    }


def page_cases(slug: str, visit: Mapping[str, Any], server: Server) -> list[Case]:
    """Every measured page of one school."""
    deputy = Browser(server.port, visit["deputy"])
    reporter = Browser(server.port, visit["reporter"])
    start, drafts = f"/s/{slug}/report/", iter(visit["drafts"])
    cases = [
        Case(name, server, deputy, lambda path=path: deputy.get(path))
        for name, path in paths_of(slug, visit).items()
    ]
    return [
        *cases,
        Case("front, of staff", server, reporter, lambda: reporter.get(start)),
        Case(REPORT, server, reporter, lambda: reporter.post(f"{start}{next(drafts)}/check/")),
    ]
