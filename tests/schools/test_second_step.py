"""The second step: needed to read cases, never to report."""

import time

import pytest
from allauth.mfa.models import Authenticator
from allauth.mfa.totp.internal.auth import format_hotp_value, hotp_value
from django.core.cache import cache
from django.test import Client

from tests.schools.saying import mail_after_the_jobs, words_of
from tests.worlds import a_member, a_school, signed_in
from tocsin.core.roles import Role

pytestmark = pytest.mark.django_db
PASSWORD = "kettle marble orchard"


@pytest.fixture(autouse=True)
def _no_tries_yet():
    cache.clear()


@pytest.fixture
def pat():
    member = a_member(a_school(), Role.DEPUTY_DPO, name="Pat Lee")
    member.person.set_password(PASSWORD)
    member.person.save()
    return member


def sign_in(member):
    browser = Client()
    browser.post("/accounts/login/", {"login": member.person.email, "password": PASSWORD})
    return browser


def code_for(secret, ahead=0):
    return format_hotp_value(hotp_value(secret, int(time.time()) // 30 + ahead))


@pytest.fixture
def set_up_an_app(django_capture_on_commit_callbacks):
    def set_up(browser):
        page = browser.get("/accounts/2fa/totp/activate/")
        secret = page.context["form"].secret
        with django_capture_on_commit_callbacks(execute=True):
            answer = browser.post("/accounts/2fa/totp/activate/", {"code": code_for(secret)})
        return secret, answer

    return set_up


def my_work(member):
    return f"/s/{member.school.slug}/my-work/"


def test_without_a_second_step_cases_stay_closed_and_the_page_says_why(pat):
    browser = sign_in(pat)

    page = browser.get(my_work(pat))

    assert page["Location"] == f"/s/{pat.school.slug}/second-factor/"
    assert "Set it up now" in words_of(browser.get(page["Location"]))


def test_without_a_second_step_everybody_may_report(pat):
    assert sign_in(pat).get(f"/s/{pat.school.slug}/report/").status_code == 200


def test_whoever_sets_up_an_app_goes_on_where_they_were_going(pat, set_up_an_app):
    browser = sign_in(pat)
    browser.get(my_work(pat))

    _, page = set_up_an_app(browser)
    codes = browser.get(page["Location"])

    assert "We do not show them again." in words_of(codes)
    assert browser.get("/account/continue/")["Location"] == my_work(pat)


def test_setting_up_an_app_is_told_by_mail(pat, set_up_an_app):
    set_up_an_app(sign_in(pat))

    [message] = mail_after_the_jobs()

    assert message.subject == "An authenticator app was set up for your account"


def test_the_app_s_secret_is_encrypted_in_the_database(pat, set_up_an_app):
    secret, _ = set_up_an_app(sign_in(pat))

    rows = [str(row.data) for row in Authenticator.objects.all()]
    assert len(rows) == 2
    assert not any(secret in row for row in rows)


def test_the_next_sign_in_asks_for_a_code_and_opens_the_cases(pat, set_up_an_app):
    secret, _ = set_up_an_app(sign_in(pat))
    browser = sign_in(pat)

    before = browser.get(my_work(pat))
    browser.post("/accounts/2fa/authenticate/", {"code": code_for(secret, ahead=1)})

    assert before["Location"].startswith("/accounts/login/")
    assert browser.get(my_work(pat)).status_code == 200


def test_a_wrong_code_opens_nothing_and_five_of_them_block(pat, set_up_an_app):
    set_up_an_app(sign_in(pat))
    browser = sign_in(pat)

    pages = [browser.post("/accounts/2fa/authenticate/", {"code": "000000"}) for _ in range(6)]

    assert "The code is wrong." in words_of(pages[0])
    assert "There were too many tries." in words_of(pages[5])
    assert browser.get("/account/").status_code == 302


def test_a_recovery_code_lets_somebody_in_once(pat, set_up_an_app):
    first = sign_in(pat)
    _, page = set_up_an_app(first)
    code = first.get(page["Location"]).context["unused_codes"][0]
    browser, again = sign_in(pat), sign_in(pat)

    browser.post("/accounts/2fa/authenticate/", {"code": code})
    refused = again.post("/accounts/2fa/authenticate/", {"code": code})

    assert browser.get(my_work(pat)).status_code == 200
    assert "The code is wrong." in words_of(refused)


def test_recovery_codes_are_shown_once(pat, set_up_an_app):
    browser = sign_in(pat)
    _, page = set_up_an_app(browser)
    code = browser.get(page["Location"]).context["unused_codes"][0]

    again = browser.get(page["Location"])

    assert code not in words_of(again)
    assert browser.get("/accounts/2fa/recovery-codes/download/").status_code in {403, 404}


def test_another_session_of_the_same_person_does_not_count_as_two_factors(pat, set_up_an_app):
    older = sign_in(pat)

    set_up_an_app(sign_in(pat))

    assert older.get(my_work(pat))["Location"].endswith("/second-factor/")
    page = words_of(older.get(f"/s/{pat.school.slug}/second-factor/"))
    assert "You have set this up. Show it once more." in page


def test_the_older_session_opens_with_a_code(pat, set_up_an_app):
    older = sign_in(pat)
    secret, _ = set_up_an_app(sign_in(pat))
    older.get(my_work(pat))

    answers = {"code": code_for(secret, ahead=1), "next": "/account/continue/"}
    page = older.post("/accounts/2fa/reauthenticate/", answers)

    assert page["Location"] == "/account/continue/"
    assert older.get(my_work(pat)).status_code == 200


def test_removing_the_app_closes_the_cases_again_and_ends_other_sessions(pat, set_up_an_app):
    browser = sign_in(pat)
    secret, _ = set_up_an_app(browser)
    other = sign_in(pat)
    other.post("/accounts/2fa/authenticate/", {"code": code_for(secret, ahead=1)})

    browser.post("/accounts/2fa/totp/deactivate/")

    assert browser.get("/account/").status_code == 200
    assert browser.get(my_work(pat))["Location"].endswith("/second-factor/")
    assert other.get("/account/").status_code == 302


def test_setting_up_a_second_step_asks_again_who_it_is(pat):
    browser = signed_in(pat, factors=1)

    assert "reauthenticate" in browser.get("/accounts/2fa/totp/activate/")["Location"]


def test_each_role_lands_where_its_work_is():
    school = a_school()
    fronts = {
        Role.STAFF: "report/",
        Role.OFFICE: "inbox/",
        Role.DEPUTY_DPO: "my-work/",
        Role.ADMINISTRATOR: "people/",
        Role.GOVERNOR: "report/",
    }

    for role, path in fronts.items():
        page = signed_in(a_member(school, role)).get(f"/s/{school.slug}/")
        assert page["Location"] == f"/s/{school.slug}/{path}"


PUBLIC_KEY = '{"id": "AAAA", "rawId": "AAAA", "type": "public-key", "response": '
GARBAGE = [
    "",
    "x",
    "null",
    "1",
    "[]",
    "{}",
    '{"id": 1}',
    "[" * 5000,
    '{"id": "a", "rawId": "a"}',
    PUBLIC_KEY + "{}}",
    PUBLIC_KEY + '{"clientDataJSON": "AAAA", "attestationObject": "AAAA"}}',
    PUBLIC_KEY + '{"clientDataJSON": "e30", "authenticatorData": "AAAA", "signature": "AA"}}',
    PUBLIC_KEY + '{"clientDataJSON": 1, "authenticatorData": [], "userHandle": null}}',
]


@pytest.mark.parametrize("credential", GARBAGE)
def test_a_forged_passkey_opens_nothing_and_breaks_nothing(pat, credential):
    browser, stranger = sign_in(pat), Client()
    browser.get("/accounts/2fa/webauthn/add/")
    stranger.get("/accounts/2fa/webauthn/login/")

    added = browser.post("/accounts/2fa/webauthn/add/", {"credential": credential, "name": "x"})
    entered = stranger.post("/accounts/2fa/webauthn/login/", {"credential": credential})

    assert added.status_code == 200
    assert entered.status_code in {200, 302}
    assert stranger.get("/account/").status_code == 302
    assert not Authenticator.objects.exists()
