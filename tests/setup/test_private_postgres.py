"""The PostgreSQL that the tests start for themselves."""

import os
import subprocess
import sys

import psycopg
import pytest

from tests.postgres import NoPostgres, cluster, database


def test_the_app_role_owns_its_database_but_cannot_pass_row_level_security():
    with cluster() as made, psycopg.connect(made.url) as connection:
        row = connection.execute(
            "SELECT rolsuper, rolbypassrls, rolcreatedb, datname = 'tocsin' FROM pg_roles"
            " JOIN pg_database ON datdba = pg_roles.oid WHERE rolname = current_user"
        ).fetchone()

    assert row == (False, False, True, True)


def test_nothing_is_left_of_it_afterwards():
    with cluster() as made, psycopg.connect(made.superuser_url) as connection:
        folder = connection.execute("SHOW data_directory").fetchone()[0]

    assert not os.path.exists(folder)  # noqa: PTH110 - a string from the server
    with pytest.raises(psycopg.OperationalError):
        psycopg.connect(made.url)


def test_a_database_given_with_a_superuser_is_refused(monkeypatch):
    with cluster() as made:
        monkeypatch.setenv("DATABASE_URL", made.superuser_url)

        with pytest.raises(NoPostgres, match="neither superuser nor BYPASSRLS"), database():
            pytest.fail("row-level security would have gone untested")


def test_a_command_gets_its_database_and_hands_back_its_exit_code():
    environment = {name: value for name, value in os.environ.items() if name != "DATABASE_URL"}
    script = "import os; exit(7 * os.environ['DATABASE_URL'].startswith('postgres://tocsin:'))"

    done = subprocess.run(
        [sys.executable, "-m", "tests.postgres", sys.executable, "-c", script],
        env=environment,
        check=False,
    )

    assert done.returncode == 7
