"""On PostgreSQL: whatever a page, a job or a command asks of the schools, it asks behind a wall.

A test's transaction stays open, and so do the walls of a command that was given within it; in life
they fall with the command's own transaction, and whatever is asked after that finds nothing.
"""

import re
import sys
from collections.abc import Iterator
from functools import cache
from pathlib import Path
from types import FrameType
from typing import Any

import pytest
from django.db import connection

from tocsin.ledger import tenancy

ROOT = Path(__file__).parents[1]
OURS, TESTS = str(ROOT / "src"), str(ROOT / "tests")
IN_LIFE = ("core/handlers/base.py", "core/management/base.py", "tocsin/jobs/worker.py")


@pytest.fixture(autouse=True)
def asked_outside(request: pytest.FixtureRequest) -> Iterator[set[str]]:
    """Fail a test in whose course the product asked outside of any wall: which table, and where."""
    if connection.vendor != "postgresql" or not request.node.get_closest_marker("django_db"):
        yield set()
        return
    request.getfixturevalue("_django_db_helper")
    walled, found = _walled(), set[str]()

    def look(execute: Any, sql: Any, params: Any, many: bool, context: Any) -> Any:  # noqa: FBT001
        if tenancy._told.get() is None and (table := walled.search(str(sql))):
            place = _place(sys._getframe(1))
            found.update({f"{table[1]}: {place}"} if place else ())
        return execute(sql, params, many, context)

    with connection.execute_wrapper(look):
        yield found
    assert sorted(found) == [], "asked without reading(...) or writing(...)"


@cache
def _walled() -> re.Pattern[str]:
    with connection.cursor() as cursor:
        cursor.execute("SELECT DISTINCT tablename FROM pg_policies WHERE schemaname = 'public'")
        names = "|".join(name for (name,) in cursor.fetchall())
    return re.compile(f'"({names})"')


def _place(frame: FrameType | None) -> str:
    """Which line of ours asks, where it is a page, a job or a command that does; else ""."""
    place = ""
    while frame:
        file = frame.f_code.co_filename
        if file.startswith(TESTS) and not place:
            return ""
        if file.startswith(OURS) and not place:
            place = f"{file.removeprefix(OURS)}:{frame.f_lineno}"
        if place and file.endswith(IN_LIFE):
            return place
        frame = frame.f_back
    return ""
