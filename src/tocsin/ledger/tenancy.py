"""Which schools the database lets this piece of work see.

PostgreSQL's row-level security reads two settings that live and die with a transaction, so nothing
can leak to the next request on the same connection. On SQLite the explicit filters stand alone.
"""

from collections.abc import Iterator
from contextlib import contextmanager
from uuid import UUID

from django.db import connection, transaction
from django.db.models import Model

_SET = "SELECT set_config('app.schools', %s, true), set_config('app.person', %s, true)"

# One statement, so that the ids of thousands of schools never leave the database. The person is set
# first: the wall around the memberships lets them read their own.
_SET_ALL = (
    "SELECT set_config('app.person', %s, true), set_config('app.schools', (SELECT"
    " coalesce(string_agg(school_id::text, ','), '') FROM {table}"
    " WHERE person_id = %s AND ended_at IS NULL), true)"
)


@contextmanager
def reading(*school_ids: UUID, person: UUID | None = None) -> Iterator[None]:
    """Let the block read the rows of these schools, and the memberships of `person`.

    Inside another `reading` or `writing` it narrows or widens for the block, then puts back.
    """
    if connection.vendor != "postgresql":
        yield
        return
    if not connection.in_atomic_block:
        with transaction.atomic():
            _enter(school_ids, person)
            yield
        return
    before = _current()
    _enter(school_ids, person)
    yield
    if not connection.needs_rollback:
        _apply(*before)


@contextmanager
def reading_all_of(person: UUID, memberships: type[Model]) -> Iterator[None]:
    """Let the block read the rows of every school of which the table makes `person` a member."""
    if connection.vendor != "postgresql":
        yield
        return
    if not connection.in_atomic_block:
        with transaction.atomic():
            _enter_all(person, memberships)
            yield
        return
    before = _current()
    _enter_all(person, memberships)
    yield
    if not connection.needs_rollback:
        _apply(*before)


def _enter_all(person: UUID, memberships: type[Model]) -> None:
    with connection.cursor() as cursor:
        who = str(person)
        cursor.execute(_SET_ALL.format(table=memberships._meta.db_table), [who, who])


def narrow(*school_ids: UUID) -> None:
    """Let the rest of an open reading see no more than these schools."""
    if connection.vendor == "postgresql":
        with connection.cursor() as cursor:
            ids = ",".join(str(each) for each in school_ids)
            cursor.execute("SELECT set_config('app.schools', %s, true)", [ids])


def enter(school_id: UUID) -> None:
    """Set the one school of the open transaction; `writing` calls this."""
    if connection.vendor == "postgresql":
        _enter((school_id,), None)


def _enter(school_ids: tuple[UUID, ...], person: UUID | None) -> None:
    _apply(",".join(str(each) for each in school_ids), str(person or ""))


def _apply(schools: str, person: str) -> None:
    with connection.cursor() as cursor:
        cursor.execute(_SET, [schools, person])


def _current() -> tuple[str, str]:
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT coalesce(current_setting('app.schools', true), ''),"
            " coalesce(current_setting('app.person', true), '')"
        )
        schools, person = cursor.fetchone()
    return schools, person
