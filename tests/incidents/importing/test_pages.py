"""The pages on which an earlier log is brought in."""

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile

from tests.incidents.importing.logs import ODD, PLAIN, csv_of
from tests.incidents.visits import Visitor
from tests.kept import kept
from tests.worlds import a_report, a_school, a_team
from tocsin.core.roles import Role
from tocsin.incidents.models import Incident, PendingLog
from tocsin.ledger.tenancy import reading

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("clock")]


built_team, team = kept("team", lambda: a_team(a_school()))


@pytest.fixture
def priya(team):
    return Visitor(team[Role.DEPUTY_DPO])


def chosen(visitor, data=PLAIN, name="log.csv"):
    """The page that follows when the visitor chooses this file."""
    data = data.encode() if isinstance(data, str) else data
    return visitor.post("/log/import/", log=SimpleUploadedFile(name, data))


def references(team):
    with reading(team[Role.DPO].school_id):
        return list(Incident.objects.order_by("number").values_list("reference", flat=True))


def test_what_would_come_in_is_shown_first_and_then_comes_in(team, priya):
    page = chosen(priya)

    assert "We found 3 entries." in page.words
    assert "Date of breach: every day here could also be a month" not in page.words
    assert "Row 4: “whole year group” is no number of people" in page.words.replace(
        "row 4", "Row 4"
    )
    assert references(team) == []

    done = priya.send(page.path, **{"import": "yes"})

    assert "3 entries" in done.words
    assert references(team) == ["2019-001", "2021-002", "2021-003"]


def test_what_came_in_is_on_the_log_marked_and_in_the_order_of_its_days(team, priya):
    a_report(team[Role.STAFF])
    priya.send(chosen(priya).path, **{"import": "yes"})

    rows = priya.open("/log/").rows()
    imported = priya.open("/log/?came=import").rows()

    assert [row.split(" ")[0] for row in rows] == ["2026-001", "2021-004", "2021-003", "2019-002"]
    assert len(imported) == 3
    assert "from an earlier log · 002" in imported[0]
    assert "Yes, 29 Sep 2021" in imported[0]


def test_an_incident_shows_the_row_it_came_from_and_how_long_it_is_kept(priya):
    priya.send(chosen(priya).path, **{"import": "yes"})
    log = priya.open("/log/?q=teal")

    page = priya.open(log.links["2021-002"])

    assert "This came from an earlier log, where its number is 001." in page.words
    assert "It is kept until 12 March 2027." in page.words
    assert page.facts()["Colour"] == "teal"
    assert page.facts()["Individuals informed?"] == "Y"
    assert "deadline to tell" not in page.words
    assert "What has to be done" not in page.words


def test_a_person_can_say_what_a_column_means(priya):
    page = chosen(priya)

    again = priya.send(page.path, column_11="place", check="yes")

    assert "Nothing is brought in yet." in again.words
    done = priya.send(again.path, **{"import": "yes"})
    assert "3 entries" in done.words
    assert "Where: teal" in priya.open(priya.open("/log/?q=teal").links["2021-002"]).words


def test_two_columns_cannot_mean_the_same(team, priya):
    page = priya.send(chosen(priya).path, column_11="what", **{"import": "yes"})

    assert page.status == 422
    assert page.errors == [
        "“Description” and “Colour” are both said to be: What happened. Choose one of them."
    ]
    assert references(team) == []


def test_a_second_click_makes_no_doubles_and_says_what_was_done(team, priya):
    path = chosen(priya).path
    priya.send(path, **{"import": "yes"})

    again = priya.post(path, **{"import": "yes"})

    assert "Your earlier log is in" in again.words
    assert len(references(team)) == 3


def test_the_same_file_again_has_nothing_to_bring_in(priya):
    priya.send(chosen(priya).path, **{"import": "yes"})

    page = chosen(priya)

    assert "3 of them are on your log already" in page.words
    assert "Everything in this file is on your log already." in page.words


def test_a_file_that_is_no_log_says_what_to_do_instead(priya):
    page = chosen(priya, b"%PDF-1.4", name="log.pdf")

    assert page.status == 422
    assert page.errors[0].startswith("This is a PDF. Find the spreadsheet it was made from")


def test_the_file_is_gone_once_it_was_imported_or_thrown_away(team, priya):
    priya.send(chosen(priya).path, **{"import": "yes"})
    priya.post(f"{chosen(priya).path}throw-away/")

    with reading(team[Role.DPO].school_id):
        assert not PendingLog.objects.exists()


def test_nobody_else_sees_a_file_that_waits(team, priya):
    path = chosen(priya).path

    assert Visitor(team[Role.HEAD]).open(path).status == 404
    assert Visitor(team[Role.OFFICE]).open("/log/import/").status == 403


def test_a_formula_and_a_strange_heading_harm_nothing(team, priya):
    rows = csv_of(["Date of breach", "What happened", "=cmd|x"], ["12/03/2021", "=1+1", "@SUM(1)"])
    page = chosen(priya, rows)

    priya.send(page.path, **{"import": "yes"})

    answer = priya.client.post(f"{priya.base}/log/export/", {"kind": "csv", "query": ""})
    assert all(not line.startswith(b"=") for line in b"".join(answer.streaming_content).split(b","))
    assert references(team) == ["2021-001"]


def test_a_heading_nobody_would_guess_is_said_at_the_top_and_can_be_chosen(priya):
    page = chosen(priya, ODD)

    assert "No column was taken for what happened. Choose the column" in page.words
    assert page.words.index("No column was taken") < page.words.index("What each column means")
    again = priya.send(page.path, column_1="reference", column_2="occurred", column_3="what",
                       column_4="contained", check="yes")  # fmt: skip
    assert "No column was taken" not in again.words


def test_a_log_without_days_says_so_at_the_top(priya):
    page = chosen(priya, csv_of(["Ref", "What happened", "Action taken"],
                                ["1", "Marks went to the wrong parent", "Recalled"],
                                ["2", "A laptop was left on the bus", "Wiped"]))  # fmt: skip

    assert "No column was taken for the day it happened." in page.words
