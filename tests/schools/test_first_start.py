"""The first start: one link, one administrator, no default account."""

import pytest
from django.core import mail
from django.test import Client

from tests.schools.saying import words_of
from tests.worlds import a_member, a_school
from tocsin.core.roles import Role
from tocsin.ledger.tenancy import reading
from tocsin.schools.models import Controller, Membership, Person, School
from tocsin.schools.setup import setup_link

pytestmark = pytest.mark.django_db
ANSWERS = {
    "name": "Grace Adeyemi",
    "email": "Grace@Oak-Hill.example.org",
    "password": "kettle marble orchard",
    "school_name": "Oak Hill Primary School",
    "slug": "",
    "nation": "wales",
    "kind": "single",
    "roles": ["head"],
}


def set_up(client, link, **changes):
    return client.post(f"{link}school/", ANSWERS | changes)


def test_a_new_instance_has_no_account_and_prints_a_link():
    link = setup_link()

    assert Person.objects.count() == 0
    assert link.startswith("http://localhost:8000/setup/")


def test_the_link_makes_the_first_school_and_its_administrator(client, link):
    page = set_up(client, link)

    school, person = School.objects.get(), Person.objects.get()
    with reading(school.pk):
        member = Membership.objects.get()
    assert (page.status_code, page["Location"]) == (
        302,
        "/s/oak-hill-primary-school/second-factor/",
    )
    assert (school.name, school.nation) == ("Oak Hill Primary School", "wales")
    assert (person.name, person.email) == ("Grace Adeyemi", "grace@oak-hill.example.org")
    assert member.roles == ["administrator", "head"]
    assert client.get("/account/").status_code == 200


def test_the_new_password_is_kept_as_an_argon2id_hash(client, link):
    set_up(client, link)

    assert Person.objects.get().password.startswith("argon2$argon2id$")


def test_a_trust_is_the_controller_of_its_first_school(client, link):
    set_up(client, link, kind="trust", trust_name="Northern Lights Trust")

    controller = Controller.objects.get()
    assert (controller.name, controller.is_trust) == ("Northern Lights Trust", True)


def test_the_link_works_once(client, link):
    set_up(client, link)

    assert set_up(Client(), link).status_code == 404
    assert Client().get(link).status_code == 404
    assert School.objects.count() == 1


def test_a_new_start_prints_a_new_link_and_the_old_one_dies(client, link):
    newer = setup_link().partition(":8000")[2]

    assert client.get(link).status_code == 404
    assert client.get(newer).status_code == 200


def test_nothing_is_set_up_when_somebody_has_an_account(client, link):
    a_member(a_school())

    assert setup_link() is None
    assert client.get(link).status_code == 404


@pytest.mark.parametrize("token", ["x", "0" * 3000, "..", "%00", "é"])
def test_a_guessed_link_leads_nowhere(client, link, token):  # noqa: ARG001
    assert client.get(f"/setup/{token}/").status_code == 404


@pytest.mark.parametrize(
    ("changes", "said"),
    [
        ({"password": "short"}, "Password must be 12 characters or more"),
        ({"password": "qwerty123456"}, "among the first that attackers try"),
        ({"password": "passwordpassword"}, "among the first that attackers try"),
        ({"password": "aaaaaaaaaaab"}, "among the first that attackers try"),
        ({"password": "grace@oak-hill"}, "less like your name or email address"),
        ({"password": ""}, "Choose a password"),
        ({"email": "grace"}, "Enter an email address, like name@school.sch.uk"),
        ({"name": "x" * 100_000}, "Your name must be 150 characters or fewer"),
        ({"name": "Gr\0ace"}, "Type your name again"),
        ({"school_name": "学校"}, "Enter a short name, like oak-hill"),
        ({"slug": "Oak Hill/"}, "Short name must have only small letters, numbers and hyphens"),
        ({"nation": "france"}, "Select where the school is"),
        ({"roles": ["system"]}, "Select"),
        ({"kind": "trust", "trust_name": ""}, "Enter the name of the trust"),
    ],
)
def test_an_answer_that_cannot_be_used_is_explained_and_nothing_is_made(
    client, link, changes, said
):
    page = set_up(client, link, **changes)

    assert page.status_code == 422
    assert said in words_of(page)
    assert (School.objects.count(), Person.objects.count()) == (0, 0)
    assert client.get(link).status_code == 200


def test_a_school_that_a_cut_off_set_up_left_behind_is_taken_up(client, link):
    left = a_school(name="Left Behind")

    set_up(client, link, slug=left.slug)

    with reading(left.pk):
        assert Membership.objects.get().school_id == left.pk


def test_the_first_person_sets_up_a_second_step_and_then_chooses_a_policy(client, link):
    set_up(client, link)

    assert client.get("/account/continue/")["Location"] == (
        "/s/oak-hill-primary-school/policy/choose/"
    )


def test_a_test_message_is_sent_and_said(client, link, settings):
    settings.MAIL_IS_SET = True

    page = client.post(link, {"to": "grace@oak-hill.example.org"}, follow=True)

    assert "The mail server took the message." in words_of(page)
    assert [message.to for message in mail.outbox] == [["grace@oak-hill.example.org"]]


def test_without_a_mail_server_the_page_says_what_to_set(client, link, settings):
    settings.MAIL_IS_SET = False

    page = client.post(link, {"to": "grace@oak-hill.example.org"})

    assert page.status_code == 422
    assert "No mail server is set. Set TOCSIN_MAIL_URL and start Tocsin again." in words_of(page)


def test_a_role_chosen_at_the_start_is_one_that_exists(client, link):
    set_up(client, link, roles=[Role.DEPUTY_DPO.value, Role.BUSINESS_MANAGER.value])

    with reading(School.objects.get().pk):
        assert Membership.objects.get().roles == [
            "administrator",
            "business_manager",
            "deputy_dpo",
        ]


def test_the_practice_copy_shows_its_passwords_once(client, link):
    page = client.post(f"{link}demo/")

    assert "The practice copy is ready" in words_of(page)
    assert {school.is_demo for school in School.objects.all()} == {True}
    assert client.post(f"{link}demo/").status_code == 404
