"""Fetching files: the same bytes, for those who may, and on the record."""

from uuid import uuid4

import pytest

from tests.incidents.evidence.samples import PDF, upload
from tests.incidents.visits import Visitor
from tests.worlds import a_member, a_report, a_school, triaged
from tocsin.core.facts import Kind
from tocsin.core.roles import Role
from tocsin.ledger.files import place_of
from tocsin.ledger.verifying import verify

pytestmark = pytest.mark.django_db
LONG = PDF + bytes(range(256)) * 1000


def added(scene, name="notice.pdf", content=LONG):
    scene.report(upload(name, content))
    return next(row for row in scene.rows() if row.name == name)


def merged_into_another(scene):
    """Another incident, which the one of the scene was found to repeat."""
    main = a_report(a_member(scene.school))
    triaged(scene.incident, scene.deputy, kind=Kind.DUPLICATE, duplicate_of=main)
    return main


def fetched(visitor, path, how="post"):
    answer = getattr(visitor.client, how)(visitor.base + path)
    return answer, b"".join(answer.streaming_content) if answer.streaming else answer.content


def test_the_team_gets_the_very_bytes_and_that_they_did_is_on_the_record(scene):
    row = added(scene, "Zoë's notice.pdf")

    _, content = fetched(scene.priya, f"{scene.files}{row.pk}/")

    assert content == LONG
    page = scene.priya.open(f"/incidents/{scene.incident.pk}/timeline/")
    assert "File opened by Priya Shah" in page.words
    assert page.words.count("Zoë's notice.pdf") == 2


def test_a_file_is_saved_and_never_shown(scene):
    row = added(scene, "Zoë's notice.pdf")

    answer, _ = fetched(scene.tom, f"{scene.own}{row.pk}/", "get")

    assert answer["Content-Disposition"] == (
        "attachment; filename*=utf-8''Zo%C3%AB%27s%20notice.pdf"
    )
    assert answer["Content-Type"] == "application/octet-stream"
    assert answer["X-Content-Type-Options"] == "nosniff"
    assert answer["Cache-Control"] == "no-store"
    assert answer["Content-Length"] == str(len(LONG))


def test_the_reporter_gets_their_own_file_and_no_other(scene):
    mine = added(scene)
    scene.priya.post(scene.files, added=[upload("theirs.pdf")])
    theirs = next(row for row in scene.rows() if row.name == "theirs.pdf")

    _, content = fetched(scene.tom, f"{scene.own}{mine.pk}/", "get")

    assert content == LONG
    assert fetched(scene.tom, f"{scene.own}{theirs.pk}/", "get")[0].status_code == 404
    assert "theirs.pdf" not in scene.tom.open(scene.own).words


@pytest.mark.parametrize("role", [Role.STAFF, Role.OFFICE, Role.GOVERNOR, Role.ADMINISTRATOR])
def test_others_at_the_school_cannot_get_it(scene, role):
    row = added(scene)
    other = Visitor(a_member(scene.school, role))

    assert fetched(other, f"{scene.files}{row.pk}/")[0].status_code == 403
    assert fetched(other, f"{scene.own}{row.pk}/", "get")[0].status_code == 404


def test_without_a_second_factor_the_team_cannot_get_it(scene):
    row = added(scene)
    priya = Visitor(scene.deputy, factors=1)

    answer, _ = fetched(priya, f"{scene.files}{row.pk}/")

    assert answer.status_code == 302
    assert answer["Location"].endswith("/second-factor/")


def test_another_school_finds_no_file_there(scene):
    row = added(scene)
    other = Visitor(a_member(a_school(), Role.DEPUTY_DPO))

    assert fetched(other, f"{scene.files}{row.pk}/")[0].status_code == 404
    other.base = scene.priya.base
    assert fetched(other, f"{scene.files}{row.pk}/")[0].status_code == 404


def test_a_file_that_never_was_is_not_there(scene):
    assert fetched(scene.priya, f"{scene.files}{uuid4()}/")[0].status_code == 404


def test_a_link_alone_does_not_open_a_file_for_the_team(scene):
    row = added(scene)

    assert fetched(scene.priya, f"{scene.files}{row.pk}/", "get")[0].status_code == 405


def test_the_files_of_a_duplicate_are_read_with_the_incident_it_repeats(scene):
    row = added(scene)
    main = merged_into_another(scene)

    page = scene.priya.open(f"/incidents/{main.pk}/files/")
    _, content = fetched(scene.priya, f"/incidents/{main.pk}/files/{row.pk}/")

    assert f"by Tom Reed ({scene.incident.reference})" in page.words
    assert content == LONG


def test_a_file_altered_on_the_disk_is_found_and_not_given_out(scene):
    place = place_of(scene.school.pk, (row := added(scene)).sealed_digest)
    assert verify(scene.school.pk).holds
    content = bytearray(place.read_bytes())
    content[100] ^= 1
    place.write_bytes(content)

    answer, page = fetched(scene.priya, f"{scene.files}{row.pk}/")

    assert answer.status_code == 422
    assert "“notice.pdf” is changed in the store, so we did not open it." in page.decode()
    assert verify(scene.school.pk).fault == (
        f"The file of attachment:{row.pk} was changed in the store behind the ledger's back."
    )


def test_a_file_deleted_from_the_disk_is_found(scene):
    row = added(scene)
    place_of(scene.school.pk, row.sealed_digest).unlink()

    answer, page = fetched(scene.tom, f"{scene.own}{row.pk}/", "get")

    assert answer.status_code == 422
    assert "“notice.pdf” is missing in the store" in page.decode()
    assert verify(scene.school.pk).fault == (
        f"The file of attachment:{row.pk} is gone from the store. It was taken away behind the"
        " ledger's back."
    )


def test_nothing_of_a_file_can_be_read_on_the_disk(scene):
    place = place_of(scene.school.pk, added(scene).sealed_digest)

    kept = place.read_bytes()

    assert b"%PDF" not in kept
    assert place.stat().st_mode & 0o777 == 0o600


def test_a_log_line_names_a_file_by_its_id_alone(scene):
    row = added(scene, "Amir Khan.pdf")

    assert str(row) == f"file {row.pk}"
