"""What people and programs are told when something cannot be done."""

import logging

import pytest
from django.template.loader import render_to_string
from django.test import Client, RequestFactory

from tests.ui.markup import faults, read
from tocsin.ui import errors

pytestmark = pytest.mark.urls("tests.ui.pages")
PROGRAM = {"HTTP_ACCEPT": "application/json"}


@pytest.fixture
def browser():
    return Client(raise_request_exception=False)


def words(page):
    return read(page.content.decode()).words


@pytest.mark.parametrize(
    ("how", "status", "said"),
    [
        ("not-allowed", 403, "Your role does not let you do this."),
        ("not-yet", 409, "Refer the incident to the DPO before closing it."),
        ("not-yet", 409, "Write the outcome report before closing it."),
        ("stale", 409, "Priya Shah changed this at 10:04am."),
        ("refused", 422, "Pick another lead."),
        ("denied", 403, "You cannot see this page"),
        ("missing", 404, "Page not found"),
        ("too-big", 413, "That is too big to send"),
        ("fault", 500, "There is a fault on our side"),
    ],
)
def test_people_are_told_why_and_what_to_do(browser, how, status, said):
    page = browser.get(f"/wrong/{how}/")

    assert page.status_code == status
    assert said in words(page)
    assert "inside" not in words(page)
    assert faults(page.content.decode()) == []
    assert len(read(page.content.decode()).all("h1")) == 1


def test_too_many_tries_are_told_to_wait():
    page = errors.too_many(RequestFactory().get("/"))

    assert page.status_code == 429
    assert "Wait a little, then try again" in words(page)
    assert "Wait a little" in render_to_string("429.html")


def test_a_broken_upload_is_not_a_fault_of_ours():
    browser = Client(enforce_csrf_checks=True)

    broken = browser.post("/a-form/", b"nonsense", content_type="multipart/form-data")

    assert broken.status_code == 400
    assert "We could not read that" in words(broken)


def test_while_it_is_being_looked_after_people_know_that_the_clock_runs():
    page = errors.error_page(RequestFactory().get("/"), 503)

    assert "tell the school office now and write down the time" in words(page)


def test_a_program_is_told_the_same_in_its_own_way(browser):
    page = browser.get("/wrong/not-yet/", **PROGRAM)

    assert page.status_code == 409
    assert page["Content-Type"] == "application/problem+json"
    assert page.json()["reasons"][0] == {
        "code": "dpo",
        "message": "Refer the incident to the DPO before closing it.",
        "clause": "BR-5.4",
    }


@pytest.mark.parametrize(("how", "status"), [("missing", 404), ("fault", 500), ("too-big", 413)])
def test_a_program_is_not_sent_a_page(browser, how, status):
    page = browser.get(f"/wrong/{how}/", **PROGRAM)

    assert (page.status_code, page.json()["status"]) == (status, status)
    assert "inside" not in page.content.decode()


@pytest.mark.parametrize("how", ["stale", "not-yet", "refused", "missing"])
def test_what_was_typed_is_given_back(browser, how):
    page = browser.post(f"/wrong/{how}/", {"story": "I sent it to <b>Mrs B</b>", "password": "pw"})

    assert "I sent it to <b>Mrs B</b>".replace("<b>", "").replace("</b>", "") not in words(page)
    assert "I sent it to &lt;b&gt;Mrs B&lt;/b&gt;" in page.content.decode()
    assert "pw" not in words(page).split()


def test_the_way_back_is_the_page_the_person_came_from(browser):
    page = browser.post("/wrong/not-yet/", HTTP_REFERER="http://testserver/incidents/7/?tab=a")

    assert 'href="/incidents/7/?tab=a"' in page.content.decode()


def test_the_way_back_never_leads_to_another_site(browser):
    page = browser.post("/wrong/not-yet/", HTTP_REFERER="https://elsewhere.example/x")

    assert 'href="/wrong/not-yet/"' in page.content.decode()


def test_a_fault_has_a_reference_that_is_also_in_the_log(browser, caplog):
    with caplog.at_level(logging.ERROR, logger="tocsin.ui.errors"):
        page = browser.get("/wrong/fault/")

    logged = next(each for each in caplog.records if each.name == "tocsin.ui.errors")
    reference = logged.getMessage().removeprefix("Fault ")
    assert reference in words(page)
    assert logged.exc_info[0] is RuntimeError


def test_a_form_that_was_open_too_long_can_be_sent_again():
    browser = Client(enforce_csrf_checks=True)

    page = browser.post("/a-form/?n=1", {"story": "Two words"}, HTTP_ORIGIN="http://testserver")

    form = read(page.content.decode()).all("form")[0]
    sent = {each.attributes["name"]: each.attributes["value"] for each in form.all("input")}
    assert page.status_code == 403
    assert "Send your answers again" in words(page)
    assert "Two words" in words(page)
    assert form.attributes["action"] == "/a-form/?n=1"
    assert sent["story"] == "Two words"
    assert browser.post("/a-form/?n=1", sent, HTTP_ORIGIN="http://testserver").status_code == 200


@pytest.mark.parametrize("origin", ["https://elsewhere.example", "null"])
def test_another_site_cannot_put_words_into_a_form(origin):
    browser = Client(enforce_csrf_checks=True)

    page = browser.post("/a-form/", {"story": "Two words"}, HTTP_ORIGIN=origin)

    assert page.status_code == 403
    assert read(page.content.decode()).all("form") == []


def test_passwords_and_codes_are_not_given_back():
    browser = Client(enforce_csrf_checks=True)
    typed = {"password": "hunter22", "code": "123456"}

    page = browser.post("/a-form/", typed, HTTP_ORIGIN="http://testserver")

    assert "hunter22" not in page.content.decode()
    assert "123456" not in page.content.decode()


def test_pages_load_nothing_from_elsewhere_and_are_not_kept():
    page = Client().get("/a-form/")

    policy = page["Content-Security-Policy"]
    assert "default-src 'none'" in policy
    assert "frame-ancestors 'none'" in policy
    assert "unsafe" not in policy
    assert page["Cache-Control"] == "no-store"
    assert page["Referrer-Policy"] == "same-origin"
    assert page["Cross-Origin-Opener-Policy"] == "same-origin"
    assert "geolocation=()" in page["Permissions-Policy"]


def test_signing_in_elsewhere_goes_through_a_page_of_ours():
    page = Client().post("/leads-away/")

    assert page.status_code == 200
    assert 'href="https://accounts.example.com/auth?state=1&amp;x=2"' in page.content.decode()
    assert "Going to accounts.example.com" in words(page)


def test_moving_on_within_the_site_is_left_alone():
    assert Client().post("/leads-on/")["Location"] == "/a-form/"
    assert Client().get("/leads-away/").status_code == 302
