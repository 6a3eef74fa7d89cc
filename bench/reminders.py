"""How long the reminder tick takes: python -m bench reminders [sqlite] [postgresql].

5,000 schools, each with four open incidents that have a deadline and six closed ones.
"""

import os
import statistics
import sys
import tempfile
import time
from datetime import UTC, date, datetime, timedelta
from pathlib import Path

from bench.budgets import Result, table
from bench.stores import DURABLE, run
from tests.postgres import cluster, leave_in_order_when_terminated

SCHOOLS, OPEN, CLOSED, ROUNDS = 5000, 4, 6, 15
AT = datetime(2026, 11, 20, 15, 40, tzinfo=UTC)
A_MINUTE = timedelta(minutes=1)


def main(wanted: list[str]) -> int:
    """Measure on each database in turn, in a process of its own."""
    leave_in_order_when_terminated()
    for name in wanted or ["sqlite", "postgresql"]:
        with tempfile.TemporaryDirectory(prefix="tocsin-bench-") as folder:
            print(f"## {name}\n")
            if name == "sqlite":
                print(run("bench.reminders", "--inside", data=Path(folder)))
            else:
                with cluster(DURABLE) as made:
                    print(run("bench.reminders", "--inside", data=Path(folder), url=made.url))
    return 0


def _inside() -> int:
    from tocsin import startup  # noqa: PLC0415

    startup.prepare(os.environ)
    startup.migrate()
    _fill()
    quiet, minute = _ticks(due=0), _ticks(due=14)  # 20,000 duties a day are 14 a minute
    flood = _ticks(due=SCHOOLS * OPEN, rounds=5)
    results = [
        Result("tick, nothing due", quiet, "ms", 1000),
        Result("tick, a minute's worth due", minute, "ms", 1000),
        Result("tick, all 20,000 due after an outage", flood, "ms", 1000),
    ]
    print(table(("", "Budget", "Measured", "Kept"), [each.cells() for each in results]))
    return 0


def _ticks(*, due: int, rounds: int = ROUNDS) -> float:
    """The median of some ticks, in milliseconds of CPU, with so many incidents due."""
    from tocsin.incidents.models import Watch  # noqa: PLC0415
    from tocsin.jobs.models import Job  # noqa: PLC0415
    from tocsin.reminders.jobs import MOST, tick  # noqa: PLC0415

    chosen = list(Watch.objects.values_list("pk", flat=True)[:due])
    took = []
    for count in range(rounds):
        at = AT + A_MINUTE * count
        Watch.objects.update(next_at=AT + timedelta(days=1))
        for start in range(0, due, 500):
            Watch.objects.filter(pk__in=chosen[start : start + 500]).update(next_at=at)
        Job.objects.all().delete()
        begun = time.process_time()
        tick(school_id=None, at=at)
        took.append((time.process_time() - begun) * 1000)
        assert Job.objects.count() == min(due, MOST)
    return statistics.median(took)


def _fill() -> None:
    from django.db import connection  # noqa: PLC0415

    from tocsin.schools.models import Controller, School  # noqa: PLC0415

    controller = Controller.objects.create(name="Bench Trust", is_trust=True)
    schools = [
        School(name=f"School {number}", slug=f"school-{number}", controller=controller)
        for number in range(SCHOOLS)
    ]
    School.objects.bulk_create(schools, batch_size=1000)
    for school in schools:
        _fill_school(school.pk)
    with connection.cursor() as cursor:
        cursor.execute("ANALYZE")


def _fill_school(school_id: object) -> None:
    from django.db import transaction  # noqa: PLC0415

    from tocsin.incidents.models import Incident, Watch  # noqa: PLC0415
    from tocsin.ledger.tenancy import entering  # noqa: PLC0415
    from tocsin.policies.models import PackVersion  # noqa: PLC0415

    with transaction.atomic(), entering(school_id):  # type: ignore[arg-type]
        version = PackVersion.objects.create(
            school_id=school_id, number=1, key="recommended", in_force_on=date(2020, 1, 1),
            made_at=AT, text="",
        )  # fmt: skip
        rows = [
            Incident(
                school_id=school_id, number=number, reference=f"2026-{number:03}", reported_at=AT,
                pack_version=version, title="Something", status="open" if is_open else "closed",
                closed_at=None if is_open else AT,
            )
            for number, is_open in enumerate([True] * OPEN + [False] * CLOSED, start=1)
        ]  # fmt: skip
        Incident.objects.bulk_create(rows)
        Watch.objects.bulk_create(
            Watch(incident=row, school_id=school_id, next_at=AT) for row in rows[:OPEN]
        )


if __name__ == "__main__":
    sys.exit(_inside() if "--inside" in sys.argv else main(sys.argv[1:]))
