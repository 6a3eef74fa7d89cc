"""The tests' own jobs are known, and an instance of Tocsin can be had apart from this process."""

import pytest

from tests.jobs import chores  # noqa: F401 - importing registers them
from tests.jobs.instances import copy_of, new_instance


@pytest.fixture
def instance(migrated, tmp_path):
    with copy_of(migrated, tmp_path / "instance") as instance:
        yield instance


@pytest.fixture
def empty_instance(tmp_path):
    with new_instance(tmp_path / "instance") as instance:
        yield instance
