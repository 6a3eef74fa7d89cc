import pytest

from tests.incidents.mailbox.odd_mail import ASIDE, REPORTS, attached, raw
from tests.incidents.mailbox.office import a_mail

pytestmark = pytest.mark.django_db
QUIET = {"not-ours", "no-sender", "long-headers"}  # what odd mail often has beside what it is for


@pytest.mark.parametrize("name", ASIDE)
def test_what_a_machine_wrote_is_kept_aside_with_the_reason_and_never_answered(office, name):
    mail, reason = ASIDE[name]
    office.arrives(mail)

    office.works()

    assert (office.mail.state, office.mail.reason) == ("aside", reason)
    assert (office.incidents, office.answers) == ([], [])


@pytest.mark.parametrize("name", REPORTS)
def test_whatever_a_person_sends_is_one_report_with_the_mail_as_its_file(office, name):
    mail, words, warnings = REPORTS[name]
    office.arrives(mail)

    office.works()

    assert office.mail.state == "report"
    assert words in office.report.story
    assert "\0" not in office.report.story
    assert set(office.mail.warnings) - QUIET == set(warnings) - QUIET
    assert set(warnings) <= set(office.mail.warnings)
    assert "The email as it came.eml" in {file.name for file in office.files}


def test_nothing_remote_and_no_script_is_left_of_a_page(office):
    office.arrives(REPORTS["html only"][0])

    office.works()

    for word in ("track.example", "alert", "<", "p{}"):
        assert word not in office.report.story


@pytest.mark.parametrize(
    ("name", "shown"),
    [
        ("../../etc/list.txt", "list.txt"),
        ("list\u202etxt.exe.txt", "list txt.exe.txt"),
        ("l" * 300 + ".txt", "l" * 195 + "….txt"),
    ],
)
def test_an_attachment_is_kept_under_a_name_that_is_no_path(office, name, shown):
    office.arrives(attached(b"Names", name, "text/plain"))

    office.works()

    assert shown in {file.name for file in office.files}


OTHER_KIND = "it is not a kind of file that Tocsin keeps"


@pytest.mark.parametrize(
    ("content", "name", "why"),
    [
        (b"", "empty.pdf", "it is empty"),
        (b"MZ program", "tool.exe", OTHER_KIND),
        (b"X5O!P%@AP[4\\PZX54(P^)7CC)7}$EICAR", "eicar.com", OTHER_KIND),
        (b"PK\x03\x04 bomb", "bomb.zip", OTHER_KIND),
        (b"not a pdf", "list.pdf", "what is in it is not what its name says"),
        (b"RIFF\x00\x00\x00\x00WAVE", "voicemail.wav", OTHER_KIND),
    ],
)
def test_what_may_not_be_a_file_of_its_own_stays_inside_the_mail(office, content, name, why):
    office.arrives(attached(content, name))

    office.works()

    assert [file.name for file in office.files] == ["The email as it came.eml"]
    assert office.mail.left_inside == [(name, why)]
    assert office.mail.state == "report"


def test_the_same_name_twice_is_two_files_and_the_same_file_twice_is_one(office):
    mail = attached(b"First", "list.txt")
    for content in (b"Second", b"First"):
        mail.add_attachment(content, maintype="text", subtype="x", filename="list.txt")
    office.arrives(mail)

    office.works()

    assert sorted(file.name for file in office.files)[1:] == ["list.txt", "list.txt"]


def test_a_mail_that_is_too_large_is_a_report_and_stays_in_the_mailbox(office, settings):
    settings.MAX_MAIL_BYTES = 5000
    office.arrives(attached(b"x" * 10_000, "film.txt"), a_mail("A small one."))

    office.works()

    assert sorted(mail.warnings for mail in office.mails)[1] == ["not-ours", "too-large"]
    assert any("Look at it in the mailbox" in report.story for report in office.reports)
    assert office.imap.count(office.user) == 1
    office.works()
    assert len(office.reports) == 2


@pytest.mark.parametrize("other", [b"Delivered-To: office@school.example\r\n", b""])
def test_the_same_mail_by_two_ways_is_one_report(office, other):
    identity = b"Message-ID: <1@mail.example>\r\nDate: Fri, 20 Nov 2026 15:00:00 +0000\r\n"
    office.arrives(raw(identity), raw(other + identity))

    office.works()

    assert sorted(mail.state for mail in office.mails) == ["repeat", "report"]
    assert (len(office.reports), len(office.answers)) == (1, 1)


def test_two_mails_with_one_number_are_two_reports(office):
    number = b"Message-ID: <1@scanner.example>\r\n"
    office.arrives(raw(number, b"The first.\r\n"), raw(number, b"The second.\r\n"))

    office.works()

    assert len(office.reports) == 2


def test_two_thousand_answers_are_not_all_answered(office):
    office.arrives(*(a_mail(f"Letter {n}", sender="one@home.example") for n in range(5)))

    office.works()

    assert (len(office.reports), len(office.answers)) == (5, 3)
