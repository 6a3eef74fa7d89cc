"""Everybody can read the policy the school works by, in plain words."""

import pytest

from tests.policies.pages import Desk
from tests.worlds import FRIDAY, a_member, a_school, signed_in
from tocsin.core.roles import Role
from tocsin.policies.shipped import shipped_packs
from tocsin.schools.commands import open_school
from tocsin.schools.models import Controller

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize("key", ["security-incidents", "breach-response-plan", "recommended"])
def test_everything_the_document_leaves_open_says_set_this(key):
    desk = Desk(a_school(pack=key))

    page = desk.see()

    for each in shipped_packs()[key].unset():
        assert each.label in desk.read()
    hrefs = [row.href for row in page.context["overview"].unset]
    assert [desk.browser.get(href).status_code for href in hrefs] == [200] * len(hrefs)
    assert page.content.decode().count("Set this") >= len(hrefs) > 0


def test_the_times_that_are_set_are_said_in_words():
    words = Desk(a_school(pack="breach-response-plan")).read()

    assert "Report At once, from when it was found" in words
    assert "72 hours from when the school became aware" in words
    assert "Not set. The plan says promptly (4.3)." in words


def test_what_the_law_sets_is_explained_beside_the_policy():
    words = Desk(a_school()).read()

    assert "within 72 hours of the school becoming aware, weekends and holidays included" in words
    assert "A policy may give less time, never more." in words


def test_a_teacher_reads_the_policy_and_is_offered_no_change():
    teacher = Desk(a_school(pack="security-incidents"), Role.STAFF)

    page = teacher.see()

    assert page.status_code == 200
    assert "Set this" not in page.content.decode()
    assert "policy/set/" not in page.content.decode()


@pytest.mark.parametrize(
    "path",
    ["choose/", "upload/", "changes/", "levels/", "levels/major/", "set/matrix/any/"],
)
def test_a_teacher_cannot_change_the_policy(path):
    teacher = Desk(a_school(pack="security-incidents"), Role.STAFF)

    assert teacher.see(path).status_code == 403


@pytest.mark.parametrize("path", ["", "versions/1/", "compare/", "versions/1/text/", "changes/"])
def test_a_policy_of_another_school_does_not_exist(path):
    stranger = a_member(a_school(), Role.HEAD)
    school = a_school()

    assert signed_in(stranger).get(f"/s/{school.slug}/policy/{path}").status_code == 404


@pytest.mark.parametrize(
    "path",
    [
        "versions/99/", "set/nothing/", "set/matrix/", "set/pupils/any/", "levels/nowhere/",
        "set/timescale/never-at-any/", "set/timescale/close-at-nowhere/", "set/cycle/never/",
        "set/retention/nothing/", "set/matrix/nowhere/",
    ],
)  # fmt: skip
def test_what_is_not_in_the_policy_is_not_found(path):
    assert Desk(a_school()).see(path).status_code == 404


def test_a_school_without_a_policy_is_asked_to_choose_one():
    controller = Controller.objects.create(name="New School")
    school = open_school(name="New School", slug="new-school", controller=controller, at=FRIDAY)

    assert "The school has not chosen the policy it works by." in Desk(school).read()
    assert "An administrator" not in Desk(school).read()
    assert "Choose a policy" not in Desk(school, Role.STAFF).read()


def test_a_policy_can_be_taken_away_as_text():
    answer = Desk(a_school()).see("versions/1/text/")

    assert answer["Content-Disposition"].startswith("attachment; ")
    assert 'key = "recommended"' in answer.content.decode()
