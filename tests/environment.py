"""A private data folder for the run, set before Django reads its settings."""

import gc
import os
import tempfile
from collections.abc import Iterator
from typing import Any

import hypothesis
import pytest
from django.contrib.auth.hashers import Argon2PasswordHasher

# The same examples in every run of CI, however busy the machine; others at every run elsewhere.
hypothesis.settings.register_profile(
    "steady", derandomize=bool(os.environ.get("CI")), deadline=None
)
hypothesis.settings.load_profile("steady")

# A password is hashed as in life, but with the least work there is: hundreds of people sign in.
Argon2PasswordHasher.time_cost, Argon2PasswordHasher.memory_cost = 1, 8
Argon2PasswordHasher.parallelism = 1

# Five thousand tests are kept in memory to the end: do not look through them again and again.
gc.set_threshold(50_000, 20, 50)

_folder = tempfile.TemporaryDirectory(prefix="tocsin-tests-")
os.environ["TOCSIN_DATA"] = _folder.name
os.environ.setdefault("DJANGO_ALLOW_ASYNC_UNSAFE", "true")  # Playwright's sync API runs a loop


@pytest.fixture(scope="session")
def migrated(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Any]:
    """An instance apart from this process, with every table: tests take copies of it."""
    from tests.jobs.instances import new_instance  # noqa: PLC0415 - once the data folder is set

    with new_instance(tmp_path_factory.mktemp("migrated")) as instance:
        done = instance.run("migrate")
        assert (done.returncode, done.stderr) == (0, "")
        yield instance


LEFT = """
    SELECT pg_terminate_backend(pid, 5000) FROM pg_stat_activity
    WHERE datname = current_database() AND usename = current_user AND pid <> pg_backend_pid()
"""


@pytest.fixture(scope="session", autouse=bool(os.environ.get("DATABASE_URL")))
def no_session_left(django_db_setup: None, django_db_blocker: Any) -> Iterator[None]:  # noqa: ARG001
    """PostgreSQL drops no database to which somebody is connected, such as a thread that ended."""
    from django.db import connection  # noqa: PLC0415 - once the data folder is set

    yield
    with django_db_blocker.unblock(), connection.cursor() as cursor:
        cursor.execute(LEFT)


def pytest_collection_finish() -> None:
    """What was loaded stays: it is no garbage."""
    gc.collect()
    gc.freeze()


def pytest_unconfigure(config: pytest.Config) -> None:
    """Take the folder away again."""
    del config
    _folder.cleanup()
