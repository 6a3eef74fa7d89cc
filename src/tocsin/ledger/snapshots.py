"""One unmoving view of a school's rows, for questions that take many statements to answer."""

from collections.abc import Iterator
from contextlib import contextmanager
from uuid import UUID

from django.db import connection, transaction

from tocsin.ledger.tenancy import entering, reading


@contextmanager
def snapshot(school_id: UUID) -> Iterator[None]:
    """Let the block see the school as it was at one instant, without holding up who writes.

    Inside an open transaction it is that transaction's view.
    """
    if connection.in_atomic_block:
        with reading(school_id):
            yield
    elif connection.vendor == "postgresql":
        with transaction.atomic():
            with connection.cursor() as cursor:
                cursor.execute("SET TRANSACTION ISOLATION LEVEL REPEATABLE READ, READ ONLY")
            with entering(school_id):
                yield
    else:
        with _deferred():
            yield


@contextmanager
def _deferred() -> Iterator[None]:
    # Django's own transactions are IMMEDIATE here, and would keep every writer waiting.
    with connection.cursor() as cursor:
        cursor.execute("BEGIN DEFERRED")
        try:
            yield
        finally:
            cursor.execute("ROLLBACK")
