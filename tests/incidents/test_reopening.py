"""Opening again: what is new decides what is asked again, and nothing that was is lost."""

from datetime import timedelta

import pytest

from tests.incidents.visits import Visitor
from tests.kept import kept
from tests.worlds import FRIDAY, a_near_miss, a_school, a_team, aware, closed, ready_to_close
from tocsin.core.roles import Role
from tocsin.incidents.models import Assessment, Awareness, Decision, Incident, Review
from tocsin.ledger.tenancy import reading

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("clock")]
LATER = FRIDAY + timedelta(days=60)  # Tuesday 19 January 2027
REASON = "A journalist sent us pages of it."


built_team, team = kept("team", lambda: a_team(a_school()))


@pytest.fixture
def incident(team):
    return closed(ready_to_close(team[Role.DEPUTY_DPO]), team[Role.DEPUTY_DPO])


@pytest.fixture
def priya(team, incident, clock):
    del incident
    clock(LATER)
    return Visitor(team[Role.DEPUTY_DPO])


def reopen(visitor, incident, *news, **more):
    path = f"/incidents/{incident.pk}/reopen/"
    return visitor.send(path, reason=REASON, news=list(news), **more)


def left(visitor, incident):
    page = visitor.open(f"/incidents/{incident.pk}/close/")
    items = [each.words for each in page.tree.all("li") if "Before closing" in each.words]
    return [words.removeprefix("Before closing: ").split(".")[0] for words in items]


WRITTEN = ["write the outcome report", "look at the outcome report: accept it, or give it back",
           "review what happened and how we responded"]  # fmt: skip
JUDGED = ["look at the risk again: the facts have changed",
          "decide again whether to tell the regulator and the people affected"]  # fmt: skip


@pytest.mark.parametrize(
    ("news", "asked"),
    [("nothing", []), ("findings", WRITTEN), ("risk", [*JUDGED, *WRITTEN])],
)
def test_what_is_new_decides_what_is_asked_again(priya, incident, news, asked):
    page = reopen(priya, incident, news)

    assert page.words.startswith("Incident 2026-001 Daily notice to the wrong list Open")
    assert left(priya, incident) == asked


def test_what_was_assessed_decided_and_reviewed_before_is_kept(priya, incident):
    reopen(priya, incident, "risk", "findings")

    with reading(incident.school_id):
        for table in (Assessment, Decision, Review):
            assert table.objects.filter(incident=incident).count() == 1
        again = Incident.objects.get(pk=incident.pk)
    assert (again.closed_as, again.status) == (None, "open")
    whole = priya.open(f"/incidents/{incident.pk}/timeline/").words
    assert "not told to the regulator. Check the list first." in whole
    assert REASON in whole


def at(moment):
    return {
        "aware_at_day": moment.day, "aware_at_month": moment.month,
        "aware_at_year": moment.year, "aware_at_time": "9am",
    }  # fmt: skip


def test_becoming_aware_of_something_else_is_a_second_finding_with_its_own_72_hours(
    priya, incident
):
    page = reopen(priya, incident, "aware", **at(LATER))

    assert page.facts()["Became aware"] == "9:00am on Tuesday 19 January 2027"
    assert "9:00am on Friday 22 January 2027" in page.words  # the new deadline
    with reading(incident.school_id):
        found = Awareness.objects.filter(incident=incident).order_by("at")
        assert [each.aware_at for each in found] == [FRIDAY, LATER.replace(hour=9, minute=0)]


def test_once_the_regulator_was_told_the_first_clock_stands(priya, incident):
    with reading(incident.school_id):
        Incident.objects.filter(pk=incident.pk).update(regulator_told_at=FRIDAY)

    page = reopen(priya, incident, "aware", **at(LATER))

    assert page.facts()["Became aware"] == "3:40pm on Friday 20 November 2026"
    with reading(incident.school_id):
        assert Awareness.objects.filter(incident=incident).count() == 2


def test_a_second_awareness_needs_its_time_and_none_that_is_still_to_come(priya, incident):
    missing = reopen(priya, incident, "aware")
    ahead = reopen(priya, incident, "aware", **at(LATER + timedelta(days=1)))

    assert missing.errors == ["Enter when the school became aware of it"]
    assert ahead.errors == ["The time the school became aware must be in the past"]


def test_nothing_new_does_not_go_with_something_new(priya, incident):
    page = reopen(priya, incident, "nothing", "risk")

    assert page.errors[0].startswith("Select either “Nothing new: something was left to do”")


def test_a_near_miss_has_to_be_called_a_breach_before_anybody_was_aware_of_one(team, clock):
    by = team[Role.DEPUTY_DPO]
    incident = closed(a_near_miss(by), by)
    clock(LATER)

    page = reopen(Visitor(by), incident, "aware", **at(LATER))

    assert page.status == 409
    assert "It was closed as no breach." in page.words
    assert reopen(Visitor(by), incident, "risk").facts()["What it is"] == "A near miss"


def test_a_later_finding_of_awareness_can_still_be_corrected(team, priya, incident):
    reopen(priya, incident, "aware", **at(LATER))
    incident.refresh_from_db()

    aware(incident, team[Role.DEPUTY_DPO], LATER - timedelta(hours=8), at=LATER)

    assert priya.open(f"/incidents/{incident.pk}/").facts()["Became aware"] == (
        "7:40am on Tuesday 19 January 2027"
    )
