"""To each other body there is a message to copy, which names nobody."""

import pytest

from tests.incidents.visits import Visitor
from tests.kept import kept
from tests.worlds import a_report, a_school, a_team, described, triaged
from tocsin.core.roles import Role

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("clock")]


built_team, team = kept("team", lambda: a_team(a_school()))


@pytest.fixture
def priya(team):
    return Visitor(team[Role.DEPUTY_DPO])


@pytest.fixture
def phished(team):
    by = team[Role.DEPUTY_DPO]
    return described(triaged(a_report(team[Role.STAFF]), by), by, cause="phishing")


def others(incident, key):
    return f"/incidents/{incident.pk}/others-told/{key}"


def test_a_message_to_each_body_can_be_copied_and_names_nobody(team, priya, phished):
    page = priya.open(others(phished, "police/"))

    message = page.words.partition("A message you can copy")[2]
    assert f"Our reference: {phished.reference}." in message
    assert "a trick email or message" in message
    assert "It affects about 40 people." in message
    assert "Please give us the crime reference" in message
    for name in (*(each.person.name for each in team.values()), phished.title, "daily notice"):
        assert name not in message.partition("What did you decide?")[0]


@pytest.mark.parametrize("party", ["insurer", "governors", "dfe_data", "report_fraud", "union"])
def test_each_message_says_what_is_wanted_and_what_is_not_known_yet(team, priya, party):
    incident = triaged(a_report(team[Role.STAFF], what="other"), team[Role.DEPUTY_DPO])

    message = priya.open(others(incident, f"{party}/")).words

    assert "we are still finding out how" in message
    assert "We do not know yet how many people it affects." in message
    assert "Deputy DPO" in message
