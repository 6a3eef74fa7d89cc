"""The whole case as one document: the oldest first, names hidden unless somebody says otherwise."""

import re
import subprocess

import pytest

from tests.incidents.documents import WORD, download, headings_of_word, words_of_word
from tests.incidents.visits import Visitor
from tests.kept import kept
from tests.lists import listed
from tests.worlds import a_member, a_report, a_school, a_team, closed, ready_to_close, triaged
from tocsin.core.roles import Role
from tocsin.ledger.models import Entry
from tocsin.ledger.tenancy import reading

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("clock")]


def build():
    team = a_team(a_school())
    by = team[Role.DEPUTY_DPO]
    return team, closed(ready_to_close(by, story="Tom Reed sent it. Mrs Shah saw it first."), by)


built_world, world = kept("world", build)


@pytest.fixture
def team(world):
    return world[0]


@pytest.fixture
def incident(world):
    return world[1]


@pytest.fixture
def paper(team, incident, tmp_path):
    """The words of the document that somebody made."""

    def made(about=incident, **answers):
        visitor = Visitor(team[Role.DPO])
        path = f"{visitor.base}/incidents/{about.pk}/case-file/"
        answer = visitor.client.post(path, answers)
        assert answer["Content-Type"] == "application/pdf"
        assert b"/StructTreeRoot" in answer.content
        (tmp_path / "file.pdf").write_bytes(answer.content)
        return subprocess.run(  # noqa: S603
            ["pdftotext", str(tmp_path / "file.pdf"), "-"],  # noqa: S607 - our own file
            capture_output=True, check=True, text=True,
        ).stdout  # fmt: skip

    return made


def test_names_are_hidden_unless_somebody_says_otherwise(team, incident):
    page = Visitor(team[Role.DPO]).open(f"/incidents/{incident.pk}/case-file/")

    chosen = [e for e in page.tree.all("input") if "checked" in e.attributes]
    assert [each.attributes["value"] for each in chosen] == ["names"]


def test_with_names_hidden_each_person_has_a_number(paper):
    words = " ".join(paper(hidden="names").split())

    found = re.search(r"Person (\d+) sent it\. Mrs Person (\d+) saw it first\.", words)
    assert found
    assert found[1] != found[2]
    for name in ("Reed", "Shah", "Helen", "Moss"):
        assert name not in words
    assert "The names we know are hidden" in words


def test_names_on_the_list_of_people_affected_are_hidden_too(team, paper):
    by = team[Role.DEPUTY_DPO]
    told = triaged(a_report(by, story="Ann Lee and Mrs J Lee read it."), by)

    words = " ".join(paper(listed(told, by), hidden="names").split())

    assert re.search(r"Person \d+ and (Mrs )?(J )?Person \d+ read it\.", words), words
    assert "Lee" not in words


def test_what_was_done_stands_the_oldest_first(paper):
    words = paper(hidden="nothing")

    assert "Mrs Shah saw it first." in words
    places = [words.index(each) for each in
              ("Incident reported", "Report looked at", "Review finished", ": Closed")]  # fmt: skip
    assert places == sorted(places)
    assert "Nothing is left out. It holds names" in " ".join(words.split())


def test_without_words_only_what_was_done_and_when_is_left(paper):
    words = " ".join(paper(hidden="words").split())

    assert "Review finished, by Person" in words
    for written in ("saw it first", "Check the list first", "Daily notice", "An honest mistake"):
        assert written not in words


def test_a_word_file_says_and_hides_the_same(team, incident):
    path = f"/incidents/{incident.pk}/case-file/"

    made = download(Visitor(team[Role.DPO]), path, hidden="names", kind="docx")

    assert made["Content-Type"] == WORD
    assert made["Content-Disposition"] == 'attachment; filename="case-file-2026-001.docx"'
    assert headings_of_word(made.content) == [
        "Case file 2026-001", "What is known now", "What we were told",
        "What happened, in order", "What people said", "Records of the investigation",
        "Evidence, and who had it", "What was done, in order", "What people are told",
        "The outcome report",
    ]  # fmt: skip
    words = "\n".join(words_of_word(made.content))
    assert re.search(r"Person \d+ sent it\. Mrs Person \d+ saw it first\.", words)
    for name in ("Reed", "Shah", "Helen", "Moss"):
        assert name not in words


def test_who_took_it_out_and_how_much_was_hidden_is_on_the_record(paper, team, incident):
    paper(hidden="nothing")

    with reading(incident.school_id):
        newest = Entry.objects.filter(school_id=incident.school_id).order_by("number").last()
    assert '"action":"case-file.made"' in newest.body
    assert '"hidden":"nothing"' in newest.body
    whole = Visitor(team[Role.HEAD]).open(f"/incidents/{incident.pk}/timeline/").words
    assert "The whole case was taken out as a document by Dan Price" in whole


def test_the_decision_that_few_may_read_is_in_no_case_file(paper):
    assert "An honest mistake." not in paper(hidden="nothing")


def test_a_case_that_has_just_begun_has_a_file(team):
    incident = a_report(team[Role.STAFF])
    visitor = Visitor(team[Role.DPO])

    path = f"{visitor.base}/incidents/{incident.pk}/case-file/"

    assert visitor.client.post(path, {"hidden": "names"}).content.startswith(b"%PDF")


@pytest.mark.parametrize("role", [Role.STAFF, Role.GOVERNOR, Role.INVESTIGATING_OFFICER])
def test_only_those_who_may_export_take_a_case_out(team, incident, role):
    path = f"/incidents/{incident.pk}/case-file/"

    assert Visitor(team[role]).open(path).status == 403
    assert Visitor(team[role]).post(path, hidden="nothing").status == 403
    assert Visitor(a_member(a_school(), Role.DPO)).post(path, hidden="nothing").status == 404


def test_whoever_answered_for_a_company_or_agreed_for_another_organisation_is_hidden(paper, team):
    incident = triaged(a_report(team[Role.STAFF]), team[Role.DEPUTY_DPO])
    priya = Visitor(team[Role.DEPUTY_DPO])
    priya.send(f"/incidents/{incident.pk}/joint/change/", controller="Anytown Council",
               settled="agreed", tells_regulator="us", tells_people="us", agreed_with="Cara Mills",
               agreed_at_day="20", agreed_at_month="11", agreed_at_year="2026",
               agreed_at_time="9am")  # fmt: skip

    words = " ".join(paper(about=incident, hidden="names").split())

    assert "Anytown Council, with Person" in words
    assert "Mills" not in words
