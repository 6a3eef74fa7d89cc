import pytest
from django.core.files.uploadedfile import SimpleUploadedFile

from tests.incidents.mailbox.office import a_mail
from tests.worlds import a_school, a_team, signed_in
from tocsin.core.roles import Role

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


@pytest.mark.parametrize("name", ["list.pdf", "broken.msg", "empty.eml"])
def test_what_is_no_message_is_refused_with_what_to_do(office, clerk, name):
    content = b"" if name == "empty.eml" else b"%PDF-1.4 x"

    page = clerk.post(path_of(office, "new/"), {"message": SimpleUploadedFile(name, content)})

    assert page.status_code == 422
    assert office.mails == []
