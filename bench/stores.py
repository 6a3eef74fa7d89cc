"""The filled databases: SQLite kept from run to run, PostgreSQL loaded from it."""

import hashlib
import os
import shutil
import sqlite3
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import psycopg
from psycopg import sql

from tests.postgres import cluster

ROOT = Path(__file__).parents[1]
SOURCE = ROOT / "src" / "tocsin"
# When one of these changes, the kept database is of no use. New migrations are run on its copies.
DECISIVE = ("ledger/digests.py", "ledger/writing.py", "policies/packs/*.toml")
MAKERS = ("shapes", "histories", "copying", "filling")
CHUNK = 5000
DATABASE = "tocsin.sqlite3"
DURABLE = ("fsync=on", "synchronous_commit=on", "full_page_writes=on", "max_connections=60",
            "shared_buffers=512MB", "max_wal_size=4GB")  # fmt: skip


def kept(size: tuple[int, ...]) -> Path:
    """The data folder with the filled SQLite database of that size, made if need be."""
    parent = Path(
        os.environ.get("TOCSIN_BENCH_DATA") or Path(tempfile.gettempdir()) / "tocsin-bench"
    )
    folder = parent / _stamp(size)
    if not folder.exists():
        print(f"Filling a database with {size[1]:,} incidents in one school. This is done once.")
        shutil.rmtree(f"{folder}.part", ignore_errors=True)
        parent.mkdir(parents=True, exist_ok=True)
        made = Path(f"{folder}.part")
        run("bench.made", *map(str, size), data=made)
        made.rename(folder)
    return folder


@contextmanager
def working_copy(of: Path) -> Iterator[Path]:
    """A copy of the data folder to write into, taken away at the end."""
    with tempfile.TemporaryDirectory(prefix="tocsin-bench-", dir=of.parent) as folder:
        data = Path(folder) / "data"
        shutil.copytree(of, data)
        run("tocsin", "migrate", data=data)
        yield data


@contextmanager
def postgres(data: Path) -> Iterator[str]:
    """The URL of a private PostgreSQL that holds what the SQLite database in `data` holds."""
    with cluster(DURABLE) as made:
        run("tocsin", "migrate", data=data, url=made.url)
        _load(data / DATABASE, made.superuser_url.removesuffix("/postgres") + "/tocsin")
        yield made.url


def run(*command: str, data: Path, url: str = "") -> str:
    """What `python -m command` prints, with the instance in `data`. Raises when it fails."""
    environment = {**os.environ, "TOCSIN_DATA": str(data), "DATABASE_URL": url}
    words = [sys.executable, "-m", *command]
    done = subprocess.run(  # noqa: S603 - our own modules
        words, env=environment, capture_output=True, text=True, check=False
    )
    if done.returncode:
        raise RuntimeError(f"{' '.join(command)} failed:\n{done.stdout}\n{done.stderr}")
    return done.stdout


def _stamp(size: tuple[int, ...]) -> str:
    found = hashlib.sha256(repr(size).encode())
    files = [path for pattern in DECISIVE for path in sorted(SOURCE.glob(pattern))]
    for path in [*files, *(ROOT / "bench" / f"{name}.py" for name in MAKERS)]:
        found.update(path.read_bytes())
    return found.hexdigest()[:16]


def _load(file: Path, url: str) -> None:
    """Copy every table as it is; the superuser may, since row-level security is not for it."""
    source = sqlite3.connect(file)
    with psycopg.connect(url) as target:
        target.execute("SET timezone = 'UTC'")
        target.execute("SET session_replication_role = replica")  # no triggers, no foreign keys yet
        tables = _tables(target)
        names = sql.SQL(", ").join(map(sql.Identifier, tables))
        target.execute(sql.SQL("TRUNCATE {}").format(names))
        for table, columns in tables.items():
            _copy(source, target, table, columns)
        target.execute("SET session_replication_role = origin")
        _move_sequences(target)
    with psycopg.connect(url, autocommit=True) as target:
        target.execute("VACUUM ANALYZE")


def _tables(target: psycopg.Connection[tuple[str, ...]]) -> dict[str, list[str]]:
    """The columns of each table that are not worked out by the server."""
    rows = target.execute(
        "SELECT c.table_name, c.column_name FROM information_schema.columns c"
        " JOIN information_schema.tables t USING (table_schema, table_name)"
        " WHERE t.table_schema = 'public' AND t.table_type = 'BASE TABLE'"
        " AND c.is_generated = 'NEVER' ORDER BY 1, c.ordinal_position"
    ).fetchall()
    tables: dict[str, list[str]] = {}
    for table, column in rows:
        tables.setdefault(table, []).append(column)
    return tables


def _copy(
    source: sqlite3.Connection,
    target: psycopg.Connection[tuple[str, ...]],
    table: str,
    columns: list[str],
) -> None:
    names = ", ".join(f'"{column}"' for column in columns)
    asked = source.execute(f'SELECT {names} FROM "{table}"')  # noqa: S608 - our own tables
    into = sql.SQL("COPY {} ({}) FROM STDIN").format(
        sql.Identifier(table), sql.SQL(", ").join(map(sql.Identifier, columns))
    )
    with target.cursor().copy(into) as copy:
        while rows := asked.fetchmany(CHUNK):
            for row in rows:
                copy.write_row(row)


def _move_sequences(target: psycopg.Connection[tuple[str, ...]]) -> None:
    owned = target.execute(
        "SELECT table_name, column_name FROM information_schema.columns"
        " WHERE table_schema = 'public' AND is_identity = 'YES'"
    ).fetchall()
    for table, column in owned:
        target.execute(
            sql.SQL(
                "SELECT setval(pg_get_serial_sequence({}, {}), coalesce(max({}), 0) + 1, false)"
                " FROM {}"
            ).format(table, column, sql.Identifier(column), sql.Identifier(table))
        )
