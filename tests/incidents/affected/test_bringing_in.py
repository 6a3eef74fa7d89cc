"""A list of people from a spreadsheet: looked at first, all or nothing, and nobody twice."""

from datetime import date

import pytest

from tests.incidents.affected.bringing import HEADINGS, brought_in, chosen, count, names
from tests.incidents.importing.logs import csv_of, xlsx_of
from tests.incidents.visits import Visitor
from tests.worlds import a_member, a_report, a_school, triaged
from tocsin.core.roles import Role
from tocsin.incidents.models import PendingLog
from tocsin.ledger.tenancy import reading

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("clock")]
ANN = ("Ann", "Lee", "03/04/2015", "Mrs J Lee", "lee@example.org", "1 High Street", "AB1 2CD", "")
BEN = ("Ben", "Lee", "30/09/2017", "Mrs J Lee", "lee@example.org", "1 High Street", "AB1 2CD", "No")
DEE = ("Dee", "Ngo", "28/02/2014", "Mr Ngo", "ngo@example.org", "3 Mill Lane", "", "Yes")


def test_what_we_make_of_it_is_shown_first_and_then_comes_in(priya, incident):
    page = chosen(priya, incident, ANN, BEN, DEE)

    assert "We found 3 people, 3 of them new. Nobody is put on the list yet." in page.words
    assert "Ann Lee 3 April 2015 Mrs J Lee lee@example.org 1 High Street AB1 2CD" in page.words
    assert "a court order says who may be told" in page.words
    assert count(incident) == 0
    assert "3 people are on the list." in brought_in(priya, page).words
    assert names(priya, incident) == ["Ann Lee", "Ben Lee", "Dee Ngo"]


@pytest.mark.parametrize(
    ("headings", "row", "name"),
    [
        (("Pupil name", "Surname"), ("Zoë", "O'Brien"), "Zoë O'Brien"),
        (("Pupil name", "Surname"), ("Zoë O'Brien", "O'BRIEN"), "Zoë O'Brien"),
        (("Forename", "Pupil name"), ("Zoë", "O'Brien"), "Zoë O'Brien"),
        (("Pupil name", "Surname"), ("Kaylee", "Lee"), "Kaylee Lee"),
    ],
)
def test_no_part_of_a_name_is_lost_in_two_columns(priya, incident, headings, row, name):
    page = chosen(priya, incident, data=csv_of(headings, row))

    assert name in page.words
    brought_in(priya, page)
    assert names(priya, incident) == [name]


@pytest.mark.parametrize(
    ("headings", "row", "shown"),
    [
        (("Pupil name", "DOB"), ("Lee, Ann", "3/4/2015"), "Ann Lee 3 April 2015"),
        (("Name", "Forename"), ("O'Brien-Smith, Zoë", "Zoë"), "Zoë O'Brien-Smith Not known"),
        (("Name", "DOB"), ("Lee, Ann, Jr", "3/4/2015"), "Lee, Ann, Jr 3 April 2015"),
        (("Disgybl", "Dyddiad geni"), ("Siân Llŷr", "3 Ebrill 2015"), "Siân Llŷr 3 April 2015"),
        (("Enw", "Dyddiad geni"), ("Siân", "22ain Gorffennaf 2015"), "Siân 22 July 2015"),
    ],
)
def test_names_and_dates_are_read_as_schools_write_them(priya, incident, headings, row, shown):
    assert shown in chosen(priya, incident, data=csv_of(headings, row)).words


def test_a_second_parent_who_would_not_be_written_to_is_pointed_out(priya, incident):
    heads = ("Name", "Mother", "Mother email", "Father", "Father email")

    page = chosen(priya, incident, data=csv_of(heads, ("Ann", "Mrs Lee", "a@x.org", "Mr Lee", "")))
    alone = chosen(priya, incident, data=csv_of(heads, ("Ann", "Mrs Lee", "a@x.org", "", "")))

    assert "Nobody is written to from these columns: Father" in page.words
    assert "Nobody is written to from these columns" not in alone.words


def test_bringing_in_the_same_file_again_doubles_nobody(priya, incident):
    brought_in(priya, chosen(priya, incident, ANN, BEN, ANN))

    page = chosen(priya, incident, ANN, BEN, DEE)

    assert "We found 3 people, 1 of them new, 2 on the list already." in page.words
    brought_in(priya, page)
    assert count(incident) == 3


def test_a_second_click_brings_in_nobody_twice(priya, incident):
    page = chosen(priya, incident, ANN, BEN)
    brought_in(priya, page)

    again = priya.post(page.path, **{"import": "yes", "column_0": "name"})

    assert (again.status, count(incident)) == (200, 2)
    with reading(incident.school_id):
        assert not PendingLog.objects.exists()


def test_a_workbook_with_real_dates_and_a_title_above_is_read(priya, incident):
    rows = [("Year 5, confidential",), HEADINGS, ("Ann", "Lee", date(2015, 4, 3), "Mrs Lee")]
    page = chosen(priya, incident, data=xlsx_of({"Notes": [("x",)], "Pupils": rows}))

    assert "Ann Lee 3 April 2015 Mrs Lee" in page.words


def test_a_column_may_mean_something_else_than_we_thought(priya, incident):
    page = chosen(priya, incident, data=csv_of(("Who", "When"), ("Ann Lee", "3/4/2015")))

    again = priya.send(page.path, column_0="name", column_1="born", check="yes")

    assert "We found 1 person, 1 of them new." in again.words
    assert "Ann Lee 3 April 2015" in again.words


def test_a_list_without_names_is_not_brought_in(priya, incident):
    page = chosen(priya, incident, data=csv_of(("A", "B"), ("1", "2")))

    again = priya.post(page.path, **{"import": "yes", "column_0": "", "column_1": ""})

    assert (again.status, count(incident)) == (422, 0)
    assert "We cannot tell which column holds the names." in again.errors[0]


HOSTILE = [
    (("=cmd|' /C calc'!A0", "x", "3/4/2015"), "The name begins like a formula."),
    (("A" * 100_000, "x", "3/4/2015"), "the name is longer than 150 letters"),
    (("", "", "3/4/2015", "Mrs Lee"), "there is no name, so it is left out."),
    (("Ann", "Lee", "31/02/2015"), "We cannot read the date of birth “31/02/2015”."),
    (("Ann", "Lee", "3/4/2031"), "We cannot read the date of birth “3/4/2031”."),
    (("Ann", "Lee", "", "", "a@x.org, b@x.org"), "is not one email address"),
    (("Ann", "Lee", "", "", "a@x.org\nBcc: all@x.org"), "is not one email address"),
    (("Ann", "Lee", "", "M" * 200), "The parent is too long to be one"),
]


@pytest.mark.parametrize(("row", "said"), HOSTILE)
def test_what_cannot_be_right_is_said_by_row_and_never_guessed(priya, incident, row, said):
    page = chosen(priya, incident, row, ANN)

    assert page.status == 200
    assert "Row 2: " in page.words
    assert said in page.words


@pytest.mark.parametrize("code", ["utf-8-sig", "cp1252", "utf-16"])
def test_a_list_in_any_usual_code_page_is_read(priya, incident, code):
    text = (
        "Name,DOB\r\nZoë Llŷr,3/4/2015\r\n" if code != "cp1252" else "Name,DOB\r\nZoë,3/4/2015\r\n"
    )

    page = chosen(priya, incident, data=text.encode(code))

    assert ("Zoë" if code == "cp1252" else "Zoë Llŷr") in page.words


def test_ten_thousand_rows_come_in_and_one_more_is_too_many(priya, incident):
    rows = [(f"Pupil {n}", "x", "3/4/2015") for n in range(9_999)]

    page = chosen(priya, incident, *rows)
    too_many = chosen(priya, incident, *rows, ANN, ANN)

    assert "We found 9999 people, 9999 of them new." in page.words
    assert too_many.errors == [
        "This file has more than 10,000 rows. Split it, one school year in each file."
    ]


def test_a_file_that_is_no_list_is_refused_with_what_to_do(priya, incident):
    page = chosen(priya, incident, data=b"%PDF-1.7 nothing here")

    assert page.errors == [
        "This is a PDF. Find the spreadsheet it was made from, or copy its table into one."
    ]


def test_a_file_can_be_thrown_away(priya, incident):
    page = chosen(priya, incident, ANN)

    priya.post(f"{page.path}throw-away/")

    with reading(incident.school_id):
        assert not PendingLog.objects.exists()


def test_a_file_that_waits_is_nobody_elses_and_of_no_other_incident(team, priya, incident):
    page = chosen(priya, incident, ANN)
    other = triaged(a_report(team[Role.STAFF]), team[Role.DEPUTY_DPO])
    helen = Visitor(team[Role.HEAD])
    stranger = Visitor(a_member(a_school(), Role.DEPUTY_DPO))

    assert "Ann Lee" not in helen.open(page.path).html
    assert "Ann Lee" not in priya.open(page.path.replace(str(incident.pk), str(other.pk))).html
    assert stranger.open(page.path).status == 404


def test_the_empty_list_can_be_filled_in_and_brought_in(priya, incident):
    path = f"{priya.base}/incidents/{incident.pk}/people/template/"
    template = priya.client.get(path).content.decode("utf-8")
    filled = template + "Ann Lee,3/4/2015,Mrs Lee,lee@example.org,1 High Street,Welsh,\r\n"

    page = chosen(priya, incident, data=filled.encode())

    assert "Ann Lee 3 April 2015 Mrs Lee lee@example.org 1 High Street" in page.words
