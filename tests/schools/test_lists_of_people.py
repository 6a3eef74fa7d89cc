"""A list of people is read as spreadsheets write it, shown first, and sent whole or not at all."""

import json

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile

from tests.schools.saying import mail_after_the_jobs, words_of
from tests.worlds import a_member, a_school, signed_in
from tocsin.core.roles import Role
from tocsin.ledger.tenancy import reading
from tocsin.schools.models import Invitation

pytestmark = pytest.mark.django_db
LIST = """name,email,roles
Sam Okafor,sam@example.org,Deputy DPO + School Business Manager
Pat,p@example.org,
"""


@pytest.fixture
def admin():
    return a_member(a_school(), Role.ADMINISTRATOR)


def upload(admin, content, name="people.csv"):
    raw = content if isinstance(content, bytes) else content.encode()
    where = f"/s/{admin.school.slug}/people/file/"
    return signed_in(admin).post(where, {"file": SimpleUploadedFile(name, raw)})


def send(admin, people):
    where = f"/s/{admin.school.slug}/people/file/send/"
    return signed_in(admin).post(where, {"people": people}, follow=True)


def packed_in(page):
    return page.context["packed"]


def invitations(admin):
    with reading(admin.school_id):
        rows = Invitation.objects.filter(school=admin.school).order_by("email")
        return [(row.name, row.email, row.roles) for row in rows]


def test_a_list_is_shown_before_anything_is_sent(admin):
    page = upload(admin, LIST)

    assert "2 to invite" in words_of(page)
    assert "Sam Okafor sam@example.org School Business Manager, Deputy DPO" in words_of(page)
    assert invitations(admin) == []


def test_everybody_on_the_list_is_invited(admin):
    page = send(admin, packed_in(upload(admin, LIST)))

    assert "2 invitations go out by email." in words_of(page)
    assert invitations(admin) == [
        ("Pat", "p@example.org", []),
        ("Sam Okafor", "sam@example.org", ["business_manager", "deputy_dpo"]),
    ]
    assert {message.to[0] for message in mail_after_the_jobs()} == {
        "p@example.org",
        "sam@example.org",
    }


@pytest.mark.parametrize(
    "content",
    [
        LIST.replace(",", ";").replace(" + ", "+"),
        LIST.replace(",", "\t"),
        LIST.replace("\n", "\r\n"),
        "\ufeff" + LIST,
        LIST.encode("utf-16"),
        LIST.encode("cp1252"),
        "Full name,E-mail,Role\n" + LIST.partition("\n")[2],
        LIST.partition("\n")[2],
        'name,email,roles\n"Sam Okafor",SAM@example.org,"deputy_dpo, SBM"\n,,\nPat,p@example.org',
    ],
)
def test_a_list_is_read_as_spreadsheets_write_it(admin, content):
    page = upload(admin, content)

    assert "Sam Okafor sam@example.org School Business Manager, Deputy DPO" in words_of(page)
    assert "Pat p@example.org Staff" in words_of(page)


def test_names_keep_their_accents_in_windows_files(admin):
    page = upload(admin, "name,email\nZoë Muñoz,z@example.org\n".encode("cp1252"))

    assert "Zoë Muñoz" in words_of(page)


@pytest.mark.parametrize(
    ("content", "said"),
    [
        ("", "The file is empty."),
        ("name,email,roles\n", "The file has no people in it."),
        ("who,where\nSam,here\n", "Give the columns the headings name, email and roles"),
        ("name,email\nSam,sam\n", "Line 2: enter an email address, like name@school.sch.uk"),
        ("name,email\n,sam@x.org\n", "Line 2: enter a name of 150 characters or fewer"),
        ("name,email\nSam,s@x.org\nSam,S@x.org\n", "Line 3: s@x.org is there twice"),
        ("name,email,roles\nSam,s@x.org,King\n", "Line 2: we do not know the role “king”"),
        ("name,email,roles\nSam,s@x.org,system\n", "Line 2: we do not know the role “system”"),
        ('name,email\n=HYPERLINK("x"),s@x.org\n', "Line 2: take the “=” off the start of the name"),
        ("name,email\n" + "x" * 100_000 + ",s@x.org\n", "Line 2: enter a name of 150"),
        ("name,email\nS\0m,s@x.org\n", "Save the list as a CSV file."),
        (b"PK\x03\x04\x00\x00not a list", "Save the list as a CSV file."),
        ('name,email\n"' + "x" * 140_000 + '",s@x.org\n', "Look at line"),
        ("name,email\n" + "Sam,s@x.org\n" * 501, "The file has more than 500 people."),
        (b"x" * 1_100_000, "must be smaller than 1MB"),
    ],
)
def test_a_list_that_cannot_be_used_is_explained_and_nobody_invited(admin, content, said):
    page = upload(admin, content)

    assert page.status_code == 422
    assert said in words_of(page)
    assert invitations(admin) == []


def test_another_kind_of_file_is_refused_by_name(admin):
    assert "“people.xlsx” must be a CSV file" in words_of(upload(admin, LIST, "people.xlsx"))


def test_whoever_is_there_already_is_left_out_and_named(admin):
    page = upload(admin, LIST + f"Me,{admin.person.email},\n")

    assert f"{admin.person.email} is at the school already" in words_of(page)
    assert "2 to invite" in words_of(page)


def test_a_list_sent_twice_invites_once(admin):
    packed = packed_in(upload(admin, LIST))

    send(admin, packed)
    page = send(admin, packed)

    assert "0 invitations go out by email." in words_of(page)
    assert len(invitations(admin)) == 2


@pytest.mark.parametrize(
    "forged",
    [
        "",
        "[",
        "{}",
        "[]",
        "[1]",
        '[["Sam"]]',
        '[["Sam", "s@x.org", 7]]',
        '[["Sam", "s@x.org", "system"]]',
        '[["Sam", "s@x.org", "king"]]',
        json.dumps([["Sam", f"s{n}@x.org"] for n in range(501)]),
        json.dumps([["S\0m", "s@x.org"]]),
        '[["S\\ud800m", "s@x.org"]]',
        '[["Sam", "s@x.org\\ud800"]]',
        "[" * 100_000,
    ],
)
def test_a_forged_list_invites_nobody(admin, forged):
    page = send(admin, forged)

    assert page.status_code == 200
    assert "Select the file again." in words_of(page)
    assert invitations(admin) == []
