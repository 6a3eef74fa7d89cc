"""What happened, at times of its own, apart from when it was written down."""

from datetime import timedelta

import pytest
from django.db import IntegrityError, transaction

from tests.incidents.visits import Visitor
from tests.kept import kept
from tests.worlds import FRIDAY, a_member, a_near_miss, a_report, a_school, a_team, closed, triaged
from tocsin.core.roles import Role
from tocsin.incidents.models import Happening
from tocsin.ledger.tenancy import reading

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("clock")]
RANGE = {
    "precision": "range", "from_at_day": 18, "from_at_month": 11, "from_at_year": 2026,
    "from_at_time": "8am", "to_at_day": 18, "to_at_month": 11, "to_at_year": 2026,
    "to_at_time": "9:30am",
}  # fmt: skip
DAY = {"precision": "day", "day_day": 17, "day_month": 11, "day_year": 2026}
ABOUT = {"precision": "about", "about_at_day": 19, "about_at_month": 11, "about_at_year": 2026,
         "about_at_time": "7pm"}  # fmt: skip


built_team, team = kept("team", lambda: a_team(a_school()))


@pytest.fixture
def incident(team):
    return triaged(a_report(team[Role.STAFF]), team[Role.DEPUTY_DPO])


@pytest.fixture
def priya(team):
    return Visitor(team[Role.DEPUTY_DPO])


def add(visitor, incident, words, **when):
    return visitor.send(f"/incidents/{incident.pk}/chronology/add/", words=words, **when)


def keys(page):
    return [each.words for each in page.tree.all("dt")]


def test_events_stand_in_the_order_in_which_they_happened(priya, incident):
    add(priya, incident, "A parent rang.", **ABOUT)
    add(priya, incident, "The list was printed.", **RANGE)

    page = add(priya, incident, "The lock broke.", **DAY)

    assert keys(page) == [
        "17 November 2026",
        "Between 8:00am on Wednesday 18 November 2026 and 9:30am on Wednesday 18 November 2026",
        "About 7:00pm on Thursday 19 November 2026",
    ]
    assert "Written by Priya Shah, 3:40pm on Friday 20 November 2026" in page.words


def test_a_day_in_summer_time_is_that_day(priya, incident):
    page = add(priya, incident, "The lock broke.", **{**DAY, "day_month": 7})

    assert keys(page) == ["17 July 2026"]


def test_a_correction_is_a_new_entry_and_the_old_one_stays_crossed_out(priya, incident):
    page = add(priya, incident, "The lock broke.", **DAY)
    href = next(href for words, href in page.links.items() if words.startswith("Correct"))
    assert "It says now: 17 November 2026: The lock broke." in priya.open(href).words

    page = priya.send(href, words="The lock was broken.", **DAY)
    again = priya.send(href, words="Twice.", **DAY)

    assert [each.words for each in page.tree.all("s")] == ["The lock broke."]
    assert "The lock was broken. Written by" in page.words
    assert "as a correction" in page.words
    assert again.status == 409
    assert "Somebody corrected this meanwhile." in again.words
    assert "Chronology corrected" in priya.open(f"/incidents/{incident.pk}/timeline/").words


@pytest.mark.parametrize(
    ("answers", "errors"),
    [
        ({}, ["Enter what happened", "Select how exactly you know when"]),
        ({"words": "It broke.", **RANGE, "to_at_time": "7am"},
         ["The second time must not be before the first"]),
        ({"words": "It broke.", **DAY, "day_day": 21}, ["The day must be today or in the past"]),
    ],
)  # fmt: skip
def test_an_event_says_what_is_missing_of_it(priya, incident, answers, errors):
    page = priya.send(f"/incidents/{incident.pk}/chronology/add/", **answers)

    assert (page.status, page.errors) == (422, errors)


def test_nothing_is_added_to_a_closed_incident(team, priya):
    incident = closed(a_near_miss(team[Role.DEPUTY_DPO]), team[Role.DEPUTY_DPO])

    page = add(priya, incident, "More.", **DAY)

    assert page.status == 409
    assert "This incident is closed." in page.words


def test_a_governor_and_another_school_see_no_chronology(team, incident):
    path = f"/incidents/{incident.pk}/chronology/"

    for part in ("", "add/"):
        assert Visitor(team[Role.GOVERNOR]).open(path + part).status == 403
        assert Visitor(a_member(a_school(), Role.DPO)).open(path + part).status == 404


@pytest.mark.parametrize(
    ("columns", "rule"),
    [
        ({"words": ""}, "happening_says_what"),
        ({"precision": "range"}, "happening_ends_after_it_began"),
        ({"precision": "range", "ended_at": FRIDAY - timedelta(1)}, "happening_ends_after"),
        ({"ended_at": FRIDAY}, "happening_ends_after_it_began"),
        ({"corrects": "first"}, "happening_is_corrected_once|UNIQUE"),
    ],
)
def test_the_database_refuses_what_cannot_be(priya, incident, columns, rule):
    page = add(priya, incident, "The lock broke.", **DAY)
    href = next(href for words, href in page.links.items() if words.startswith("Correct"))
    priya.send(href, words="The lock was broken.", **DAY)
    with reading(incident.school_id):
        first = Happening.objects.get(incident=incident, corrects__isnull=True)
    if "corrects" in columns:
        columns = {"corrects": first.pk}

    with (
        reading(incident.school_id),
        pytest.raises(IntegrityError, match=rule),
        transaction.atomic(),
    ):
        Happening.objects.create(
            incident=incident, school_id=incident.school_id, at=FRIDAY,
            **{"precision": "day", "started_at": FRIDAY, "words": "It.", **columns},
        )  # fmt: skip
