"""Somebody who works for many schools, as an external DPO does."""

import pytest

from tests.schools.saying import words_of
from tests.worlds import FRIDAY, a_member, a_school, signed_in
from tocsin.core.roles import Permission, Role
from tocsin.schools.commands import admit
from tocsin.schools.models import System

pytestmark = pytest.mark.django_db


@pytest.fixture
def dpo():
    """Data Protection Officer of twelve schools."""
    member = a_member(a_school(name="Apple School"), Role.DPO)
    for number in range(11):
        other = a_school(name=f"Zebra School {number}")
        admit(
            other, member.person, roles={Role.DPO}, by=System(other.pk), at=FRIDAY,
            may=Permission.OPERATE,
        )  # fmt: skip
    return signed_in(member)


def test_every_school_is_listed_by_name(dpo):
    page = words_of(dpo.get("/"))

    assert "12 schools" in page
    assert "Apple School Data Protection Officer Zebra School 0" in page


@pytest.mark.parametrize(("sought", "found"), [("apple", "1 school"), ("ZEBRA", "11 schools")])
def test_a_school_is_found_by_part_of_its_name(dpo, sought, found):
    assert f" {found} " in words_of(dpo.get("/", {"q": sought}))


@pytest.mark.parametrize("sought", ["\0", "x" * 5_000, "<script>", "%"])
def test_what_cannot_be_sought_breaks_nothing(dpo, sought):
    assert dpo.get("/", {"q": sought}).status_code == 200


def test_the_list_costs_the_same_however_many_schools(dpo, django_assert_max_num_queries):
    with django_assert_max_num_queries(12):
        dpo.get("/")
