"""Two schools that must not know of each other."""

from copy import deepcopy

import pytest

from tests.worlds import a_report, a_school, a_team, classified, contained, referred, triaged
from tocsin.core.roles import Role

SECRET = "Zanzibar"


@pytest.fixture(scope="module")
def built(kept_for_the_file):  # noqa: ARG001 - asked for, not used
    ours, theirs = a_team(a_school(name="Our School")), team_of_theirs()
    return ours, theirs, incident_of(theirs)


@pytest.fixture
def both(built):
    return deepcopy(built)


@pytest.fixture
def ours(both):
    return both[0]


@pytest.fixture
def theirs(both):
    return both[1]


@pytest.fixture
def their_incident(both):
    return both[2]


def team_of_theirs():
    team = a_team(a_school(name=f"{SECRET} Academy"))
    for role, member in team.items():
        member.person.name = f"{SECRET} {role}"
        member.person.save()
    return team


def incident_of(theirs):
    by = theirs[Role.DEPUTY_DPO]
    told = a_report(theirs[Role.STAFF], story=f"{SECRET} lists were lost.")
    incident = triaged(told, by, title=f"{SECRET} lists", kind_reason=f"{SECRET} said so.")
    contained(incident, by)
    referred(incident, by)
    return classified(incident, by, "critical")
