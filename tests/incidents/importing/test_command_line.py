"""`tocsin import-log`: an earlier log brought in from the command line."""

from datetime import date

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.core.management import CommandError, call_command

from tests.incidents.importing.logs import ODD, PLAIN
from tests.incidents.visits import Visitor, filled_in
from tests.worlds import a_member, a_school
from tocsin.core.roles import Role
from tocsin.incidents.models import AgendaItem, Incident
from tocsin.jobs.models import Job
from tocsin.ledger.tenancy import reading
from tocsin.ledger.verifying import verify

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("clock")]


@pytest.fixture
def school():
    return a_school()


@pytest.fixture
def bring_in(school, tmp_path, capsys):
    def run(data, *options, name="log.csv"):
        file = tmp_path / name
        file.write_bytes(data if isinstance(data, bytes) else data.encode())
        call_command("import_log", str(file), "--school", school.slug, *options)
        return capsys.readouterr().out

    return run


def incidents(school):
    with reading(school.pk):
        return list(Incident.objects.filter(school_id=school.pk).order_by("number"))


def test_an_earlier_log_is_on_the_log_closed_and_in_the_order_of_its_days(school, bring_in):
    said = bring_in(PLAIN, "--yes")

    found = incidents(school)
    assert "Brought in 3." in said
    assert [each.reference for each in found] == ["2019-001", "2021-002", "2021-003"]
    assert {each.status for each in found} == {"closed"}
    assert [each.their_number for each in found] == ["003", "001", "002"]
    assert [each.occurred_from for each in found] == ["2019", "2021-03-12", "2021-09-28"]
    assert [each.retention_on for each in found] == [
        date(2025, 12, 31), date(2027, 3, 12), date(2027, 9, 28),
    ]  # fmt: skip
    assert verify(school.pk).holds


def test_nothing_is_owed_for_what_is_past(school, bring_in):
    before = Job.objects.count()

    bring_in(PLAIN, "--yes")

    with reading(school.pk):
        assert not AgendaItem.objects.filter(school_id=school.pk).exists()
    assert Job.objects.count() == before


def test_importing_twice_makes_no_doubles_also_with_the_columns_in_another_order(school, bring_in):
    bring_in(PLAIN, "--yes")
    turned = (
        "Description,Date discovered,Ref,Date of breach,Individuals informed?\n"
        "Marks were emailed to the wrong parent,13/03/2021,001,12/03/2021,Yes\n"
    )

    again = bring_in(PLAIN, "--yes")
    overlapping = bring_in(turned, "--yes")

    assert "Entries: 3, of which 3 are on the log already." in again
    assert "of which 1 are on the log already." in overlapping
    assert len(incidents(school)) == 3


def test_what_is_in_doubt_is_said_and_nothing_happens_without_a_yes(school, bring_in):
    with pytest.raises(CommandError, match="Nothing was brought in") as refusal:
        bring_in(PLAIN)

    assert refusal.value.returncode == 1
    assert incidents(school) == []


def test_a_dry_run_shows_the_columns_and_the_doubts(school, bring_in):
    said = bring_in(PLAIN, "--dry-run")

    assert "Date of breach -> occurred" in said
    assert "Colour -> kept word for word" in said
    assert "row 4: “whole year group” is no number of people" in said
    assert "Nothing was brought in." in said
    assert incidents(school) == []


def test_a_column_can_be_given_another_meaning(school, bring_in):
    bring_in(PLAIN, "--yes", "--map", "Lessons learned=nothing", "--map", "Colour=place")

    [_, marks, _] = incidents(school)
    page = Visitor(a_member(school, Role.DPO)).open(f"/incidents/{marks.pk}/")
    assert "Where: teal" in page.words
    assert marks.lessons == ""


@pytest.mark.parametrize(
    ("data", "options", "words"),
    [
        (b"", [], "This file is empty"),
        (b"%PDF-1.7 x", [], "This is a PDF"),
        (PLAIN.encode(), ["--map", "Mood=place"], "There is no column “Mood”"),
        (PLAIN.encode(), ["--map", "Ref=number"], "“number” is nothing a column can mean"),
        (
            PLAIN.encode(),
            ["--map", "Ref=what", "--map", "Description=what"],
            "“Ref” and “Description” are both",
        ),
    ],
)
def test_what_cannot_be_used_is_said_with_exit_code_2(school, bring_in, data, options, words):
    with pytest.raises(CommandError, match=words) as refusal:
        bring_in(data, "--yes", *options)

    assert refusal.value.returncode == 2
    assert incidents(school) == []


def test_a_row_that_stands_twice_in_the_file_is_said_to_and_comes_in_once(bring_in):
    row = ",1/2/2021,1/2/2021,A key was lost,1,Names,Found,N,N,None,red\n"

    shown = bring_in(PLAIN + row + row, "--dry-run")
    done = bring_in(PLAIN + row + row, "--yes")

    assert "of which 0 are on the log already" in shown
    assert "Twice in the file, and brought in once: 1." in shown
    assert "Brought in 4." in done


@pytest.mark.parametrize("first", ["the command", "the page"])
def test_the_same_file_by_command_and_by_page_makes_no_doubles(school, bring_in, first):
    priya = Visitor(a_member(school, Role.DEPUTY_DPO))
    ways = [lambda: bring_in(PLAIN, "--yes"), lambda: _by_page(priya)]
    ways = ways if first == "the command" else ways[::-1]

    for way in [*ways, *ways]:
        way()

    assert [each.their_number for each in incidents(school)] == ["003", "001", "002"]


def _by_page(priya):
    page = priya.post("/log/import/", log=SimpleUploadedFile("log.csv", PLAIN.encode()))
    priya.post(page.path, **filled_in(page.tree), **{"import": "yes"})


def test_a_log_without_a_column_for_what_happened_is_said_first(bring_in):
    data = ODD.encode()

    shown = bring_in(data, "--dry-run")
    chosen = bring_in(data, "--dry-run", "--map", "Wot went on-like=what")

    assert shown.startswith("No column was taken for what happened. Say which it is: --map")
    assert "No column was taken" not in chosen
