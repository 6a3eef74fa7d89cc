"""Questions to whoever reported it and their answers; what to do to contain it reaches them."""

import pytest

from tests.incidents.correspondence.reporters import told_outside
from tests.incidents.test_alerts import delivered
from tests.incidents.visits import Visitor, filled_in
from tests.jobs.test_delivering import port  # noqa: F401 - a fixture
from tests.worlds import a_report, a_school, a_team, classified, triaged
from tocsin.core.roles import Role
from tocsin.incidents.models import Message, Thread
from tocsin.incidents.threads import thread_id_in
from tocsin.ledger.tenancy import reading

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("clock")]
QUESTION = "Which bus was it, and was the folder closed?"


@pytest.fixture
def incident(team):
    return a_report(team[Role.STAFF])


@pytest.mark.clause("BR-5.6")
def test_a_question_reaches_the_reporter_and_the_answer_is_on_the_record(
    incident, priya, tom, to_reporter
):
    priya.send(to_reporter(incident), words=QUESTION)
    asked = tom.open(f"/report/mine/{incident.pk}/")
    assert QUESTION in asked.words

    answered = tom.send(f"/report/mine/{incident.pk}/answer/", words="The 42. It was open.")

    assert "Sent to the people who look after your report." in answered.words
    page = priya.open(f"/incidents/{incident.pk}/messages/").words
    assert page.index(QUESTION) < page.index("The 42. It was open.")
    timeline = priya.open(f"/incidents/{incident.pk}/timeline/").words
    assert f"To the reporter: {QUESTION}" in timeline
    assert "From the reporter: The 42. It was open." in timeline


@pytest.mark.clause("BR-5.0")
def test_what_to_do_to_contain_it_stands_at_the_top_of_the_reporters_pages(
    incident, priya, tom, to_reporter
):
    priya.send(to_reporter(incident), words="Ring the bus company now.", is_instruction="on")

    for path in (f"/report/mine/{incident.pk}/", f"/report/sent/{incident.pk}/"):
        page = tom.open(path)
        assert page.words.startswith("Do this now Ring the bus company now.") or (
            page.words.index("Do this now") < page.words.index("What")
        )
    page = tom.post(f"/report/mine/{incident.pk}/read/")
    assert "I have read this" not in page.words
    assert "Read 20 November 2026" in priya.open(f"/incidents/{incident.pk}/messages/").words
    assert tom.post(f"/report/mine/{incident.pk}/read/").status == 409


def test_the_mail_about_a_message_says_nothing_and_knows_its_thread(
    team, incident, priya, to_reporter, port  # noqa: F811
):  # fmt: skip
    delivered(port)

    priya.send(to_reporter(incident), words=QUESTION)
    (mail,) = delivered(port)

    whole = mail.get_body(["plain"]).get_content() + mail.get_body(["html"]).get_content()
    assert mail["To"] == team[Role.STAFF].person.email
    assert mail["Subject"] == "There is a message for you in Tocsin"
    for word in ("bus", "folder", incident.reference, str(incident.pk), "Priya", "Tom"):
        assert word not in whole
    assert "/report/mine/" in whole
    assert mail["Reply-To"] is None
    with reading(incident.school_id):
        thread = Thread.objects.get(school_id=incident.school_id)
    assert thread_id_in(mail["Message-ID"]) == thread.pk


@pytest.mark.clause("BR-5.0")
def test_whoever_reports_gets_a_receipt_once_with_the_steps_and_nothing_of_the_report(
    team, incident, mailoutbox
):
    from tests.incidents.test_alerts import FRIDAY, work_at  # noqa: PLC0415

    work_at(FRIDAY)
    work_at(FRIDAY)

    (mail,) = [each for each in mailoutbox if each.subject == "Your report has arrived"]
    assert mail.to == [team[Role.STAFF].person.email]
    for step in ("Report it at once", "Do not investigate", "The Deputy DPO decides", "Stop it",
                 "Help when", "Do not contact the people"):  # fmt: skip
        assert step in mail.body
    for word in ("notice", "parents", incident.reference, "Tom"):
        assert word not in mail.body


@pytest.mark.parametrize(
    ("told", "to"),
    [
        ({"reporter_name": "Ann Hill", "reporter_contact": "ann@home.example"}, "ann@home.example"),
        ({"reporter_name": "Ann Hill", "reporter_contact": "0161 496 0123"}, None),
        ({"protection": "anonymous"}, None),
        ({"protection": "confidential"}, None),
    ],
)
def test_only_a_reporter_who_gave_an_address_and_no_wish_to_be_hidden_gets_a_receipt(
    school, mailoutbox, told, to
):
    from tests.incidents.test_alerts import FRIDAY, work_at  # noqa: PLC0415

    told_outside(school, **told)

    work_at(FRIDAY)

    receipts = [each.to[0] for each in mailoutbox if each.subject == "Your report has arrived"]
    assert receipts == ([to] if to else [])


@pytest.mark.parametrize(
    ("channel", "how"),
    [("public", "the code you were given"), ("mailbox", "Phone the school to hear it")],
)
def test_a_reporter_without_an_account_is_told_by_mail_that_says_nothing(
    school, priya, to_reporter, mailoutbox, channel, how
):
    from tests.incidents.test_alerts import FRIDAY, work_at  # noqa: PLC0415

    ann = {"reporter_name": "Ann", "reporter_contact": "ann@home.example", "channel": channel}
    incident, _ = told_outside(school, **ann)

    priya.send(to_reporter(incident), words=QUESTION)
    work_at(FRIDAY)

    mail = next(each for each in mailoutbox if "message for you" in each.subject)
    assert mail.to == ["ann@home.example"]
    assert "bus" not in mail.body
    assert how in mail.body


@pytest.mark.parametrize(
    ("told", "words"),
    [
        ({"channel": "phone", "reporter_name": "Ann Hill", "reporter_contact": "0161 496 0123"},
         "You cannot write to them. Phone them: 0161 496 0123."),
        ({"channel": "paper", "protection": "anonymous"}, "There is no way to reach whoever"),
        ({"protection": "anonymous"}, "They read it when they come back with their code."),
    ],
)  # fmt: skip
def test_the_case_says_how_a_reporter_can_be_reached(school, priya, told, words):
    incident, report = told_outside(school, **told)

    page = priya.open(f"/incidents/{incident.pk}/messages/")

    assert words in page.words
    written_to = priya.open(f"/incidents/{incident.pk}/messages/reporter/{report.pk}/")
    assert written_to.status == (200 if "code" in words else 404)


def test_whoever_leads_hears_of_an_answer_also_to_a_second_report(team, incident, port):  # noqa: F811
    by, ivan = team[Role.DEPUTY_DPO], team[Role.INVESTIGATING_OFFICER]
    classified(triaged(incident, by), by, "minor", lead=ivan.person)
    second = a_report(team[Role.GOVERNOR])
    Visitor(by).send(f"/incidents/{second.pk}/kind/", kind="duplicate", kind_reason="Same.",
                     personal_data="yes", duplicate_of=incident.reference)  # fmt: skip
    delivered(port)

    Visitor(team[Role.GOVERNOR], factors=1).send(
        f"/report/mine/{second.pk}/answer/", words="I saw it too."
    )

    assert [mail["To"] for mail in delivered(port)] == [ivan.person.email]
    assert "I saw it too." in Visitor(ivan).open(f"/incidents/{incident.pk}/messages/").words


def test_a_second_click_writes_one_message_and_other_words_are_not_lost(
    incident, priya, to_reporter
):
    path = to_reporter(incident)
    form = {**filled_in(priya.open(path).tree), "words": QUESTION}

    for _ in range(2):
        assert priya.post(path, **form).status == 200
    other = priya.post(path, **{**form, "words": "Something else."})

    assert other.status == 409
    with reading(incident.school_id):
        assert Message.objects.filter(school_id=incident.school_id).count() == 1


def test_an_empty_message_is_asked_for_again(incident, priya, tom, to_reporter):
    assert priya.send(to_reporter(incident), words=" ").errors == ["Enter your message"]
    page = tom.send(f"/report/mine/{incident.pk}/answer/", words=" ")
    assert page.errors == ["Enter your message"]


def test_only_those_who_look_after_it_write_to_a_reporter(team, incident, to_reporter):
    path = to_reporter(incident)

    assert Visitor(team[Role.OFFICE]).open(path).status == 403
    assert Visitor(team[Role.INVESTIGATING_OFFICER]).open(path).status == 404
    assert Visitor(a_team(a_school())[Role.DPO]).open(path).status == 404


def test_somebody_elses_report_is_not_answered(team, incident):
    other = Visitor(team[Role.GOVERNOR], factors=1)

    assert other.open(f"/report/mine/{incident.pk}/answer/").status == 404
    assert other.post(f"/report/mine/{incident.pk}/read/").status == 404
