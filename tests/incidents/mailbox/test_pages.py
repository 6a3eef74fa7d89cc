import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.utils import timezone

from tests.incidents.evidence.samples import PDF
from tests.incidents.mailbox.office import a_mail
from tests.incidents.visits import Visitor
from tests.worlds import a_school, a_team, signed_in
from tocsin.core.errors import NotYet
from tocsin.core.roles import Role
from tocsin.incidents.mailbox.steps import keep_files, mail_of
from tocsin.incidents.mailbox.taking import raw_of
from tocsin.incidents.team.commands import change_team

pytestmark = pytest.mark.django_db


@pytest.fixture
def clerk(office):
    return signed_in(office.team[Role.OFFICE])


def path_of(office, rest=""):
    return f"/s/{office.school.slug}/mail/{rest}"


def test_the_office_sees_what_was_kept_aside_and_makes_a_report_of_it(office, clerk):
    office.arrives(a_mail("The list went out.", Subject="Recall Success: x", Precedence="bulk"))
    office.works()
    listed = clerk.get(path_of(office)).content.decode()

    page = clerk.get(path_of(office, f"{office.mail.pk}/")).content.decode()
    clerk.post(path_of(office, f"{office.mail.pk}/report/"))
    office.works()

    assert "Somebody wants to call a message back" in listed
    assert "1 to look at within a day" in listed
    assert "The list went out." in page
    assert "The list went out." in office.report.story
    assert (office.mail.state, office.answers) == ("report", [])


def test_nothing_to_do_takes_it_off_the_list_and_a_second_click_says_so(office, clerk):
    office.arrives(a_mail(Precedence="bulk"))
    office.works()

    first = clerk.post(path_of(office, f"{office.mail.pk}/looked-at/"))
    second = clerk.post(path_of(office, f"{office.mail.pk}/looked-at/"))

    assert (first.status_code, second.status_code) == (302, 409)
    assert "Wrong list" not in clerk.get(path_of(office)).content.decode()
    assert "Wrong list" in clerk.get(path_of(office, "?seen=yes")).content.decode()


@pytest.mark.parametrize("role", [Role.STAFF, Role.GOVERNOR, Role.BUSINESS_MANAGER])
def test_others_of_the_school_see_no_mail(office, role):
    office.arrives(a_mail(Precedence="bulk"))
    office.works()
    client = signed_in(office.team[role])

    pages = [client.get(path_of(office, rest)) for rest in ("", f"{office.mail.pk}/", "new/")]

    assert [page.status_code for page in pages] == [403, 403, 403]


def test_another_school_finds_no_mail_of_ours(office):
    office.arrives(a_mail(Precedence="bulk"))
    office.works()
    other = a_team(a_school())[Role.DPO]

    page = signed_in(other).get(f"/s/{other.school.slug}/mail/{office.mail.pk}/")

    assert page.status_code == 404


def test_a_message_saved_from_a_mail_program_is_put_in_by_the_office(office, clerk):
    file = SimpleUploadedFile("told.eml", a_mail("Found on the bus.").as_bytes())

    clerk.post(path_of(office, "new/"), {"message": file})
    office.works()

    assert "Found on the bus." in office.report.story
    assert (office.report.channel, office.report.keyed_by_id) == (
        "email", office.team[Role.OFFICE].person_id,
    )  # fmt: skip
    assert office.answers == []


def test_two_saved_messages_of_a_case_with_the_same_attachment_are_kept_whole(office, clerk):
    office.arrives(a_mail("Found on the bus."))
    office.works()
    there = office.answers[0].extra_headers["Reply-To"]

    for words in ("One more thing.", "And another."):
        mail = a_mail(words, To=there)
        mail.add_attachment(PDF, maintype="application", subtype="pdf", filename="us.pdf")
        clerk.post(path_of(office, "new/"), {"message": SimpleUploadedFile("a.eml", bytes(mail))})
        office.works()

    assert [message.words for message in office.messages] == ["One more thing.", "And another."]
    assert sorted(file.kind for file in office.files) == ["eml", "eml", "eml", "pdf"]
    assert [b"us.pdf" in raw_of(mail) for mail in office.mails] == [False, True, True]


@pytest.mark.parametrize("name", ["list.pdf", "broken.msg", "empty.eml"])
def test_what_is_no_message_is_refused_with_what_to_do(office, clerk, name):
    content = b"" if name == "empty.eml" else b"%PDF-1.4 x"

    page = clerk.post(path_of(office, "new/"), {"message": SimpleUploadedFile(name, content)})

    assert page.status_code == 422
    assert office.mails == []


FORGED = "It says it is from our own domain"
KIND = "it is not a kind of file that Tocsin keeps"
ELSEWHERE = "An answer to it would go to another address"


def test_whoever_triages_is_warned_of_the_sender_and_gets_to_the_mail(office):
    office.arrives(a_mail(Reply_To="tom@mail.else.example"))
    office.works()
    [incident], place = office.incidents, f"/s/{office.school.slug}"
    priya, mail = signed_in(office.team[Role.DEPUTY_DPO]), path_of(office, f"{office.mail.pk}/")

    inbox = priya.get(f"{place}/inbox/").content.decode()
    pages = [
        priya.get(f"{place}/incidents/{incident.pk}/{rest}").content.decode()
        for rest in ("", "kind/")
    ]

    assert "Check who sent it" in inbox
    for page in pages:
        assert FORGED in page
        assert ELSEWHERE in page
        assert mail in page
    assert priya.get(mail).status_code == 200


def test_the_office_is_warned_as_well(office, clerk):
    office.arrives(a_mail())
    office.works()

    page = clerk.get(f"/s/{office.school.slug}/inbox/{office.mail.pk}/").content.decode()

    assert FORGED in page
    assert path_of(office, f"{office.mail.pk}/") in page


def test_nobody_is_offered_a_mail_that_they_may_not_open(office):
    office.arrives(a_mail())
    at = office.works()
    [incident], ivan = office.incidents, office.team[Role.INVESTIGATING_OFFICER]
    change_team(
        incident, people=[ivan.person_id], reason="He knows the class.", seen=incident.revision,
        by=office.team[Role.DEPUTY_DPO], at=at,
    )  # fmt: skip

    page = signed_in(ivan).get(f"/s/{office.school.slug}/incidents/{incident.pk}/")

    assert FORGED in page.content.decode()
    assert path_of(office, f"{office.mail.pk}/") not in page.content.decode()


def test_a_mail_that_the_mail_server_proved_has_no_warning(office):
    proven = "mx.school.example; dmarc=pass header.from=school.example"
    office.arrives(a_mail(Authentication_Results=proven, Reply_To="tom@school.example"))
    office.works()
    priya = signed_in(office.team[Role.DEPUTY_DPO])

    inbox = priya.get(f"/s/{office.school.slug}/inbox/").content.decode()

    assert office.mail.warnings == []
    assert "Check who sent it" not in inbox


def test_whoever_looks_after_it_sees_which_attachments_are_no_files_and_why(office):
    mail = a_mail()
    for name, content in (("tool.exe", b"MZ program"), ("list.pdf", b"%PDF-1.4\n")):
        mail.add_attachment(content, maintype="application", subtype="x", filename=name)
    office.arrives(mail)
    office.works()
    [incident], priya = office.incidents, Visitor(office.team[Role.DEPUTY_DPO])

    case = priya.open(f"/incidents/{incident.pk}/")
    timeline = priya.open(f"/incidents/{incident.pk}/timeline/").words

    inside = f"Only inside it, and no file of its own: tool.exe ({KIND})."
    [whole, _] = [row for row in case.rows() if "(EML" in row or "(PDF" in row]
    assert whole.startswith("The email as it came.eml")
    assert inside in whole
    assert "list.pdf (it is" not in case.words
    assert f"Only inside the mail, and no file of its own: “tool.exe”, because {KIND}" in timeline
    assert f"tool.exe: {KIND}." in priya.open(f"/mail/{office.mail.pk}/").words


def test_a_mail_that_an_earlier_version_took_in_says_which_attachments_it_has(office):
    office.arrives(a_mail())
    office.works()
    mail = office.mail

    mail.not_kept = ["film.mp4"]

    assert mail.left_inside == [("film.mp4", "it could not be kept as a file")]


def test_a_step_taken_again_is_known_though_the_message_was_a_file_of_the_case_before(office):
    priya = Visitor(office.team[Role.DEPUTY_DPO])
    office.arrives(a_mail("Found on the bus."))
    office.works()
    mail = a_mail("One more thing.", To=office.answers[0].extra_headers["Reply-To"])
    mail.add_attachment(PDF, maintype="application", subtype="pdf", filename="us.pdf")
    saved = lambda: SimpleUploadedFile("a.eml", bytes(mail))  # noqa: E731
    priya.post(f"/incidents/{office.incidents[0].pk}/files/", added=[saved()])
    priya.post("/mail/new/", message=saved())
    office.works()
    kept = {file.pk for file in office.files}
    again = mail_of(office.school.pk, str(office.mails[1].pk))
    again.files_at = None  # as it was when the worker was killed

    with pytest.raises(NotYet):  # and not a fault of the database, for ever
        keep_files(again, at=timezone.now())  # noqa: TID251 - an edge

    assert sorted(file.kind for file in office.files) == ["eml", "eml", "pdf"]
    assert {file.pk for file in office.files} == kept


def test_a_message_from_before_the_school_had_a_policy_here_is_a_report_of_its_day(office, clerk):
    file = SimpleUploadedFile("told.eml", a_mail("Found on the bus.").as_bytes())
    day = {"day": "20", "month": "11", "year": "2019", "time": "9:15am"}
    when = {f"received_at_{part}": value for part, value in day.items()}

    clerk.post(path_of(office, "new/"), {"message": file, **when})
    office.works()

    [incident] = office.incidents
    assert incident.reported_at.isoformat() == "2019-11-20T09:15:00+00:00"
    assert incident.reference == "2019-001"
