"""A school with a team, and an incident about which people are asked."""

import pytest

from tests.incidents.visits import Visitor
from tests.kept import kept
from tests.worlds import a_report, a_school, a_team, triaged
from tocsin.core.roles import Role

built_team, team = kept("team", lambda: a_team(a_school(name="Alder Bank")))


@pytest.fixture
def incident(team):
    return triaged(a_report(team[Role.HEAD]), team[Role.DEPUTY_DPO], title="Zebra letters")


@pytest.fixture
def priya(team):
    return Visitor(team[Role.DEPUTY_DPO])
