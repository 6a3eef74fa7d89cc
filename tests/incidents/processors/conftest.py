"""A school with a team, and a company in its register that told it of a problem."""

import pytest

from tests.incidents.visits import Visitor
from tests.kept import kept
from tests.registers.keeping import a_supplier
from tests.worlds import a_report, a_school, a_team, triaged
from tocsin.core.roles import Role

built_team, team = kept("team", lambda: a_team(a_school(name="Alder Bank")))


@pytest.fixture
def priya(team):
    return Visitor(team[Role.DEPUTY_DPO])


@pytest.fixture
def supplier(team):
    return a_supplier(team[Role.DEPUTY_DPO], breach_email="breach@ledgerly.example")


@pytest.fixture
def incident(team):
    """Reported by a member of staff as anything might be, and found to be a breach."""
    return triaged(a_report(team[Role.STAFF]), team[Role.DEPUTY_DPO], title="Zebra portal")
