"""Signing in with the school's own account, at a real identity provider."""

import html
import re
import subprocess
import sys
from urllib.parse import parse_qs, urlencode, urljoin, urlsplit

import pytest
import requests
from django.test import Client

from tests.jobs.instances import ROOT, free_port, until
from tests.schools import identity_provider as provider
from tests.schools.saying import link_in, mail_after_the_jobs, words_of
from tests.worlds import FRIDAY, a_member, a_school, signed_in
from tocsin.core.roles import Permission, Role
from tocsin.schools.commands import admit
from tocsin.schools.models import Person, System

pytestmark = pytest.mark.django_db
PAT = "pat@example.org"


@pytest.fixture(scope="session")
def other_site(tmp_path_factory):
    """The address of the identity provider."""
    port = free_port()
    command = [
        sys.executable,
        "-m",
        provider.__name__,
        str(port),
        str(tmp_path_factory.mktemp("idp")),
    ]
    with subprocess.Popen(command, cwd=ROOT) as process:  # noqa: S603 - our own program
        until(lambda: answers(f"http://127.0.0.1:{port}/.well-known/openid-configuration"))
        yield f"http://127.0.0.1:{port}"
        process.kill()


@pytest.fixture(autouse=True)
def _with_school_accounts(settings, other_site):
    app = {
        "provider_id": provider.PROVIDER,
        "name": "the trust",
        "client_id": provider.CLIENT,
        "secret": provider.SECRET,
        "settings": {"server_url": other_site},
    }
    settings.SOCIALACCOUNT_PROVIDERS = {
        "openid_connect": {"APPS": [app], "OAUTH_PKCE_ENABLED": True}
    }


def answers(url):
    try:
        return requests.get(url, timeout=60).ok
    except requests.ConnectionError:
        return False


def somebody_at(email):
    """A member of staff whose address is `email`, who never had a password here."""
    school = a_school()
    person = Person.objects.create_user(email, name="Pat Lee")
    return admit(
        school, person, roles={Role.DEPUTY_DPO}, by=System(school.pk), at=FRIDAY,
        may=Permission.OPERATE,
    )  # fmt: skip


def continue_with_the_trust(browser, email, *, then=""):
    """Go to the other site, sign in there as `email`, and come back."""
    there = f"/accounts/oidc/{provider.PROVIDER}/login/?{urlencode({'next': then})}"
    away = browser.post(there)
    href = html.unescape(re.search(r'0;url=([^"]+)"', away.content.decode()).group(1))
    with requests.Session() as other:
        form = other.get(href, timeout=60)
        [on] = parse_qs(urlsplit(form.url).query)["next"]
        typed = {"login": email, "password": provider.PASSWORD, "next": on}
        answer = other.post(form.url, typed, allow_redirects=False, timeout=60)
        answer = other.get(urljoin(form.url, answer.headers["Location"]), allow_redirects=False)
    back = urlsplit(answer.headers["Location"])
    return browser.get(f"{back.path}?{back.query}")


def test_a_member_signs_in_with_the_school_account_and_reads_cases():
    member, browser = somebody_at(PAT), Client()

    page = continue_with_the_trust(browser, PAT)

    assert (page.status_code, page["Location"]) == (302, "/")
    assert browser.get("/")["Location"] == f"/s/{member.school.slug}/"
    assert browser.get(f"/s/{member.school.slug}/my-work/").status_code == 200
    assert Person.objects.count() == 1


def test_the_sign_in_page_offers_the_school_account():
    assert "Continue with the trust" in words_of(Client().get("/accounts/login/"))


def test_whoever_was_on_the_way_somewhere_gets_there():
    member = somebody_at(PAT)
    there = f"/s/{member.school.slug}/report/"

    assert continue_with_the_trust(Client(), PAT, then=there)["Location"] == there


def test_a_stranger_with_a_school_account_is_told_to_ask_for_an_invitation():
    page = continue_with_the_trust(Client(), PAT)

    assert "Ask your school for an invitation" in words_of(page)
    assert Person.objects.count() == 0


def test_an_address_the_other_site_has_not_verified_opens_nobody_s_account():
    somebody_at("unproved@example.org")
    browser = Client()

    page = continue_with_the_trust(browser, "unproved@example.org")

    assert "Ask your school for an invitation" in words_of(page)
    assert browser.get("/account/").status_code == 302


def invited(email):
    admin = a_member(a_school(), Role.ADMINISTRATOR)
    answers = {"name": "Pat Lee", "email": email, "roles": ["dpo"]}
    signed_in(admin).post(f"/s/{admin.school.slug}/people/invite/", answers)
    [message] = mail_after_the_jobs()
    return admin.school, link_in(message)


def test_somebody_invited_joins_with_the_school_account_and_needs_no_password():
    school, link = invited(PAT)
    browser = Client()
    offered = words_of(browser.get(link))

    page = continue_with_the_trust(browser, PAT, then=link)
    browser.post(page["Location"])

    person = Person.objects.get(email=PAT)
    assert "Continue with the trust" in offered
    assert (person.name, person.has_usable_password()) == ("Pat Lee", False)
    assert browser.get(f"/s/{school.slug}/my-work/").status_code == 200


def test_an_invitation_to_one_address_does_not_admit_another():
    _, link = invited("sam@example.org")
    browser = Client()
    browser.get(link)

    page = continue_with_the_trust(browser, PAT, then=link)

    assert "Ask your school for an invitation" in words_of(page)
    assert not Person.objects.filter(email=PAT).exists()


def test_without_having_opened_the_link_an_invited_person_is_not_admitted():
    invited(PAT)

    page = continue_with_the_trust(Client(), PAT)

    assert "If you have been invited, open the link in the email first." in words_of(page)


@pytest.mark.parametrize("query", ["", "?code=1&state=1", "?error=access_denied", "?state=%00"])
def test_an_answer_that_nobody_asked_for_signs_nobody_in(query):
    browser = Client()

    page = browser.get(f"/accounts/oidc/{provider.PROVIDER}/login/callback/{query}", follow=True)

    assert page.status_code in {200, 401}
    assert "You were not signed in" in words_of(page)
    assert browser.get("/account/").status_code == 302


def test_a_session_from_the_school_account_ends_with_the_membership():
    member, browser = somebody_at(PAT), Client()
    continue_with_the_trust(browser, PAT)
    head = a_member(member.school, Role.HEAD)

    signed_in(head).post(f"/s/{member.school.slug}/people/{member.pk}/end/")

    assert browser.get("/account/").status_code == 302


def test_the_school_account_is_on_one_s_own_page():
    somebody_at(PAT)
    browser = Client()
    continue_with_the_trust(browser, PAT)

    assert "School account" in words_of(browser.get("/account/"))
    assert browser.get("/accounts/3rdparty/").status_code == 200
