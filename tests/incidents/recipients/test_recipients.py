"""Whoever got what was not for them: asked, chased, and done when they say that it is gone."""

from datetime import date, timedelta

import pytest
from django.db import IntegrityError, transaction

from tests.incidents.visits import Visitor
from tests.kept import kept
from tests.worlds import (
    FRIDAY,
    a_member,
    a_near_miss,
    a_report,
    a_school,
    a_team,
    closed,
    ready_to_close,
    triaged,
)
from tocsin.core.roles import Role
from tocsin.incidents.models import AgendaItem, Recipient
from tocsin.ledger.tenancy import reading

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("clock")]
ON = {"chase_on_day": 23, "chase_on_month": 11, "chase_on_year": 2026}
ASKED = {"state": "asked", "asked_at_day": 20, "asked_at_month": 11, "asked_at_year": 2026,
         "asked_at_time": "1pm", "words": "By text."}  # fmt: skip


built_team, team = kept("team", lambda: a_team(a_school()))


@pytest.fixture
def incident(team):
    return triaged(a_report(team[Role.STAFF]), team[Role.DEPUTY_DPO])


@pytest.fixture
def priya(team):
    return Visitor(team[Role.DEPUTY_DPO])


def add(visitor, incident, name="A parent of class 3", **more):
    path = f"/incidents/{incident.pk}/recipients/add/"
    return visitor.send(path, **{"name": name, **ON, **more})


def follow(visitor, page, **answers):
    href = next(href for words, href in page.links.items() if words.startswith("Say what is new"))
    return visitor.send(href, **answers)


def agenda(incident):
    with reading(incident.school_id):
        rows = AgendaItem.objects.filter(incident=incident, duty="chase-recipients")
        return [(row.title, row.due_at.date()) for row in rows]


def test_whoever_got_it_is_on_the_agenda_until_they_say_that_it_is_gone(priya, incident):
    page = add(priya, incident)
    assert agenda(incident) == [
        ("Ask 1 person to delete what they got by mistake", date(2026, 11, 23))
    ]

    page = follow(priya, page, **ASKED, **{**ON, "chase_on_day": 25})
    assert "Asked 1 time, last at 1:00pm on Friday 20 November 2026" in page.words
    assert agenda(incident)[0][1] == date(2026, 11, 25)
    page = follow(priya, page, state="confirmed", words="She sent a picture of the empty folder.")

    assert "Said that it is deleted or returned" in page.words
    assert agenda(incident) == []
    whole = priya.open(f"/incidents/{incident.pk}/timeline/").words
    assert "A parent of class 3. She sent a picture of the empty folder." in whole


def test_the_nearest_day_of_several_counts_and_my_work_leads_there(priya, incident):
    add(priya, incident)
    add(priya, incident, "A grandmother", chase_on_day=21)

    assert agenda(incident) == [
        ("Ask 2 people to delete what they got by mistake", date(2026, 11, 21))
    ]
    links = priya.open(f"/incidents/{incident.pk}/").links
    href = links["Ask 2 people to delete what they got by mistake"]
    assert "A grandmother" in priya.open(href).words


def test_an_incident_is_not_closed_while_somebody_still_has_it(team, priya):
    incident = ready_to_close(team[Role.DEPUTY_DPO])
    page = add(priya, incident)
    asked = "Before closing: ask 1 person to delete what they got by mistake."
    assert asked in priya.open(f"/incidents/{incident.pk}/close/").links

    follow(priya, page, state="given_up", words="The address does not exist.")

    assert asked not in priya.open(f"/incidents/{incident.pk}/close/").words


def test_what_moved_on_meanwhile_is_not_followed_twice(team, priya, incident):
    page = add(priya, incident)
    stale = next(href for words, href in page.links.items() if words.startswith("Say what is new"))
    follow(Visitor(team[Role.HEAD]), page, state="confirmed", words="Gone.")

    again = priya.send(stale, state="given_up", words="No answer.")

    assert again.status == 409
    assert "This has moved on meanwhile." in again.words


@pytest.mark.parametrize(
    ("answers", "errors"),
    [
        ({"name": ""}, ["Enter who got it"]),
        ({"chase_on_day": 19}, ["The day must be today or later"]),
        ({"chase_on_day": "", "chase_on_month": "", "chase_on_year": ""},
         ["Enter the day by which they are asked"]),
    ],
)  # fmt: skip
def test_what_is_missing_is_said(priya, incident, answers, errors):
    page = add(priya, incident, **answers)

    assert (page.status, page.errors) == (422, errors)


def test_nobody_is_added_to_a_closed_incident(team, priya):
    incident = closed(a_near_miss(team[Role.DEPUTY_DPO]), team[Role.DEPUTY_DPO])

    page = add(priya, incident)

    assert page.status == 409
    assert "This incident is closed." in page.words


def test_a_governor_and_another_school_find_nobody(team, priya, incident):
    add(priya, incident)
    with reading(incident.school_id):
        one = Recipient.objects.get(incident=incident)
    other = a_report(team[Role.STAFF])

    for part in ("", "add/", f"{one.pk}/"):
        path = f"/incidents/{incident.pk}/recipients/{part}"
        assert Visitor(team[Role.GOVERNOR]).open(path).status == 403
        assert Visitor(a_member(a_school(), Role.DPO)).open(path).status == 404
    assert priya.open(f"/incidents/{other.pk}/recipients/{one.pk}/").status == 404


@pytest.mark.parametrize(
    ("columns", "rule"),
    [
        ({"state": "asked"}, "recipient_is_chased_exactly_until_it_is_settled"),
        ({"state": "confirmed", "chase_on": FRIDAY + timedelta(1)}, "recipient_is_chased_exactly"),
        ({"state": "given_up"}, "recipient_that_is_given_up_has_a_reason"),
    ],
)
def test_the_database_refuses_what_cannot_be(incident, columns, rule):
    with (
        reading(incident.school_id),
        pytest.raises(IntegrityError, match=rule),
        transaction.atomic(),
    ):
        Recipient.objects.create(
            incident=incident, school_id=incident.school_id, at=FRIDAY, name="Ann", **columns
        )
