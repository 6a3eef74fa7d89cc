"""The practice trust, loaded once for a file of tests; each test's own changes are taken back."""

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, datetime

import pytest
from django.test import TestCase

from tocsin.demo import load

THURSDAY = datetime(2026, 11, 19, 14, 5, tzinfo=UTC)


@contextmanager
def taken_back() -> Iterator[None]:
    atomics = TestCase._enter_atomics()
    yield
    TestCase._rollback_atomics(atomics)


@pytest.fixture(scope="module")
def demo(request, django_db_blocker):
    request.getfixturevalue("django_db_setup")
    with django_db_blocker.unblock(), taken_back():
        yield load(THURSDAY)


@pytest.fixture
def _django_db_helper(request):
    """Stand in for pytest-django's own, whose transaction around one test cannot hold a load."""
    request.getfixturevalue("demo")
    with taken_back():
        yield
