"""What a person may have written is never kept aside; in doubt it is a report without an answer."""

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile

from tests.incidents.mailbox.doubtful_mail import BROKEN, MACHINES, PEOPLE
from tests.incidents.mailbox.odd_mail import AWAY, invitation
from tests.incidents.mailbox.office import a_mail
from tests.incidents.mailbox.outlook_made import saved
from tests.worlds import signed_in
from tocsin.core.roles import Role

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize("name", PEOPLE)
def test_what_a_person_may_have_written_is_a_report(office, name):
    mail, is_answered = PEOPLE[name]
    office.arrives(mail)

    office.works()

    assert (office.mail.state, len(office.reports)) == ("report", 1)
    assert len(office.answers) == is_answered


@pytest.mark.parametrize("name", MACHINES)
def test_what_only_a_machine_writes_is_kept_aside(office, name):
    mail, reason = MACHINES[name]
    office.arrives(mail)

    office.works()

    assert (office.mail.state, office.mail.reason) == ("aside", reason)
    assert (office.reports, office.answers) == ([], [])


@pytest.mark.parametrize("name", BROKEN)
def test_the_words_of_a_broken_mail_are_read(office, name):
    mail, words = BROKEN[name]
    office.arrives(mail)

    office.works()

    assert words in office.report.story


@pytest.mark.parametrize("marks", [{"X_Auto_Response_Suppress": "All"}, {}])
def test_an_answer_that_a_machine_may_have_written_joins_its_case(office, marks):
    office.arrives(a_mail())
    office.works()
    there = office.answers[0].extra_headers["Reply-To"]
    office.arrives(a_mail("It was forty names.", To=there, **marks))

    office.works()

    assert [message.words for message in office.messages] == ["It was forty names."]
    assert len(office.answers) == 1


@pytest.mark.parametrize(
    ("name", "content"),
    [
        ("away.eml", a_mail(AWAY, Auto_Submitted="auto-replied").as_bytes()),
        ("meeting.eml", invitation("REQUEST")),
        ("news.eml", a_mail(List_Unsubscribe="<https://x.example/>").as_bytes()),
        ("mark.eml", b"\xef\xbb\xbf" + a_mail().as_bytes()),
        ("box.eml", b"From tom@school.example Fri Nov 20 10:00:00 2026\n" + a_mail().as_bytes()),
        ("away.msg", saved(subject="Automatic reply: x", body=AWAY, sender=("Ann", "a@b.example"))),
    ],
)  # fmt: skip
def test_whatever_message_a_person_puts_in_is_a_report(office, name, content):
    page = signed_in(office.team[Role.OFFICE]).post(
        f"/s/{office.school.slug}/mail/new/", {"message": SimpleUploadedFile(name, content)}
    )

    office.works()

    assert (page.status_code, office.mail.state) == (302, "report")
    assert office.answers == []
