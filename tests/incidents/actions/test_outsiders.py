"""Somebody outside the school answers by a link, without an account."""

import re
from datetime import timedelta

import pytest
from django.db import IntegrityError, transaction
from django.test import Client

from tests.incidents.actions.asking import WANTED, ask
from tests.incidents.test_alerts import delivered
from tests.incidents.visits import Visitor
from tests.jobs.test_delivering import port  # noqa: F401 - a fixture
from tests.worlds import FRIDAY
from tocsin.incidents.models import Action
from tocsin.ledger.tenancy import reading

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("clock")]


def mails_to(address, port, at=FRIDAY):  # noqa: F811
    return [mail for mail in delivered(port, at) if mail["To"] == address]


def link_in(mail):
    text = mail.get_body(("plain",)).get_content()
    return re.search(r"https?://\S+?(/s/\S+/asked/\S+/)", text)[1]


@pytest.fixture
def asked(incident, priya, port):  # noqa: F811
    """The action, and the path of the link in the mail."""
    action = ask(priya, incident, email="help@ring.example")
    (mail,) = mails_to("help@ring.example", port)
    return action, link_in(mail), mail


@pytest.fixture
def outsider():
    return Visitor(Client())


def test_the_mail_says_nothing_of_the_incident_and_its_link_leads_to_the_question(asked, outsider):
    _, path, mail = asked

    page = outsider.open(path)

    assert mail["Subject"] == "A school asks you for something"
    for words in ("Zebra", WANTED, "2026-001", "Priya"):
        assert words not in mail.as_string()
    assert WANTED in page.words
    assert "Zebra" not in page.html
    assert "2026-001" not in page.html


def test_the_answer_reaches_whoever_asked(asked, outsider, incident, priya):
    _, path, _ = asked

    page = outsider.send(path, words="The sync ran at 8am.")

    assert "Thank you. Your answer was received at 3:40pm" in page.words
    assert "The sync ran at 8am." in priya.open(f"/incidents/{incident.pk}/actions/").words
    assert outsider.post(path, words="Once more.").words.count("Thank you") == 1


def test_a_wrong_link_and_a_guess_are_not_found(asked, outsider):
    _, path, _ = asked

    assert outsider.open(path[:-3] + "00/").status == 404
    assert outsider.open(re.sub(r"asked/[0-9a-f-]+/", f"asked/{'0' * 8}-0000-4000-8000-{'0' * 12}/",
                                path)).status == 404  # fmt: skip


def test_the_link_stops_two_weeks_after_the_day(asked, outsider, clock):
    _, path, _ = asked
    clock(FRIDAY + timedelta(days=20))

    page = outsider.open(path)

    assert "This is not asked for any more." in page.words
    assert outsider.post(path, words="Late.").words.count("Late.") == 0


def test_what_is_given_back_is_asked_for_again(asked, outsider, incident, priya, port):  # noqa: F811
    action, path, _ = asked
    outsider.send(path, words="Yes.")

    priya.send(
        f"/incidents/{incident.pk}/actions/{action.pk}/look/", verdict="give_back",
        words="At what time?",
    )  # fmt: skip

    (mail,) = mails_to("help@ring.example", port)
    assert link_in(mail) == path
    assert "Something is missing: At what time?" in outsider.open(path).words


def test_whose_answer_is_outstanding_is_chased_by_whoever_asked(asked, priya):
    del asked

    rows = [row for row in priya.open("/my-work/").rows() if "Chase an answer from outside" in row]

    assert len(rows) == 1


@pytest.mark.parametrize(
    ("wrong", "rule"),
    [
        ({"outsider_email": ""}, "action_is_asked_of_one_person"),
        ({"link_expires_at": None}, "action_of_an_outsider_has_a_link_that_expires"),
    ],
)
def test_the_database_refuses_an_action_of_nobody(asked, wrong, rule):
    action, _, _ = asked
    with reading(action.school_id), pytest.raises(IntegrityError, match=rule), transaction.atomic():
        Action.objects.filter(pk=action.pk).update(**wrong)
