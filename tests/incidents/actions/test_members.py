"""A member of staff is asked for something, and sees that and nothing else."""

from datetime import timedelta

import pytest

from tests.incidents.actions.asking import WANTED, ask
from tests.incidents.visits import Visitor
from tests.worlds import FRIDAY, a_member, a_school, closed, ready_to_close
from tocsin.core.roles import Role
from tocsin.ledger.tenancy import reading

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("clock")]


@pytest.fixture
def tom(team):
    return Visitor(team[Role.STAFF], factors=1)


def test_staff_see_what_they_are_asked_and_nothing_of_the_incident(team, incident, priya, tom):
    action = ask(priya, incident, team[Role.STAFF])

    mine = tom.open("/asked/")
    page = tom.open(f"/asked/{action.pk}/")

    assert WANTED in mine.words
    assert "By 25 November 2026" in mine.words
    assert WANTED in page.words
    assert "Zebra" not in mine.html + page.html
    assert incident.reference not in mine.html + page.html
    assert tom.open(f"/incidents/{incident.pk}/").status == 403


def test_an_answer_is_given_looked_at_and_accepted(team, incident, priya, tom):
    action = ask(priya, incident, team[Role.STAFF])

    tom.send(f"/asked/{action.pk}/", words="The behaviour log.")
    work = priya.open("/my-work/").words
    priya.send(f"/incidents/{incident.pk}/actions/{action.pk}/look/", verdict="accept")

    shown = priya.open(f"/incidents/{incident.pk}/actions/").words
    assert "Look at an answer: accept it, or give it back" in work
    assert "Question: Tom Reed" in shown
    assert "The behaviour log." in shown
    assert "Done" in shown
    assert "Look at an answer" not in priya.open("/my-work/").words
    timeline = priya.open(f"/incidents/{incident.pk}/timeline/").words
    assert "An answer came by Tom Reed 3:40pm on Friday 20 November 2026 The beh" in timeline


def test_an_answer_that_lacks_something_is_given_back(team, incident, priya, tom):
    action = ask(priya, incident, team[Role.STAFF])
    tom.send(f"/asked/{action.pk}/", words="A list.")

    priya.send(
        f"/incidents/{incident.pk}/actions/{action.pk}/look/", verdict="give_back",
        words="Which one?",
    )  # fmt: skip

    assert "Something is missing: Which one?" in tom.open(f"/asked/{action.pk}/").words
    tom.send(f"/asked/{action.pk}/", words="The behaviour log.")
    assert "The behaviour log." in priya.open(f"/incidents/{incident.pk}/actions/").words


def test_it_is_a_duty_of_the_one_who_was_asked_until_the_day(team, incident, priya):
    helen = Visitor(team[Role.HEAD])
    ask(priya, incident, team[Role.HEAD], kind="action", words="Ring the chair of governors.")

    rows = [row for row in helen.open("/my-work/").rows() if "Do what you were asked" in row]

    assert len(rows) == 1
    assert "Wed 25 Nov, 11:59pm" in rows[0]


def test_nobody_else_answers_and_another_school_finds_nothing(team, incident, priya):
    action = ask(priya, incident, team[Role.STAFF])
    stranger = Visitor(a_member(a_school(), Role.HEAD))

    assert Visitor(team[Role.OFFICE]).open(f"/asked/{action.pk}/").status == 404
    assert stranger.open(f"/asked/{action.pk}/").status == 404
    assert stranger.open(f"/incidents/{incident.pk}/actions/").status == 404


def test_a_second_press_of_the_button_answers_once(team, incident, priya, tom):
    action = ask(priya, incident, team[Role.STAFF])
    tom.post(f"/asked/{action.pk}/", words="The behaviour log.")

    page = tom.post(f"/asked/{action.pk}/", words="Another word.")

    assert page.status == 409
    assert "This has moved on meanwhile." in page.words
    with reading(incident.school_id):
        action.refresh_from_db()
    assert action.answer == "The behaviour log."


def test_what_is_not_needed_any_more_is_withdrawn_with_the_reason(team, incident, priya, tom):
    action = ask(priya, incident, team[Role.STAFF])

    priya.send(f"/incidents/{incident.pk}/actions/{action.pk}/withdraw/", words="Found it.")

    assert tom.open("/asked/").words.endswith("Nothing at the moment.")
    assert "This is not asked for any more." in tom.open(f"/asked/{action.pk}/").words
    assert "Not asked for any more" in priya.open(f"/incidents/{incident.pk}/actions/").words


def test_an_open_action_stands_in_the_way_of_closing(team, incident, priya):
    ask(priya, incident, team[Role.STAFF])

    page = priya.open(f"/incidents/{incident.pk}/close/")

    assert "Before closing: answer a question you were asked." in page.words


def test_a_preventive_action_outlives_the_incident_until_it_is_found_to_work(team, priya, tom):
    done = ready_to_close(team[Role.DEPUTY_DPO])
    words = "Two people check each list."
    action = ask(priya, done, team[Role.STAFF], kind="preventive", words=words)

    closed(action.incident, team[Role.DEPUTY_DPO])
    tom.send(f"/asked/{action.pk}/", words="We do so now.")
    priya.send(f"/incidents/{done.pk}/actions/{action.pk}/look/", verdict="accept")

    assert "Check that a preventive action works" in priya.open("/my-work/").words
    priya.send(f"/incidents/{done.pk}/actions/{action.pk}/look/", words="I watched them.")
    assert "Check that a preventive action works" not in priya.open("/my-work/").words


def test_the_day_is_today_or_later(team, incident, priya):
    day = (FRIDAY - timedelta(days=1)).date()
    page = priya.send(
        f"/incidents/{incident.pk}/actions/ask/", kind="request", words=WANTED, who="member",
        person=str(team[Role.STAFF].person_id),
        due_on_day=day.day, due_on_month=day.month, due_on_year=day.year,
    )  # fmt: skip

    assert page.errors == ["The day must be today or later"]
