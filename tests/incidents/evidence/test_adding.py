"""Adding files: what is kept, what is refused, and what is said."""

from pathlib import Path

import pytest

from tests.incidents.evidence.samples import (
    BOMBS,
    DOCX,
    GOOD,
    MACROS,
    OTHER_CONTENT,
    PDF,
    ole,
    upload,
)
from tests.incidents.visits import Visitor
from tests.worlds import a_member, a_school
from tocsin.core.roles import Role

pytestmark = pytest.mark.django_db
MEGABYTE = 1024 * 1024


def sent_as(scene, name):
    """A PDF under exactly this name, as a program may send it."""
    head = f'--B\r\nContent-Disposition: form-data; name="added"; filename="{name}"\r\n\r\n'
    body = head.encode() + PDF + b"\r\n--B--\r\n"
    kind = "multipart/form-data; boundary=B"
    return scene.tom.client.post(scene.tom.base + scene.own, body, content_type=kind)


@pytest.mark.clause("SI-M2")
def test_the_reporter_adds_a_file_after_sending_and_the_team_sees_it(scene):
    page = scene.report(upload("notice.pdf"))

    assert "Added. You can add more below." in page.words
    assert page.rows()[0].startswith("notice.pdf (PDF, 45 bytes) Not scanned for viruses: no")
    assert "notice.pdf" in scene.tom.open(f"/report/mine/{scene.incident.pk}/").words
    incident = scene.priya.open(f"/incidents/{scene.incident.pk}/")
    assert "Evidence File Added Get it notice.pdf (PDF, 45 bytes)" in incident.words
    assert "Not scanned for viruses: no scanner is set up." in incident.words
    assert "File added by Tom Reed" in incident.words


def test_the_team_adds_several_files_at_once(scene):
    page = scene.priya.post(scene.files, added=[upload("a.pdf"), upload("b.docx", DOCX)])

    assert [row.split(" ")[0] for row in page.rows()] == ["a.pdf", "b.docx"]
    assert "by Priya Shah" in page.words


def test_before_any_file_the_pages_say_so(scene):
    assert "No files yet." in scene.tom.open(scene.own).words
    assert "No files yet." in scene.priya.open(scene.files).words
    assert "No files yet." in scene.priya.open(f"/incidents/{scene.incident.pk}/").words


@pytest.mark.parametrize("name", GOOD)
def test_familiar_files_are_kept(scene, name):
    page = scene.report(upload(name, GOOD[name]))

    assert (page.status, page.errors) == (200, [])
    assert [row.name for row in scene.rows()] == [name]


@pytest.mark.parametrize("name", OTHER_CONTENT)
def test_a_file_that_is_not_what_its_ending_says_is_not_kept(scene, name):
    page = scene.report(upload(name, OTHER_CONTENT[name]))

    assert page.status == 422
    assert page.errors[0].startswith(f"“{name}” was not kept: what is in it is not what “.")
    assert scene.rows() == []


@pytest.mark.parametrize("name", MACROS)
def test_a_file_with_macros_is_kept_and_marked(scene, name):
    page = scene.report(upload(name, MACROS[name]))

    [row] = scene.rows()
    assert row.kind.endswith("+macro")
    assert f"{name} ({row.kind[:-6].upper()} with macros" in page.words
    assert "It has macros in it, which can do harm when it is opened." in page.words


@pytest.mark.parametrize("name", BOMBS)
def test_a_file_that_unpacks_to_far_too_much_is_not_kept(scene, name):
    page = scene.report(upload(name, BOMBS[name]))

    said = "was not kept: it unpacks to far more than such a file should. Save it as a PDF and add"
    assert page.errors == [f"“{name}” {said} that."]
    assert scene.rows() == []


def test_a_document_with_a_password_is_not_kept(scene):
    page = scene.report(upload("list.xlsx", ole("EncryptedPackage")))

    assert page.errors == [
        "“list.xlsx” has a password, so it was not kept. Save a copy without one and add that."
    ]


@pytest.mark.parametrize(
    "name", ["run.exe", "page.html", "picture.svg", "all.zip", "list.xlsb", "noending"]
)
def test_a_file_of_another_kind_is_not_kept(scene, name):
    page = scene.report(upload(name))

    allowed = "a PDF, picture, Word, Excel, PowerPoint, text, email or calendar file"
    assert page.errors == [f"“{name}” was not kept. It must be {allowed}."]


def test_an_empty_file_is_named(scene):
    page = scene.report(upload("empty.pdf", b""))

    assert (page.status, page.errors) == (
        422, ["“empty.pdf” is empty, so there was nothing to keep."]
    )  # fmt: skip


def test_no_file_at_all_is_asked_for(scene):
    page = scene.report()

    assert (page.status, page.errors) == (422, ["Select a file"])


def test_each_file_that_cannot_be_kept_is_named_and_then_none_is(scene):
    page = scene.report(upload("a.pdf"), upload("b.pdf", b""), upload("c.exe"))

    assert [error.split(" ")[0] for error in page.errors] == ["“b.pdf”", "“c.exe”"]
    assert scene.rows() == []


def test_a_file_above_the_limit_is_named_and_one_at_the_limit_is_kept(scene, settings):
    settings.MAX_FILE_BYTES = MEGABYTE
    at_the_limit = PDF + bytes(MEGABYTE - len(PDF))

    page = scene.report(upload("big.pdf", at_the_limit + b"x"))

    said = "is bigger than 1MB, so it was not kept. Make it smaller, or add only the part that"
    assert (page.status, page.errors) == (422, [f"“big.pdf” {said} matters."])
    assert scene.report(upload("fits.pdf", at_the_limit)).status == 200
    assert [(row.name, row.size) for row in scene.rows()] == [("fits.pdf", 1_048_576)]


@pytest.mark.parametrize(
    ("given", "shown"),
    [
        ("../../x.pdf", "x.pdf"),
        ("C:\\Users\\tom\\x.pdf", "x.pdf"),
        ("bill\u202efdp.\u2066x.pdf", "billfdp.x.pdf"),
        ("tab\there\x00.pdf", "tabhere.pdf"),
        ("  two   words .pdf", "two words .pdf"),
        ("école ภาษา 😀.pdf", "école ภาษา 😀.pdf"),
        ("<script>alert(1)</script>.pdf", "script>.pdf"),
        ("x" * 250 + ".pdf", "x" * 195 + "….pdf"),
    ],
)
def test_a_name_is_shown_without_what_is_hidden_in_it(scene, given, shown):
    assert sent_as(scene, given).status_code == 302

    assert [row.name for row in scene.rows()] == [shown]
    assert scene.tom.open(scene.own).rows()[0].startswith(f"{shown} (PDF")


def test_an_ending_that_a_hidden_mark_disguised_is_seen_through(scene):
    answer = sent_as(scene, "invoice\u202efdp.exe")

    assert "“invoicefdp.exe” was not kept." in answer.content.decode()


def test_sending_the_same_file_twice_keeps_it_once(scene):
    scene.report(upload("notice.pdf"))

    page = scene.report(upload("notice again.pdf"))

    assert page.status == 200
    assert [row.name for row in scene.rows()] == ["notice.pdf"]


def test_a_session_that_ended_leads_to_signing_in_and_not_to_a_fault(scene):
    scene.tom.client.logout()

    page = scene.tom.post(scene.own, added=[upload("notice.pdf")], words="kept")

    assert page.path.startswith("/accounts/login/")
    assert scene.rows() == []


def test_somebody_elses_report_is_not_mine_to_add_to(scene):
    ann = Visitor(a_member(scene.school), factors=1)

    assert ann.post(scene.own, added=[upload("a.pdf")]).status == 404
    assert ann.post(scene.files, added=[upload("a.pdf")]).status == 403
    assert scene.rows() == []


def test_another_schools_incident_is_not_there(scene):
    other = Visitor(a_member(a_school(), Role.DEPUTY_DPO))

    assert other.open(scene.files).status == 404
    assert other.post(scene.files, added=[upload("a.pdf")]).status == 404
    assert other.post(scene.own, added=[upload("a.pdf")]).status == 404


def test_a_store_that_cannot_take_it_is_said_and_the_report_is_safe(scene, settings):
    place = Path(settings.DATA) / "files" / str(scene.school.pk)
    place.parent.mkdir(exist_ok=True)
    place.write_text("where the folder should be")

    page = scene.report(upload("notice.pdf"))

    place.unlink()
    assert page.status == 422
    assert "“notice.pdf” was not kept, because our store could not take it." in page.words
    assert "What you wrote is safe." in page.words
    assert scene.rows() == []
    assert scene.report(upload("notice.pdf")).status == 200


def test_the_same_bytes_once_more_are_said_to_be_there_and_nothing_is_there_twice(scene):
    scene.priya.post(scene.files, added=[upload("a.pdf")])

    again = scene.priya.post(scene.files, added=[upload("b.pdf")])
    two = scene.priya.post(scene.files, added=[upload("b.pdf"), upload("b.docx", DOCX)])

    assert "That file is there already, so nothing was added." in again.words
    assert "Added. One file was there already, so nothing is there twice." in two.words
    assert [row.name for row in scene.rows()] == ["a.pdf", "b.docx"]


def test_the_team_adds_no_second_copy_of_what_the_reporter_sent(scene):
    scene.report(upload("a.pdf"), upload("b.docx", DOCX))

    page = scene.priya.post(scene.files, added=[upload("a.pdf"), upload("b.docx", DOCX)])

    assert "Those files are there already, so nothing was added." in page.words
    assert len(scene.rows()) == 2


def test_a_reporter_is_not_told_what_the_team_has_added(scene):
    scene.priya.post(scene.files, added=[upload("a.pdf")])

    page = scene.report(upload("a.pdf"))

    assert "Added. You can add more below." in page.words
    assert len(scene.rows()) == 2
