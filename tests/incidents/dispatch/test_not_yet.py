"""What stands in the way of letters is said before anybody fills in a form, and leads there."""

from datetime import date

import pytest

from tests.incidents.dispatch.posting import make
from tests.incidents.visits import Visitor
from tests.lists import ANN, listed
from tests.notices import cleared
from tests.worlds import FRIDAY, decided
from tocsin.core.roles import Role
from tocsin.incidents.severity.commands import classify

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("clock")]
LATER = {"people": "later", "delay_authority": "The police", "delay_reference": "CR-1",
         "delay_until": date(2026, 12, 1)}  # fmt: skip


def opened(visitor, incident):
    return visitor.open(f"/incidents/{incident.pk}/letters/make/")


def leads(visitor, page, words):
    """The page has no form, and its link leads to one of these words."""
    assert "How do they go?" not in page.words
    there = visitor.open(page.links[words])
    assert there.status == 200
    return there


def test_before_it_is_decided_the_page_leads_to_the_decision(priya, undecided, by):
    page = opened(priya, listed(undecided, by, ANN))

    assert "Decide first that the people affected are told." in page.words
    assert leads(priya, page, "Decide whom to tell").path.endswith("/decision/")


def test_while_the_police_ask_to_wait_the_page_leads_to_the_delay(priya, undecided, by):
    incident = decided(listed(undecided, by, ANN), by, regulator="yes", **LATER)

    page = opened(priya, incident)

    assert "asked to wait before people are told" in page.words
    assert leads(priya, page, "Record that the delay is over, or ask again").path.endswith(
        "/delay/"
    )


def test_before_a_notice_is_cleared_the_page_leads_to_the_notices(priya, incident):
    page = opened(priya, incident)

    assert "No notice for them is cleared." in page.words
    leads(priya, page, "See what people are told, and who has cleared it")
    assert make(priya, incident).status == 409


def test_without_a_list_the_page_leads_to_it(priya, undecided, team, by):
    incident = decided(undecided, by, regulator="yes", people="yes")
    cleared(incident, team[Role.HEAD], by)

    page = opened(priya, incident)

    assert "Nobody is on the list yet." in page.words
    leads(priya, page, "Make a list of the people affected")


def test_whoever_does_not_decide_is_led_to_no_refusal(undecided, team, by):
    ivan = team[Role.INVESTIGATING_OFFICER]
    classify(undecided, severity="major", suggested="", reason="So.", lead=ivan.person,
             seen=undecided.revision, by=by, at=FRIDAY)  # fmt: skip

    page = Visitor(ivan).open(f"/incidents/{undecided.pk}/letters/")

    assert "Decide whom to tell" not in page.links
    leads(Visitor(ivan), page, "See what people are told, and who has cleared it")


@pytest.mark.usefixtures("notice")
def test_where_nothing_is_in_the_way_the_form_is_there(priya, incident):
    assert "How do they go?" in opened(priya, incident).words
    assert make(priya, incident).status == 200
