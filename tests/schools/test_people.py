"""Bringing people in, giving them roles, letting them go."""

import json

import pytest

from tests.schools.saying import words_of
from tests.worlds import FRIDAY, a_member, a_school, signed_in
from tocsin.core.roles import Permission, Role
from tocsin.ledger.models import Entry
from tocsin.ledger.tenancy import reading
from tocsin.schools.commands import admit
from tocsin.schools.models import Invitation, Membership, System

pytestmark = pytest.mark.django_db
MANAGERS = (Role.ADMINISTRATOR, Role.HEAD)


@pytest.fixture
def admin():
    return a_member(a_school(), Role.ADMINISTRATOR, name="Ada Admin")


@pytest.fixture
def office(admin):
    """The administrator's browser."""
    return signed_in(admin)


def place(member, rest=""):
    return f"/s/{member.school.slug}/people/{rest}"


def last_entry(school_id):
    with reading(school_id):
        return json.loads(Entry.objects.filter(school_id=school_id).last().body)


def now_of(member):
    with reading(member.school_id):
        return Membership.objects.get(pk=member.pk)


def test_the_page_of_people_names_everybody_with_their_roles(admin, office):
    a_member(admin.school, Role.DEPUTY_DPO, Role.BUSINESS_MANAGER, name="Sam Okafor")
    a_member(a_school(), Role.DPO, name="Elsewhere Person")

    page = words_of(office.get(place(admin)))

    assert "Sam Okafor" in page
    assert "School Business Manager, Deputy DPO" in page
    assert "No second step" in page
    assert "Elsewhere Person" not in page


@pytest.mark.parametrize("role", [role for role in Role if role not in {*MANAGERS, Role.SYSTEM}])
def test_nobody_else_sees_or_changes_people(admin, role):
    browser = signed_in(a_member(admin.school, role))
    target = a_member(admin.school)

    assert browser.get(place(admin)).status_code == 403
    assert browser.post(place(admin, f"{target.pk}/end/")).status_code == 403
    assert (
        browser.post(place(admin, "invite/"), {"name": "X", "email": "x@x.org"}).status_code == 403
    )


def test_with_one_factor_people_cannot_be_managed(admin):
    page = signed_in(admin, factors=1).get(place(admin))

    assert page["Location"] == f"/s/{admin.school.slug}/second-factor/"


def test_a_member_gets_other_roles_and_the_ledger_says_so(admin, office):
    member = a_member(admin.school, Role.OFFICE)

    office.post(place(admin, f"{member.pk}/roles/"), {"roles": ["deputy_dpo", "governor"]})

    assert now_of(member).roles == ["deputy_dpo", "governor"]
    entry = last_entry(admin.school_id)
    assert entry["action"] == "membership.changed"
    assert entry["facts"] == {"was": "office", "roles": "deputy_dpo+governor"}


def test_changing_roles_ends_the_member_s_sessions(admin, office):
    member = a_member(admin.school, Role.DEPUTY_DPO)
    theirs = signed_in(member)
    assert theirs.get("/account/").status_code == 200

    office.post(place(admin, f"{member.pk}/roles/"), {"roles": []})

    assert theirs.get("/account/").status_code == 302


def test_whoever_is_removed_is_signed_out_and_finds_no_school(admin, office):
    member = a_member(admin.school, Role.DEPUTY_DPO)
    theirs = signed_in(member)

    asked = words_of(office.get(place(admin, f"{member.pk}/end/")))
    office.post(place(admin, f"{member.pk}/end/"))

    assert "What they did stays on the record." in asked
    assert theirs.get(f"/s/{admin.school.slug}/report/").status_code == 302
    member.person.refresh_from_db()
    assert signed_in(member).get(f"/s/{admin.school.slug}/report/").status_code == 404
    assert "no school has you on its list" in words_of(signed_in(member).get("/"))


@pytest.mark.parametrize("what", ["end", "roles"])
def test_the_last_administrator_stays(admin, office, what):
    page = office.post(place(admin, f"{admin.pk}/{what}/"), {"roles": []})

    assert page.status_code == 409
    assert "Make another person administrator first." in words_of(page)
    assert now_of(admin).roles == ["administrator"]


@pytest.mark.parametrize("what", ["end", "roles"])
def test_another_school_s_member_does_not_exist_here(admin, office, what):
    stranger = a_member(a_school(), Role.DPO)

    assert office.get(place(admin, f"{stranger.pk}/{what}/")).status_code == 404
    assert office.post(place(admin, f"{stranger.pk}/{what}/"), {"roles": []}).status_code == 404
    assert now_of(stranger).roles == ["dpo"]


def test_another_school_s_pages_do_not_exist_either(office):
    elsewhere = a_member(a_school(), Role.ADMINISTRATOR)

    for path in ("", "invite/", "file/"):
        assert office.get(place(elsewhere, path)).status_code == 404


@pytest.mark.parametrize("roles", [["system"], ["staff"], ["king"], ["x" * 100_000], ["\0"]])
def test_a_role_that_cannot_be_given_is_refused(admin, office, roles):
    member = a_member(admin.school, Role.OFFICE)

    page = office.post(place(admin, f"{member.pk}/roles/"), {"roles": roles})

    assert page.status_code == 422
    assert now_of(member).roles == ["office"]


def test_the_school_s_name_phone_and_nation_can_be_changed(admin, office):
    where = f"/s/{admin.school.slug}/settings/"

    office.post(where, {"name": "Elm Grove", "phone": "01632 960 001", "nation": "wales"})

    page = words_of(office.get(place(admin)))
    assert "Elm Grove" in page
    assert "Phone 01632 960 001" in page
    assert last_entry(admin.school_id)["action"] == "school.described"


@pytest.mark.parametrize(
    "changes", [{"phone": "ring the bell"}, {"name": "x" * 100_000}, {"name": "\0"}, {"nation": ""}]
)
def test_a_school_is_not_described_in_a_way_that_cannot_be(admin, office, changes):
    answers = {"name": "Elm Grove", "phone": "", "nation": "wales"} | changes

    page = office.post(f"/s/{admin.school.slug}/settings/", answers)

    assert page.status_code == 422
    assert "Elm Grove" not in words_of(office.get(place(admin)))


def test_one_person_may_work_in_two_schools_in_different_roles(admin):
    other = a_school(name="Zebra Lane School")
    admit(
        other, admin.person, roles={Role.DPO}, by=System(other.pk), at=FRIDAY,
        may=Permission.OPERATE,
    )  # fmt: skip

    page = words_of(signed_in(admin).get("/"))

    assert "2 schools" in page
    assert "Zebra Lane School Data Protection Officer" in page
    assert signed_in(admin).get(f"/s/{other.slug}/people/").status_code == 403


def test_an_invitation_of_another_school_cannot_be_withdrawn(admin, office):
    elsewhere = a_member(a_school(), Role.ADMINISTRATOR)
    signed_in(elsewhere).post(place(elsewhere, "invite/"), {"name": "P", "email": "p@example.org"})
    with reading(elsewhere.school_id):
        invitation = Invitation.objects.get()

    for what in ("withdraw", "again"):
        path = f"/s/{admin.school.slug}/invitations/{invitation.pk}/{what}/"
        assert office.post(path).status_code == 404
