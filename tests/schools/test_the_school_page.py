"""One page leads to everything about the school, as far as its reader may open it."""

import pytest

from tests.incidents.visits import Visitor
from tests.kept import kept
from tests.worlds import a_school, a_team
from tocsin.core.roles import Role

pytestmark = pytest.mark.django_db


built_team, team = kept("team", lambda: a_team(a_school(name="Alder Bank")))


def names_on(page):
    return [each.words for each in page.tree.all("dt")]


def test_the_deputy_dpo_finds_all_that_they_look_after(team):
    page = Visitor(team[Role.DEPUTY_DPO]).open("/school/")

    assert page.title == "Alder Bank"
    assert names_on(page) == [
        "Contacts", "Suppliers", "Figures", "Changes", "Policy", "Calendar", "On duty",
        "Response team", "Emergency card", "Reporting link", "Mailbox", "Connections", "Settings",
        "System", "Earlier log", "Ledger",
    ]  # fmt: skip


def test_staff_find_what_is_for_everybody(team):
    page = Visitor(team[Role.STAFF], factors=1).open("/school/")

    assert names_on(page) == ["Contacts", "Policy", "Calendar"]


@pytest.mark.parametrize("role", [each for each in Role if each is not Role.SYSTEM])
def test_every_page_it_leads_to_opens(team, role):
    visitor = Visitor(team[role])
    page = visitor.open("/school/")

    answers = {
        name: visitor.open(href).status
        for name, href in page.links.items()
        if name in names_on(page)
    }

    assert answers
    assert set(answers.values()) == {200}
