"""Letters to the people affected: whom they go to, in which words, and what becomes of them."""

import io
import zipfile
from datetime import timedelta

import pytest
from docx import Document

from tests.incidents.dispatch.posting import (
    WHEN,
    addressed,
    agenda,
    fetched,
    letters,
    looked_at,
    make,
)
from tests.incidents.visits import Visitor
from tests.lists import CAT, listed
from tests.notices import cleared, waiting
from tests.worlds import FRIDAY, decided
from tocsin.core.roles import Role
from tocsin.incidents.decision.commands import review_delay
from tocsin.incidents.letters import content_of
from tocsin.incidents.models import Incident
from tocsin.incidents.notices.commands import withdraw

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("clock")]


@pytest.mark.usefixtures("notice")
def test_brothers_and_sisters_with_one_addressee_get_one_letter(priya, incident):
    make(priya, incident)

    lees, cat = letters(incident)
    assert [content_of(lees).to, content_of(lees).about] == ["Mrs J Lee", "Ann Lee and Ben Lee"]
    assert "Dear Mrs J Lee" in content_of(lees).words
    assert "It is about Ann Lee and Ben Lee." in content_of(lees).words
    assert content_of(cat).to == "Cat Moss"  # 15 years old


@pytest.mark.usefixtures("notice")
@pytest.mark.parametrize(("days", "to"), [(0, "Mr Hill"), (1, "Eve Hill")])
def test_a_pupil_is_written_to_themselves_from_the_day_they_are_14(
    priya, incident, by, clock, days, to
):
    path = f"/incidents/{incident.pk}/people/add/"
    priya.send(path, name="Eve Hill", kind="pupil", parent="Mr Hill", language="en",
               postal="9 Long Lane", born_day=21, born_month=11, born_year=2012)  # fmt: skip

    clock(FRIDAY + timedelta(days=days))
    make(Visitor(by), incident)  # signed in anew

    assert to in addressed(incident)


@pytest.mark.usefixtures("notice")
def test_nothing_goes_out_about_a_court_order_before_somebody_has_looked(priya, incident):
    page = priya.open(f"/incidents/{incident.pk}/letters/make/")
    assert "1 held until safeguarding has looked" in page.words

    make(priya, incident)
    assert "Mr Ngo" not in addressed(incident)

    looked_at(priya, incident, "Dee Ngo")
    make(priya, incident)
    assert addressed(incident) == ["Mrs J Lee", "Cat Moss", "Mr Ngo"]


@pytest.mark.usefixtures("notice")
def test_whoever_is_spared_is_not_written_to_and_nobody_waits_for_them(priya, incident):
    looked_at(priya, incident, "Dee Ngo", word="spare")

    page = priya.send(f"{make(priya, incident).path}done/", **WHEN)

    assert "Sent: 2" in page.words
    assert "tell-people" not in agenda(incident)


@pytest.mark.usefixtures("notice")
def test_somebody_may_choose_against_the_age_and_says_why(priya, incident):
    page = priya.post(f"/incidents/{incident.pk}/people/open/")
    href = page.links["Choose who is written to about Ann Lee"]

    priya.send(href, addressed_to="self", reason="She asked for it herself.")
    make(priya, incident)

    assert addressed(incident) == ["Ann Lee", "Mrs J Lee", "Cat Moss"]


def test_nothing_leaves_that_is_not_cleared(priya, incident, by):
    waiting(incident, by)

    page = make(priya, incident)

    assert (page.status, letters(incident)) == (409, [])
    assert "No notice for them is cleared. Have one cleared first." in page.words


def test_nothing_leaves_with_the_words_of_a_notice_that_was_withdrawn(priya, incident, by, notice):
    withdraw(incident, notice_id=notice.pk, is_followed=False, by=by, at=FRIDAY)

    assert make(priya, incident).status == 409


def test_nothing_leaves_before_it_is_decided(priya, undecided, by):
    listed(undecided, by, CAT)

    page = make(priya, undecided)

    assert "Decide first that the people affected are told." in page.words


def test_letters_wait_while_the_police_ask_to_wait_and_go_out_once_it_is_over(
    priya, undecided, team, by
):
    delay = {"delay_authority": "Essex Police", "delay_until": FRIDAY.date()}
    incident = listed(decided(undecided, by, regulator="yes", people="later", **delay), by, CAT)
    cleared(incident, team[Role.HEAD], by)

    held = make(priya, incident)
    review_delay(incident, is_over=True, words="Over.", next_on=None, seen=incident.revision,
                 by=by, at=FRIDAY)  # fmt: skip
    make(priya, incident)

    assert "Somebody in authority asked to wait before people are told." in held.words
    assert addressed(incident) == ["Cat Moss"]


@pytest.mark.usefixtures("notice")
def test_a_second_click_makes_no_second_letter(priya, incident):
    make(priya, incident)

    page = make(priya, incident)

    assert (page.status, len(letters(incident))) == (409, 2)
    assert "There is nobody left to write to this way." in page.words


@pytest.mark.usefixtures("notice")
def test_plain_email_is_weighed_where_something_speaks_against_it(priya, incident):
    Incident.objects.filter(pk=incident.pk).update(data_kinds=["log_ins"])
    path = f"/incidents/{incident.pk}/letters/make/"

    shown = priya.open(path)
    page = priya.send(path, way="email", again="no", medium_reason="")

    assert "If email itself was broken into" in shown.words
    assert page.errors == ["Say why email is safe enough, or select another way"]
    assert letters(incident) == []


@pytest.mark.usefixtures("notice")
def test_welsh_words_go_to_whoever_reads_welsh_once_they_are_cleared(priya, incident, team, by):
    cleared(incident, team[Role.HEAD], by, language="cy", subject="Eich gwybodaeth")
    priya.send(f"/incidents/{incident.pk}/people/add/", name="Gwen", kind="adult", language="cy",
               postal="1 Stryd Fawr")  # fmt: skip

    make(priya, incident)

    said = {content_of(each).to: content_of(each).subject for each in letters(incident)}
    assert said["Gwen"] == "Eich gwybodaeth"
    assert said["Cat Moss"] == "About your information"


@pytest.mark.usefixtures("notice")
def test_letters_come_as_one_pdf_as_one_of_each_and_for_word(priya, incident):
    page = make(priya, incident)

    pdf, answer = fetched(priya, page, "pdf")
    word, _ = fetched(priya, page, "word")
    archive, _ = fetched(priya, page, "zip/1")

    assert pdf.startswith(b"%PDF")
    assert pdf == fetched(priya, page, "pdf")[0]  # the same bytes at each time
    name = f'attachment; filename="letters-{incident.reference}-1.pdf"'
    assert answer["Content-Disposition"] == name
    words = [each.text for each in Document(io.BytesIO(word)).paragraphs]
    assert "Dear Mrs J Lee" in words
    with zipfile.ZipFile(io.BytesIO(archive)) as found:
        assert found.namelist() == ["letter-0001.pdf", "letter-0002.pdf"]
        assert found.read("letter-0002.pdf").startswith(b"%PDF")


@pytest.mark.usefixtures("notice")
def test_that_letters_were_taken_out_is_on_the_record(priya, incident):
    page = make(priya, incident)

    fetched(priya, page, "pdf")

    history = priya.open(f"/incidents/{incident.pk}/timeline/")
    assert "Letters to the people affected taken out to print" in history.words
    assert "Lee" not in history.words
