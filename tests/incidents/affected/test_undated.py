"""A list without dates of birth: one answer for everybody whose age is not known."""

import json
from dataclasses import replace

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from tests.incidents.affected.test_bringing_in import brought_in, chosen
from tests.incidents.visits import Visitor
from tests.lists import ANN, BEN, CAT, DEE, listed, many
from tests.worlds import FRIDAY, a_member, a_school
from tocsin.core.roles import Role
from tocsin.incidents.affected.commands import address_undated
from tocsin.incidents.affected.undated import state_of, undated_in
from tocsin.incidents.people import people_of
from tocsin.ledger.queries import history
from tocsin.ledger.tenancy import reading
from tocsin.ledger.verifying import verify

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("clock")]
WHY = "They are all in years 3 to 6."
UNDATED = [replace(each, born=None) for each in (ANN, BEN, CAT, DEE)]  # Cat without a parent


def path_of(incident):
    return f"/incidents/{incident.pk}/people/undated/"


def list_of(visitor, incident):
    return visitor.post(f"/incidents/{incident.pk}/people/open/").words


def answers_of(incident):
    with reading(incident.school_id):
        return [
            json.loads(event.body)["facts"]
            for event in _entries(incident)
            if json.loads(event.body)["action"] == "affected.addressed-together"
        ]


def _entries(incident):
    from tocsin.ledger.models import Entry  # noqa: PLC0415 - read as it is stored

    return Entry.objects.filter(school_id=incident.school_id)


def answered(incident, by, **more):
    found = undated_in(people_of(incident, FRIDAY))
    told = {"addressed_to": "parent", "reason": WHY, "seen": state_of(found), **more}
    return address_undated(incident, **told, by=by, at=FRIDAY)


def test_one_answer_is_asked_for_right_after_a_list_without_ages_came_in(priya, incident):
    heads, row = b"Name,Parent name\r\n", b"Ann Lee,Mrs Lee\r\nBen Lee,Mrs Lee\r\n"

    page = brought_in(priya, chosen(priya, incident, data=heads + row))

    assert page.title == "Nobody knows their age"
    assert "2 people are on the list." in page.words
    assert "We do not know the date of birth of 2 pupils on the list." in page.words
    assert "Ann Lee" not in page.html


def test_everybody_is_written_to_as_was_said_once_but_whoever_is_looked_at_first(
    priya, incident, team
):
    listed(incident, team[Role.DEPUTY_DPO], *UNDATED)

    asked = priya.open(path_of(incident)).words
    priya.send(path_of(incident), addressed_to="parent", reason=WHY)

    assert "the date of birth of 3 pupils on the list" in asked
    assert "For 1 of them no parent or carer is named." in asked
    assert "1 more has something to look at first" in asked
    words = list_of(priya, incident)
    assert words.count("To Mrs J Lee, as somebody chose") == 2
    assert "To Parent or carer of Cat Moss, as somebody chose" in words
    assert "Dee Ngo Not clear yet" in words
    assert answers_of(incident) == [{"count": 3, "to": "parent"}]
    assert verify(incident.school_id).fault == ""


def test_the_list_offers_one_answer_while_somebodys_age_is_not_known(priya, incident, team):
    listed(incident, team[Role.DEPUTY_DPO], *UNDATED)

    before = list_of(priya, incident)
    priya.send(path_of(incident), addressed_to="self", reason="They are all over 16.")

    assert "We do not know the age of 3 people." in before
    assert "We do not know the age" not in list_of(priya, incident)


def test_a_parent_in_wales_is_addressed_in_welsh(priya, incident, team):
    listed(incident, team[Role.DEPUTY_DPO], replace(CAT, born=None, language="cy"))

    priya.send(path_of(incident), addressed_to="parent", reason=WHY)

    assert "To Rhiant neu ofalwr Cat Moss" in list_of(priya, incident)


def test_one_person_can_be_decided_otherwise_later(priya, incident, team):
    listed(incident, team[Role.DEPUTY_DPO], *UNDATED[:2])
    priya.send(path_of(incident), addressed_to="parent", reason=WHY)

    page = priya.post(f"/incidents/{incident.pk}/people/open/")
    href = page.links["Choose who is written to about Ann Lee"]
    words = priya.send(href, addressed_to="by-age", reason="We found out.").words

    assert "Ann Lee Not clear yet" in words
    assert "Ben Lee To Mrs J Lee, as somebody chose" in words


def test_it_can_be_left_for_now(priya, incident, team):
    listed(incident, team[Role.DEPUTY_DPO], *UNDATED)

    priya.send(path_of(incident), addressed_to="later")

    assert answers_of(incident) == []
    assert "for 3 pupils" not in list_of(priya, incident)
    assert "We do not know the age of 3 people." in list_of(priya, incident)


@pytest.mark.parametrize(
    ("answers", "errors"),
    [
        ({}, ["Select who is written to"]),
        ({"addressed_to": "parent"}, ["Enter why"]),
    ],
)
def test_the_page_asks_for_what_is_missing(priya, incident, team, answers, errors):
    listed(incident, team[Role.DEPUTY_DPO], *UNDATED)

    page = priya.send(path_of(incident), **answers)

    assert (page.status, page.errors) == (422, errors)


def test_a_second_click_saves_nothing_twice(priya, incident, team):
    listed(incident, team[Role.DEPUTY_DPO], *UNDATED)
    seen = state_of(undated_in(people_of(incident, FRIDAY)))
    told = {"addressed_to": "parent", "reason": WHY, "seen": seen}

    first = priya.post(path_of(incident), **told)
    second = priya.post(path_of(incident), **told)

    assert (first.status, second.status) == (200, 200)
    assert len(answers_of(incident)) == 1


def test_an_answer_to_a_list_that_changed_meanwhile_is_not_taken(priya, incident, team):
    listed(incident, team[Role.DEPUTY_DPO], *UNDATED[:2])
    seen = state_of(undated_in(people_of(incident, FRIDAY)))
    listed(incident, team[Role.DEPUTY_DPO], UNDATED[2])

    page = priya.post(path_of(incident), addressed_to="parent", reason=WHY, seen=seen)

    assert page.status == 409
    assert WHY in page.words
    assert answers_of(incident) == []


def test_only_those_who_see_the_names_may_answer(incident, team):
    listed(incident, team[Role.DEPUTY_DPO], *UNDATED)

    assert Visitor(team[Role.STAFF]).open(path_of(incident)).status == 403
    assert Visitor(a_member(a_school(), Role.DEPUTY_DPO)).open(path_of(incident)).status == 404


def test_what_is_asked_of_the_database_does_not_grow_with_the_list(incident, team):
    by, counts = team[Role.DEPUTY_DPO], []
    for size in (5, 50):
        listed(incident, by, *(replace(each, born=None) for each in many(size)))
        with CaptureQueriesContext(connection) as asked:
            answered(incident, by)
        counts.append(len(asked))

    assert counts[0] == counts[1]


def test_the_reason_is_on_the_record_and_in_no_entry(incident, team):
    listed(incident, team[Role.DEPUTY_DPO], *UNDATED)
    answered(incident, team[Role.DEPUTY_DPO])

    titles = [event.action for event in history(incident, newest=5)]

    assert "affected.addressed-together" in titles
    with reading(incident.school_id):
        assert not any(WHY in each.body for each in _entries(incident))
