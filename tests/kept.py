"""What a file of tests builds once: each of its tests finds it as it was built."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from copy import deepcopy
from typing import Any

import pytest
from django.test import TestCase


@contextmanager
def taken_back() -> Iterator[None]:
    """A block whose changes to the database are undone at its end."""
    atomics = TestCase._enter_atomics()
    yield
    TestCase._rollback_atomics(atomics)


def asks_the_database(request: pytest.FixtureRequest) -> bool:
    """Whether any test of the file does."""
    of_the_file = (item for item in request.session.items if item.path == request.path)
    return any(item.get_closest_marker("django_db") for item in of_the_file)


@pytest.fixture(scope="module")
def kept_for_the_file(request: pytest.FixtureRequest) -> Iterator[None]:
    """Let a fixture of a whole file write: taken back after the file's last test.

    Each test runs inside, in a transaction of its own, so what it changes is taken back before
    the next. Give each test its own copy of the objects, and let every test of the file ask for
    them, as `kept` does: then no test finds what another happened to need. Not for tests with
    transaction=True, nor for those that count the files in a school's store, which stay.
    """
    if not asks_the_database(request):
        yield
        return
    request.getfixturevalue("django_db_setup")
    with request.getfixturevalue("django_db_blocker").unblock(), taken_back():
        yield


def kept(name: str, build: Callable[[], Any]) -> tuple[Any, Any]:
    """Two fixtures for a file: what `build` made once, and the copy `name` for each test.

    built_team, team = kept("team", lambda: a_team(a_school()))
    """

    @pytest.fixture(scope="module", name=f"built_{name}", autouse=True)
    def built(request: pytest.FixtureRequest, kept_for_the_file: None) -> Any:  # noqa: ARG001
        return build() if asks_the_database(request) else None

    @pytest.fixture(name=name, autouse=True)
    def copied(request: pytest.FixtureRequest) -> Any:
        return deepcopy(request.getfixturevalue(f"built_{name}"))

    return built, copied
