"""The list of people affected: seen by few, each look on the record, and no name in the clear."""

from datetime import timedelta

import pytest
from django.db import IntegrityError, connection, transaction

from tests.incidents.visits import Visitor
from tests.lists import ANN, BEN, CAT, DEE, listed
from tests.worlds import (
    FRIDAY,
    a_member,
    a_near_miss,
    a_school,
    classified,
    closed,
)
from tocsin.core.roles import Role
from tocsin.incidents.models import AffectedPerson
from tocsin.incidents.team.commands import change_team
from tocsin.ledger.tenancy import entering, reading
from tocsin.ledger.verifying import verify

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("clock")]
BORN = {"born_day": 3, "born_month": 4, "born_year": 2015}


def looking(visitor, incident):
    return visitor.post(f"/incidents/{incident.pk}/people/open/")


def rows_of(incident):
    with reading(incident.school_id):
        return list(AffectedPerson.objects.filter(incident=incident).order_by("at"))


def entries(incident):
    with reading(incident.school_id), connection.cursor() as cursor:
        cursor.execute("SELECT body FROM ledger_entry ORDER BY number")
        return [body for (body,) in cursor.fetchall()]


def test_there_is_no_list_until_somebody_needs_one(priya, incident):
    page = priya.open(f"/incidents/{incident.pk}/people/")

    assert "You may not need names" in page.words
    assert "There is no list yet." in page.words


def test_names_are_shown_once_the_look_is_on_the_record(priya, incident, team):
    listed(incident, team[Role.DEPUTY_DPO])

    before = priya.open(f"/incidents/{incident.pk}/people/list/")
    after = looking(priya, incident)

    assert "Ann Lee" not in before.html
    assert "3 people are on the list." in before.words
    assert "Ann Lee" in after.words
    assert sum('"affected.opened"' in each for each in entries(incident)) == 1


def test_a_look_ends_after_a_quarter_of_an_hour(priya, incident, team, clock):
    listed(incident, team[Role.DEPUTY_DPO])
    looking(priya, incident)

    clock(FRIDAY + timedelta(minutes=15))

    assert "Ann Lee" not in priya.open(f"/incidents/{incident.pk}/people/list/").html


def test_no_name_stands_in_the_database_or_the_ledger_in_the_clear(incident, team):
    listed(incident, team[Role.DEPUTY_DPO])

    with reading(incident.school_id), connection.cursor() as cursor:
        found = []
        for table in connection.introspection.table_names(cursor):
            cursor.execute(f'SELECT * FROM "{table}"')  # noqa: S608 - its own tables
            found += [table for row in cursor.fetchall() if "Ann Lee" in str(row)]

    assert found == []


@pytest.mark.parametrize(
    ("role", "status"),
    [
        (Role.STAFF, 403),
        (Role.OFFICE, 403),
        (Role.BUSINESS_MANAGER, 403),
        (Role.GOVERNOR, 403),
        (Role.ADMINISTRATOR, 403),
        (Role.INVESTIGATING_OFFICER, 404),  # who does not lead it
        (Role.HEAD, 200),
        (Role.DPO, 200),
    ],
)
def test_few_may_open_it(incident, team, role, status):
    listed(incident, team[Role.DEPUTY_DPO])

    assert looking(Visitor(team[role]), incident).status == status


def test_an_investigating_officer_who_leads_it_may_list_people(incident, team):
    ivan = team[Role.INVESTIGATING_OFFICER]
    classified(incident, team[Role.DEPUTY_DPO], "minor", lead=ivan.person)
    listed(incident, ivan)

    assert "Ann Lee" in looking(Visitor(ivan), incident).words


def test_an_investigating_officer_who_only_helps_sees_no_names(incident, team):
    ivan = team[Role.INVESTIGATING_OFFICER]
    listed(incident, team[Role.DEPUTY_DPO])
    change_team(
        incident, people=[ivan.person_id], reason="He helps.", seen=incident.revision,
        by=team[Role.DEPUTY_DPO], at=FRIDAY,
    )  # fmt: skip

    page = looking(Visitor(ivan), incident)

    assert page.status == 403
    assert "Only whoever leads this incident sees whose information it is." in page.words


def test_the_other_school_does_not_know_of_it(incident, team):
    listed(incident, team[Role.DEPUTY_DPO])
    stranger = Visitor(a_member(a_school(), Role.DEPUTY_DPO))

    assert looking(stranger, incident).status == 404
    assert stranger.open(f"/incidents/{incident.pk}/people/template/").status == 404


def test_one_person_is_added_by_hand_and_put_right(priya, incident):
    path = f"/incidents/{incident.pk}/people"
    told = {"name": "Ann Lee", "kind": "pupil", "parent": "Mrs Lee", "language": "cy", **BORN}

    priya.send(f"{path}/add/", **told)
    page = looking(priya, incident)
    href = next(href for words, href in page.links.items() if words.startswith("Put right"))
    priya.send(href, name="Anne Lee", postal="1 High Street\r\n\r\nAB1 2CD")

    words = looking(priya, incident).words
    assert "Anne Lee To Mrs Lee, in Welsh. Born 3 April 2015 1 High Street, AB1 2CD" in words


def test_nobody_is_listed_twice_by_hand(priya, incident):
    path = f"/incidents/{incident.pk}/people/add/"
    told = {"name": "Ann Lee", "kind": "pupil", "language": "en", **BORN}

    priya.send(path, **told)
    page = priya.send(path, **told | {"name": "ANN  LEE"})

    assert (page.status, len(rows_of(incident))) == (409, 1)
    assert "This person is on the list already." in page.words


def test_a_form_asks_for_what_is_missing(priya, incident):
    page = priya.send(f"/incidents/{incident.pk}/people/add/", email="a@b", born_day="99")

    assert page.status == 422
    assert page.errors[0] == "Enter their name"
    assert "Enter one email address, like name@example.org" in page.errors


def test_somebody_may_be_taken_off_the_list_and_a_second_click_does_no_harm(priya, incident, team):
    listed(incident, team[Role.DEPUTY_DPO], ANN, BEN)
    row = rows_of(incident)[0]
    path = f"/incidents/{incident.pk}/people/{row.pk}/remove/"

    first = priya.post(path, seen=row.revision)
    second = priya.post(path, seen=row.revision)

    assert (first.status, second.status, len(rows_of(incident))) == (200, 404, 1)


def test_a_change_to_somebody_whom_another_changed_is_not_lost_but_asked_again(
    priya, incident, team
):
    listed(incident, team[Role.DEPUTY_DPO], CAT)
    looking(priya, incident)
    path = f"/incidents/{incident.pk}/people/{rows_of(incident)[0].pk}/"
    answers = {"name": "Cat Moss", "kind": "pupil", "language": "en", "seen": 1}

    priya.post(path, **answers, email="cat@new.example")
    page = priya.post(path, **answers, email="cat@late.example")

    assert page.status == 409
    assert page.facts()["Email address to write to (optional)"] == "cat@late.example"
    assert page.facts()["Who are they?"] == "A pupil"


def test_a_closed_incident_keeps_its_list_as_it_is(priya, team):
    incident = closed(a_near_miss(team[Role.DEPUTY_DPO]), team[Role.DEPUTY_DPO])
    told = {"name": "Ann Lee", "kind": "pupil", "language": "en", **BORN}

    page = priya.send(f"/incidents/{incident.pk}/people/add/", **told)

    assert "This incident is closed. Open it again first." in page.words


def test_the_ledger_vouches_for_the_list(incident, team):
    listed(incident, team[Role.DEPUTY_DPO], ANN, DEE)

    assert verify(incident.school_id).fault == ""


def test_the_same_person_cannot_be_on_a_list_twice(incident, team):
    row = rows_of(listed(incident, team[Role.DEPUTY_DPO], ANN))[0]
    row.pk = None

    with pytest.raises(IntegrityError, match=r"person_is_on_the_list_once|likeness"):
        save(row)


def test_a_word_has_its_time(incident, team):
    row = rows_of(listed(incident, team[Role.DEPUTY_DPO], ANN))[0]
    row.word = "write"

    with pytest.raises(IntegrityError, match="person_has_a_word_exactly_when_it_was_given"):
        save(row)


def save(row):
    with transaction.atomic(), entering(row.school_id):
        row.save()
