"""Lists as they really stand on sheets: totals below, two of them together, months first."""

from datetime import date

import pytest

from tests.incidents.importing.logs import csv_of, xlsx_of
from tocsin.incidents.importing.building import title_of
from tocsin.incidents.importing.plans import plan_of

TODAY = date(2026, 11, 20)
HEADINGS = ("Date of breach", "What happened", "People affected", "Action taken", "Records")
FIRST = ("12/03/2021", "Marks were emailed to the wrong parent", "1", "Recalled", "4")
SECOND = ("28/09/2021", "A laptop was left on the bus", "40", "Wiped", "900")


def read(*rows):
    return plan_of(csv_of(*rows), today=TODAY)


@pytest.mark.parametrize(
    "row",
    [
        ("Total", "2", "41", "2", "904"),
        ("Totals for 2021", "", "41", "2", "904"),
        ("", "Grand total:", "41", "", "904"),
        ("2", "TOTAL INCIDENTS", "41", "100%", "1,204"),
    ],
)
def test_a_row_of_totals_is_no_incident_however_many_cells_it_fills(row):
    plan = read(HEADINGS, FIRST, SECOND, row)

    assert len(plan.entries) == 2
    assert plan.left_out[0].startswith("Row 4 looks like a total or a note:")


def test_the_total_loss_of_something_is_an_incident():
    plan = read(HEADINGS, FIRST, ("", "Total loss of the register", "30", "", "2"))

    assert len(plan.entries) == 2


@pytest.mark.parametrize(
    ("cells", "title"),
    [
        (("", "a letter blew away. Nobody saw it."), "A letter blew away"),
        (("Windy playground", "It blew away."), "Windy playground"),
        (("", "word " * 30), f"{'Word ' + 'word ' * 14}word…"),
        (("", ""), "Entry of an earlier log"),
    ],
)
def test_the_title_of_an_entry_is_made_of_the_words_of_the_log(cells, title):
    kind, what = cells
    plan = read(("Date of breach", "Type of incident", "Description"), ("12/03/2021", kind, what))

    assert [title_of(entry) for entry in plan.entries] == [title]


def test_dates_with_the_month_first_are_read_so_and_said_to_be():
    plan = read(HEADINGS, ("03/12/2021", *FIRST[1:]), ("09/28/2021", *SECOND[1:]))

    words = [doubt.words for doubt in plan.all_doubts]
    assert [entry.day("occurred").day for entry in plan.entries] == [
        date(2021, 3, 12), date(2021, 9, 28),
    ]  # fmt: skip
    said = "the month stands first here, as in America: “03/12/2021” is read as 12 March 2021"
    assert said in words


def test_two_lists_below_each_other_are_both_read_and_said():
    other = ("Breach ref", "Date discovered", "Description", "ICO notified?")
    plan = read(HEADINGS, FIRST, SECOND, (), other, ("B9", "1/10/2022", "Keys were lost", "No"))

    assert [entry.where for entry in plan.entries] == ["row 2", "row 3", "row 6"]
    assert plan.entries[2].said["what"] == "Keys were lost"
    assert plan.doubts[0].words == (
        "there are 2 lists on this sheet, the second from row 5: each is read by its own headings"
    )


def test_two_lists_beside_each_other_are_both_read_and_said():
    file = xlsx_of({"Log": [[*HEADINGS, None, *HEADINGS], [*FIRST, None, *SECOND]]})
    plan = plan_of(file, today=TODAY)

    assert [entry.said["what"] for entry in plan.entries] == [FIRST[1], SECOND[1]]
    assert "side by side" in plan.doubts[0].words


def test_the_same_headings_once_more_after_a_gap_are_no_second_list():
    plan = read(HEADINGS, FIRST, (), HEADINGS, SECOND)

    assert len(plan.entries) == 2
    assert [each for each in plan.doubts if "lists on this sheet" in each.words] == []


def test_a_day_that_is_not_of_the_year_in_the_title_is_doubted():
    head = ["Ref", "Date of breach", "What happened", "ICO told?"]
    first = ["1", "14/05/2021", "A letter went to the wrong family", "No"]

    found = plan_of(csv_of(head, ["2018-19"], first, ["2020-21"], ["2", *first[1:]]), today=TODAY)

    assert [(doubt.where, doubt.words) for doubt in found.all_doubts] == [
        ("row 3", "its list is about 2018 to 2019, and its day is in 2021")
    ]


def test_the_place_to_sign_below_a_list_is_no_incident():
    head = ["Ref", "Date of breach", "What happened", "ICO told?"]
    first = ["1", "14/05/2021", "A letter went to the wrong family", "No"]

    found = plan_of(csv_of(head, first, ["Signed:", "", "Date:"]), today=TODAY)

    assert len(found.entries) == 1
    assert found.left_out == ("Row 3 looks like a total or a note: Signed: | Date:",)
