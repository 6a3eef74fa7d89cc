"""Two schools that must not know of each other."""

import pytest

from tests.worlds import a_report, a_school, a_team, classified, contained, referred, triaged
from tocsin.core.roles import Role

SECRET = "Zanzibar"


@pytest.fixture
def ours():
    return a_team(a_school(name="Our School"))


@pytest.fixture
def theirs():
    team = a_team(a_school(name=f"{SECRET} Academy"))
    for role, member in team.items():
        member.person.name = f"{SECRET} {role}"
        member.person.save()
    return team


@pytest.fixture
def their_incident(theirs):
    by = theirs[Role.DEPUTY_DPO]
    told = a_report(theirs[Role.STAFF], story=f"{SECRET} lists were lost.")
    incident = triaged(told, by, title=f"{SECRET} lists", kind_reason=f"{SECRET} said so.")
    contained(incident, by)
    referred(incident, by)
    return classified(incident, by, "critical")
