"""Not telling the regulator is a document too: why, on what it rests, and the next look at it."""

import pytest

from tests.incidents.regulator.sending import path_of, words_of_pdf
from tests.incidents.visits import Visitor
from tests.worlds import a_member, a_report, a_school, assessed, decided, described, triaged
from tocsin.core.roles import Role

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("clock")]


@pytest.fixture
def kept(team, by):
    """A breach of which it was decided not to tell."""
    found = described(triaged(a_report(team[Role.STAFF]), by), by)
    return decided(assessed(found, by), by, regulator="no")


@pytest.mark.clause("BR-5.22")
def test_it_says_why_on_what_it_rests_and_when_it_is_looked_at_again(priya, kept, tmp_path):
    link = priya.open(f"/incidents/{kept.pk}/").links["Why the regulator is not told"]

    page = priya.open(link)
    content = priya.client.get(priya.base + path_of(kept, "not-reported/document/")).content

    words = " ".join(words_of_pdf(content, tmp_path).split())
    for said in (
        "A list of names, and no harm.", "Priya Shah: agrees", "Version 1, 3:40pm",
        "A risk is unlikely", "They wrote back.", "4 December 2026",
    ):  # fmt: skip
        assert said in page.words
        assert said in words
    assert b"/StructTreeRoot" in content


def test_new_facts_are_said_and_a_look_is_added(by, priya, kept):
    described(kept, by, people=900)
    priya.send(f"/incidents/{kept.pk}/decision/review/", words="Still no harm.")

    page = priya.open(path_of(kept, "not-reported/"))

    assert page.facts()["New facts since the assessment"] == "Yes: it has to be decided anew"
    assert "Priya Shah: Still no harm." in page.words
    assert page.facts()["Next on"] == "No day is set"


def test_a_decision_that_was_taken_anew_stays_on_the_record(by, priya, kept):
    decided(kept, by, regulator="yes")

    page = priya.open(path_of(kept, "not-reported/"))

    assert "Another decision came after this one." in page.words
    assert "decide anew" not in page.words


def test_without_such_a_decision_there_is_no_document(priya, incident):
    assert "Nobody has decided not to tell" in priya.open(path_of(incident, "not-reported/")).words
    assert priya.open(path_of(incident, "not-reported/document/")).status == 404


def test_a_governor_and_another_school_find_nothing(team, kept):
    stranger = Visitor(a_member(a_school(), Role.DPO))

    for page in ("not-reported/", "not-reported/document/", "not-reported/word/"):
        assert Visitor(team[Role.GOVERNOR]).open(path_of(kept, page)).status == 403
        assert stranger.open(path_of(kept, page)).status == 404
