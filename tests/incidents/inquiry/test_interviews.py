"""What somebody said: written down, and agreed by them through a link that shows that alone."""

import re
from datetime import timedelta

import pytest
from django.db import IntegrityError, transaction
from django.test import Client

from tests.incidents.actions.test_outsiders import mails_to
from tests.incidents.inquiry.keeping import SAID, newest, write_down
from tests.incidents.visits import Visitor
from tests.jobs.test_delivering import port  # noqa: F401 - a fixture
from tests.worlds import FRIDAY, a_member, a_near_miss, a_school, closed
from tocsin.core.roles import Role
from tocsin.incidents.models import Interview
from tocsin.ledger.tenancy import reading

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("clock")]
PAGE = "/incidents/{}/interviews/"


@pytest.fixture
def sent(incident, priya, port):  # noqa: F811
    """The interview, and the mail with the link to its summary."""
    row = write_down(priya, incident)
    priya.post(f"{PAGE.format(incident.pk)}{row.pk}/send/")
    (mail,) = mails_to("bel@home.example", port)
    text = mail.get_body(("plain",)).get_content()
    return row, re.search(r"https?://\S+?(/s/\S+/said/\S+/)", text)[1], mail


@pytest.fixture
def bel():
    return Visitor(Client())


def test_an_interview_says_who_when_with_whom_and_what(priya, incident):
    write_down(priya, incident)

    page = priya.open(PAGE.format(incident.pk))

    assert "Bel Ashe, 19 November 2026" in page.words
    assert "Also there: Priya Shah I chose the wrong list." in page.words
    assert "Not asked whether they agree" in page.words


def test_the_mail_says_nothing_and_its_link_shows_the_summary_alone(sent, bel, incident):
    _, path, mail = sent

    page = bel.open(path)

    for words in ("Zebra", "wrong list", incident.reference, "Priya", "Bel"):
        assert words not in mail.as_string()
    assert "Alder Bank wrote down what you said on 19 November 2026." in page.words
    assert "I chose the wrong list." in page.words
    assert "Zebra" not in page.html
    assert incident.reference not in page.html
    assert str(incident.pk) not in page.html


def test_whoever_agrees_is_thanked_and_the_page_says_so(sent, bel, priya, incident):
    _, path, _ = sent

    page = bel.send(path, verdict="agrees")

    assert "Thank you. Your answer was received at 3:40pm" in page.words
    assert "wrong list" not in page.words
    assert "They agree 3:40pm on Friday 20 Nov" in priya.open(PAGE.format(incident.pk)).words
    timeline = priya.open(f"/incidents/{incident.pk}/timeline/").words
    assert "They agree with the summary of what they said" in timeline


def test_whoever_does_not_agree_says_what_is_wrong(sent, bel, priya, incident):
    _, path, _ = sent
    assert bel.send(path, verdict="wrong").errors == ["Enter what is wrong or missing"]

    bel.send(path, verdict="wrong", words="Nobody had shown me the lists.")

    page = priya.open(PAGE.format(incident.pk))
    assert "They say that something is wrong" in page.words
    assert "What is wrong, they say: Nobody had shown me the lists." in page.words


def test_a_corrected_summary_is_agreed_anew_and_the_old_link_stops(sent, bel, priya, incident):
    row, path, _ = sent
    again = priya.send(f"{PAGE.format(incident.pk)}{row.pk}/correct/", words="I was not shown.")

    assert "I chose the wrong list." in [each.words for each in again.tree.all("s")]
    assert "I was not shown." in again.words
    assert "Ask whether they agree" in again.words
    assert "This is not asked any more." in bel.open(path).words
    bel.post(path, verdict="agrees")
    assert newest(Interview, incident).agreement == ""


def test_what_is_struck_out_is_not_asked_any_more(sent, bel, priya, incident):
    row, path, _ = sent

    page = priya.send(f"{PAGE.format(incident.pk)}{row.pk}/strike-out/", reason="Another Bel.")

    assert "Struck out" in page.words
    assert "Why it does not count: Another Bel." in page.words
    assert "This is not asked any more." in bel.open(path).words


def test_the_link_stops_after_two_weeks_and_can_be_sent_again(sent, bel, team, incident, clock):
    _, path, _ = sent
    clock(FRIDAY + timedelta(days=15))

    assert "This is not asked any more." in bel.open(path).words
    page = Visitor(team[Role.DEPUTY_DPO]).open(PAGE.format(incident.pk))
    assert "The link has ended, and they did not reply" in page.words
    assert "Ask whether they agree" in page.words


def test_a_wrong_link_and_a_guess_are_not_found(sent, bel):
    row, path, _ = sent

    assert bel.open(path[:-3] + "00/").status == 404
    assert bel.open(path.replace(str(row.pk), str(row.incident_id))).status == 404
    assert bel.open(path.replace("/said/", "/asked/")).status == 404


def test_a_second_press_of_the_button_replies_once(sent, bel, incident):
    _, path, _ = sent
    bel.post(path, verdict="agrees")

    bel.post(path, verdict="wrong", words="No.")

    assert newest(Interview, incident).agreement == "agreed"


def test_without_an_address_nobody_is_asked(priya, incident):
    row = write_down(priya, incident, email="")

    page = priya.post(f"{PAGE.format(incident.pk)}{row.pk}/send/")

    assert page.status == 409
    assert "Give their email address first, by a correction." in page.words
    assert "Ask whether they agree" not in priya.open(PAGE.format(incident.pk)).words


def test_interviews_are_records_of_the_step_and_begin_the_outcome_report(priya, incident):
    write_down(priya, incident)

    plan = priya.open(f"/incidents/{incident.pk}/investigation/").words
    step = priya.open(f"/incidents/{incident.pk}/investigation/investigation/staff/")
    report = priya.open(f"/incidents/{incident.pk}/outcome/").html

    line = "Bel Ashe, 19 November 2026, also there: Priya Shah. I chose the wrong list."
    assert "Speak to the staff involved 1 record" in plan
    assert line in step.html
    assert f"What people said: {line}" in report


@pytest.mark.parametrize(
    ("answers", "errors"),
    [
        ({"name": ""}, ["Enter who was spoken to"]),
        ({"present": ""}, ["Enter who else was there, or “nobody”"]),
        ({"words": ""}, ["Enter what they said"]),
        ({"held_on_day": 21}, ["The day must be today or in the past"]),
        ({"email": "bel"}, ["Enter an email address, like name@example.org"]),
    ],
)
def test_an_interview_says_what_is_missing_of_it(priya, incident, answers, errors):
    page = priya.send(f"{PAGE.format(incident.pk)}add/", **{**SAID, **answers})

    assert (page.status, page.errors) == (422, errors)


def test_nothing_is_written_down_on_a_closed_incident(team, priya):
    incident = closed(a_near_miss(team[Role.DEPUTY_DPO]), team[Role.DEPUTY_DPO])

    page = priya.send(f"{PAGE.format(incident.pk)}add/", **SAID)

    assert page.status == 409
    assert "This incident is closed." in page.words


def test_a_governor_and_another_school_see_no_interviews(team, priya, incident):
    row = write_down(priya, incident)

    for part in ("", "add/", f"{row.pk}/correct/", f"{row.pk}/strike-out/"):
        path = PAGE.format(incident.pk) + part
        assert Visitor(team[Role.GOVERNOR]).open(path).status == 403
        assert Visitor(a_member(a_school(), Role.DPO)).open(path).status == 404


@pytest.mark.parametrize(
    ("columns", "rule"),
    [
        ({"name": ""}, "interview_says_with_whom_and_what"),
        ({"words": ""}, "interview_says_with_whom_and_what"),
        ({"agreement": "agreed"}, "interview_is_agreed_or_disputed_exactly"),
        ({"replied_at": FRIDAY}, "interview_is_agreed_or_disputed_exactly"),
        ({"agreement": "disputed", "replied_at": FRIDAY}, "interview_that_is_disputed_says"),
        ({"replaces": "first"}, "interview_is_replaced_once|UNIQUE"),
    ],
)
def test_the_database_refuses_what_cannot_be(priya, incident, columns, rule):
    row = write_down(priya, incident)
    priya.send(f"{PAGE.format(incident.pk)}{row.pk}/correct/", words="Other.")
    if "replaces" in columns:
        columns = {"replaces": row.pk}
    told = {"name": "Bel", "held_on": FRIDAY.date(), "present": "nobody", "words": "Yes."}

    with (
        reading(incident.school_id),
        pytest.raises(IntegrityError, match=rule),
        transaction.atomic(),
    ):
        Interview.objects.create(
            incident=incident, school_id=incident.school_id, at=FRIDAY, **{**told, **columns}
        )
