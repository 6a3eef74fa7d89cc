"""All staff support an investigation: what one is asked is all that one sees of it. SI-M4."""

from datetime import timedelta

import pytest
from django.test import Client

from tests.incidents.actions.asking import WANTED, ask
from tests.incidents.actions.test_outsiders import link_in, mails_to
from tests.incidents.evidence.samples import upload
from tests.incidents.visits import Visitor
from tests.jobs.test_delivering import port  # noqa: F401 - a fixture
from tests.reminders.conftest import days  # noqa: F401 - a fixture
from tests.reminders.test_the_summer_holidays import CLOSE, LATE, NEW
from tests.wall.addresses import filled, of_schools
from tests.worlds import FRIDAY, a_report, triaged
from tocsin.core.roles import Role

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("clock")]
SECRETS = ("Zebra", "daily notice went", "2026-001", "Ivory")


@pytest.fixture
def incident(team):
    """Not reported by anybody who is asked."""
    return triaged(a_report(team[Role.HEAD]), team[Role.DEPUTY_DPO], title="Zebra letters")


def everything_said(client, school, incident, action):
    """What every address of the school says, when it is asked for with the incident's own ids."""
    values = {
        "school": school.slug, "action_id": str(action.pk), "name": "story", "key": "review",
        "incident_id": str(incident.pk), "any uuid": str(incident.pk), "any slug": "minor",
        "any str": "x" * 40, "any int": "1",
    }  # fmt: skip
    for path in of_schools():
        for address in (filled(path, values), filled(path, {**values, "any uuid": str(action.pk)})):
            answer = client.get(address)
            content = b"".join(answer.streaming_content) if answer.streaming else answer.content
            yield address, answer.status_code, content.decode(errors="replace")


@pytest.mark.clause("SI-M4")
def test_a_member_of_staff_is_asked_reminded_answers_with_evidence_and_sees_nothing_else(
    team, incident, priya, days,  # noqa: F811
):  # fmt: skip
    staff = team[Role.STAFF]
    tom = Visitor(staff, factors=1)
    action = ask(priya, incident, staff)

    days.until(FRIDAY + timedelta(days=6), start=FRIDAY, step=timedelta(hours=2))
    said = list(everything_said(Visitor(staff).client, staff.school, incident, action))

    assert {NEW, CLOSE, LATE} <= {subject for _, subject in days.heard(staff)}
    seen = [(path, secret) for path, _, words in said for secret in SECRETS if secret in words]
    assert seen == []
    assert [path for path, _, words in said if WANTED in words] != []
    tom = Visitor(staff, factors=1)
    tom.send(f"/asked/{action.pk}/", words="The behaviour log.", added=[upload("log.pdf")])
    look = f"/incidents/{incident.pk}/actions/{action.pk}/look/"
    assert "With it: log.pdf" in Visitor(team[Role.DEPUTY_DPO]).open(look).words
    Visitor(team[Role.DEPUTY_DPO]).send(look, verdict="accept")
    assert "Nothing at the moment." in tom.open("/asked/").words


def test_whoever_is_asked_from_outside_sees_nothing_else(incident, priya, team, port):  # noqa: F811
    action = ask(priya, incident, email="help@ring.example")
    (mail,) = mails_to("help@ring.example", port)
    link = link_in(mail)
    bel = Visitor(Client())
    token = link.rstrip("/").rsplit("/", 1)[1]

    said = list(everything_said(bel.client, team[Role.HEAD].school, incident, action))

    assert [path for path, _, words in said if any(each in words for each in SECRETS)] == []
    assert [path for path, status, words in said if status == 200 and WANTED in words] == []
    for stage in ("said", "asked"):  # the token opens this one thing alone
        page = bel.open(f"/s/{incident.school.slug}/{stage}/{incident.pk}/{token}/")
        assert page.status == 404
    assert WANTED in bel.open(link).words


@pytest.mark.parametrize("role", [Role.OFFICE, Role.GOVERNOR, Role.INFORMATION_CHAMPION])
def test_a_colleague_in_any_role_can_be_asked_and_answers(team, incident, priya, role):
    action = ask(priya, incident, team[role])

    Visitor(team[role]).send(f"/asked/{action.pk}/", words="Yes, I saw it.")

    assert "Yes, I saw it." in priya.open(f"/incidents/{incident.pk}/actions/").words
