"""Who may do what."""

from dataclasses import dataclass
from uuid import UUID

import pytest

from tocsin.core.errors import NotAllowed
from tocsin.core.roles import (
    GRANTS,
    LABELS,
    WITHOUT_SECOND_FACTOR,
    Permission,
    Role,
    allow,
    may,
    sees_all,
)

SCHOOL, OTHER, SOMEBODY = UUID(int=1), UUID(int=2), UUID(int=9)
CASE_WORK = (
    Permission.READ_CASES, Permission.TRIAGE, Permission.CLASSIFY, Permission.REFER,
    Permission.DECIDE, Permission.CLOSE, Permission.EXPORT, Permission.ACKNOWLEDGE,
)  # fmt: skip


@dataclass
class Somebody:
    held_roles: frozenset[Role]
    school_id: UUID = SCHOOL
    actor_id: UUID = SOMEBODY


def holding(*roles):
    return Somebody(frozenset(roles))


def test_everybody_who_works_at_a_school_may_report():
    assert all(may(holding(role), Permission.REPORT) for role in Role if role is not Role.SYSTEM)


@pytest.mark.parametrize("permission", CASE_WORK)
@pytest.mark.parametrize(
    "role", [Role.ADMINISTRATOR, Role.GOVERNOR, Role.STAFF, Role.OFFICE, Role.INFORMATION_CHAMPION]
)
def test_whoever_is_not_on_the_team_reads_and_decides_no_case(role, permission):
    assert not may(holding(role), permission)


def test_whoever_runs_the_system_manages_people_without_reading_cases():
    administrator = holding(Role.ADMINISTRATOR)

    assert may(administrator, Permission.MANAGE_PEOPLE)
    assert not may(administrator, Permission.READ_CASES)
    assert not may(administrator, Permission.READ_INTAKE)


def test_two_roles_grant_what_either_grants():
    both = holding(Role.ADMINISTRATOR, Role.OFFICE)

    assert may(both, Permission.MANAGE_PEOPLE)
    assert may(both, Permission.READ_INTAKE)
    assert not may(both, Permission.READ_CASES)


@pytest.mark.parametrize("role", [Role.DEPUTY_DPO, Role.DPO, Role.HEAD])
def test_those_who_answer_for_data_protection_see_every_incident(role):
    assert sees_all(holding(role))


@pytest.mark.parametrize("role", [Role.INVESTIGATING_OFFICER, Role.BUSINESS_MANAGER, Role.STAFF])
def test_those_who_lead_one_incident_see_no_other(role):
    assert not sees_all(holding(role))


def test_a_role_ends_at_the_gate_of_its_school():
    head = holding(Role.HEAD)

    allow(head, Permission.DECIDE, school_id=SCHOOL)
    with pytest.raises(NotAllowed, match="Your role at this school"):
        allow(head, Permission.DECIDE, school_id=OTHER)
    with pytest.raises(NotAllowed):
        allow(holding(Role.STAFF), Permission.DECIDE, school_id=SCHOOL)


def test_jobs_may_operate_and_nothing_else():
    assert {p for p in Permission if may(holding(Role.SYSTEM), p)} == {Permission.OPERATE}


def test_every_permission_and_every_role_is_spoken_for():
    assert set(GRANTS) == set(Permission)
    assert set(LABELS) == set(Role)
    assert {Permission.REPORT, Permission.READ_POLICY} == WITHOUT_SECOND_FACTOR
