"""A report about somebody who normally gets them goes to others, and to them nothing."""

import pytest

from tests.incidents.intake.door import AtTheDoor
from tests.incidents.visits import Visitor
from tests.worlds import FRIDAY
from tocsin.core.roles import Role
from tocsin.incidents.models import Recusal
from tocsin.jobs.models import Job
from tocsin.ledger.tenancy import reading

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("clock", "full_budget")]
ANONYMOUS = {"protection": "anonymous"}


def kept_away(school):
    with reading(school.pk):
        rows = Recusal.objects.filter(school=school).select_related("person")
        return sorted(row.person.name for row in rows)


def told(school):
    jobs = Job.objects.filter(school_id=school.pk, name="incidents.alert")
    return {job.args["role"] for job in jobs}


@pytest.mark.parametrize(
    ("about", "away", "stands_in"),
    [
        (["head"], ["Helen Moss"], "deputy_dpo"),
        (["deputy_dpo"], ["Priya Shah"], "dpo"),
        (["office", "deputy_dpo", "dpo"], ["Dan Price", "Olive Park", "Priya Shah"], "head"),
        (["deputy_dpo", "head", "dpo"], ["Helen Moss", "Priya Shah"], "dpo"),
    ],
)
def test_those_it_is_about_are_kept_away_and_another_is_told(school, about, away, stands_in):
    page = AtTheDoor(school).walk(name={**ANONYMOUS, "about": about})
    assert "It is about" in page.facts()

    AtTheDoor(school).press(page, "Send the report")

    assert kept_away(school) == away
    assert stands_in in told(school)


def test_the_office_is_not_told_of_a_report_about_the_office(school):
    AtTheDoor(school).report(name={**ANONYMOUS, "about": ["office"]})

    assert "office" not in told(school)
    assert kept_away(school) == ["Olive Park"]


def test_a_report_about_nobody_keeps_nobody_away(school):
    AtTheDoor(school).report()

    assert kept_away(school) == []
    assert {"office", "deputy_dpo"} <= told(school)


def test_somebody_signed_in_routes_around_the_deputy_too(school, team):
    tom = Visitor(team[Role.STAFF], factors=1)
    page = tom.send("/report/")
    while "/check/" not in page.path:
        page = tom.send(page.path, **({"story": "Odd."} if "/story/" in page.path else {}))

    received = tom.send(page.path, about=["deputy_dpo"])

    assert "Reference 2026-001" in received.words
    assert kept_away(school) == ["Priya Shah"]
    assert "dpo" in told(school)


def test_alerts_of_an_anonymous_report_wait_for_the_full_hour(school):
    AtTheDoor(school).report()

    jobs = Job.objects.filter(school_id=school.pk, name="incidents.alert")

    assert {job.run_at for job in jobs} == {FRIDAY.replace(hour=16, minute=0)}
    assert {job.created_at for job in jobs} == {FRIDAY.replace(hour=0, minute=0)}
