"""Two parents of one pupil who live apart: a letter each, and neither learns of the other."""

import pytest
from django.core import mail as outbox
from django.core.files.uploadedfile import SimpleUploadedFile

from tests.incidents.dispatch.posting import WHEN, addressed, agenda, letters, looked_at, make
from tests.incidents.dispatch.test_journey import work
from tests.incidents.importing.logs import csv_of
from tests.incidents.visits import Visitor
from tests.lists import CAT, listed
from tests.notices import cleared
from tests.worlds import a_member, a_school, decided
from tocsin.core.roles import Role
from tocsin.incidents.letters import content_of
from tocsin.incidents.models import AffectedPerson, Telling
from tocsin.ledger.tenancy import reading
from tocsin.ledger.verifying import verify

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("clock")]
HEADS = ("Name", "DOB", "Parent", "Email", "Address", "Court order")
SECOND = ("Parent 2 name", "Parent 2 email", "Parent 2 address", "Parent 2 court order")
MOTHER = ("Eve Hill", "1/5/2015", "Ms Hill", "hill@home.example", "1 High Street", "")
FATHER = ("Eve Hill", "1/5/2015", "Mr Vane", "vane@home.example", "9 Far Lane", "")
DAD = ("Mr Vane", "vane@home.example", "9 Far Lane", "")
DOES_NOT_KNOW = {"Ms Hill": ("Vane", "vane@", "Far Lane"), "Mr Vane": ("Ms Hill", "hill@", "High")}


@pytest.fixture
def case(undecided, team, by):
    """People are to be told, and their notice is cleared; the list is empty yet."""
    found = decided(undecided, by, regulator="yes", people="yes")
    cleared(found, team[Role.HEAD], by, greeting="Dear {name}", what="It is about {child}.")
    return found


def chosen(visitor, case, *rows, heads=HEADS):
    file = SimpleUploadedFile("people.csv", csv_of(heads, *rows))
    return visitor.post(f"/incidents/{case.pk}/people/import/", people=file, kind="pupil")


def brought_in(visitor, case, *rows, heads=HEADS):
    page = chosen(visitor, case, *rows, heads=heads)
    visitor.send(page.path, **{"import": "yes"})
    return page


def rows_of(case):
    with reading(case.school_id):
        return list(AffectedPerson.objects.filter(incident=case).order_by("at", "pk"))


@pytest.mark.parametrize(
    ("heads", "rows"), [(HEADS, (MOTHER, FATHER)), (HEADS + SECOND, (MOTHER + DAD,))]
)
def test_each_gets_a_letter_at_home_and_neither_sees_the_other(priya, case, heads, rows):
    page = brought_in(priya, case, *rows, heads=heads)
    making = priya.open(f"/incidents/{case.pk}/letters/make/")
    make(priya, case, "email")
    work()

    assert "We found 1 person, 1 of them new." in page.words
    assert "1 more parent or carer gets a letter of their own." in page.words
    assert "2 letters, about 1 person" in making.words
    sent = {each.to[0]: each for each in outbox.outbox if "X-Tocsin-Letter" in each.extra_headers}
    assert sorted(sent) == ["hill@home.example", "vane@home.example"]
    for letter in letters(case):
        content = content_of(letter)
        whole = f"{content}{sent[content.email].message()}"
        assert [each for each in DOES_NOT_KNOW[content.to] if each in whole] == []
        assert "It is about Eve Hill." in content.words


def test_the_pupil_counts_once_and_the_list_says_so(priya, case):
    brought_in(priya, case, MOTHER, FATHER)

    page = priya.post(f"/incidents/{case.pk}/people/open/")

    assert "1 person, with 2 contacts." in page.words
    assert "1 person is on the list." in priya.open(f"/incidents/{case.pk}/people/").words


def test_do_not_write_to_one_stays_with_that_one(priya, case):
    brought_in(priya, case, MOTHER, (*FATHER[:5], "yes"))

    make(priya, case)
    assert addressed(case) == ["Ms Hill"]
    looked_at(priya, case, "Eve Hill", word="spare")
    assert make(priya, case).status == 409

    assert addressed(case) == ["Ms Hill"]
    words = {each.word for each in rows_of(case)}
    assert words == {"", "spare"}


def test_a_warning_of_the_second_parent_in_columns_is_of_that_one_alone(priya, case):
    dad = (*DAD[:3], "yes")

    brought_in(priya, case, MOTHER + dad, heads=HEADS + SECOND)
    make(priya, case)

    assert addressed(case) == ["Ms Hill"]


def test_everybody_is_told_only_when_both_were_reached(priya, case):
    brought_in(priya, case, MOTHER, (*FATHER[:4], "", ""))

    priya.send(f"{make(priya, case).path}done/", **WHEN)
    assert "tell-people" in agenda(case)
    make(priya, case, "email")
    work()

    assert "tell-people" not in agenda(case)
    with reading(case.school_id):
        details = Telling.objects.get(incident=case, whom="people").details
    assert details == "Everybody on the list was reached: 1."


def test_a_pupil_who_is_old_enough_gets_one_letter_and_counts_as_told(priya, case):
    old = [(each[0], "1/5/2011", *each[2:]) for each in (MOTHER, FATHER)]
    brought_in(priya, case, *old)

    priya.send(f"{make(priya, case).path}done/", **WHEN)

    assert addressed(case) == ["Eve Hill"]
    assert "tell-people" not in agenda(case)
    assert make(priya, case, "email").status == 409


def test_brothers_and_sisters_are_still_joined_for_each_parent(priya, case):
    ann = [("Ann Hill", "2/6/2016", *each[2:]) for each in (MOTHER, FATHER)]
    brought_in(priya, case, MOTHER, FATHER, *ann)

    make(priya, case)

    told = {content_of(each).to: content_of(each).about for each in letters(case)}
    assert told == {"Ms Hill": "Ann Hill and Eve Hill", "Mr Vane": "Ann Hill and Eve Hill"}


def test_the_second_parent_may_come_later_and_a_third_time_changes_nothing(priya, case):
    brought_in(priya, case, MOTHER)

    page = brought_in(priya, case, MOTHER, FATHER)
    again = chosen(priya, case, MOTHER, FATHER)

    assert "Row 3: Eve Hill One more parent or carer: Mr Vane." in page.words
    assert "Everybody in this file is on the list already." in again.words
    assert len({each.pupil for each in rows_of(case)}) == 1
    assert len(rows_of(case)) == 2


def test_another_name_alone_is_a_doubt_and_never_a_guess(priya, case):
    brought_in(priya, case, MOTHER)

    page = chosen(priya, case, FATHER)

    assert "Row 2: They are on the list with another parent or carer." in page.words
    assert priya.send(page.path, **{"import": "yes"}).status == 409
    assert len(rows_of(case)) == 1


def test_a_corrected_address_of_one_is_not_the_others(priya, case):
    brought_in(priya, case, MOTHER, FATHER)

    brought_in(priya, case, MOTHER, (*FATHER[:4], "10 New Road", ""))
    make(priya, case)

    where = {content_of(each).to: content_of(each).postal for each in letters(case)}
    assert where == {"Ms Hill": "1 High Street", "Mr Vane": "10 New Road"}


def test_a_date_of_birth_that_comes_later_is_of_the_pupil_and_so_in_both(priya, case):
    undated = (MOTHER[0], "", *MOTHER[2:])
    brought_in(priya, case, undated + DAD, heads=HEADS + SECOND)

    brought_in(priya, case, MOTHER)

    page = priya.post(f"/incidents/{case.pk}/people/open/")
    assert page.words.count("Born 1 May 2015") == 2


def test_the_second_parent_is_added_by_hand_once(priya, case):
    brought_in(priya, case, MOTHER)
    path = f"/incidents/{case.pk}/people/add/"
    told = {"name": "Eve Hill", "kind": "pupil", "language": "en", "parent": "Mr Vane",
            "born_day": 1, "born_month": 5, "born_year": 2015, "postal": "9 Far Lane"}  # fmt: skip

    first, second = priya.send(path, **told), priya.send(path, **told)

    assert (first.status, second.status, len(rows_of(case))) == (200, 409, 2)
    make(priya, case)
    assert sorted(addressed(case)) == ["Mr Vane", "Ms Hill"]


def test_a_name_put_right_with_one_is_put_right_with_both(priya, case):
    brought_in(priya, case, MOTHER, FATHER)
    page = priya.post(f"/incidents/{case.pk}/people/open/")

    priya.send(page.links["Put right Eve Hill"], name="Eva Hill")

    page = priya.post(f"/incidents/{case.pk}/people/open/")
    assert [e.words for e in page.tree.all("h2") if "card__title" in str(e.classes)] == [
        "Eva Hill", "Eva Hill",
    ]  # fmt: skip
    assert "Ms Hill" in page.words
    assert "Mr Vane" in page.words


def test_a_pupil_with_two_contacts_is_not_made_another_who_is_there(priya, case):
    brought_in(priya, case, MOTHER, FATHER, ("Ann Hill", *MOTHER[1:]))
    row = next(each for each in rows_of(case) if each.pupil not in {None, each.pk})
    priya.post(f"/incidents/{case.pk}/people/open/")

    page = priya.send(f"/incidents/{case.pk}/people/{row.pk}/", name="Ann Hill")

    assert page.status == 409
    assert "This person is on the list already." in page.words


def test_one_contact_may_be_taken_off_and_the_other_stays(priya, case, by):
    listed(case, by, CAT)
    brought_in(priya, case, MOTHER, FATHER)
    row = next(each for each in rows_of(case) if each.pupil == each.pk)

    priya.post(f"/incidents/{case.pk}/people/{row.pk}/remove/", seen=row.revision)

    assert "2 people are on the list." in priya.open(f"/incidents/{case.pk}/people/").words
    assert "Everybody in this file is on the list" in chosen(priya, case, FATHER).words
    told = {"name": "Eve Hill", "kind": "pupil", "language": "en", "parent": "Mr Vane",
            "born_day": 1, "born_month": 5, "born_year": 2015}  # fmt: skip
    assert priya.send(f"/incidents/{case.pk}/people/add/", **told).status == 409
    assert verify(case.school_id).fault == ""


def test_an_address_of_a_second_parent_without_a_name_is_left_out(priya, case):
    page = brought_in(priya, case, (*MOTHER, "", *DAD[1:]), heads=HEADS + SECOND)

    assert "The address of a second parent has no name to it, so it is left out." in page.words
    assert len(rows_of(case)) == 1


def test_neither_the_other_school_nor_the_wrong_role_sees_them(priya, case, team):
    brought_in(priya, case, MOTHER, FATHER)
    path = f"/incidents/{case.pk}/people/open/"

    assert Visitor(a_member(a_school(), Role.DEPUTY_DPO)).post(path).status == 404
    assert Visitor(team[Role.OFFICE]).post(path).status == 403
