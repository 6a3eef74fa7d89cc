"""Signing in with a password: what is said, what is limited, what is kept."""

import logging

import pytest
from django.core.cache import cache
from django.test import Client

from tests.schools.saying import link_in, mail_after_the_jobs, words_of
from tests.worlds import a_member, a_school, signed_in
from tocsin.core.roles import Role
from tocsin.schools.models import Person

pytestmark = pytest.mark.django_db
PASSWORD = "kettle marble orchard"
NEW = "lantern pebble saddle"


@pytest.fixture(autouse=True)
def _no_tries_yet():
    cache.clear()


@pytest.fixture
def pat():
    member = a_member(a_school(), Role.DEPUTY_DPO, name="Pat Lee")
    member.person.set_password(PASSWORD)
    member.person.save()
    return member


def try_to(browser, email, password=PASSWORD, **more):
    answers = {"login": email, "password": password, **more}
    return browser.post("/accounts/login/", answers)


def confirm_it_is_me(browser):
    return browser.post("/accounts/reauthenticate/", {"password": PASSWORD})


def test_somebody_with_a_password_signs_in_and_lands_at_their_school(pat):
    browser = Client()

    page = try_to(browser, pat.person.email.upper())

    assert page["Location"] == "/"
    assert browser.get("/")["Location"] == f"/s/{pat.school.slug}/"


def test_whoever_was_on_the_way_somewhere_gets_there(pat):
    browser, there = Client(), f"/s/{pat.school.slug}/report/"
    asked = browser.get(there)

    page = browser.get(asked["Location"])
    answer = try_to(browser, pat.person.email, next=there)

    assert f'name="next" value="{there}"' in page.content.decode()
    assert answer["Location"] == there


@pytest.mark.parametrize(
    "there", ["https://evil.example.org/", "//evil.example.org", "\0", "javascript:1"]
)
def test_nobody_is_led_away_after_signing_in(pat, there):
    page = try_to(Client(), pat.person.email, next=there)

    assert page.status_code == 302
    assert "evil" not in page["Location"]
    assert "javascript" not in page["Location"]


def test_a_wrong_password_and_an_unknown_person_look_the_same(pat):
    wrong = try_to(Client(), pat.person.email, "lantern pebble saddle")
    unknown = try_to(Client(), "nobody@example.org")

    for page in (wrong, unknown):
        assert "The email address or password is wrong" in words_of(page)
    assert len(words_of(wrong)) == len(words_of(unknown))


@pytest.mark.parametrize("email", ["pat", "nobody@example.org"])
def test_after_five_tries_in_five_minutes_even_the_right_password_waits(pat, email):
    email = pat.person.email if email == "pat" else email
    for _ in range(5):
        try_to(Client(), email, "wrong wrong wrong")

    page = try_to(Client(), email)

    assert "There were too many tries. Wait five minutes, then try again" in words_of(page)


def test_somebody_blocked_does_not_block_others(pat):
    for _ in range(5):
        try_to(Client(), "nobody@example.org", "wrong wrong wrong")

    assert try_to(Client(), pat.person.email).status_code == 302


@pytest.mark.parametrize(
    ("email", "password"),
    [("", ""), ("pat", "x"), ("p\0t@example.org", "x"), ("x" * 100_000, "x" * 100_000)],
)
def test_what_cannot_be_an_account_is_explained(email, password):
    page = try_to(Client(), email, password)

    assert page.status_code == 200
    assert "There is a problem" in words_of(page)


def test_a_password_is_never_logged(pat, caplog):
    caplog.set_level(logging.DEBUG)

    try_to(Client(), pat.person.email)
    try_to(Client(), pat.person.email, "lantern pebble saddle")

    assert PASSWORD not in caplog.text
    assert "lantern" not in caplog.text


@pytest.mark.parametrize("method", ["get", "post"])
def test_nobody_signs_up_by_themselves(method):
    answers = {"email": "new@example.org", "password1": PASSWORD}

    page = getattr(Client(), method)("/accounts/signup/", answers)

    assert "Ask your school for an invitation" in words_of(page)
    assert Person.objects.count() == 0


def test_nobody_gives_themselves_another_address(pat):
    page = signed_in(pat).post("/accounts/email/", {"action_add": "", "email": "x@example.org"})

    pat.person.refresh_from_db()
    assert (page.status_code, page["Location"]) == (302, "/account/")
    assert pat.person.emailaddress_set.count() == 1


def just_signed_in(member):
    browser = Client()
    try_to(browser, member.person.email)
    return browser


def asks_for(browser, address):
    browser.post("/account/email/", {"email": address})
    return {message.to[0]: message for message in mail_after_the_jobs()}


def test_another_address_counts_once_its_link_was_followed_and_the_old_one_is_told(pat):
    old, browser = pat.person.email, just_signed_in(pat)
    sent = asks_for(browser, "New.Pat@example.org")

    assert set(sent) == {old, "new.pat@example.org"}
    assert "Somebody asked to change the email address" in sent[old].body
    assert "new.pat" not in sent[old].body
    assert "new.pat@example.org counts once you follow" in words_of(browser.get("/account/"))
    link = link_in(sent["new.pat@example.org"])
    assert "From then on you sign in with new.pat@example.org" in words_of(browser.get(link))
    pat.person.refresh_from_db()
    assert pat.person.email == old

    browser.post(link)

    pat.person.refresh_from_db()
    assert pat.person.email == "new.pat@example.org"
    assert [each.email for each in pat.person.emailaddress_set.all()] == ["new.pat@example.org"]
    assert "does not work any more" in words_of(browser.get(link))
    assert try_to(Client(), "new.pat@example.org").status_code == 302


def test_somebody_elses_address_is_neither_given_nor_told_of(pat):
    other, browser = a_member(pat.school), just_signed_in(pat)
    free = browser.post("/account/email/", {"email": "free@example.org"}, follow=True)
    mail_after_the_jobs()

    page = browser.post("/account/email/", {"email": other.person.email}, follow=True)

    assert {message.to[0] for message in mail_after_the_jobs()} == {pat.person.email}
    assert "We have sent a link to the new address." in words_of(page)
    assert "We have sent a link to the new address." in words_of(free)


@pytest.mark.parametrize("email", ["", "x", "pat@", "p\0t@example.org"])
def test_what_cannot_be_an_address_is_explained(pat, email):
    page = just_signed_in(pat).post("/account/email/", {"email": email})

    assert page.status_code == 422
    assert "Enter an email address, like" in words_of(page)


def test_a_forgotten_password_is_replaced_by_a_link_that_works_once(pat):
    Client().post("/accounts/password/reset/", {"email": pat.person.email})
    [message] = mail_after_the_jobs()
    browser = Client()
    form = browser.get(link_in(message), follow=True)

    browser.post(form.request["PATH_INFO"], {"password1": NEW, "password2": NEW})

    assert message.to == [pat.person.email]
    assert try_to(Client(), pat.person.email, NEW).status_code == 302
    assert "/password/reset/key/" in link_in(message)
    assert 'type="password"' not in Client().get(link_in(message), follow=True).content.decode()


def test_asking_for_a_stranger_s_password_says_and_sends_the_same_nothing(pat):
    known = Client().post("/accounts/password/reset/", {"email": pat.person.email}, follow=True)
    mail_after_the_jobs()

    unknown = Client().post("/accounts/password/reset/", {"email": "no@example.org"}, follow=True)

    assert words_of(known) == words_of(unknown)
    assert mail_after_the_jobs() == []


def test_changing_the_password_ends_other_sessions_and_is_told_by_mail(pat):
    here, elsewhere = Client(), Client()
    try_to(here, pat.person.email)
    try_to(elsewhere, pat.person.email)

    here.post(
        "/accounts/password/change/", {"oldpassword": PASSWORD, "password1": NEW, "password2": NEW}
    )

    [message] = mail_after_the_jobs()
    assert message.subject == "Your password was changed"
    assert elsewhere.get("/account/").status_code == 302


def test_a_weak_password_is_refused_in_our_words(pat):
    browser = Client()
    try_to(browser, pat.person.email)

    page = browser.post(
        "/accounts/password/change/",
        {"oldpassword": PASSWORD, "password1": "short", "password2": "short"},
    )

    assert "Password must be 12 characters or more" in words_of(page)


def test_a_person_sees_where_they_are_signed_in_and_can_end_the_rest(pat):
    here, elsewhere = Client(), Client()
    try_to(here, pat.person.email)
    try_to(elsewhere, pat.person.email)

    assert here.get("/accounts/sessions/").status_code == 200
    here.post("/accounts/sessions/")

    assert elsewhere.get("/account/").status_code == 302
    assert here.get("/account/").status_code == 200


def test_a_person_changes_their_name(pat):
    browser = signed_in(pat)

    browser.post("/account/", {"name": "Patricia Lee"})

    assert "Patricia Lee" in words_of(browser.get("/account/"))


@pytest.mark.parametrize("name", ["", "x" * 100_000, "P\0t"])
def test_a_name_that_cannot_be_kept_is_explained(pat, name):
    page = signed_in(pat).post("/account/", {"name": name})

    assert page.status_code == 422
    assert "Pat Lee" in words_of(page)


@pytest.mark.parametrize("path", ["/account/", "/account/continue/", "/accounts/2fa/"])
def test_a_stranger_is_asked_to_sign_in_first(path):
    page = Client().get(path)

    assert page.status_code == 302
    assert page["Location"].startswith("/accounts/login/")
