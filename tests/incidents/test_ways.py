"""What is left to do leads to where it is done, and no link leads to a refusal."""

import pytest

from tests.incidents.visits import Visitor
from tests.incidents.worklists.conftest import also_at
from tests.kept import kept
from tests.worlds import a_report, a_school, a_team, classified, signed_in, triaged
from tocsin.core.roles import Role

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("clock")]
READERS = (
    Role.DEPUTY_DPO, Role.DPO, Role.HEAD, Role.INVESTIGATING_OFFICER, Role.BUSINESS_MANAGER,
)  # fmt: skip


built_team, team = kept("team", lambda: a_team(a_school()))


@pytest.fixture
def incident(team):
    """Led by the Investigating Officer, and on whose team the Business Manager is."""
    by = team[Role.DEPUTY_DPO]
    found = triaged(a_report(team[Role.STAFF]), by)
    return classified(found, by, "critical", lead=team[Role.INVESTIGATING_OFFICER].person)


def inset(page):
    return next(each for each in page.tree.all("div") if "govuk-inset-text" in each.classes)


def test_each_thing_in_the_way_of_closing_leads_to_where_it_is_done(team, incident):
    priya = Visitor(team[Role.DEPUTY_DPO])

    page = priya.open(f"/incidents/{incident.pk}/close/")

    first = [words for words in page.links if words.startswith("Before closing")]
    said = [each.words for each in page.tree.all("li") if each.words.startswith("Before closing")]
    assert len(said) > 5
    discipline = "Before closing: record whether disciplinary action is taken, or why not."
    unlinked = set(said) - set(first)
    assert discipline in unlinked
    assert all("Starts when" in words for words in unlinked - {discipline})
    for words in first:
        assert priya.open(page.links[words]).status == 200, words


@pytest.mark.parametrize("role", READERS)
def test_no_link_leads_to_a_refusal(team, incident, role):
    visitor = Visitor(team[role])
    base = f"/incidents/{incident.pk}/"

    for path in ("/my-work/", "/queue/", base, f"{base}plan/", f"{base}close/", "/log/"):
        page = visitor.open(path)
        main = page.tree.all("main")[0]
        for link in main.all("a"):
            href = link.attributes["href"]
            if page.status == 200 and href.startswith("/s/"):
                assert visitor.client.get(href).status_code != 403, (path, href)


@pytest.mark.usefixtures("incident")
def test_the_queue_over_schools_leads_nobody_to_a_refusal(team):
    ivan, elsewhere = team[Role.INVESTIGATING_OFFICER], a_team(a_school())
    also_at(elsewhere[Role.STAFF].school, ivan.person, Role.BUSINESS_MANAGER)
    visitor = Visitor(signed_in(ivan))

    page = visitor.open("/queue/")

    assert len(page.rows()) > 3
    for link in page.tree.all("main")[0].all("a"):
        href = link.attributes["href"]
        if href.startswith("/s/"):
            assert visitor.client.get(href).status_code != 403, href


def test_what_is_somebody_elses_to_do_is_said_to_be_theirs(team, incident):
    beth = team[Role.BUSINESS_MANAGER]
    Visitor(team[Role.DEPUTY_DPO]).send(
        f"/incidents/{incident.pk}/team/change/", people=[str(beth.person_id)], reason="Helps."
    )

    theirs = inset(Visitor(team[Role.INVESTIGATING_OFFICER]).open(f"/incidents/{incident.pk}/"))
    others = inset(Visitor(beth).open(f"/incidents/{incident.pk}/"))

    assert theirs.words.startswith("Do next: ")
    assert others.words.startswith("Next: ")
    assert "This waits for " in others.words
    assert "Beth Long" not in others.words
