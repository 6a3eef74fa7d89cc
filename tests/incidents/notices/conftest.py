"""A school, its people, and a breach of which the people affected are to be told."""

import pytest

from tests.incidents.visits import Visitor
from tests.kept import kept
from tests.worlds import (
    FRIDAY,
    a_report,
    a_school,
    a_team,
    assessed,
    aware,
    contained,
    decided,
    described,
    triaged,
)
from tocsin.core.roles import Role

built_team, team = kept("team", lambda: a_team(a_school()))


@pytest.fixture
def by(team):
    return team[Role.DEPUTY_DPO]


@pytest.fixture
def priya(by):
    """The Deputy DPO."""
    return Visitor(by)


@pytest.fixture
def helen(team):
    """The Headteacher."""
    return Visitor(team[Role.HEAD])


@pytest.fixture
def dan(team):
    """The DPO."""
    return Visitor(team[Role.DPO])


@pytest.fixture
def undecided(team, by):
    found = aware(triaged(a_report(team[Role.STAFF]), by), by, FRIDAY, at=FRIDAY)
    return assessed(contained(described(found, by), by), by)


@pytest.fixture
def incident(undecided, by):
    """The people affected are to be told."""
    return decided(undecided, by, regulator="yes", people="yes")


@pytest.fixture
def page_of(incident):
    """The address of a page about what people are told."""

    def path(page="", notice=None):
        middle = f"{notice.pk}/" if notice else ""
        return f"/incidents/{incident.pk}/notices/{middle}{page}"

    return path
