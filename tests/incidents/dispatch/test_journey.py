"""From the list to everybody told, on the pages alone, with nothing that was not cleared."""

import io
import zipfile

import pytest
from django.core import mail as outbox
from django.core.files.uploadedfile import SimpleUploadedFile

from tests.incidents.importing.logs import csv_of
from tests.incidents.letter_paper.papers import a_paper, upload, words_of
from tests.incidents.visits import Visitor
from tests.notices import WORDS
from tests.worlds import FRIDAY, decided
from tocsin.core.notice_parts import PARTS
from tocsin.core.roles import Role
from tocsin.incidents.models import AgendaItem, Telling
from tocsin.jobs.worker import Worker
from tocsin.ledger.tenancy import reading

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("clock")]
LIST = csv_of(
    ("Name", "DOB", "Parent", "Parent email", "Address", "Court order"),
    ("Ann Lee", "3/4/2015", "Mrs Lee", "lee@example.org", "1 High Street", ""),
    ("Ben Lee", "30/9/2017", "Mrs Lee", "lee@example.org", "1 High Street", ""),
    ("Cat Moss", "20/1/2011", "", "", "2 Low Road", ""),
    ("Dee Ngo", "28/2/2014", "Mr Ngo", "ngo@example.org", "3 Mill Lane", "yes"),
)
WHEN = {"done_at_day": 20, "done_at_month": 11, "done_at_year": 2026, "done_at_time": "3pm"}
GREETING = {"part-greeting": "Dear {name}", "part-what": "We sent out the name of {child}."}


@pytest.fixture
def case(undecided, by):
    return decided(undecided, by, regulator="yes", people="yes")


@pytest.fixture
def helen(team):
    return Visitor(team[Role.HEAD])


def list_them(visitor, case):
    file = SimpleUploadedFile("people.csv", LIST)
    page = visitor.post(f"/incidents/{case.pk}/people/import/", people=file, kind="pupil")
    visitor.send(page.path, **{"import": "yes"})


def notice_put_up(visitor, case):
    parts = {f"part-{part.key}": WORDS[part.key] for part in PARTS["people"]}
    visitor.send(f"/incidents/{case.pk}/notices/write/people/en/", **parts | GREETING)
    notice = case.notice_set.get()
    visitor.post(f"/incidents/{case.pk}/notices/{notice.pk}/put-up/", seen=notice.revision)


def clear(visitor, case):
    notice = case.notice_set.get()
    visitor.post(f"/incidents/{case.pk}/notices/{notice.pk}/clear/", seen=notice.revision)


def make(visitor, case, way):
    path = f"/incidents/{case.pk}/letters/make/"
    return visitor.post(path, way=way, again="no", medium_reason="")


def work():
    worker = Worker(clock=lambda: FRIDAY)
    while worker.do_next():
        pass


def letters_sent():
    return [each for each in outbox.outbox if "X-Tocsin-Letter" in each.extra_headers]


def is_told(case):
    with reading(case.school_id):
        return not AgendaItem.objects.filter(incident=case, duty="tell-people").exists()


@pytest.fixture
def cleared(priya, helen, case):
    """A list of four, and a notice that the Deputy DPO and the Headteacher cleared."""
    list_them(priya, case)
    notice_put_up(priya, case)
    clear(priya, case)
    clear(helen, case)
    return case


@pytest.mark.clause("BR-5.17")
def test_nothing_goes_out_until_both_have_cleared_it(priya, helen, case):
    list_them(priya, case)
    notice_put_up(priya, case)
    clear(priya, case)

    assert make(priya, case, "email").status == 409
    assert make(priya, case, "paper").status == 409
    clear(helen, case)
    assert make(priya, case, "email").status == 200


@pytest.mark.clause("BR-5.17")
def test_a_parent_of_young_children_gets_one_email_about_them(priya, cleared):
    make(priya, cleared, "email")
    work()

    [lee] = letters_sent()
    assert (lee.to, lee.body[:12]) == (["lee@example.org"], "Dear Mrs Lee")
    assert "the name of Ann Lee and Ben Lee." in lee.body


@pytest.mark.clause("BR-5.17")
def test_the_people_are_told_once_the_last_of_them_is_reached(priya, cleared):
    make(priya, cleared, "email")
    work()
    priya.send(f"{make(priya, cleared, 'paper').path}done/", **WHEN)  # Cat has no email
    assert not is_told(cleared)  # Dee waits for a word of the safeguarding lead

    page = priya.post(f"/incidents/{cleared.pk}/people/open/")
    href = page.links["Record what safeguarding says about Dee Ngo"]
    priya.send(href, word="write", word_of="dsl", words="Only to the father.")
    make(priya, cleared, "email")
    work()

    assert letters_sent()[1].to == ["ngo@example.org"]
    assert is_told(cleared)
    with reading(cleared.school_id):
        details = Telling.objects.get(whom="people").details
    assert details == "Everybody on the list was reached: 4."


@pytest.mark.clause("BR-5.17")
def test_letters_come_on_the_schools_own_paper(priya, cleared, team):
    paper = upload(a_paper("{{ date }}", "{{ words }}", header="{{ school }}, {{ reference }}"))
    Visitor(team[Role.ADMINISTRATOR]).post("/letters/paper/", file=paper)

    page = make(priya, cleared, "paper")
    answer = priya.client.post(f"{page.path}own-paper/1/")

    with zipfile.ZipFile(io.BytesIO(answer.content)) as archive:
        assert archive.namelist() == ["letter-0001.docx", "letter-0002.docx"]
        words = words_of(archive.read("letter-0001.docx"))
    assert words[0] == f"{cleared.school.name}, {cleared.reference}"
    assert any("Dear Mrs Lee" in each for each in words)
