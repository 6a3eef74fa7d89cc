"""An emailed link, used once, makes somebody a member."""

from datetime import timedelta

import pytest
from django.test import Client
from django.utils import timezone

from tests.schools.saying import link_in, mail_after_the_jobs, words_of
from tests.worlds import a_member, a_school, signed_in
from tocsin.core.roles import Role
from tocsin.ledger.tenancy import reading
from tocsin.schools.models import Invitation, Membership, Person

pytestmark = pytest.mark.django_db
NEW = {"name": "Pat Lee", "password": "kettle marble orchard"}


@pytest.fixture
def admin():
    return a_member(a_school(name="Alder Bank"), Role.ADMINISTRATOR)


def invite(admin, email="pat@example.org", roles=("deputy_dpo",)):
    answers = {"name": "Pat Lee", "email": email, "roles": list(roles)}
    return signed_in(admin).post(f"/s/{admin.school.slug}/people/invite/", answers)


def invited(admin, email="pat@example.org"):
    invite(admin, email)
    [message] = mail_after_the_jobs()
    return link_in(message)


def the_invitation(admin):
    with reading(admin.school_id):
        return Invitation.objects.get(school=admin.school)


def roles_of(admin, person):
    with reading(admin.school_id):
        return Membership.objects.get(school=admin.school, person=person).roles


def test_an_invitation_goes_by_mail_and_names_no_incident(admin):
    invite(admin)

    [message] = mail_after_the_jobs()

    assert message.to == ["pat@example.org"]
    assert message.subject == "Your invitation to Tocsin"
    assert "Alder Bank invites you to Tocsin" in message.body


def test_the_link_s_token_is_nowhere_in_the_database(admin):
    token = invited(admin).split("/")[-2]

    row = the_invitation(admin)
    assert token not in str(vars(row))
    assert len(row.token_hash) == 64


def test_somebody_new_joins_with_a_name_and_a_password(admin):
    link, browser = invited(admin), Client()

    page = browser.post(link, NEW)

    person = Person.objects.get(email="pat@example.org")
    assert page["Location"] == f"/s/{admin.school.slug}/"
    assert roles_of(admin, person) == ["deputy_dpo"]
    assert browser.get("/account/").status_code == 200
    assert "second-factor" in browser.get(f"/s/{admin.school.slug}/my-work/")["Location"]


def test_whoever_has_an_account_signs_in_to_accept(admin):
    known = a_member(a_school())
    link = invited(admin, known.person.email)

    stranger = words_of(Client().get(link))
    browser = signed_in(known)
    asked = words_of(browser.get(link))
    browser.post(link)

    assert "Sign in to accept the invitation." in stranger
    assert f"You are signed in as {known.person.name}" in asked
    assert roles_of(admin, known.person) == ["deputy_dpo"]


def test_a_link_works_once(admin):
    link = invited(admin)
    Client().post(link, NEW)

    for page in (Client().get(link), Client().post(link, NEW), signed_in(admin).post(link)):
        assert page.status_code == 404
        assert "This link does not work" in words_of(page)


def test_a_link_that_has_run_out_a_wrong_one_and_one_of_no_school_look_the_same(admin):
    link = invited(admin)
    late = timezone.now() - timedelta(seconds=1)  # noqa: TID251
    with reading(admin.school_id):
        Invitation.objects.update(expires_at=late)

    pages = [
        Client().get(path)
        for path in (link, f"/s/{admin.school.slug}/join/guess/", "/s/nowhere/join/guess/")
    ]

    assert {page.status_code for page in pages} == {404}
    assert len({words_of(page) for page in pages}) == 1


def test_a_link_sent_again_replaces_the_first(admin):
    first = invited(admin)
    again = f"/s/{admin.school.slug}/invitations/{the_invitation(admin).pk}/again/"

    signed_in(admin).post(again)
    [message] = mail_after_the_jobs()

    assert Client().get(first).status_code == 404
    assert Client().get(link_in(message)).status_code == 200


def test_a_withdrawn_invitation_opens_nothing_and_is_not_sent(admin):
    invite(admin)
    path = f"/s/{admin.school.slug}/invitations/{the_invitation(admin).pk}/withdraw/"

    signed_in(admin).post(path)

    assert mail_after_the_jobs() == []
    assert signed_in(admin).post(path).status_code == 404


@pytest.mark.parametrize(
    ("changes", "said"),
    [
        ({"password": "short"}, "Password must be 12 characters or more"),
        ({"password": "pat@example.org"}, "less like your name or email address"),
        ({"password": "x" * 100_000}, "must be 500 characters or fewer"),
        ({"name": ""}, "Enter your name"),
        ({"name": "P\0t"}, "Type your name again"),
    ],
)
def test_an_answer_that_cannot_be_used_is_explained(admin, changes, said):
    link = invited(admin)

    page = Client().post(link, NEW | changes)

    assert page.status_code == 422
    assert said in words_of(page)
    assert not Person.objects.filter(email="pat@example.org").exists()


def test_nobody_is_invited_twice_or_when_they_are_there(admin):
    invite(admin)

    twice = invite(admin, "PAT@example.org")
    there = invite(admin, admin.person.email)

    assert "pat@example.org has an invitation already." in words_of(twice)
    assert "is at the school already" in words_of(there)


@pytest.mark.parametrize("email", ["", "pat", "p\0at@example.org", "x" * 100_000 + "@x.org"])
def test_an_address_that_is_none_is_explained(admin, email):
    page = invite(admin, email)

    assert page.status_code == 422
    assert mail_after_the_jobs() == []


def test_whoever_was_removed_can_be_invited_again_without_their_old_roles(admin):
    gone = a_member(admin.school, Role.DPO)
    signed_in(admin).post(f"/s/{admin.school.slug}/people/{gone.pk}/end/")

    link = invited(admin, gone.person.email)
    gone.person.refresh_from_db()
    signed_in(gone).post(link)

    assert roles_of(admin, gone.person) == ["deputy_dpo"]
