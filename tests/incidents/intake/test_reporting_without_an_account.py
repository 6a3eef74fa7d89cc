"""The public reporting link: no account, no cookie, no word lost."""

import pytest

from tests.incidents.intake.door import AtTheDoor, code_on
from tests.incidents.visits import Visitor
from tests.worlds import a_school, a_team
from tocsin.core.roles import Role

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("clock", "full_budget")]


@pytest.fixture
def team():
    return a_team(a_school())


@pytest.fixture
def school(team):
    return team[Role.STAFF].school


def test_an_anonymous_report_comes_in_and_gives_a_code(school, team):
    received = AtTheDoor(school).report()

    assert received.title == "Report received"
    assert "2026-001" not in received.html
    code = code_on(received)
    assert len(code.replace(" ", "")) == 16
    page = Visitor(team[Role.DEPUTY_DPO]).open("/inbox/")
    assert page.rows() == ["x"]
