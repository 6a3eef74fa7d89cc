"""The sign-in library's pages, as they come out in our shell."""

import pytest
from django.test import Client
from django.urls import reverse

from tests.ui.markup import faults, read

pytestmark = [pytest.mark.django_db, pytest.mark.urls("tests.ui.pages")]
OUTSIDE = ["account_login", "account_reset_password", "account_reset_password_done"]


@pytest.mark.parametrize("name", OUTSIDE)
def test_nobody_stumbles_over_the_way_in(name):
    html = Client().get(reverse(name)).content.decode()

    page = read(html)
    assert faults(html) == []
    assert len(page.all("h1")) == 1
    assert "Not a government service." in page.words


def test_signing_in_with_nothing_says_what_to_enter():
    answer = Client().post(reverse("account_login"), {})

    page = read(answer.content.decode())
    links = [each for each in page.all("a") if each.attributes.get("href", "").startswith("#id")]
    assert page.all("title")[0].words.startswith("Error: Sign in")
    assert [link.words for link in links] == ["Enter email", "Enter password"]
    assert faults(answer.content.decode()) == []


def test_a_password_can_be_pasted_and_filled_in_by_the_browser():
    page = read(Client().get(reverse("account_login")).content.decode())

    boxes = {each.attributes.get("name"): each.attributes for each in page.all("input")}
    assert boxes["password"]["autocomplete"] == "current-password"
    assert "placeholder" not in boxes["password"]
    assert not any(name.startswith("on") for name in boxes["password"])
