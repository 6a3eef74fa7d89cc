"""A new school can take a report from its first minute."""

from uuid import uuid4

import pytest

from tests.worlds import ANSWERS, FRIDAY, a_member, a_school
from tocsin.core.roles import Role
from tocsin.incidents.report.commands import report
from tocsin.jobs.worker import Worker
from tocsin.policies.queries import versions_of
from tocsin.schools.commands import open_school
from tocsin.schools.models import Controller

pytestmark = pytest.mark.django_db


def work():
    while Worker(clock=lambda: FRIDAY).do_next():
        pass


def test_a_school_that_has_chosen_nothing_works_by_the_recommended_policy():
    controller = Controller.objects.create(name="Alder Bank")
    school = open_school(name="Alder Bank", slug="alder-bank", controller=controller, at=FRIDAY)

    work()

    incident, _ = report(draft_id=uuid4(), answers=ANSWERS, by=a_member(school), at=FRIDAY)
    assert incident.pack_version.key == "recommended"


def test_a_school_that_has_chosen_keeps_its_choice():
    school = a_school(pack="security-incidents")
    a_member(school, Role.STAFF)

    work()

    assert [version.key for version in versions_of(school.pk)] == ["security-incidents"]
