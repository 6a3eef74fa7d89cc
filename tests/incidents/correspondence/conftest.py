"""A school with one person in each role."""

import pytest

from tests.incidents.visits import Visitor
from tests.kept import kept
from tests.worlds import a_school, a_team
from tocsin.core.roles import Role

built_team, team = kept("team", lambda: a_team(a_school(name="Alder Bank")))


@pytest.fixture
def school(team):
    return team[Role.HEAD].school


@pytest.fixture
def priya(team):
    return Visitor(team[Role.DEPUTY_DPO])


@pytest.fixture
def tom(team):
    return Visitor(team[Role.STAFF], factors=1)


@pytest.fixture
def to_reporter(priya):
    """The address of the page on which the one reporter of an incident is written to."""

    def find(incident):
        links = priya.open(f"/incidents/{incident.pk}/messages/").links
        return next(href for href in links.values() if "/messages/reporter/" in href)

    return find
