"""Alerts: somebody has something to do, and the message says nothing else."""

from datetime import timedelta

import pytest

from tests.incidents.visits import Visitor
from tests.jobs.test_delivering import Server, listening, port  # noqa: F401 - a fixture
from tests.kept import kept
from tests.worlds import FRIDAY, a_member, a_report, a_school, a_team, classified, triaged
from tocsin.core.roles import Role
from tocsin.incidents.models import AlertMail
from tocsin.jobs.models import Job
from tocsin.jobs.worker import Worker
from tocsin.ledger.tenancy import reading

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("clock")]
TITLE, STORY, NAME = "Zebra letters", "Maria Novak of Year 4 was in it.", "Tom Reed"


built_team, team = kept("team", lambda: a_team(a_school(name="Alder Bank")))


def work_at(instant):
    """Let a worker do all that is due."""
    worker = Worker(clock=lambda: instant)
    while worker.do_next():
        pass


def delivered(port, at=FRIDAY):  # noqa: F811
    """What goes out, but for the receipt that every reporter gets."""
    with listening(Server(), port) as server:
        work_at(at)
    return [mail for mail in server.offered if mail["Subject"] != "Your report has arrived"]


def alerts(offered):
    return [mail for mail in offered if mail["Subject"] == "You have something to do in Tocsin"]


@pytest.mark.clause("SI-M1")
def test_a_report_reaches_everybody_whose_turn_it_is_once_each(team, port):  # noqa: F811
    second = a_member(team[Role.STAFF].school, Role.DEPUTY_DPO, name="Sam Deputy")
    a_report(team[Role.STAFF], story=STORY)

    to = sorted(mail["To"] for mail in delivered(port))

    assert to.count(team[Role.DEPUTY_DPO].person.email) == 1
    assert to.count(second.person.email) == 1
    assert to == sorted(set(to))
    assert team[Role.STAFF].person.email not in to


def test_a_message_names_no_person_no_harm_and_no_reference(team, port):  # noqa: F811
    priya = team[Role.DEPUTY_DPO]
    incident = triaged(a_report(team[Role.STAFF], story=STORY), priya, title=TITLE)
    classified(incident, priya, "critical")

    offered = delivered(port)

    assert len(offered) > 2
    for mail in offered:
        whole = "".join(
            [*(f"{name}: {value}\n" for name, value in mail.items()),
             mail.get_body(["plain"]).get_content(), mail.get_body(["html"]).get_content()]
        )  # fmt: skip
        for word in (TITLE, "Maria", NAME, incident.reference, str(incident.pk), "ritical",
                     "breach", "Priya"):  # fmt: skip
            assert word not in whole.replace(mail["Message-ID"], "")
        assert mail["Subject"] == "You have something to do in Tocsin"
        assert mail["Auto-Submitted"] == "auto-generated"


def test_the_link_in_a_message_leads_to_the_school_and_asks_to_sign_in(team, port, client):  # noqa: F811
    a_report(team[Role.STAFF])

    text = delivered(port)[0].get_body(["plain"]).get_content()
    link = next(word for word in text.split() if word.startswith("http"))

    path = link.split("/", 3)[3]
    assert path == f"s/{team[Role.STAFF].school.slug}/"
    assert client.get(f"/{path}")["Location"].startswith("/accounts/login/")


@pytest.mark.clause("SI-M6", "SI-M8")
def test_a_serious_incident_alerts_the_head_and_the_dpo(team, port):  # noqa: F811
    priya = team[Role.DEPUTY_DPO]
    incident = triaged(a_report(team[Role.STAFF]), priya)
    delivered(port)
    classified(incident, priya, "critical")

    to = [mail["To"] for mail in alerts(delivered(port))]

    assert to.count(team[Role.HEAD].person.email) == 1
    assert to.count(team[Role.DPO].person.email) == 1


def test_nothing_new_to_do_sends_nothing(team, port):  # noqa: F811
    priya = team[Role.DEPUTY_DPO]
    incident = triaged(a_report(team[Role.STAFF]), priya)
    delivered(port)

    Visitor(priya).send(f"/incidents/{incident.pk}/note/", words="Rang the office.")

    assert delivered(port) == []


@pytest.mark.clause("SI-M2")
def test_what_the_reporter_adds_reaches_whoever_looks_after_it(team, port):  # noqa: F811
    tom, priya, helen = team[Role.STAFF], team[Role.DEPUTY_DPO], team[Role.HEAD]
    incident = a_report(tom)
    delivered(port)

    Visitor(tom, factors=1).send(f"/report/mine/{incident.pk}/", words="One more letter.")
    assert [mail["To"] for mail in delivered(port)] == [priya.person.email]
    with reading(incident.school_id):
        incident.refresh_from_db()
    classified(triaged(incident, priya), priya, "minor", lead=helen.person)
    delivered(port)
    Visitor(tom, factors=1).send(f"/report/mine/{incident.pk}/", words="And another.")

    assert [mail["To"] for mail in delivered(port)] == [helen.person.email]


def test_who_is_made_lead_is_told(team, port):  # noqa: F811
    priya, ivan = team[Role.DEPUTY_DPO], team[Role.INVESTIGATING_OFFICER]
    incident = triaged(a_report(team[Role.STAFF]), priya)
    delivered(port)

    classified(incident, priya, "minor", lead=ivan.person)

    assert ivan.person.email in [mail["To"] for mail in alerts(delivered(port))]


@pytest.mark.clause("SI-M1")
def test_alerts_wait_for_a_mail_server_that_is_down_and_arrive_when_it_is_up(team, port):  # noqa: F811
    incident = a_report(team[Role.STAFF])

    work_at(FRIDAY)
    work_at(FRIDAY)
    waiting = Job.objects.filter(name="reminders.mail")
    assert {job.error for job in waiting} == {"JOB-FAILED ConnectionRefusedError"}
    assert incident.reference == "2026-001"  # the report is in, whatever the mail server does
    offered = delivered(port, FRIDAY + timedelta(hours=1))

    assert team[Role.DEPUTY_DPO].person.email in [mail["To"] for mail in offered]
    assert {job.state for job in waiting.all()} == {"done"}


def test_somebody_who_has_left_gets_no_more_messages(team, port):  # noqa: F811
    priya = team[Role.DEPUTY_DPO]
    a_report(team[Role.STAFF])
    type(priya).objects.filter(pk=priya.pk).update(ended_at=FRIDAY)

    assert priya.person.email not in [mail["To"] for mail in delivered(port)]


def test_a_message_sent_twice_by_a_worker_that_died_is_known_by_its_number(team, port):  # noqa: F811
    a_report(team[Role.STAFF])
    first = delivered(port)
    Job.objects.filter(name="reminders.mail").update(state="queued", attempts=0, finished_at=None)
    with reading(team[Role.STAFF].school_id):
        AlertMail.objects.update(delivered_at=None)  # it died before it could write that down

    again = delivered(port, FRIDAY + timedelta(minutes=5))

    assert {mail["Message-ID"] for mail in first} == {mail["Message-ID"] for mail in again}
