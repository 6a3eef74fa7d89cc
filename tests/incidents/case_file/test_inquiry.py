"""What was written down in an investigation stands in the case file, and names are hidden."""

import subprocess

import pytest

from tests.incidents.custody.test_custody import HANDED, a_file, a_stick, page_of
from tests.incidents.inquiry.keeping import keep, records, write_down
from tests.incidents.visits import Visitor
from tests.kept import kept
from tests.worlds import a_report, a_school, a_team, triaged
from tocsin.core.roles import Role

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("clock")]


built_team, team = kept("team", lambda: a_team(a_school()))


@pytest.fixture
def incident(team):
    return triaged(a_report(team[Role.STAFF]), team[Role.DEPUTY_DPO])


@pytest.fixture
def priya(team):
    return Visitor(team[Role.DEPUTY_DPO])


@pytest.fixture
def paper(priya, incident, tmp_path):
    """The words of the case file of an incident with a record of everything."""
    keep(priya, incident)
    (risk,) = records(incident)
    priya.send(f"/incidents/{incident.pk}/records/{risk.pk}/correct/", words="Ring each of them.")
    write_down(priya, incident)
    row = a_stick(priya, incident)
    a_file(priya, incident)
    priya.send(page_of(incident, f"{row.pk}/handling/"), **HANDED)

    def made(hidden):
        path = f"{priya.base}/incidents/{incident.pk}/case-file/"
        (tmp_path / "file.pdf").write_bytes(priya.client.post(path, {"hidden": hidden}).content)
        done = subprocess.run(  # noqa: S603
            ["pdftotext", "-layout", str(tmp_path / "file.pdf"), "-"],  # noqa: S607 - our own file
            capture_output=True, check=True, text=True,
        )  # fmt: skip
        return " ".join(done.stdout.split())

    return made


def test_records_interviews_and_evidence_are_in_the_file(paper):
    words = paper("nothing")

    assert "Families move school (High, Helen Moss). Ring each of them." in words
    assert "(corrected or struck out later) Families move school" in words
    assert "Bel Ashe, 19 November 2026" in words
    assert "I chose the wrong list. (Not asked whether they agree)" in words
    assert "From Tom Reed. The safe Found in room 4." in words
    assert "Handed over: PC Jones, 2:00pm on Friday 20 November 2026. Police station" in words
    assert "SHA-256:" in words


def test_with_names_hidden_nobody_who_was_spoken_to_or_had_something_is_named(paper):
    words = paper("names")

    assert "I chose the wrong list." in words
    for name in ("Bel", "Ashe", "Jones", "Helen", "Moss", "Reed"):
        assert name not in words


def test_without_words_nothing_that_was_said_is_left(paper):
    words = paper("words")

    for written in ("wrong list", "court order", "room 4", "Ring each"):
        assert written not in words
