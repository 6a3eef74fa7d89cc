"""Asking the Headteacher for more, and writing to the response team."""

import pytest
from django.db import IntegrityError, transaction

from tests.incidents.test_alerts import delivered
from tests.incidents.visits import Visitor
from tests.jobs.test_delivering import port  # noqa: F401 - a fixture
from tests.worlds import FRIDAY, a_report, a_school, a_team, triaged
from tocsin.core.roles import Role
from tocsin.incidents.models import Thread
from tocsin.incidents.threads import HEADER, thread_id_from
from tocsin.ledger.tenancy import reading

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("clock")]


@pytest.fixture
def incident(team):
    return triaged(a_report(team[Role.STAFF]), team[Role.DEPUTY_DPO])


@pytest.mark.clause("BR-5.6")
def test_the_dpo_asks_the_headteacher_and_the_answer_is_on_the_record(team, incident, port):  # noqa: F811
    dan, helen = Visitor(team[Role.DPO]), Visitor(team[Role.HEAD])
    path = f"/incidents/{incident.pk}/messages/head/"
    delivered(port)

    dan.send(path, words="Did the governors know?")
    assert [mail["To"] for mail in delivered(port)] == [team[Role.HEAD].person.email]
    page = helen.send(path, words="Not before Friday.")

    assert page.words.index("Did the governors know?") < page.words.index("Not before Friday.")
    assert team[Role.DEPUTY_DPO].person.email in [mail["To"] for mail in delivered(port)]
    timeline = dan.open(f"/incidents/{incident.pk}/timeline/").words
    assert "From the Headteacher: Not before Friday." in timeline


@pytest.mark.clause("BR-5.8")
def test_what_is_written_to_the_team_reaches_each_of_them_by_a_mail_without_content(
    team, incident, priya, port  # noqa: F811
):  # fmt: skip
    delivered(port)

    priya.send(f"/incidents/{incident.pk}/messages/team/", words="The bus company has it.")
    mails = delivered(port)

    assert sorted(mail["To"] for mail in mails) == sorted(
        team[role].person.email for role in (Role.BUSINESS_MANAGER, Role.DPO, Role.HEAD)
    )
    assert {thread_id_from(mail[HEADER]) is not None for mail in mails} == {True}
    assert "bus" not in "".join(mail.get_body(["plain"]).get_content() for mail in mails)
    beth = Visitor(team[Role.BUSINESS_MANAGER])
    page = beth.send(f"/incidents/{incident.pk}/messages/team/", words="I ring them.")
    assert "The bus company has it." in page.words
    assert "I ring them." in page.words


def test_without_a_team_nobody_can_write_to_it(team, priya):
    incident = a_report(team[Role.STAFF])

    page = priya.send(f"/incidents/{incident.pk}/messages/team/", words="Hello.")

    assert page.status == 409
    assert "Call in a response team first" in page.words


def test_somebody_who_was_taken_off_gets_no_message_to_the_team(team, incident, priya, port):  # noqa: F811
    delivered(port)
    priya.send(f"/incidents/{incident.pk}/team/keep-out/", reason="About them.",
               person=str(team[Role.HEAD].person_id))  # fmt: skip
    delivered(port)

    priya.send(f"/incidents/{incident.pk}/messages/team/", words="They have it.")
    priya.send(f"/incidents/{incident.pk}/messages/head/", words="Did anybody know?")
    told = {mail["To"] for mail in delivered(port)}

    assert team[Role.HEAD].person.email not in told
    assert team[Role.BUSINESS_MANAGER].person.email in told  # who acts for the Headteacher


def test_the_database_refuses_a_thread_with_a_reporter_of_no_report_and_a_second_of_one(team):
    incident = a_report(team[Role.STAFF])
    with reading(incident.school_id):
        told = incident.report_set.get()
    row = {"incident": incident, "school_id": incident.school_id, "at": FRIDAY}

    with reading(incident.school_id):
        with pytest.raises(IntegrityError), transaction.atomic():
            Thread(**row, party="reporter").save()
        Thread(**row, party="reporter", report=told).save()
        with pytest.raises(IntegrityError), transaction.atomic():
            Thread(**row, party="reporter", report=told).save()


def test_another_school_reads_and_writes_nothing(incident):
    stranger = Visitor(a_team(a_school())[Role.DPO])

    for part in ("messages/", "messages/head/", "messages/team/"):
        assert stranger.open(f"/incidents/{incident.pk}/{part}").status == 404


def test_the_page_of_an_incident_asks_the_database_no_more_than_twelve_times(
    incident, priya, django_assert_max_num_queries
):
    for path in ("", "messages/", "team/"):
        priya.open(f"/incidents/{incident.pk}/{path}")

        with django_assert_max_num_queries(1000) as asked:
            priya.open(f"/incidents/{incident.pk}/{path}")

        told = [q["sql"] for q in asked.captured_queries]
        real = [sql for sql in told if "set_config" not in sql and "_setting" not in sql]
        assert len(real) <= 12, (path, len(real))
