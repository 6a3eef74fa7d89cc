"""Measure Tocsin and write docs/generated/benchmarks.md. QUICK=1 takes a smaller instance.

`python -m bench queue` measures the queue over 5,000 schools and prints what it found.
`python -m bench reminders` measures the tick that looks for what is due in 5,000 schools.
`python -m bench mail` sends 50 reports a second while a mailbox of 10,000 mails is taken in.
"""

import os
import statistics
import sys
import tempfile
from datetime import UTC, datetime
from pathlib import Path

from bench import mails, queues, reminders
from bench.budgets import Result, machine, table
from bench.cases import BARE_LIST
from bench.measuring import Effort, Measured, measure
from bench.others import start_seconds
from bench.pages import PAGE, own_parts
from bench.shapes import NoEvents
from bench.stores import kept, postgres, working_copy
from tests.postgres import leave_in_order_when_terminated

FULL, SMALL = (2000, 100_000, 1000, 5, 300), (50, 5000, 1000, 5, 300)  # bench.filling.Size


def main() -> int:
    leave_in_order_when_terminated()
    if sys.argv[1:2] == ["queue"]:
        return queues.main()
    if sys.argv[1:2] == ["mail"]:
        return mails.main()
    if sys.argv[1:2] == ["reminders"]:
        return reminders.main(sys.argv[2:])
    quick = bool(os.environ.get("QUICK"))
    wanted = sys.argv[1:] or ["sqlite", "postgresql"]
    size, effort = (SMALL, Effort(3, 15, 5, 25)) if quick else (FULL, Effort())
    try:
        found = _measured(size, effort, wanted)
    except NoEvents as fault:
        sys.stderr.write(f"Tocsin: {fault}\n")
        return 2
    text = _page(size, found)
    print(text)
    if not quick and len(wanted) == 2:
        PAGE.write_text(text, encoding="utf-8")
    return 0


def _measured(size: tuple[int, ...], effort: Effort, wanted: list[str]) -> dict[str, Measured]:
    source, found = kept(size), {}
    if "sqlite" in wanted:
        with working_copy(source) as data:
            found["SQLite"] = measure(data, "", effort)
        found["SQLite"].results += _starting(effort)
    if "postgresql" in wanted:
        with working_copy(source) as data, postgres(data) as url:
            found["PostgreSQL"] = measure(data, url, effort)
    return found


def _starting(effort: Effort) -> list[Result]:
    with tempfile.TemporaryDirectory(prefix="tocsin-bench-") as folder:
        ours, theirs = start_seconds(Path(folder), effort.rounds)
    return [
        Result("cold start", ours / theirs, "bare starts", 2),
        Result("cold start, in seconds", ours, "s"),
    ]


def _page(size: tuple[int, ...], found: dict[str, Measured]) -> str:
    parts = [
        "# Benchmarks",
        "Written by `make bench`; what each line means stands in `docs/running/speed.md`.",
        machine(datetime.now(UTC).date()),  # noqa: TID251 - an edge
        f"{size[0]:,} schools; {size[1]:,} incidents in the largest, {size[2]:,} in the medium.",
    ]
    for name, measured in found.items():
        parts.append(f"## {name}")
        heads = ("", "Budget", "Measured", "Kept")
        parts.append(table(heads, [result.cells() for result in measured.results]))
        parts.append(_costs(measured))
    parts += filter(None, [own_parts()])
    return "\n\n".join(parts) + "\n"


def _costs(measured: Measured) -> str:
    rows = []
    for name, rounds in measured.costs.items():
        slow = statistics.median(each.slowest_twentieth for each in rounds)
        wait = statistics.median(each.median for each in rounds)
        rows.append(
            (
                name,
                f"{statistics.median(each.cpu for each in rounds):.2f}",
                f"{wait:.2f}",
                f"{slow:.2f}",
                f"{1000 / wait:.0f}",
                f"{measured.ratio(name, BARE_LIST):.2f}",
                f"{measured.growth(name):.2f}" if name in measured.medium else "",
                str(measured.queries.get(name, "")),
            )
        )
    heads = ("Request", "CPU ms", "Median ms", "95th ms", "A second", "Y", "Growth", "Queries")
    return table(heads, rows)


if __name__ == "__main__":
    sys.exit(main())
