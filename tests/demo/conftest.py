"""The practice trust, loaded once for a file of tests; each test's own changes are taken back."""

from datetime import UTC, datetime

import pytest

from tests.kept import taken_back
from tocsin.demo import load

THURSDAY = datetime(2026, 11, 19, 14, 5, tzinfo=UTC)


@pytest.fixture(scope="module")
def demo(kept_for_the_file):  # noqa: ARG001 - asked for, not used
    return load(THURSDAY)


@pytest.fixture
def _django_db_helper(request):
    """Stand in for pytest-django's own, whose transaction around one test cannot hold a load."""
    request.getfixturevalue("demo")
    with taken_back():
        yield
