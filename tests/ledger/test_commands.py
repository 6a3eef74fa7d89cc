"""What an operator, and whoever they give an export to, can find out on the command line."""

import json
import subprocess
import sys
from datetime import timedelta
from pathlib import Path

import pytest
from django.core.management import CommandError, call_command

from tests.ledger.tampering import unprotected
from tests.worlds import FRIDAY, a_member, a_report, a_school
from tocsin.core.roles import Role
from tocsin.incidents.models import Incident
from tocsin.jobs.registry import kind
from tocsin.ledger.models import Checkpoint, Entry
from tocsin.ledger.tenancy import reading

pytestmark = pytest.mark.django_db
VERIFIER = Path(__file__).parents[2] / "tools" / "verify_export.py"


def said_by(capsys, *words, **options):
    call_command(*words, **options)
    return capsys.readouterr().out.strip()


def check(file, *words):
    """Run the stand-alone verifier in a process of its own, where there is no Tocsin."""
    command = [sys.executable, "-I", str(VERIFIER), str(file), *words]
    return subprocess.run(command, capture_output=True, text=True, check=False)  # noqa: S603


@pytest.fixture
def school():
    incident = a_report()
    a_member(incident.school, Role.DPO)
    return incident.school


@pytest.mark.clause("SI-M5")
def test_verify_says_that_everything_holds(school, capsys):
    said = said_by(capsys, "verify", school=school.slug)

    assert said == (
        f"{school.slug}: The ledger holds: 5 entries, 6 rows exactly as recorded,"
        " 0 signed checkpoints."
    )


@pytest.mark.clause("SI-M5")
def test_verify_names_a_column_that_was_changed_by_hand(school, capsys):
    with unprotected(school.pk):
        Incident.objects.filter(school=school).update(title="Nothing happened")

        with pytest.raises(CommandError, match="1 of 1 ledgers checked did not hold"):
            call_command("verify", school=school.slug)

    assert "was changed (title) behind the ledger's back" in capsys.readouterr().out


@pytest.mark.clause("SI-M5")
def test_verify_names_an_entry_that_was_taken_out(school, capsys):
    with unprotected(school.pk):
        Entry.objects.filter(school_id=school.pk, number=3).delete()

        with pytest.raises(CommandError):
            call_command("verify", school=school.slug, json=True)

    said = json.loads(capsys.readouterr().out)
    assert said["holds"] is False
    assert said["fault"] == "Entry 3 is missing: after 2 comes 4."


def test_verify_without_a_name_checks_every_school(school, capsys):
    other = a_school()

    lines = said_by(capsys, "verify").splitlines()

    assert [line.partition(":")[0] for line in lines] == sorted([other.slug, school.slug])


@pytest.mark.parametrize("command", ["verify", "export_ledger"])
def test_a_school_that_does_not_exist_is_named(command, tmp_path):
    words = [command, *([str(tmp_path / "x")] if command == "export_ledger" else [])]

    with pytest.raises(CommandError, match="There is no school at /s/nowhere/"):
        call_command(*words, school="nowhere")


def test_every_hour_the_ledgers_that_grew_are_signed_once(school):
    hourly = kind("ledger.checkpoint").run

    hourly(school_id=None, at=FRIDAY)
    hourly(school_id=None, at=FRIDAY + timedelta(hours=1))
    a_member(school)
    hourly(school_id=None, at=FRIDAY + timedelta(hours=2))

    with reading(school.pk):
        made = Checkpoint.objects.filter(school_id=school.pk)
        assert [each.size for each in made] == [5, 6]


@pytest.mark.clause("SI-M5")
def test_an_export_holds_without_tocsin(school, tmp_path, capsys):
    file = tmp_path / "ledger.jsonl"
    key = said_by(capsys, "ledger_key")

    call_command("export_ledger", str(file), school=school.slug)

    found = check(file, "--key", key)
    assert (found.returncode, found.stderr) == (0, "")
    assert found.stdout == "5 entries hold, and are those of the checkpoint.\n"
    assert f"is this the key of the school? {key}" in check(file).stdout


@pytest.mark.clause("SI-M5")
@pytest.mark.parametrize(
    ("change", "said"),
    [
        (lambda lines: lines[:2] + lines[3:], "Where entry 2 should stand is entry 3."),
        (lambda lines: lines[:5] + lines[6:], "The checkpoint is over 5 entries; the file has 4."),
        (lambda lines: lines[:-1], "The file ends before the checkpoint."),
        (lambda lines: [*lines[:2], lines[2].replace("2026", "2025"), *lines[3:]], "not those"),
        (lambda lines: [*lines[:-1], lines[-1].replace("5\\n", "4\\n")], "signature"),
        (lambda lines: [lines[0][:9]], "cannot be read"),
    ],
    ids=["an entry out", "the last out", "no checkpoint", "an entry altered", "forged", "empty"],
)
def test_an_export_that_was_changed_does_not_hold(school, tmp_path, change, said):
    file = tmp_path / "ledger.jsonl"
    call_command("export_ledger", str(file), school=school.slug)
    file.write_text("\n".join(change(file.read_text().splitlines())))

    found = check(file)

    assert (found.returncode, found.stderr) == (1, "")
    assert said in found.stdout


@pytest.mark.clause("SI-M5")
@pytest.mark.parametrize("number", [1, 3, 5])
def test_one_entry_can_be_proved_without_showing_the_others(school, tmp_path, number):
    file = tmp_path / "entry.json"

    call_command("export_ledger", str(file), school=school.slug, entry=number)

    assert f"Entry {number} is in the ledger of 5 entries." in check(file).stdout
    assert len(file.read_text().splitlines()) == 1
    file.write_text(file.read_text().replace("2026", "2025", 1))
    assert "The entry is not in the tree of the checkpoint." in check(file).stdout


def test_an_entry_that_does_not_exist_cannot_be_proved(school, tmp_path):
    with pytest.raises(CommandError, match=f"The ledger of {school.slug} has no entry 99"):
        call_command("export_ledger", str(tmp_path / "x"), school=school.slug, entry=99)
