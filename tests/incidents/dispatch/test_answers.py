"""What comes back: letters that bounced, answers and complaints, each with its day."""

from datetime import date

import pytest
from django.core import mail as outbox
from django.db import IntegrityError, transaction

from tests.incidents.dispatch.prepared import letters_wait
from tests.incidents.mailbox.office import a_mail
from tests.incidents.visits import Visitor
from tests.worlds import FRIDAY
from tocsin.core.roles import Role
from tocsin.incidents.models import AgendaItem, Letter, ReceivedMail, Reply
from tocsin.ledger.tenancy import entering, reading
from tocsin.ledger.verifying import verify

pytestmark = pytest.mark.django_db
CAME = {"received_on_day": 20, "received_on_month": 11, "received_on_year": 2026}


@pytest.fixture
def incident(office):
    """Of which one letter went out by email."""
    found = letters_wait(1, team=office.team)
    office.works()
    return found


def bounced(number, words="It did not work."):
    """What a mail server sends when there is no such address."""
    return (
        "From: Mail Delivery System <mailer-daemon@mx.example>\r\nTo: tocsin@tocsin.example\r\n"
        "Subject: Undelivered Mail Returned to Sender\r\nMIME-Version: 1.0\r\n"
        "Content-Type: multipart/report; report-type=delivery-status; boundary=b\r\n\r\n"
        f"--b\r\nContent-Type: text/plain\r\n\r\n{words}\r\n"
        "--b\r\nContent-Type: message/delivery-status\r\n\r\nReporting-MTA: dns; mx.example\r\n"
        "\r\nFinal-Recipient: rfc822; a@b.example\r\nAction: failed\r\nStatus: 5.1.1\r\n"
        "--b\r\nContent-Type: message/rfc822\r\n\r\nFrom: tocsin@tocsin.example\r\n"
        f"Message-ID: {number}\r\nSubject: About your information\r\n\r\nDear\r\n--b--\r\n"
    ).encode()


@pytest.fixture
def sent(incident):
    assert incident.people_listed == 1
    return next(each for each in outbox.outbox if "X-Tocsin-Letter" in each.extra_headers)


def state_of(incident):
    with reading(incident.school_id):
        return Letter.objects.get(incident=incident).state


def duty(incident, code):
    with reading(incident.school_id):
        rows = AgendaItem.objects.filter(incident=incident, duty=code)
        return [row.due_at and row.due_at.date() for row in rows]


def test_a_bounce_is_known_by_the_number_of_the_letter_and_asks_for_another_way(
    office,
    incident,
    sent,
):
    assert state_of(incident) == "sent"

    office.arrives(bounced(sent.extra_headers["Message-ID"]))
    office.works()

    assert state_of(incident) == "bounced"
    assert duty(incident, "reach-people") == [None]
    assert [mail.state for mail in office.mails] == ["aside"]
    assert verify(incident.school_id).fault == ""


def test_the_same_bounce_twice_is_one(office, incident, sent):
    number = sent.extra_headers["Message-ID"]

    office.arrives(bounced(number), bounced(number, words="Once more."))
    office.works()

    incident.refresh_from_db()
    assert (state_of(incident), incident.letters_back) == ("bounced", 1)


def test_an_automatic_reply_changes_nothing(office, incident, sent):
    reply = a_mail("I am away.", Auto_Submitted="auto-replied", To=sent.extra_headers["Reply-To"])

    office.arrives(reply)
    office.works()

    assert (state_of(incident), duty(incident, "answer-people")) == ("sent", [])


def test_an_answer_by_mail_joins_the_incident_and_asks_to_be_answered(
    office,
    incident,
    sent,
):
    there = sent.extra_headers["Reply-To"]
    reply = a_mail("Was her address in it?", sender="parent-0@example.org", To=there)

    office.arrives(reply)
    office.works()

    with reading(incident.school_id):
        assert Reply.objects.get(incident=incident).letter is not None
        assert ReceivedMail.objects.get().state == "joined"
    assert len(office.incidents) == 1
    assert len(duty(incident, "answer-people")) == 1
    priya = Visitor(office.team[Role.DEPUTY_DPO])
    page = priya.open(f"/incidents/{incident.pk}/people/answers/")
    assert "Was her address in it?" not in page.html


@pytest.fixture
def person(incident, office, clock):
    """The Deputy DPO, and the page of the list that she opened."""
    clock(FRIDAY)
    priya = Visitor(office.team[Role.DEPUTY_DPO])
    return priya, priya.post(f"/incidents/{incident.pk}/people/open/")


@pytest.mark.parametrize(
    ("kind", "due"), [("answer", date(2026, 11, 27)), ("complaint", date(2026, 12, 21))]
)
def test_an_answer_or_a_complaint_has_its_day_until_it_is_dealt_with(person, incident, kind, due):
    priya, page = person
    href = page.links["Record an answer or a complaint of Pupil 00000"]

    page = priya.send(href, kind=kind, words="Why was I not told sooner?", **CAME)
    assert duty(incident, "answer-people") == [due]
    assert "Why was I not told sooner?" in page.words

    page = priya.send(page.links["Say what came of it"], words="We rang and said why.")
    assert duty(incident, "answer-people") == []
    assert "We rang and said why." in page.words


def test_an_answer_is_dealt_with_once(person):
    priya, page = person
    href = page.links["Record an answer or a complaint of Pupil 00000"]
    page = priya.send(href, kind="answer", words="Why?", **CAME)
    settle = page.links["Say what came of it"]

    priya.post(settle, words="We rang.", seen=1)
    again = priya.post(settle, words="We rang.", seen=1)

    assert again.status == 409


def test_an_answer_is_somebodys(incident):
    row = Reply(
        incident=incident, school_id=incident.school_id, at=FRIDAY, kind="answer", sealed=b"x",
        received_on=date(2026, 11, 20), due_on=date(2026, 11, 27),
    )  # fmt: skip

    with pytest.raises(IntegrityError, match="reply_is_of_a_person_or_to_a_letter"):
        save(row)


def save(row):
    with transaction.atomic(), entering(row.school_id):
        row.save()
