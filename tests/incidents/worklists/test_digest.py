"""The weekly message: on Monday mornings, once, with numbers and nothing else."""

from datetime import UTC, datetime, timedelta

import pytest

from tests.incidents.visits import Visitor
from tests.incidents.worklists.conftest import also_at
from tests.jobs.test_delivering import Server, listening, port  # noqa: F401 - a fixture
from tests.worlds import FRIDAY, a_report, signed_in
from tocsin.core.roles import Role
from tocsin.jobs.models import Job
from tocsin.jobs.schedules import Ticker
from tocsin.jobs.worker import Worker
from tocsin.schools.models import Person

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("clock")]
MONDAY = datetime(2026, 11, 23, 7, 0, tzinfo=UTC)
DIGEST = "Your week in Tocsin"


def work_at(instant, *, workers=1):
    """Let so many workers tick, and do all that is due."""
    for _ in range(workers):
        Ticker().tick(instant)
    team = [Worker(clock=lambda: instant) for _ in range(workers)]
    while any(worker.do_next() for worker in team):
        pass


def sent(port, *instants, workers=1):  # noqa: F811
    with listening(Server(), port) as server:
        for instant in instants:
            work_at(instant, workers=workers)
    return [mail for mail in server.offered if mail["Subject"] == DIGEST]


@pytest.fixture
def priya(alder):
    """She is Deputy DPO of the school, where a report waits for her."""
    a_report(alder[Role.STAFF], at=FRIDAY, discovered_at=None)
    return alder[Role.DEPUTY_DPO]


def test_on_monday_at_seven_everybody_for_whom_something_waits_gets_one_message(priya, port):  # noqa: F811
    mails = sent(port, MONDAY)

    assert [mail["To"] for mail in mails] == [priya.person.email]
    text = mails[0].get_body(("plain",)).get_content()
    assert "- 2 overdue" in text
    assert "/queue/" in text
    assert "/account/" in text


def test_the_message_says_what_is_due_this_week_over_all_schools_and_names_none(
    alder, birch, priya, port  # noqa: F811
):  # fmt: skip
    also_at(birch[Role.STAFF].school, priya.person, Role.DEPUTY_DPO)
    incident = a_report(birch[Role.STAFF], at=MONDAY, story="Maria Novak", discovered_at=None)

    mail = next(each for each in sent(port, MONDAY) if each["To"] == priya.person.email)

    text = mail.as_string()
    assert "- 2 overdue\n- 2 due in the next seven days\n" in text
    for secret in ("Alder", "Birch", "Maria", incident.reference, alder[Role.HEAD].person.name):
        assert secret not in text


@pytest.mark.parametrize(
    ("early", "seven"),
    [
        (datetime(2027, 3, 22, 6, tzinfo=UTC), datetime(2027, 3, 22, 7, tzinfo=UTC)),  # winter
        (datetime(2027, 3, 29, 5, tzinfo=UTC), datetime(2027, 3, 29, 6, tzinfo=UTC)),  # the first
        (datetime(2027, 10, 25, 5, tzinfo=UTC), datetime(2027, 10, 25, 6, tzinfo=UTC)),  # the last
        (datetime(2027, 11, 1, 6, tzinfo=UTC), datetime(2027, 11, 1, 7, tzinfo=UTC)),  # winter
    ],
)
@pytest.mark.usefixtures("priya")
def test_seven_is_londons_in_summer_and_in_winter(early, seven, port):  # noqa: F811
    Job.objects.all().delete()  # the alerts of the report

    assert sent(port, early - timedelta(minutes=1), early, early + timedelta(minutes=30)) == []
    assert len(sent(port, seven, seven + timedelta(hours=1), seven + timedelta(hours=2))) == 1


@pytest.mark.usefixtures("priya")
def test_three_workers_send_it_once(port):  # noqa: F811
    mails = sent(
        port, MONDAY, MONDAY + timedelta(minutes=1), MONDAY + timedelta(hours=1), workers=3
    )

    assert len(mails) == 1


@pytest.mark.usefixtures("priya")
def test_the_next_week_has_its_own(port):  # noqa: F811
    assert len(sent(port, MONDAY, MONDAY + timedelta(days=7))) == 2


def test_who_has_nothing_to_do_hears_nothing(alder, port):  # noqa: F811
    assert alder
    assert sent(port, MONDAY) == []


def test_it_waits_for_a_mail_server_that_is_down(priya, port):  # noqa: F811
    work_at(MONDAY)
    waiting = Job.objects.filter(name="incidents.digest-mail", state="queued")
    assert [job.args["person"] for job in waiting] == [str(priya.person_id)]

    [mail] = sent(port, MONDAY + timedelta(hours=3))

    assert mail["To"] == priya.person.email


def test_the_message_can_be_ended_and_begun_again_on_ones_account(priya, port):  # noqa: F811
    visitor = Visitor(signed_in(priya))

    assert (
        "no weekly message any more" in visitor.post("/account/weekly-message/", wanted="no").words
    )
    assert sent(port, MONDAY) == []

    assert (
        "You get the weekly message."
        in visitor.post("/account/weekly-message/", wanted="yes").words
    )
    assert len(sent(port, MONDAY + timedelta(days=7))) == 1


def test_a_closed_account_gets_none(priya, port):  # noqa: F811
    Person.objects.filter(pk=priya.person_id).update(is_active=False)

    assert sent(port, MONDAY) == []
