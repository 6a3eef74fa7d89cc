"""Every test finds the door unused."""

import pytest

from tests.jobs.instances import copy_of
from tests.kept import kept
from tests.worlds import a_school, a_team
from tocsin.core.roles import Role
from tocsin.incidents.intake import budget


@pytest.fixture
def full_budget():
    for each in (budget.REPORTS, budget.TRIES, budget.WRONG, budget.WORDS):
        each.refill()


built_team, team = kept("team", lambda: a_team(a_school()))


@pytest.fixture
def school(team):
    return team[Role.STAFF].school


@pytest.fixture
def copied(migrated, tmp_path):
    with copy_of(migrated, tmp_path / "instance") as instance:
        yield instance
