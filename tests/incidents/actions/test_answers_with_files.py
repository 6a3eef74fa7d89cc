"""An answer comes with files: from staff who see nothing else, and from outside by a link."""

import pytest
from django.test import Client

from tests.incidents.actions.asking import ask
from tests.incidents.actions.test_outsiders import link_in, mails_to
from tests.incidents.evidence.samples import EXE, PDF, upload
from tests.incidents.visits import Visitor
from tests.jobs.test_delivering import port  # noqa: F401 - a fixture
from tests.worlds import a_school, a_team
from tocsin.core.roles import Role
from tocsin.incidents.models import Action, Attachment
from tocsin.ledger.files import place_of
from tocsin.ledger.tenancy import reading

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("clock")]
SAID = "The behaviour log."


@pytest.fixture
def team():
    """A school for each test: its files are not taken back with the database."""
    return a_team(a_school())


@pytest.fixture
def tom(team):
    return Visitor(team[Role.STAFF], factors=1)


@pytest.fixture
def link(incident, priya, port):  # noqa: F811
    ask(priya, incident, email="help@ring.example")
    (mail,) = mails_to("help@ring.example", port)
    return link_in(mail)


def kept(incident):
    with reading(incident.school_id):
        rows = Attachment.objects.filter(school_id=incident.school_id).order_by("name")
        return list(rows.select_related("action"))


def state_of(incident):
    with reading(incident.school_id):
        return Action.objects.get(school_id=incident.school_id).state


def test_the_files_of_an_answer_are_kept_with_the_incident(team, incident, priya, tom):
    action = ask(priya, incident, team[Role.STAFF])

    tom.send(f"/asked/{action.pk}/", words=SAID, added=[upload("log.pdf"), upload("x.txt", b"a")])

    look = priya.open(f"/incidents/{incident.pk}/actions/{action.pk}/look/").words
    assert "The answer: The behaviour log. With it: log.pdf, x.txt" in look
    assert (
        "With it: log.pdf, x.txt. All files"
        in priya.open(f"/incidents/{incident.pk}/actions/").words
    )
    assert "by Tom Reed" in priya.open(f"/incidents/{incident.pk}/files/").words
    assert (
        "was received at 3:40pm on Friday 20 November 2026, with log.pdf, x.txt."
        in tom.open(f"/asked/{action.pk}/").words
    )
    assert [row.by_id for row in kept(incident)] == [team[Role.STAFF].person_id] * 2


def test_somebody_outside_sends_files_by_the_link(link, incident, priya):
    bel = Visitor(Client())

    page = bel.send(link, words=SAID, added=[upload("sync log.pdf")])

    assert "Thank you." in page.words
    (row,) = kept(incident)
    assert (row.name, row.by_id, row.action.state) == ("sync log.pdf", None, "answered")
    fetched = priya.client.post(f"{priya.base}/incidents/{incident.pk}/files/{row.pk}/")
    assert b"".join(fetched.streaming_content) == PDF
    listed = priya.open(f"/incidents/{incident.pk}/files/").words
    assert "3:40pm on Friday 20 November 2026 with an answer from outside" in listed


def test_a_file_that_may_not_be_kept_is_named_and_the_words_stay(link, incident):
    bel = Visitor(Client())

    page = bel.send(link, words=SAID, added=[upload("run.exe", EXE), upload("none.pdf", b"")])

    assert page.status == 422
    assert any("run.exe" in error for error in page.errors)
    assert any("“none.pdf” is empty" in error for error in page.errors)
    assert SAID in page.html
    assert kept(incident) == []


def test_a_dead_link_and_a_guess_keep_no_file(link, incident, priya):
    bel = Visitor(Client())
    bel.post(f"{link[:-3]}00/", words=SAID, added=[upload("log.pdf")])
    bel.send(link, words=SAID)

    bel.post(link, words="Again.", added=[upload("log.pdf")])

    assert kept(incident) == []
    assert SAID in priya.open(f"/incidents/{incident.pk}/actions/").words


def test_nobody_who_is_not_asked_gets_a_file_in(incident):
    bel = Visitor(Client())

    for path in ("/", "/accounts/login/", f"/s/{incident.school.slug}/asked/"):
        bel.client.post(path, {"added": [upload("log.pdf")]})

    assert kept(incident) == []


def test_the_same_file_twice_is_kept_once(team, incident, priya, tom):
    action = ask(priya, incident, team[Role.STAFF])
    tom.send(f"/asked/{action.pk}/", words=SAID, added=[upload("log.pdf"), upload("same.pdf")])
    priya.send(
        f"/incidents/{incident.pk}/actions/{action.pk}/look/", verdict="give_back", words="More?"
    )

    tom.send(f"/asked/{action.pk}/", words="All.", added=[upload("log.pdf")])

    (row,) = kept(incident)
    assert row.name in {"log.pdf", "same.pdf"}
    places = place_of(row.school_id, row.sealed_digest).parents[1]
    assert len([each for each in places.rglob("*") if each.is_file()]) == 1
    assert state_of(incident) == "answered"


def test_a_second_press_of_the_button_adds_no_file(team, incident, priya, tom):
    action = ask(priya, incident, team[Role.STAFF])
    tom.post(f"/asked/{action.pk}/", words=SAID, added=[upload("log.pdf")])

    page = tom.post(f"/asked/{action.pk}/", words=SAID, added=[upload("other.pdf", PDF + b"\n")])

    assert page.status == 409
    assert [row.name for row in kept(incident)] == ["log.pdf"]
