"""SQLite whose writers take turns, so that none waits until it gives up while others pass it by.

SQLite lets a writer that finds the file busy sleep and try again; under load the sleepers lose to
whoever comes along awake. Here a writer waits for its turn before it begins: among the threads of
a process at a lock, among processes at two files beside the database. Writes outside a transaction
take no turn, and readers never wait. A process that dies gives its turn back.
"""

import fcntl
import os
import threading
import time
from typing import Any

from django.db.backends.sqlite3 import base
from django.db.utils import OperationalError

LOOK_AGAIN = 0.001  # seconds between two looks at the other processes


class Turns:
    """Who may write to one file.

    Whoever waits first holds a second file meanwhile and so is next. With one file alone a busy
    process, whose next thread stands ready, would pass by the others, who have to look again.
    """

    def __init__(self, path: str) -> None:
        self._path, self._here, self._held = path, threading.Lock(), -1

    def take(self, patience: float) -> None:
        """Wait for the turn. Raises OperationalError after `patience` seconds."""
        until = time.monotonic() + patience
        if not self._here.acquire(timeout=patience):
            raise OperationalError("database is locked")
        try:
            is_next = _locked(f"{self._path}-next", until)
            try:
                self._held = _locked(self._path, until)
            finally:
                os.close(is_next)
        except BaseException:
            self._here.release()
            raise

    def give_back(self) -> None:
        """Let the next one write."""
        os.close(self._held)
        self._here.release()


def _locked(path: str, until: float) -> int:
    """The open file, which no other process has: closing it gives it back."""
    file = os.open(path, os.O_RDWR | os.O_CREAT | os.O_CLOEXEC, 0o600)
    try:
        while not _is_free(file):
            if time.monotonic() > until:
                raise OperationalError("database is locked")  # noqa: TRY301 - the same to the caller
            time.sleep(LOOK_AGAIN)
    except BaseException:
        os.close(file)
        raise
    return file


def _is_free(file: int) -> bool:
    try:
        fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except BlockingIOError:
        return False
    return True


_turns: dict[str, Turns] = {}


class DatabaseWrapper(base.DatabaseWrapper):
    """Django's SQLite, with a turn around each transaction."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self._turn: Turns | None = None

    def _start_transaction_under_autocommit(self) -> None:
        self._take_turn()
        try:
            super()._start_transaction_under_autocommit()
        except BaseException:
            self._end_turn()
            raise

    def _commit(self) -> None:
        super()._commit()
        self._end_turn()  # after a commit that fails comes a rollback

    def _rollback(self) -> None:
        try:
            super()._rollback()
        finally:
            self._end_turn()

    def _close(self) -> None:
        try:
            super()._close()
        finally:
            self._end_turn()

    def _take_turn(self) -> None:
        if self.is_in_memory_db():
            return
        name = str(self.settings_dict["NAME"])
        turns = _turns.setdefault(name, Turns(f"{name}-turn"))
        turns.take(self.settings_dict["OPTIONS"]["timeout"])
        self._turn = turns

    def _end_turn(self) -> None:
        turns, self._turn = self._turn, None
        if turns:
            turns.give_back()
