"""Disciplinary action, or why not: recorded, and read by few."""

import pytest

from tests.incidents.visits import Visitor
from tests.kept import kept
from tests.worlds import a_report, a_school, a_team, triaged
from tocsin.core.roles import Role

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("clock")]
SECRET = "A final written warning for Mr Zanzibar."


built_team, team = kept("team", lambda: a_team(a_school()))


@pytest.fixture
def incident(team):
    return triaged(a_report(team[Role.STAFF]), team[Role.DEPUTY_DPO])


def decide(visitor, incident, **answers):
    return visitor.send(f"/incidents/{incident.pk}/people-action/", **answers)


@pytest.mark.clause("SI-DISC")
def test_the_headteacher_records_it_and_nobody_else_reads_it(team, incident):
    helen, priya = Visitor(team[Role.HEAD]), Visitor(team[Role.DEPUTY_DPO])

    decide(helen, incident, is_taken="yes", about="staff", words=SECRET)

    assert SECRET in helen.open(f"/incidents/{incident.pk}/people-action/").words
    for role in (Role.DEPUTY_DPO, Role.DPO, Role.GOVERNOR, Role.BUSINESS_MANAGER):
        page = Visitor(team[role]).open(f"/incidents/{incident.pk}/people-action/")
        assert page.status in {403, 404}
        assert "Zanzibar" not in page.html
    assert "Disciplinary decision recorded, to be read by few" in priya.open(
        f"/incidents/{incident.pk}/timeline/"
    ).words  # fmt: skip
    for path in (f"/incidents/{incident.pk}/", f"/incidents/{incident.pk}/timeline/", "/log/"):
        assert "Zanzibar" not in priya.open(path).html
        assert "Zanzibar" not in helen.open(path).html


@pytest.mark.clause("SI-DISC")
def test_why_there_is_no_action_has_to_be_said(team, incident):
    helen = Visitor(team[Role.HEAD])

    page = decide(helen, incident, is_taken="no", words="")

    assert page.errors == ["Enter what is being done, or why not"]


def test_the_deputy_dpo_cannot_record_it(team, incident):
    page = Visitor(team[Role.DEPUTY_DPO]).post(
        f"/incidents/{incident.pk}/people-action/", is_taken="no", words="None."
    )

    assert page.status == 403


def test_it_is_in_no_export(team, incident):
    decide(Visitor(team[Role.HEAD]), incident, is_taken="yes", about="staff", words=SECRET)
    client = Visitor(team[Role.DPO]).client
    slug = team[Role.DPO].school.slug

    answer = client.post(f"/s/{slug}/log/export/", {"kind": "csv", "query": ""})

    assert b"Zanzibar" not in b"".join(answer.streaming_content)
