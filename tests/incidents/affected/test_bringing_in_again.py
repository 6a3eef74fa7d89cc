"""A list brought in again fills in and corrects those who are there, and doubles nobody."""

import pytest

from tests.incidents.affected.bringing import brought_in, chosen, count
from tests.incidents.importing.logs import csv_of
from tests.incidents.visits import Visitor, filled_in
from tests.lists import listed
from tests.worlds import a_member, a_school
from tocsin.core.people_rows import ListedPerson
from tocsin.core.roles import Role
from tocsin.incidents.models import AffectedPerson
from tocsin.ledger.tenancy import reading
from tocsin.ledger.verifying import verify

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("clock")]
HEADS = ("Name", "DOB", "Parent", "Email", "Address", "Language", "Court order", "Class")
OPEN = "Open the list first to see here what stands there now."


def row(name="Ann Lee", born="", **said):
    return (name, born, *(said.get(each.lower(), "") for each in HEADS[2:7]), said.get("group", ""))


def file(visitor, incident, *rows, kind="pupil"):
    return chosen(visitor, incident, data=csv_of(HEADS, *rows), kind=kind)


def on_list(visitor, incident):
    """Each card of the list as it is shown."""
    page = visitor.post(f"/incidents/{incident.pk}/people/open/")
    cards = [each for each in page.tree.all("div") if "govuk-summary-card" in each.classes]
    return [each.words.partition(" Put right")[0] for each in cards]


def rows_of(incident):
    with reading(incident.school_id):
        return list(AffectedPerson.objects.filter(incident=incident))


def test_a_date_of_birth_that_comes_later_is_filled_in_and_nobody_is_doubled(priya, incident):
    brought_in(priya, file(priya, incident, row(parent="Mrs Lee", email="lee@example.org")))

    page = file(priya, incident, row(born="3/4/2015", parent="Mrs Lee", email="lee@example.org"))
    done = brought_in(priya, page)

    assert "We found 1 person, 0 of them new, 1 on the list already." in page.words
    assert "Row 2: Ann Lee Date of birth: 3 April 2015 (new)" in page.words
    assert "1 person was filled in or corrected." in done.words
    assert on_list(priya, incident) == ["Ann Lee To Mrs Lee. Born 3 April 2015 lee@example.org"]


def test_a_corrected_address_and_ten_more_names_come_in_together(priya, incident):
    brought_in(priya, file(priya, incident, row(born="3/4/2015", email="old@example.org")))

    more = [row(f"Pupil {n}", "1/2/2014") for n in range(10)]
    page = file(priya, incident, row(born="3/4/2015", email="new@example.org"), *more)
    done = brought_in(priya, page)

    assert "Put 10 people on the list and change 1" in page.words
    assert "10 people are on the list. 1 person was filled in or corrected." in done.words
    assert count(incident) == 11
    assert "new@example.org" in on_list(priya, incident)[0]


def test_the_new_alone_may_come_in_and_the_others_stay_as_they_are(priya, incident):
    brought_in(priya, file(priya, incident, row(born="3/4/2015", email="old@example.org")))

    page = file(priya, incident, row(born="3/4/2015", email="new@example.org"), row("Ben Lee"))
    done = priya.send(page.path, **{"import": "new"})

    assert "1 person is on the list." in done.words
    assert "filled in" not in done.words
    assert "old@example.org" in on_list(priya, incident)[0]


def test_what_stands_there_is_shown_only_while_a_look_is_on_the_record(priya, incident):
    brought_in(priya, file(priya, incident, row(born="3/4/2015", email="old@example.org")))
    page = file(priya, incident, row(born="3/4/2015", email="new@example.org"))

    priya.post(f"/incidents/{incident.pk}/people/open/")
    looking = priya.open(page.path)

    assert OPEN in page.words
    assert "old@example.org" not in page.words
    assert "Email address: new@example.org, instead of old@example.org" in looking.words


def test_what_the_file_leaves_empty_stays_as_it_is(priya, incident):
    first = row(
        parent="Mrs Lee", email="a@x.org", address="1 Low Road", language="Welsh", group="5B"
    )
    brought_in(priya, file(priya, incident, first))

    brought_in(priya, file(priya, incident, row(born="3/4/2015")))

    assert on_list(priya, incident) == [
        "Ann Lee To Mrs Lee, in Welsh. Born 3 April 2015 a@x.org 1 Low Road Class or number: 5B"
    ]


def test_a_language_and_something_to_look_at_first_are_taken_over(priya, incident):
    brought_in(priya, file(priya, incident, row(born="3/4/2015", parent="Mrs Lee")))

    page = file(
        priya, incident, row(born="3/4/2015", language="Welsh", **{"court order": "yes"})
    )  # fmt: skip
    brought_in(priya, page)

    assert "Language: Welsh, instead of English" not in page.words  # nobody looks yet
    assert "Language: Welsh Look first: A court order says who may be told (new)" in page.words
    assert "in Welsh" in on_list(priya, incident)[0]
    assert "Look first A court order says who may be told" in on_list(priya, incident)[0]


@pytest.mark.parametrize("name", ["ZOË  O\u2019BRIEN", "O'Brien, Zoë", "zoë o'brien"])
def test_one_name_written_in_two_ways_is_one_name(priya, incident, name):
    brought_in(priya, file(priya, incident, row("Zoë O'Brien")))

    page = file(priya, incident, row(name, "3/4/2015"))
    brought_in(priya, page)

    assert count(incident) == 1
    assert "Born 3 April 2015" in on_list(priya, incident)[0]


def test_two_who_may_be_meant_are_a_doubt_and_neither_is_touched(priya, incident):
    first = [row(email="a@x.org"), row(email="b@x.org")]
    brought_in(priya, file(priya, incident, *first))

    page = file(priya, incident, row(born="3/4/2015", email="c@x.org"))

    assert "Row 2: More than one person on the list may be meant." in page.words
    assert "Change 1 person" not in page.words
    assert priya.send(page.path, **{"import": "yes"}).status == 409
    assert count(incident) == 2


def test_of_two_with_one_name_the_address_tells_who_is_meant(priya, incident):
    brought_in(priya, file(priya, incident, row(email="a@x.org"), row(email="b@x.org")))

    brought_in(priya, file(priya, incident, row(born="3/4/2015", email="B@x.org")))

    dated = [each for each in on_list(priya, incident) if "Born 3 April 2015" in each]
    assert len(dated) == 1
    assert "B@x.org" in dated[0]
    assert count(incident) == 2


def test_two_rows_for_one_on_the_list_are_a_doubt_for_both(priya, incident):
    brought_in(priya, file(priya, incident, row()))

    page = file(priya, incident, row(born="3/4/2015"), row(born="9/9/2012"))

    assert page.words.count("Another row may mean the same person on the list.") == 2
    assert "We found 2 people, 0 of them new. Nobody is put on the list yet." in page.words


def test_two_with_one_name_and_other_birthdays_or_classes_are_two_people(priya, incident):
    brought_in(priya, file(priya, incident, row(born="3/4/2015"), row("Ben Lee", group="5B")))

    page = file(priya, incident, row(born="4/4/2015"), row("Ben Lee", group="6A"))

    assert "We found 2 people, 2 of them new." in page.words
    brought_in(priya, page)
    assert count(incident) == 4


def test_a_pupil_and_an_adult_are_never_taken_for_each_other(priya, incident):
    brought_in(priya, file(priya, incident, row(email="a@x.org")))

    page = file(priya, incident, row(email="a@x.org"), row(email="b@x.org"), kind="adult")

    assert "as a pupil or an adult where this file says otherwise" in page.words
    assert "1 of them new" in page.words


def test_a_list_that_moved_since_it_was_looked_at_is_asked_again(priya, incident, team):
    page = file(priya, incident, row(born="3/4/2015"))
    shown = filled_in(page.tree)
    listed(incident, team[Role.DEPUTY_DPO], ListedPerson("Row 2", "Cat Moss"))

    stale = priya.post(page.path, **shown, **{"import": "yes"})

    assert (stale.status, count(incident)) == (409, 1)
    assert "Somebody changed this while you had it open." in stale.words
    assert "1 person is on the list." in brought_in(priya, page).words


def test_a_second_click_changes_nobody_twice(priya, incident):
    brought_in(priya, file(priya, incident, row()))
    page = file(priya, incident, row(born="3/4/2015"))
    brought_in(priya, page)
    before = [each.revision for each in rows_of(incident)]

    again = priya.post(page.path, **{"import": "yes", "column_0": "name"})

    assert (again.status, [each.revision for each in rows_of(incident)]) == (200, before)


def test_neither_the_wrong_role_nor_the_other_school_brings_one_in_again(priya, incident, team):
    page = file(priya, incident, row())

    answers = {"import": "yes", "column_0": "name"}
    assert Visitor(team[Role.OFFICE]).post(page.path, **answers).status == 403
    stranger = Visitor(a_member(a_school(), Role.DEPUTY_DPO))
    assert stranger.post(page.path, **answers).status == 404
    assert count(incident) == 0


def test_the_ledger_vouches_for_what_was_put_right_and_names_nobody(priya, incident):
    brought_in(priya, file(priya, incident, row()))
    brought_in(priya, file(priya, incident, row(born="3/4/2015", email="new@example.org")))

    history = priya.open(f"/incidents/{incident.pk}/timeline/")

    assert verify(incident.school_id).fault == ""
    assert "put right from a file" in history.words
    assert "Lee" not in history.words
