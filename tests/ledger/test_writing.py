"""The one door: rows, entry, agenda and jobs together, or nothing."""

import json

import pytest
from django.db import DatabaseError, connection, transaction

from tests.worlds import FRIDAY, a_member, a_report, a_school
from tocsin.core.errors import NotAllowed
from tocsin.core.roles import Permission, Role
from tocsin.incidents.models import AgendaItem, Incident
from tocsin.jobs.models import Job
from tocsin.ledger.models import Entry
from tocsin.ledger.tenancy import reading
from tocsin.ledger.writing import Unrecorded, writing

pytestmark = pytest.mark.django_db


def test_a_report_leaves_a_row_an_entry_an_agenda_and_an_alert_together():
    incident = a_report()

    with reading(incident.school_id):
        last = Entry.objects.filter(school_id=incident.school_id).last()
        body = json.loads(last.body)

        assert body["action"] == "incident.reported"
        assert set(body["rows"]) == {
            incident.ledger_name,
            incident.report_set.get().ledger_name,
        }
        assert {item.duty for item in AgendaItem.objects.all()} == {"triage", "contain"}
        assert Job.objects.filter(name="incidents.alert").exists()


def change_and_fail(incident, by):
    with writing(incident, by=by, may=Permission.TRIAGE, at=FRIDAY) as record:
        incident.title = "Changed"
        record("incident.changed", saved=incident)
        raise ZeroDivisionError


def test_a_command_that_fails_changes_nothing():
    incident = a_report()
    lead = a_member(incident.school, Role.DEPUTY_DPO)

    with pytest.raises(ZeroDivisionError):
        change_and_fail(incident, lead)

    with reading(incident.school_id):
        assert Incident.objects.get().title == "Email or message sent to the wrong person"
        assert not Entry.objects.filter(body__contains="incident.changed").exists()


def test_a_command_that_records_nothing_is_our_fault_and_changes_nothing():
    incident = a_report()
    lead = a_member(incident.school, Role.DEPUTY_DPO)

    with (
        pytest.raises(Unrecorded),
        writing(incident, by=lead, may=Permission.TRIAGE, at=FRIDAY),
    ):
        incident.title = "Changed"


def test_somebody_of_another_school_may_write_nothing():
    incident = a_report()
    stranger = a_member(a_school(), Role.DEPUTY_DPO)

    with (
        pytest.raises(NotAllowed),
        writing(incident, by=stranger, may=Permission.TRIAGE, at=FRIDAY),
    ):
        pytest.fail("The door opened.")


def test_no_sentence_and_no_name_gets_into_an_entry():
    incident = a_report()
    lead = a_member(incident.school, Role.DEPUTY_DPO)

    with (
        pytest.raises(ValueError, match="reason"),
        writing(incident, by=lead, may=Permission.TRIAGE, at=FRIDAY) as record,
    ):
        record("incident.changed", saved=incident, reason="Mrs Smith sent it")


@pytest.mark.parametrize("verb", ["UPDATE ledger_entry SET body = 'x'", "DELETE FROM ledger_entry"])
def test_the_database_itself_refuses_to_change_an_entry(verb):
    incident = a_report()

    with (
        reading(incident.school_id),
        pytest.raises(DatabaseError, match="append-only"),
        transaction.atomic(),
        connection.cursor() as cursor,
    ):
        cursor.execute(verb)
