"""Somebody who looks after two schools, and what time it is."""

import pytest

from tests.incidents.visits import Visitor
from tests.worlds import FRIDAY, a_school, a_team, signed_in
from tocsin.core.roles import Permission, Role
from tocsin.schools.commands import admit
from tocsin.schools.models import System


def also_at(school, person, *roles):
    """The person's place at one more school."""
    return admit(
        school, person, roles=roles, by=System(school.pk), may=Permission.OPERATE, at=FRIDAY
    )


@pytest.fixture
def alder():
    return a_team(a_school(name="Alder Bank Primary School"))


@pytest.fixture
def birch():
    return a_team(a_school(name="Birch Lane Infants"))


@pytest.fixture
def dan(alder, birch):
    """Dan Price is the DPO of both."""
    also_at(birch[Role.STAFF].school, alder[Role.DPO].person, Role.DPO)
    return Visitor(signed_in(alder[Role.DPO]))
