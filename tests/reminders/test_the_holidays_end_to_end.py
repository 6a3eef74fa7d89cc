"""The summer holidays from the mail to the regulator: real mail servers in and out."""

import imaplib
import itertools
from datetime import timedelta

import pytest
from django.test import Client

from tests.incidents.mailbox.conftest import imap  # noqa: F401 - a fixture
from tests.incidents.mailbox.connecting import connection
from tests.incidents.mailbox.office import a_mail
from tests.incidents.visits import Visitor
from tests.reminders.test_the_summer_holidays import NEW, SATURDAY, august  # noqa: F401 - a fixture
from tests.worlds import assessed, aware, decided, described, triaged
from tocsin.core.roles import Role
from tocsin.incidents.models import Incident
from tocsin.ledger.tenancy import reading
from tocsin.schools.mailbox.commands import set_up
from tocsin.schools.models import Mailbox

pytestmark = pytest.mark.django_db
CLOSED = (
    "The school is closed for the holidays and has few staff available. It opens again on"
    " 2 September 2026."
)
_users = itertools.count(1)


@pytest.fixture
def letterbox(imap, settings, team):  # noqa: F811
    """The mailbox of the school's DPO, on a real server, which Tocsin reads: `letterbox(mail)`."""
    settings.PRIVATE_HOSTS = ["127.0.0.1"]
    head, user = team[Role.HEAD], f"holidays{next(_users)}"
    set_up(
        Mailbox(school=head.school), answers=connection(imap.port, user), secret=imap.password,
        by=head, at=SATURDAY - timedelta(days=30),
    )  # fmt: skip

    def arrives(mail, at):
        with imap.mailbox(user) as client:
            client.append("INBOX", "", imaplib.Time2Internaldate(at), mail.as_bytes())

    return arrives


def the_incident(member):
    with reading(member.school_id):
        return Incident.objects.select_related("school").get(school_id=member.school_id)


def test_from_a_mail_in_august_to_what_the_regulator_is_told(team, august, letterbox):  # noqa: F811
    helen, dan, grace = team[Role.HEAD], team[Role.DPO], team[Role.GOVERNOR]
    letterbox(a_mail(Date="Sat, 08 Aug 2026 18:20:00 +0000"), SATURDAY - timedelta(minutes=10))

    august.until(SATURDAY + timedelta(hours=49), start=SATURDAY)
    assert august.heard(helen)[0] == ("Sat 08 Aug 19:30", NEW)
    assert august.heard(dan)[0][0] == "Mon 10 Aug 07:30"
    Client().post(august.link(grace))
    incident, at = the_incident(helen), SATURDAY + timedelta(hours=50)
    triaged(incident, helen, at=at)
    aware(incident, helen, incident.reported_at, at=at)
    described(incident, helen, at=at)
    assessed(incident, helen, at=at)
    decided(incident, helen, regulator="yes", at=at)
    august.clock(at + timedelta(minutes=30))
    page = Visitor(helen).send(
        f"/incidents/{incident.pk}/regulator/sent/", how="phone",
        without_log="It could not wait.", without_approval="Nobody else is here.",
        told_at_day=10, told_at_month=8, told_at_year=2026, told_at_time="9:50pm",
    )  # fmt: skip

    assert page.title == incident.title, page.words
    assert CLOSED in Visitor(helen).open(f"/incidents/{incident.pk}/timeline/").words


def test_the_words_about_the_holidays_are_offered_and_can_be_taken_out(team, august, letterbox):  # noqa: F811
    letterbox(a_mail(), SATURDAY)
    august.until(SATURDAY, start=SATURDAY)
    helen = team[Role.HEAD]
    incident = the_incident(helen)
    triaged(incident, helen, at=SATURDAY)

    offered = Visitor(helen).open(f"/incidents/{incident.pk}/regulator/sent/")
    people = Visitor(helen).open(f"/incidents/{incident.pk}/people-told/")

    assert CLOSED in offered.html
    assert "Take them out if you did not say it." in offered.words
    assert CLOSED not in people.html
