import pytest

from tests.incidents.mailbox.office import a_mail

pytestmark = pytest.mark.django_db


@pytest.mark.clause("BR-5.1")
def test_a_message_in_the_mailbox_becomes_a_report_and_is_acknowledged(office):
    mail = a_mail()
    mail.add_attachment(b"%PDF-1.4\n", maintype="application", subtype="pdf", filename="list.pdf")
    office.arrives(mail)

    office.works()

    assert office.mail.state == "report"
    assert "list of free school meals to the wrong parent" in office.report.story
    assert (office.report.channel, office.report.reporter_contact) == (
        "mailbox", "tom@school.example",
    )  # fmt: skip
    assert {(file.kind, file.name) for file in office.files} == {
        ("eml", "The email as it came.eml"), ("pdf", "list.pdf"),
    }  # fmt: skip
    [answer] = office.answers
    assert answer.to == ["tom@school.example"]
    assert "Wrong list" not in answer.body + answer.subject
    assert "list" not in answer.body.replace("school", "")
    assert (office.imap.count(office.user), office.imap.count(office.user, "Tocsin")) == (0, 1)
