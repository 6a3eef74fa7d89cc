"""Writers of an SQLite file: none is passed by until it gives up."""

import fcntl
import os
import sqlite3
import subprocess
import sys
import threading
from contextlib import closing, contextmanager

import pytest
from django.db.utils import ConnectionHandler, OperationalError

from tests.jobs.instances import ROOT
from tocsin.sqlite.base import LOOK_AGAIN, Turns

pytestmark = pytest.mark.django_db  # none of its tables: leave to open a file at all
PATIENCE = 0.3  # seconds
HOLD_ON = """
import sys
from django.conf import settings
settings.configure()
from tests.jobs.test_writers_take_turns import writing_to
with writing_to(sys.argv[1]):
    print("writing", flush=True)
    sys.stdin.read()
"""


def connection_to(path, patience=30):
    options = {"transaction_mode": "IMMEDIATE", "timeout": patience}
    known = {"default": {"ENGINE": "tocsin.sqlite", "NAME": str(path), "OPTIONS": options}}
    return ConnectionHandler(known)["default"]


@contextmanager
def writing_to(path, patience=30):
    connection = connection_to(path, patience)
    connection.set_autocommit(False, force_begin_transaction_with_broken_autocommit=True)
    with connection.cursor() as cursor:
        cursor.execute("CREATE TABLE IF NOT EXISTS line (word TEXT)")
        cursor.execute("INSERT INTO line VALUES ('written')")
    yield connection
    connection.commit()
    connection.close()


def lines_in(path):
    with connection_to(path).cursor() as cursor:
        return cursor.execute("SELECT count(*) FROM line").fetchone()[0]


def test_a_writer_begins_when_the_one_before_has_finished(tmp_path):
    path, order = tmp_path / "file", []

    def second():
        with writing_to(path):
            order.append("second begins")

    with writing_to(path):
        thread = threading.Thread(target=second)
        thread.start()
        thread.join(timeout=PATIENCE)
        order.append("first finishes")
    thread.join()

    assert order == ["first finishes", "second begins"]
    assert lines_in(path) == 2


@pytest.mark.parametrize("where", ["here", "elsewhere"])
def test_a_writer_whose_turn_never_comes_is_told_in_time(tmp_path, where):
    path = tmp_path / "file"
    with writing_to(path):
        if where == "elsewhere":
            assert "database is locked" in outcome_of_another_process(path)
            return
        with (
            pytest.raises(OperationalError, match="database is locked"),
            writing_to(path, PATIENCE),
        ):
            pass

    assert lines_in(path) == 1


def outcome_of_another_process(path):
    code = HOLD_ON.replace("sys.argv[1])", f"sys.argv[1], {PATIENCE})")
    return started(code, path).communicate()[1]


def test_a_turn_is_given_back_by_a_writer_that_is_killed(tmp_path):
    path = tmp_path / "file"
    other = started(HOLD_ON, path)
    assert other.stdout.readline() == "writing\n"
    other.kill()
    other.communicate()

    with writing_to(path):
        pass

    assert lines_in(path) == 1


def test_a_turn_is_given_back_by_a_connection_that_is_lost(tmp_path):
    path = tmp_path / "file"
    with writing_to(path) as lost:
        lost.close()

    with writing_to(path, PATIENCE):
        pass

    assert lines_in(path) == 1


def test_a_turn_is_given_back_by_a_writer_that_another_program_keeps_out(tmp_path):
    path = tmp_path / "file"
    with closing(sqlite3.connect(path, isolation_level=None)) as backup:
        backup.execute("BEGIN IMMEDIATE")
        with pytest.raises(OperationalError, match="database is locked"):
            writing_to(path, PATIENCE).__enter__()

    with writing_to(path, PATIENCE):
        pass

    assert lines_in(path) == 1


def test_a_process_that_writes_again_and_again_does_not_pass_by_one_that_waits(tmp_path):
    path, order = tmp_path / "turn", []
    busy, other = Turns(str(path)), Turns(str(path))  # each as in a process of its own

    def write_once():
        other.take(30)
        order.append("other")
        other.give_back()

    thread = threading.Thread(target=write_once)
    busy.take(30)
    thread.start()
    for _ in range(10_000):
        if is_held(tmp_path / "turn-next"):
            break
        thread.join(timeout=LOOK_AGAIN)
    busy.give_back()
    busy.take(30)
    order.append("busy")
    busy.give_back()
    thread.join()

    assert order == ["other", "busy"]


def is_held(path):
    with path.open("a") as file:
        try:
            fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            return True
    return False


def started(code, path):
    return subprocess.Popen(  # noqa: S603 - our own program
        [sys.executable, "-c", code, str(path)],
        env=os.environ | {"PYTHONPATH": f"{ROOT / 'src'}:{ROOT}"},
        stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True,
    )  # fmt: skip
