"""A company answers by a link: without an account, only what it was asked, until the link ends."""

from datetime import timedelta

import pytest
from django.db import IntegrityError
from django.test import Client

from tests.incidents.breaking import copy
from tests.incidents.processors.asking import ADDRESS, ask, link, mails_to, page_of, path_in
from tests.incidents.visits import Visitor
from tests.jobs.test_delivering import port  # noqa: F401 - a fixture
from tests.worlds import FRIDAY
from tocsin.incidents.models import Action, SupplierAnswer
from tocsin.jobs.schedules import Ticker
from tocsin.ledger.tenancy import reading
from tocsin.ledger.verifying import verify

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("clock")]
ANSWER = {"said_by": "Ann Lee", "said_as": "Security", "happened": "A log-in was stolen."}


@pytest.fixture
def asked(incident, priya, supplier, port):  # noqa: F811
    """The mail to the company, and the path of its link."""
    link(priya, incident, supplier)
    return ask(priya, incident, port, questions=["happened", "people"], words="Please tell us.")


@pytest.fixture
def outsider():
    return Visitor(Client())


def answers_of(incident):
    with reading(incident.school_id):
        return list(SupplierAnswer.objects.filter(incident=incident).order_by("at"))


def action_of(incident):
    with reading(incident.school_id):
        return Action.objects.get(incident=incident)


def test_the_company_sees_what_it_is_asked_and_nothing_else_of_the_case(asked, outsider, incident):
    mail, path = asked

    page = outsider.open(path)

    assert "Please tell us." in page.words
    assert "How many of our people are affected" in page.words
    assert "Was the information encrypted" not in page.words
    for words in ("Zebra", incident.reference, "daily notice", "Priya", str(incident.pk)):
        assert words not in page.html
        assert words not in mail.as_string()


def test_the_answer_is_kept_in_the_name_of_whoever_gave_it(asked, outsider, incident, priya):
    _, path = asked

    page = outsider.send(path, **ANSWER)

    assert "Your answer was received at 3:40pm" in page.words
    shown = priya.open(page_of(incident))
    assert "Ann Lee, Security" in shown.words
    assert shown.facts()["What happened, and how?"] == "A log-in was stolen."
    assert shown.facts()["How many of our people are affected, and how many records?"] == (
        "Not known yet"
    )
    timeline = priya.open(f"/incidents/{incident.pk}/timeline/").words
    assert "Ann Lee, Security: What happened, and how? A log-in was stolen." in timeline
    assert "Look at an answer: accept it, or give it back" in priya.open("/my-work/").words
    assert verify(incident.school_id).holds


def test_a_link_that_was_used_says_so_and_says_that_nothing_more_was_kept(
    asked, outsider, incident
):
    _, path = asked
    outsider.send(path, **ANSWER)

    page = outsider.post(path, **{**ANSWER, "happened": "And another thing."})

    assert page.status == 409
    assert "This link has been used." in page.words
    assert "What you sent just now was not kept." in page.words
    assert len(answers_of(incident)) == 1


def test_a_link_that_was_taken_back_says_so(asked, outsider, incident, priya):
    _, path = asked
    action = action_of(incident)

    priya.send(f"/incidents/{incident.pk}/actions/{action.pk}/withdraw/", words="We know now.")

    assert "The school has taken this link back" in outsider.open(path).words
    assert outsider.post(path, **ANSWER).status == 409
    assert answers_of(incident) == []


def test_a_link_that_has_ended_says_so_and_whom_to_phone(asked, outsider, incident, clock):
    _, path = asked
    clock(FRIDAY + timedelta(days=15))

    page = outsider.open(path)

    assert "This link ended at" in page.words
    assert "phone the school" in page.words
    assert outsider.post(path, **ANSWER).status == 409
    assert answers_of(incident) == []


def test_what_is_missing_is_asked_for_again_and_both_answers_stay(
    asked,
    outsider,
    incident,
    priya,
    port,  # noqa: F811
):
    _, path = asked
    outsider.send(path, **ANSWER)
    action = action_of(incident)

    priya.send(f"/incidents/{incident.pk}/actions/{action.pk}/look/", verdict="give_back",
               words="How many people?")  # fmt: skip
    (again,) = mails_to(ADDRESS, port)
    page = outsider.open(path_in(again))
    outsider.send(path, **{**ANSWER, "people": "About 300"})

    assert "Something is missing: How many people?" in page.words
    assert [(each.number, each.answers["people"]) for each in answers_of(incident)] == [
        (1, ""), (2, "About 300"),
    ]  # fmt: skip


def test_an_answer_says_something_and_whose_it_is(asked, outsider):
    _, path = asked

    assert outsider.send(path).errors == [
        "Enter what you know, or when you will know it", "Enter your name",
    ]  # fmt: skip


def test_a_guess_and_another_schools_address_find_nothing(asked, outsider, incident):
    _, path = asked
    action = action_of(incident)

    assert outsider.open(path[:-3] + "00/").status == 404
    assert outsider.open(path.replace(incident.school.slug, "nowhere")).status == 404
    assert outsider.open(path.replace("/company/", "/")).status == 404  # the plain page's own key
    assert str(action.pk) in path


def test_whoever_does_not_answer_is_reminded_until_they_do(asked, outsider, incident, port):  # noqa: F811
    del asked
    due = FRIDAY + timedelta(days=3, hours=1)
    Ticker().tick(due)

    (mail,) = mails_to(ADDRESS, port, due)
    Ticker().tick(due + timedelta(hours=17))
    too_soon = mails_to(ADDRESS, port, due + timedelta(hours=17))

    assert (action_of(incident).reminded_at, too_soon) == (due, [])
    outsider.send(path_in(mail), **ANSWER)
    later = due + timedelta(days=3)
    Ticker().tick(later)
    assert mails_to(ADDRESS, port, later) == []


@pytest.mark.parametrize(
    ("wrong", "rule"),
    [({"said_by": ""}, "supplier_answer_says_whose_it_is"), ({"number": 1}, "number")],
)
def test_the_database_keeps_no_answer_without_a_name_and_no_number_twice(
    asked, outsider, incident, wrong, rule
):
    _, path = asked
    outsider.send(path, **ANSWER)

    with pytest.raises(IntegrityError, match=rule):
        copy(SupplierAnswer, incident, **{"number": 2, **wrong})
