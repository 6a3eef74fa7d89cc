"""Which schools the database lets this piece of work see.

PostgreSQL's row-level security reads two settings that live and die with a transaction, so nothing
can leak to the next request on the same connection. On SQLite the explicit filters stand alone.
"""

from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from uuid import UUID

from django.db import connection, transaction
from django.db.models import Model
from psycopg.pq import TransactionStatus

Walls = tuple[str, str]  # ids of schools between commas, and the id of a person

_SET = "SELECT set_config('app.schools', %s, true), set_config('app.person', %s, true)"

# One statement: the server looks up thousands of schools. The person is set first: the wall around
# the memberships lets them read their own.
_SET_ALL = (
    "SELECT set_config('app.person', %s, true), set_config('app.schools', (SELECT"
    " coalesce(string_agg(school_id::text, ','), '') FROM {table}"
    " WHERE person_id = %s AND ended_at IS NULL), true)"
)

# What the server was told in the open transaction, so that it is neither asked nor told again.
_told: ContextVar[Walls | None] = ContextVar("told_walls", default=None)  # None: ask the server


@contextmanager
def reading(*school_ids: UUID, person: UUID | None = None) -> Iterator[None]:
    """Let the block read the rows of these schools, and the memberships of `person`.

    Inside another `reading` or `writing` it narrows or widens for the block, then puts back.
    """
    if connection.vendor != "postgresql":
        yield
        return
    with _transaction() as before, _within(_walls(school_ids, person), before):
        yield


@contextmanager
def reading_all_of(person: UUID, memberships: type[Model]) -> Iterator[None]:
    """Let the block read the rows of every school of which the table makes `person` a member."""
    if connection.vendor != "postgresql":
        yield
        return
    with _transaction() as before, _behind(_enter_all(person, memberships), before):
        yield


@contextmanager
def entering(school_id: UUID) -> Iterator[None]:
    """Let the block, in a transaction of its own, see the one school; `writing` does this."""
    if connection.vendor != "postgresql":
        yield
        return
    with _within(_walls((school_id,), None), _told.get()):
        yield


def narrow(*school_ids: UUID) -> None:
    """Let the rest of an open reading see no more than these schools."""
    if connection.vendor == "postgresql":
        ids, _ = _walls(school_ids, None)
        _, person = _told.get() or _current()
        _apply(ids, person)
        _told.set((ids, person))


@contextmanager
def _transaction() -> Iterator[Walls | None]:
    """The open transaction, and the walls that stand in it; or a new one without any: None."""
    if connection.in_atomic_block:
        yield _told.get() or _current()
    else:
        with transaction.atomic():
            yield None


@contextmanager
def _within(walls: Walls, before: Walls | None) -> Iterator[None]:
    """Put up `walls` for the block, unless they are what stands already."""
    if walls != before:
        _apply(*walls)
    with _behind(walls, before):
        yield


@contextmanager
def _behind(walls: Walls, before: Walls | None) -> Iterator[None]:
    """Remember in the block that `walls` stand, and put `before` back after it."""
    token = _told.set(walls)
    try:
        yield
    finally:
        now = _told.get()
        _told.reset(token)
        if before not in {None, now} and _is_usable():
            _apply(*before)


def _is_usable() -> bool:
    """Whether the transaction takes statements: a failed one is rolled back, walls and all."""
    session = connection.connection
    return (
        not connection.needs_rollback
        and session is not None
        and session.info.transaction_status == TransactionStatus.INTRANS
    )


def _walls(school_ids: tuple[UUID, ...], person: UUID | None) -> Walls:
    return ",".join(str(each) for each in school_ids), str(person or "")


def _enter_all(person: UUID, memberships: type[Model]) -> Walls:
    with connection.cursor() as cursor:
        who = str(person)
        cursor.execute(_SET_ALL.format(table=memberships._meta.db_table), [who, who])
        _, schools = cursor.fetchone()
    return schools, who


def _apply(schools: str, person: str) -> None:
    with connection.cursor() as cursor:
        cursor.execute(_SET, [schools, person])


def _current() -> Walls:
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT coalesce(current_setting('app.schools', true), ''),"
            " coalesce(current_setting('app.person', true), '')"
        )
        schools, person = cursor.fetchone()
    return schools, person
