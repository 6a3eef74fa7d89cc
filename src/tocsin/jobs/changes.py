"""SQLite's log of changes, which still holds what was deleted, beside who wrote it and when."""

from django.db import connection

PATIENCE_MS = 500  # for those who read; while they do it cannot be emptied


def empty_log_of_changes() -> None:
    """Empty it, or leave it to the next beat of a worker's heart when somebody reads.

    At every beat, and never because of what somebody did: the time of the file tells nothing then.
    Source: SI-ANON.
    """
    if connection.vendor != "sqlite":
        return
    usual = connection.settings_dict["OPTIONS"]["timeout"] * 1000
    with connection.cursor() as cursor:
        cursor.execute(f"PRAGMA busy_timeout={PATIENCE_MS}")
        cursor.execute("PRAGMA wal_checkpoint(TRUNCATE)")
        cursor.execute(f"PRAGMA busy_timeout={usual}")
