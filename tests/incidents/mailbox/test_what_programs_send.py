"""Mail as Outlook, phones and the services that encrypt mail write it, over a real mail server."""

import zipfile
from io import BytesIO

import pytest

from tests.incidents.mailbox.odd_mail import attached, typed
from tests.incidents.mailbox.office import WORDS, a_mail
from tests.incidents.mailbox.outlook_made import saved, winmail

pytestmark = pytest.mark.django_db
PDF = b"%PDF-1.4\n" + b"x" * 9000
WHOLE = "The email as it came.eml"
TOM = ("Tom Reed", "tom@school.example")


def rich(content, name="winmail.dat"):
    """A mail of Outlook with an empty text and everything in a winmail.dat."""
    mail = a_mail("\n")
    mail.add_attachment(content, maintype="application", subtype="ms-tnef", filename=name)
    return mail


def names(office):
    return sorted(file.name for file in office.files)


def names_inside(office):
    return [name for name, _ in office.mail.left_inside]


def test_the_text_and_the_files_of_a_winmail_dat_are_unpacked(office):
    office.arrives(rich(winmail(body=b"The caf\xe9 list went out.", files=[("list.pdf", PDF)])))

    office.works()

    assert "The café list went out." in office.report.story
    assert names(office) == [WHOLE, "list.pdf"]
    assert names_inside(office) == ["winmail.dat"]


def test_a_file_in_a_winmail_dat_may_have_letters_of_another_alphabet_in_its_name(office):
    office.arrives(
        rich(winmail(body=b"The list", files=[("Kl\xe4sse.pdf", PDF), ("b.pdf", PDF + b"2")]))
    )

    office.works()

    assert names(office) == ["Klässe.pdf", WHOLE, "b.pdf"]


@pytest.mark.parametrize(
    "content", [winmail(files=[("a.pdf", PDF)])[:200], b"x\x9f\x3e\x22", b"no"]
)
def test_a_winmail_dat_that_is_cut_off_is_still_a_report(office, content):
    office.arrives(rich(content))

    office.works()

    assert office.mail.state == "report"
    assert WHOLE in names(office)


def test_a_meeting_in_a_winmail_dat_is_kept_aside(office):
    office.arrives(rich(winmail(body=b"Monday", kind=b"IPM.Schedule.Meeting.Request")))

    office.works()

    assert (office.mail.state, office.mail.reason) == ("aside", "calendar")


def test_a_saved_message_is_read_with_the_message_inside_it(office):
    inner = {"subject": "Oh no", "body": "It went to Lee's mother.",
             "sender": ("Ann Ray", "ann@school.example")}  # fmt: skip
    item = saved(subject="Wrong list", body="See what I sent.", sender=TOM, inner=inner,
                 files=[("list.pdf", PDF)])  # fmt: skip
    office.arrives(attached(item, "Wrong list.msg", "application/vnd.ms-outlook"))

    office.works()

    for words in ("See what I sent.", "From: Ann Ray <ann@school.example>", "Lee's mother"):
        assert words in office.report.story
    assert names(office) == [WHOLE, "Wrong list.msg"]
    assert office.mail.warnings == ["not-ours"]


@pytest.mark.parametrize("length", [30, 600, 2000])
def test_a_saved_message_that_is_cut_off_is_still_a_report(office, length):
    item = saved(subject="Wrong list", body="See what I sent.", sender=TOM)
    office.arrives(attached(item[:length], "x.msg", "application/vnd.ms-outlook"))

    office.works()

    assert office.mail.state == "report"


def test_a_picture_of_a_phone_is_a_file_of_the_incident(office):
    picture = b"\0\0\0\x18ftypheic\0\0\0\0mif1heic" + b"x" * 400
    office.arrives(attached(picture, "IMG_0001.HEIC", "image/heic"))

    office.works()

    assert names(office) == ["IMG_0001.HEIC", WHOLE]


@pytest.mark.parametrize("times", [60, 400])
def test_mails_within_mails_without_end_are_one_report(office, times):
    inner = b"Content-Type: message/rfc822\r\n\r\n" * times + b"Subject: Deep\r\n\r\nThe list\r\n"
    office.arrives(typed(b"message/rfc822", inner))

    office.works()

    assert office.mail.state == "report"
    assert WHOLE in names(office)


def zipped(*mails, more=()):
    file = BytesIO()
    with zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED) as packed:
        for number, mail in enumerate(mails):
            packed.writestr(f"Export/mail {number}.eml", mail)
        for name, content in more:
            packed.writestr(name, content)
    return file.getvalue()


def test_mails_in_a_zip_are_read_and_kept_as_files(office):
    mails = [a_mail(f"It went to class {n}.").as_bytes() for n in range(3)]
    office.arrives(
        attached(zipped(*mails, more=[("a.exe", b"MZ")]), "mails.zip", "application/zip")
    )

    office.works()

    assert "It went to class 2." in office.report.story
    assert names(office) == [WHOLE, "mail 0.eml", "mail 1.eml", "mail 2.eml"]
    assert names_inside(office) == ["mails.zip"]


@pytest.mark.parametrize(
    "content",
    [zipped(b"From: a@b.example\r\n\r\n" + b"0" * 30_000_000), zipped(b"From: a")[:40]],
    ids=["a bomb", "cut off"],
)
def test_a_zip_that_is_a_bomb_or_broken_is_left_as_it_is(office, content):
    office.arrives(attached(content, "mails.zip", "application/zip"))

    office.works()

    assert (names(office), names_inside(office)) == ([WHOLE], ["mails.zip"])


def test_a_film_that_is_too_large_for_a_file_stays_inside_the_mail(office, settings):
    settings.MAX_FILE_BYTES = 100_000
    office.arrives(attached(PDF * 20, "big.pdf", "application/pdf"))

    office.works()

    assert ("big.pdf", "it is too big") in office.mail.left_inside
    assert "wrong parent" in office.report.story


def test_what_is_encrypted_is_kept_and_a_person_is_told(office):
    sealed = b"MIAGCSqGSIb3DQEHA6CAMIACAQAxggFQ"
    office.arrives(typed(b'application/pkcs7-mime; smime-type=enveloped-data; name="smime.p7m"',
                         sealed, b"Content-Transfer-Encoding: base64\r\n"))  # fmt: skip

    office.works()

    assert "so we could not read it" in office.report.story
    assert "secure" in office.mail.warnings
    assert names(office) == [WHOLE]


def test_a_letter_signed_with_s_mime_is_read_as_any_other(office):
    body = (
        b"--b\r\nContent-Type: text/plain\r\n\r\nThe list went out.\r\n--b\r\n"
        b'Content-Type: application/pkcs7-signature; name="smime.p7s"\r\n'
        b"Content-Transfer-Encoding: base64\r\n\r\nMIIB\r\n--b--\r\n"
    )
    office.arrives(
        typed(b'multipart/signed; protocol="application/pkcs7-signature"; boundary=b', body)
    )

    office.works()

    assert "The list went out." in office.report.story
    assert "secure" not in office.mail.warnings


def test_what_is_encrypted_with_pgp_is_kept_whole(office):
    body = (
        b"--b\r\nContent-Type: application/pgp-encrypted\r\n\r\nVersion: 1\r\n--b\r\n"
        b'Content-Type: application/octet-stream; name="encrypted.asc"\r\n\r\n'
        b"-----BEGIN PGP MESSAGE-----\r\n\r\nhQEM\r\n-----END PGP MESSAGE-----\r\n--b--\r\n"
    )
    kind = b'multipart/encrypted; protocol="application/pgp-encrypted"; boundary=b'
    office.arrives(typed(kind, body))

    office.works()

    assert "secure" in office.mail.warnings
    assert names(office) == [WHOLE]


@pytest.mark.parametrize(
    "link",
    [
        "https://switch.egress.com/ui/message/123", "https://outlook.office365.com/Encryption/x",
        "https://securemail.council.example/login",
    ],
)  # fmt: skip
def test_a_notice_that_a_message_waits_elsewhere_says_so_and_nobody_follows_it(office, link):
    office.arrives(a_mail(f"You have a secure message. Read it: {link}"))

    office.works()

    assert "portal" in office.mail.warnings
    assert "Open that website by hand" in office.report.story


@pytest.mark.parametrize("automatic", [False, True])
def test_two_hundred_answers_to_a_letter_are_all_there_and_few_are_answered(office, automatic):
    marks = {"Auto_Submitted": "auto-replied"} if automatic else {}
    office.arrives(*(
        a_mail(f"{WORDS} {n}", sender=f"p{n}@home.example", Subject="Re: Our letter", **marks)
        for n in range(200)
    ))  # fmt: skip

    for _ in range(4):
        office.works()

    expected = (0, 0, 200) if automatic else (200, 60, 0)
    aside = sum(mail.state == "aside" for mail in office.mails)
    assert (len(office.reports), len(office.answers), aside) == expected
