"""Files as schools keep them: other programs, several tabs, forms, and what is no log."""

import io
import zipfile
from datetime import date, datetime
from pathlib import Path

import pytest
from xlsxwriter import Workbook

from tests.incidents.importing.logs import PLAIN, csv_of, xlsx_of
from tocsin.core.errors import Refused
from tocsin.incidents.importing.plans import plan_of

FILES = Path(__file__).parent / "files"
TODAY = date(2026, 11, 26)


def plan(data):
    return plan_of(data, today=TODAY)


def doubts(data):
    return [f"{doubt.where}: {doubt.words}" for doubt in plan(data).all_doubts]


@pytest.mark.parametrize("name", ["years.ods", "years.xls"])
def test_tabs_with_headings_in_two_merged_rows_are_read(name):
    found = plan((FILES / name).read_bytes())

    assert [(each.where, each.said["reference"]) for each in found.entries] == [
        ("2021-22, row 5", "1"), ("2021-22, row 6", "2"), ("2021-22, row 7", "3"),
        ("2022-23, rows 5 to 6", "4"),
    ]  # fmt: skip
    assert found.entries[1].day("occurred").start.as_text() == "2021-10-04"
    assert found.entries[3].regulator.on.start.as_text() == "2023-03-05"
    assert found.left_out == ("2022-23, row 7 looks like a total or a note: Total | 2",)
    assert found.notes[-1].startswith("The tab “Guidance” holds no list")


def test_a_form_with_one_breach_on_a_sheet_is_read():
    [entry] = plan((FILES / "form.ods").read_bytes()).entries

    assert entry.day("occurred").start.as_text() == "2022-05-03"
    assert entry.day("occurred").clock.isoformat() == "14:00:00"
    assert entry.people.count == 28
    assert entry.regulator.answer == "no"


@pytest.mark.parametrize("code", ["utf-8", "utf-8-sig", "utf-16", "cp1252"])
@pytest.mark.parametrize("separator", [",", ";", "\t"])
def test_text_is_read_in_whatever_code_page_and_with_whatever_separator(code, separator):
    lines = [["Ref", "Date of breach", "What happened"], ["1", "12/03/2021", "“Café” – list, £5"]]
    text = "\r\n".join(separator.join(f'"{cell}"' for cell in row) for row in lines)

    [entry] = plan(text.encode(code)).entries

    assert entry.said["what"] == "“Café” – list, £5"


def test_line_breaks_in_cells_and_null_bytes_do_no_harm():
    entries = plan(PLAIN.replace("Names and marks", "Names\0 and marks").encode()).entries

    assert entries[1].said["what"] == "A laptop was left on the bus,\nand was found the next day"
    assert entries[0].said["data"] == "Names and marks"


def test_rows_of_the_same_number_are_one_incident_unless_they_tell_of_another_day():
    head = ["BI Reference", "Date", "Data Type", "Details"]
    rows = csv_of(head, ["7", "1/3/2021", "Names", "Lost"], ["7", "1/3/2021", "Health", "Lost"],
                  ["7", "9/9/2022", "Names", "Stolen"])  # fmt: skip

    first, second = plan(rows).entries

    assert first.said["data"] == "Names\nHealth"
    assert (first.rows, second.rows) == ((2, 3), (4,))
    assert "row 4: “7” is the number of rows 2 to 3 too" in doubts(rows)


def test_a_spreadsheet_that_swapped_day_and_month_is_suspected():
    when = [datetime(2021, 4, 3), datetime(2021, 6, 5), "25/06/2021"]  # noqa: DTZ001 - cells
    rows = [
        ["Ref", "Date of breach", "What happened"],
        *([n, day, "x"] for n, day in enumerate(when)),
    ]

    assert any("American dates" in each for each in doubts(xlsx_of({"Log": rows})))


def test_guidance_titles_repeated_headings_and_blank_rows_are_no_entries():
    head = ["Ref", "Date of breach", "What happened", "ICO told?"]
    rows = csv_of(["St Oak's breach log 2021", "", "", ""], [], head,
                  ["", "dd/mm/yyyy", "e.g. lost", "Y/N"], ["1", "12/3/2021", "Lost", "N"], [],
                  head, ["2", "4 May", "Stolen", "Y"], ["Key: Y = yes"])  # fmt: skip

    found = plan(rows)

    assert [entry.said["reference"] for entry in found.entries] == ["1", "2"]
    assert found.entries[1].day("occurred").start.as_text() == "2021-05-04"
    assert len(found.left_out) == 2


def test_what_cannot_be_is_doubted():
    head = ["Date of breach", "Date discovered", "What happened", "Status"]
    rows = csv_of(
        head, ["13/3/2031", "14/3/2031", "x", "Open"], ["14/3/2021", "13/3/2021", "y", ""]
    )

    said = doubts(rows)

    assert "row 2: when it happened is in the future" in said
    assert "row 3: when it was discovered is before when it happened" in said
    assert any("it comes in closed" in each for each in said)


def a_zip(**members):
    file = io.BytesIO()
    with zipfile.ZipFile(file, "w") as archive:
        for name, content in members.items():
            archive.writestr(name.replace("__", "/"), content)
    return file.getvalue()


OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\0" * 600
NO_LOGS = {
    "password": (OLE + "EncryptedPackage".encode("utf-16-le"), "locked with a password"),
    "old word": (OLE + "WordDocument".encode("utf-16-le"), "Word document"),
    "word": (a_zip(word__document="x"), "Word document"),
    "text document": (a_zip(mimetype="application/vnd.oasis.opendocument.text"), "Word document"),
    "archive": (a_zip(readme="x"), "not a spreadsheet"),
    "broken": (b"PK\x03\x04 nothing more", "could not open"),
    "broken old": (OLE, "could not open"),
    "pdf": (b"%PDF-1.7", "PDF"),
    "photo": (b"\xff\xd8\xff\xe0 photo", "photo"),
    "web page": (b"<html><table><tr><td>Ref</td></tr></table>", "web page"),
    "web page of Excel": (b"<style>td {}</style><table><tr><td>Ref</td></tr></table>", "web page"),
    "web page in two bytes": ("<html><table></table></html>".encode("utf-16"), "web page"),
    "saved web page": (b"MIME-Version: 1.0\r\n\r\n<html><table></table>", "web page"),
    "numbers": (a_zip(**{"Index__Document.iwa": "x"}), "Numbers file"),
    "program": (bytes(range(256)) * 20, "not a spreadsheet"),
    "old xml": (
        b'<?xml version="1.0"?><Workbook xmlns="urn:schemas-microsoft-com:office:spreadsheet"/>',
        "XML Spreadsheet 2003",
    ),
    "headings alone": (b"Ref,Date of breach,What happened,ICO told?\n", "no entry below it"),
    "no headings": (b"hello,there\n1,2\n", "no row of headings"),
    "empty": (b"\n\n,,\n", "nothing in this file"),
    "quotation": (b'Ref,Date,Details\n1,2,"' + b"x" * 1_100_000, "quotation mark"),
    "wide": (b",".join([b"Date"] * 201), "more than 200 columns"),
    "long": (b"Ref,Date of breach\n" + b"1,2\n" * 10_001, "more than 10,000 rows"),
    "large": (b"x" * (20 * 1024 * 1024 + 1), "bigger than 20MB"),
    "far cell": (a_zip(xl__worksheets__sheet1="").replace(b"sheet1", b"sheet1"), "could not open"),
}


LONG = ("1" * 40_000, "1 " * 20_000, "12/03/2021 " * 4_000, "no not " * 6_000, "1st of " * 6_000,
        "1" + "," * 40_000, "😀" * 40_000, "-" * 40_000)  # fmt: skip


@pytest.mark.parametrize("cell", LONG)
def test_a_very_long_cell_is_kept_whole_and_keeps_nobody_waiting(cell):
    head = ["Ref", "Date of breach", "What happened", "People affected", "ICO told?"]

    [entry, _] = plan(csv_of(head, [cell] * 5, ["2", "4 May 2021", "Lost", "2", "No"])).entries

    assert [text for _, text in entry.original] == [cell.strip()] * 5


def test_headings_below_a_block_with_the_schools_name_are_found():
    head = ["Ref", "Date of breach", "What happened", "People affected", "ICO told?"]
    block = [["Oak School"], [], ["Data breach log"], ["DPO:", "Mrs Price"], ["Tel:", "01234"],
             ["Last reviewed", "01/09/2021"], [], ["How to use: a row each"], [], []]  # fmt: skip

    [entry] = plan(csv_of(*block, head, ["1", "4 May 2021", "Lost", "2", "No"])).entries

    assert (entry.rows, entry.said["what"]) == ((12,), "Lost")


@pytest.mark.parametrize("name", NO_LOGS)
def test_a_file_that_is_no_log_is_refused_with_what_to_do_instead(name):
    data, words = NO_LOGS[name]

    with pytest.raises(Refused) as refusal:
        plan(data)

    assert words in refusal.value.reasons[0].message


def test_one_stray_cell_far_away_is_named():
    rows = [["Ref", "Date of breach", "What happened"], ["1", "12/3/2021", "Lost"]]
    data = xlsx_of({"Log": rows + [[]] * 30_000 + [["stray"]]})

    with pytest.raises(Refused, match="A30003"):
        plan(data)


def test_cells_in_which_a_formula_failed_are_named():
    file = io.BytesIO()
    book = Workbook(file, {"in_memory": True})
    sheet = book.add_worksheet("Log")
    sheet.write_row(0, 0, ["Ref", "Date of breach", "What happened", "ICO told?"])
    sheet.write_row(1, 0, ["1", "14/05/2021", "A letter went to the wrong family"])
    sheet.write_formula(1, 3, "=NA()", None, "#N/A")
    book.close()

    found = plan(file.getvalue())

    assert found.notes[0] == (
        "The spreadsheet itself shows an error, such as #REF!, in D2. Nothing can be read from"
        " there: look in the file what should stand there."
    )
