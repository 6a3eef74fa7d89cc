"""The page where a school opens or shuts its reporting link, and prints the poster."""

import pytest
from django.db import IntegrityError, transaction

from tests.incidents.visits import Visitor
from tests.kept import kept
from tests.worlds import a_school, a_team
from tocsin.core.roles import Role
from tocsin.ledger.tenancy import reading
from tocsin.schools.models import ReportingLink

pytestmark = pytest.mark.django_db


built_team, team = kept("team", lambda: a_team(a_school()))


def test_the_link_is_open_until_somebody_shuts_it(team):
    priya = Visitor(team[Role.DEPUTY_DPO])
    slug = team[Role.STAFF].school.slug
    page = priya.open("/reporting-link/")
    assert f"/r/{slug}/" in page.words
    assert page.html.count("checked") == 3

    page = priya.send("/reporting-link/", is_open=None)

    assert "The reporting link is as you set it." in page.words
    assert "It is switched off now." in page.words
    assert "The link is switched off now." in priya.open("/reporting-link/poster/").html
    assert priya.client.get(f"/r/{slug}/").status_code == 404
    priya.send("/reporting-link/", is_open="on")
    assert priya.client.get(f"/r/{slug}/").status_code == 200


@pytest.mark.parametrize("path", ["/reporting-link/", "/reporting-link/poster/"])
def test_without_a_public_address_the_school_is_warned(team, settings, path):
    settings.PUBLIC_URL = ""
    assert "No public address is set" in Visitor(team[Role.HEAD]).open(path).html

    settings.PUBLIC_URL = "https://tocsin.example.org"

    page = Visitor(team[Role.HEAD]).open(path)
    assert "No public address is set" not in page.html
    assert f"tocsin.example.org/r/{team[Role.HEAD].school.slug}" in page.words


def test_the_poster_has_a_code_that_a_phone_can_read_as_a_picture_of_ours(team):
    head = Visitor(team[Role.HEAD])
    page = head.open("/reporting-link/poster/")
    [picture] = page.tree.all("img")

    answer = head.client.get(picture.attributes["src"])

    assert answer["Content-Type"] == "image/svg+xml"
    assert answer.content.startswith(b"<?xml")
    assert picture.attributes["alt"].startswith("A code to scan")


@pytest.mark.parametrize("role", [Role.STAFF, Role.OFFICE, Role.GOVERNOR])
def test_others_cannot_change_the_link(team, role):
    assert Visitor(team[role]).post("/reporting-link/").status == 403


def test_school_has_one_reporting_link(team):
    school = team[Role.HEAD].school
    Visitor(team[Role.HEAD]).send("/reporting-link/")

    with pytest.raises(IntegrityError), reading(school.pk), transaction.atomic():
        ReportingLink(school=school).save(force_insert=True)
