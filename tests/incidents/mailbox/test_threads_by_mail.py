import pytest

from tests.incidents.mailbox.odd_mail import delivery_report
from tests.incidents.mailbox.office import a_mail
from tests.worlds import signed_in
from tocsin.core.roles import Role

pytestmark = pytest.mark.django_db


@pytest.fixture
def answer(office):
    """The acknowledgement of a first mail."""
    office.arrives(a_mail(Message_ID="<first@mail.example>"))
    office.works()
    [sent] = office.answers
    return sent


@pytest.mark.clause("BR-5.1")
def test_an_answer_to_the_acknowledgement_joins_its_incident(office, answer):
    there = answer.extra_headers["Reply-To"]
    office.arrives(
        a_mail(
            "It was 40 names.\n\nOn Friday Tocsin wrote:\n> We have",
            To=there,
            Subject="Re: Received",
        )
    )

    office.works()

    [message] = office.messages
    assert message.words.startswith("It was 40 names.\n\n[Earlier messages")
    assert (message.by_mail, message.direction) == (True, "in")
    assert (len(office.incidents), len(office.answers)) == (1, 1)
    assert [mail.state for mail in office.mails] == ["report", "joined"]
    assert len([file for file in office.files if file.kind == "eml"]) == 2


def test_the_token_is_found_where_a_mail_program_keeps_it(office, answer):
    number = answer.extra_headers["Message-ID"]
    office.arrives(a_mail("One more thing.", References=f"<x@y.example> {number}"))

    office.works()

    assert [message.words for message in office.messages] == ["One more thing."]


def test_an_answer_from_another_address_joins_and_says_so(office, answer):
    there = answer.extra_headers["Reply-To"]
    office.arrives(a_mail("I am his head.", sender="else@home.example", To=there))

    office.works()

    assert office.messages[0].words.startswith("From another address: else@home.example")
    assert "other-sender" in office.mails[1].warnings


def test_a_reply_without_the_token_is_a_report_that_may_belong(office, answer):
    del answer
    office.arrives(a_mail("About that list", sender="a@b.example",
                          In_Reply_To="<first@mail.example>"))  # fmt: skip

    office.works()

    assert [mail.state for mail in office.mails] == ["report", "report"]
    assert office.mails[1].may_belong_to_id == office.mails[0].incident_id


def test_a_guessed_token_opens_nothing(office, answer):
    there = answer.extra_headers["Reply-To"]
    guessed = there.replace("+t-" + there[6:10], "+t-" + "aaaa")
    office.arrives(a_mail("Let me in", To=guessed))

    office.works()

    assert (office.messages, len(office.reports)) == ([], 2)


def test_a_thread_that_was_used_for_something_new_is_split(office, answer):
    office.arrives(a_mail("A laptop is gone.", To=answer.extra_headers["Reply-To"]))
    office.works()
    joined = office.mails[1]

    page = signed_in(office.team[Role.DEPUTY_DPO]).post(
        f"/s/{office.school.slug}/mail/{joined.pk}/report/"
    )
    office.works()

    assert page.status_code == 302
    assert sum(each.story.endswith("A laptop is gone.") for each in office.reports) == 1
    assert office.mails[1].incident_id == joined.pk
    assert len(office.files) == 3


def test_a_machine_is_never_answered_even_in_a_thread(office, answer):
    there = answer.extra_headers["Reply-To"]
    away = a_mail("I am away", Subject="Automatic reply: We have received your message", To=there,
                  Auto_Submitted="auto-replied")  # fmt: skip
    office.arrives(away, delivery_report(b"failed"))

    office.works()

    assert {mail.reason for mail in office.mails} == {"", "auto-reply", "bounce"}
    assert (office.messages, len(office.answers)) == ([], 1)


def test_the_acknowledgement_is_marked_as_automatic_and_threads(office, answer):
    del office
    headers = answer.extra_headers

    assert headers["Auto-Submitted"] == "auto-replied"
    assert headers["In-Reply-To"] == headers["References"] == "<first@mail.example>"
    assert "Do not investigate on your own" in answer.body


def test_the_office_sees_joined_mail_only_as_long_as_it_sees_the_incident(office, answer):
    del answer
    client = signed_in(office.team[Role.INVESTIGATING_OFFICER])

    page = client.get(f"/s/{office.school.slug}/mail/{office.mail.pk}/")

    assert page.status_code == 403
