"""The wall in the database itself: on PostgreSQL a row of another school is not there."""

import pytest
from django.apps import apps
from django.db import ProgrammingError, connection, transaction
from django.test.utils import CaptureQueriesContext

from tests.worlds import FRIDAY, a_report
from tocsin.core.roles import Role
from tocsin.incidents.models import Draft, Incident
from tocsin.ledger.models import Entry, Head
from tocsin.ledger.tenancy import entering, narrow, reading, reading_all_of
from tocsin.schools.models import Membership

pytestmark = [
    pytest.mark.django_db,
    pytest.mark.skipif(
        connection.vendor != "postgresql", reason="SQLite has no second wall; filters stand alone"
    ),
    pytest.mark.usefixtures("their_incident"),
]
# Jobs, and when to look again, belong to the instance: ids, codes and instants of every school.
OF_THE_INSTANCE = {"jobs_job", "incidents_watch"}


def of_tenants():
    """Every table of ours with a column that says which school a row belongs to."""
    return [
        model
        for model in apps.get_models()
        if model._meta.app_label in {"ledger", "schools", "policies", "incidents", "jobs"}
        and any(field.attname == "school_id" for field in model._meta.concrete_fields)
        and model._meta.db_table not in OF_THE_INSTANCE
    ]


def asked(sql, *values):
    with connection.cursor() as cursor:
        cursor.execute(sql, values)
        return cursor.fetchall()


def test_every_table_with_a_school_has_its_wall_forced_on_the_owner_too():
    tables = [model._meta.db_table for model in of_tenants()]
    walls = asked(
        "SELECT relname, relrowsecurity, relforcerowsecurity FROM pg_class WHERE relname = ANY(%s)",
        tables,
    )
    found = {name: (is_on, is_forced) for name, is_on, is_forced in walls}

    assert len(tables) > 15
    assert {name: walls for name, walls in found.items() if walls != (True, True)} == {}
    assert set(found) == set(tables)


def test_every_wall_looks_at_the_school_when_reading_and_when_writing():
    rows = asked("SELECT tablename, qual, with_check, permissive, cmd FROM pg_policies")

    weak = [
        table
        for table, qual, check, _, command in rows
        if "app.schools" not in str(qual if command != "INSERT" else check)
        and "app.person" not in str(qual if command != "INSERT" else check)
    ]

    assert weak == []


def test_the_role_of_the_app_cannot_step_over_the_wall():
    [(is_super, bypasses)] = asked(
        "SELECT rolsuper, rolbypassrls FROM pg_roles WHERE rolname = current_user"
    )

    assert (is_super, bypasses) == (False, False)


@pytest.mark.parametrize("model", of_tenants(), ids=lambda model: model._meta.db_table)
def test_no_row_of_another_school_is_there(ours, theirs, model):
    mine, other = ours[Role.STAFF].school_id, theirs[Role.STAFF].school_id

    with reading(mine):
        assert model._default_manager.filter(school_id=other).count() == 0
        assert not model._default_manager.exclude(school_id=mine).exists()
        assert model._default_manager.filter(school_id=other).update(school_id=mine) == 0


@pytest.mark.parametrize("model", of_tenants(), ids=lambda model: model._meta.db_table)
def test_without_a_school_no_row_is_there_at_all(model):
    with reading():
        assert model._default_manager.count() == 0


def test_there_are_rows_to_hide(theirs):
    with reading(theirs[Role.STAFF].school_id):
        full = {m._meta.db_table for m in of_tenants() if m._default_manager.exists()}

    assert {"incidents_incident", "incidents_report", "incidents_agendaitem", "ledger_entry",
            "ledger_content", "ledger_datakey", "schools_membership",
            "policies_packversion"} <= full  # fmt: skip


def test_a_row_for_another_school_cannot_be_added(ours, theirs):
    draft = Draft(
        school=theirs[Role.STAFF].school, person=ours[Role.STAFF].person, changed_at=FRIDAY
    )

    with (
        pytest.raises(ProgrammingError, match="row-level security"),
        reading(ours[Role.STAFF].school_id),
        transaction.atomic(),
    ):
        draft.save(force_insert=True)


def test_a_row_cannot_be_moved_over_the_wall(ours, theirs):
    incident = a_report(ours[Role.STAFF])

    with (
        pytest.raises(ProgrammingError, match="row-level security"),
        reading(ours[Role.STAFF].school_id),
        transaction.atomic(),
    ):
        Incident.objects.filter(pk=incident.pk).update(school_id=theirs[Role.STAFF].school_id)


def test_an_entry_cannot_be_put_into_another_schools_ledger(ours, theirs):
    with (
        pytest.raises(ProgrammingError, match="row-level security"),
        reading(ours[Role.STAFF].school_id),
        transaction.atomic(),
    ):
        Entry(school_id=theirs[Role.STAFF].school_id, number=999, subject="x", body="{}",
              leaf="0" * 64).save(force_insert=True)  # fmt: skip


def test_only_the_persons_own_memberships_are_seen_across_schools(ours, theirs):
    with reading(person=ours[Role.DPO].person_id):
        seen = set(Membership.objects.values_list("person_id", flat=True))

    assert seen == {ours[Role.DPO].person_id}
    assert theirs[Role.DPO].person_id not in seen


def test_being_let_into_a_second_school_ends_with_the_block(ours, theirs):
    mine, other = ours[Role.STAFF].school_id, theirs[Role.STAFF].school_id

    with transaction.atomic(), entering(mine):
        with reading(mine, other):
            assert Head.objects.count() == 2
        assert [head.school_id for head in Head.objects.all()] == [mine]


def schools_seen():
    return {head.school_id for head in Head.objects.all()}


@pytest.fixture
def mine(ours):
    return ours[Role.STAFF].school_id


@pytest.fixture
def other(theirs):
    return theirs[Role.STAFF].school_id


def test_a_block_that_breaks_off_puts_the_walls_back_too(mine, other):
    with reading(mine):
        with pytest.raises(LookupError), reading(other):
            raise LookupError
        assert schools_seen() == {mine}


def test_a_block_whose_statement_fails_says_what_failed_and_the_walls_are_those_of_before(
    mine, other
):
    with reading(mine):
        with pytest.raises(ProgrammingError), transaction.atomic(), reading(other):
            asked("SELECT 1 FROM no_such_table")
        assert schools_seen() == {mine}


@pytest.mark.parametrize("also", [(), ("other",)], ids=["the same", "wider"])
def test_narrowing_within_a_block_ends_with_it(mine, other, also):
    inner = [mine, *([other] if also else [])]

    with reading(mine):
        with reading(*inner):
            narrow(other)
            assert mine not in schools_seen()
        assert schools_seen() == {mine}


def test_entering_another_school_within_a_block_ends_with_it(mine, other):
    with reading(mine):
        with entering(other):
            assert schools_seen() == {other}
        assert schools_seen() == {mine}


def test_a_narrowed_reading_is_widened_by_a_block_within_it(ours, mine, other):
    with reading_all_of(ours[Role.STAFF].person_id, Membership):
        assert schools_seen() == {mine}
        narrow()
        with reading(mine, other):
            assert schools_seen() == {mine, other}
        assert schools_seen() == set()


def test_the_server_is_not_told_again_what_stands(mine):
    with reading(mine), CaptureQueriesContext(connection) as told, reading(mine), reading(mine):
        assert schools_seen() == {mine}

    assert len(told) == 1
