"""A school, its people, and an incident that is a personal data breach."""

from datetime import timedelta

import pytest

from tests.incidents.visits import Visitor
from tests.kept import kept
from tests.worlds import FRIDAY, a_report, a_school, a_team, described, triaged
from tocsin.core.roles import Role

built_team, team = kept("team", lambda: a_team(a_school()))


@pytest.fixture
def by(team):
    return team[Role.DEPUTY_DPO]


@pytest.fixture
def priya(by):
    return Visitor(by)


@pytest.fixture
def incident(team, by):
    return described(triaged(a_report(team[Role.STAFF]), by), by)


@pytest.fixture
def later(clock):
    """An hour more on the clock each time."""
    moment = [FRIDAY]

    def an_hour():
        moment[0] += timedelta(hours=1)
        return clock(moment[0])

    return an_hour
