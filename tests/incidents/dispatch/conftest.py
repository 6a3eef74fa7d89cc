"""A breach of which the people affected are told, a list of them, and a notice that is cleared."""

import pytest

from tests.incidents.mailbox.conftest import imap, office  # noqa: F401 - fixtures
from tests.incidents.visits import Visitor
from tests.jobs.test_delivering import port  # noqa: F401 - a fixture
from tests.kept import kept
from tests.lists import ANN, BEN, CAT, DEE, listed
from tests.notices import cleared
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
def undecided(team, by):
    found = aware(triaged(a_report(team[Role.STAFF]), by), by, FRIDAY, at=FRIDAY)
    return assessed(contained(described(found, by), by), by)


@pytest.fixture
def incident(undecided, by):
    """The people affected are to be told: the Lees, Cat, and Dee with a court order."""
    return listed(decided(undecided, by, regulator="yes", people="yes"), by, ANN, BEN, CAT, DEE)


@pytest.fixture
def notice(incident, team, by):
    """Cleared by the Headteacher and the Deputy DPO."""
    return cleared(
        incident, team[Role.HEAD], by, greeting="Dear {name}", what="It is about {child}."
    )
