"""A school, its people, and a breach of which the regulator is to be told."""

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
    classified,
    contained,
    decided,
    described,
    referred,
    triaged,
)
from tocsin.core.roles import Role

built_team, team = kept("team", lambda: a_team(a_school()))


@pytest.fixture
def by(team):
    return team[Role.DEPUTY_DPO]


@pytest.fixture
def priya(by):
    return Visitor(by)


@pytest.fixture
def bare(team, by):
    """An incident of which it was decided to tell before the log was complete."""
    found = aware(triaged(a_report(team[Role.STAFF]), by), by, FRIDAY, at=FRIDAY)
    return decided(found, by, regulator="yes")


@pytest.fixture
def incident(bare, by):
    """The same with a complete log."""
    found = contained(described(bare, by), by)
    return decided(referred(classified(assessed(found, by), by, "minor"), by), by, regulator="yes")
