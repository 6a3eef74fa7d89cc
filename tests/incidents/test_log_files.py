"""The log as a file: what it says of itself, and that no cell of it is a formula."""

import csv
import io
import zipfile

import pytest
from python_calamine import CalamineWorkbook

from tests.incidents.visits import Visitor
from tests.kept import kept
from tests.worlds import (
    a_near_miss,
    a_report,
    a_school,
    a_team,
    closed,
    contained,
    ready_to_close,
    triaged,
)
from tocsin.core.roles import Role
from tocsin.incidents.breach_log.exporting import csv_lines
from tocsin.incidents.models import Incident

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("clock")]
HEAD = 3  # lines before the headings


built_team, team = kept("team", lambda: a_team(a_school(name="Alder Bank")))


@pytest.fixture
def by(team):
    return team[Role.DEPUTY_DPO]


@pytest.fixture
def priya(by):
    return Visitor(by)


def download(visitor, kind, query=""):
    response = visitor.client.post(f"{visitor.base}/log/export/", {"kind": kind, "query": query})
    assert response.status_code == 200
    content = b"".join(response.streaming_content)
    return response, content


def csv_rows(visitor, query=""):
    _, content = download(visitor, "csv", query)
    return list(csv.reader(io.StringIO(content.decode("utf-8-sig"))))


def sheet_rows(visitor, query=""):
    _, content = download(visitor, "xlsx", query)
    book = CalamineWorkbook.from_filelike(io.BytesIO(content))
    return book.get_sheet_by_name("Breach log").to_python()


@pytest.mark.parametrize("rows_of", [csv_rows, sheet_rows])
def test_a_file_says_whose_log_it_is_which_part_how_much_and_when(by, priya, rows_of):
    a_near_miss(by)
    a_report(by)

    rows = rows_of(priya, "kind=near_miss&since_day=1&since_month=11&since_year=2026")

    said = [next(cell for cell in row if cell) for row in rows[:HEAD]]
    assert said == [
        "Breach log of Alder Bank",
        "Filter: What it was: A near miss; Reported from (optional): 2026-11-01",
        "1 entry, at 3:40pm on Friday 20 November 2026",
    ]
    assert len(rows) == HEAD + 2


@pytest.mark.parametrize("rows_of", [csv_rows, sheet_rows])
def test_a_file_holds_every_column_of_an_entry(by, priya, rows_of):
    contained(triaged(a_report(by), by, title="Notice to all parents"), by)

    rows = rows_of(priya)
    entry = dict(zip(rows[HEAD], rows[HEAD + 1], strict=True))

    assert rows[2][0] == "1 entry, at 3:40pm on Friday 20 November 2026"
    assert entry["Reference"] == "2026-001"
    assert entry["Reported"] == "2026-11-20 15:40"
    assert entry["Title"] == "Notice to all parents"
    assert entry["What it was"] == "A confirmed breach"
    assert entry["Why"] == "It left."
    assert entry["What was done"] == "The message was recalled."
    assert entry["Status"] == "Open"


@pytest.mark.parametrize("rows_of", [csv_rows, sheet_rows])
def test_a_file_says_how_an_entry_ended_and_what_was_learnt_of_it(by, priya, rows_of):
    closed(ready_to_close(by), by)

    rows = rows_of(priya)
    entry = dict(zip(rows[HEAD], rows[HEAD + 1], strict=True))

    assert entry["Closed as"] == (
        "A personal data breach, recorded here and not told to the regulator"
    )
    assert entry["Kept until"] == "2032-11-20"
    assert entry["Outcome report"] == "Accepted"
    assert entry["Review finished"] == "2026-11-20 15:40"


@pytest.mark.parametrize(
    "typed",
    ["=1+1", '=HYPERLINK("http://x.test","y")', "+44 7700", "-2+3", "@SUM(A1)", "\t=1", "\n=1+1"],
)
def test_nothing_anybody_typed_is_a_formula_in_a_spreadsheet(by, priya, typed):
    triaged(a_report(by), by, title=typed[:200], kind_reason=typed)

    row = csv_rows(priya)[HEAD + 1]
    cells = sheet_rows(priya)[HEAD + 1]

    assert not any(cell.startswith(("=", "+", "-", "@", "\t", "\r", "\n")) for cell in row)
    assert f"'{typed}" in row
    assert typed in cells  # as text: the file says so of each cell
    assert b"<f>" not in _sheet_xml(priya)


def _sheet_xml(visitor):
    _, content = download(visitor, "xlsx")
    with zipfile.ZipFile(io.BytesIO(content)) as book:
        return book.read("xl/worksheets/sheet1.xml")


def test_the_name_of_a_school_is_no_formula_either():
    team = a_team(a_school(name="=cmd|' /C calc'!A0"))

    rows = csv_rows(Visitor(team[Role.DEPUTY_DPO]))

    assert rows[0] == ["Breach log of =cmd|' /C calc'!A0"]


def test_any_language_and_any_sign_comes_out_as_it_went_in(by, priya):
    words = "Ysgol y Bryn, ภาษา, שלום, “q”; \x01 and 😀\nnext line"
    triaged(a_report(by), by, kind_reason=words)

    assert words in csv_rows(priya)[HEAD + 1]
    assert words.replace("\x01", "") in [
        cell.replace("\x01", "") for cell in sheet_rows(priya)[HEAD + 1]
    ]


def test_a_download_is_a_file_with_the_time_in_its_name_and_goes_on_the_record(by, priya):
    a_report(by)

    answer, _ = download(priya, "csv")
    assert answer["Content-Disposition"] == (
        'attachment; filename="breach-log-2026-11-20-1540.csv"'
    )
    answer, _ = download(priya, "xlsx")

    assert answer["Content-Disposition"] == (
        'attachment; filename="breach-log-2026-11-20-1540.xlsx"'
    )
    assert "no-store" in answer["Cache-Control"]


@pytest.mark.parametrize("query", ["", "kind=unheard-of", "a=1&" * 50, "since_day=x", "%00=%00"])
@pytest.mark.parametrize("kind", ["csv", "xlsx", "exe", ""])
def test_a_filter_that_cannot_be_read_downloads_the_whole_log_and_says_so(by, priya, query, kind):
    a_report(by)

    _, content = download(priya, kind, query)

    assert content


@pytest.mark.parametrize("role", [Role.INVESTIGATING_OFFICER, Role.BUSINESS_MANAGER, Role.STAFF])
def test_whoever_may_not_take_the_log_away_is_not_offered_it(team, role):
    incident = triaged(a_report(team[Role.STAFF]), team[Role.DEPUTY_DPO])
    visitor = Visitor(team[role])

    answer = visitor.client.post(f"{visitor.base}/log/export/", {"kind": "csv", "query": ""})

    assert answer.status_code == 403
    assert "Download" not in visitor.open("/log/").words
    assert incident.reference not in answer.content.decode()


def test_a_download_cannot_be_had_by_following_a_link(priya):
    assert priya.client.get(f"{priya.base}/log/export/").status_code == 405


def test_a_long_file_comes_in_pieces_and_loses_no_entry(by):
    for _ in range(5):
        a_report(by)
    found = Incident.objects.filter(school_id=by.school_id).order_by("number")

    pieces = list(csv_lines(found, by.school_id, {}, ["About"], chunk=2))

    rows = list(csv.reader(io.StringIO("".join(pieces).lstrip("\ufeff"))))
    assert [row[0] for row in rows[2:]] == [f"2026-00{number}" for number in range(1, 6)]
    assert len(pieces) == 6  # mark, about, headings, two pieces, the rest
