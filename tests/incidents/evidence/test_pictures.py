"""Pictures: the copy says nothing of where it was taken, the original stays sealed beside it."""

import io

import pytest
from django.db import IntegrityError, transaction
from PIL import Image

from tests.incidents.evidence.pictures import SECRET, SEVERAL, TELLING, WITHOUT_COPY
from tests.incidents.evidence.samples import upload
from tests.incidents.evidence.test_fetching import fetched
from tests.incidents.test_alerts import work_at
from tests.worlds import FRIDAY
from tocsin.incidents.jobs import sweep_files
from tocsin.incidents.keeping.inspecting import copy_picture
from tocsin.incidents.models import FileCopy
from tocsin.ledger.files import place_of
from tocsin.ledger.tenancy import reading
from tocsin.ledger.verifying import verify

pytestmark = pytest.mark.django_db
# Description, maker, program, camera, place.
TELLING_TAGS = {
    0x010E,
    0x010F,
    0x0131,
    0x8769,
    0x8825,
}
WHY = "We must find out where it was taken."


def kept(scene, name, content):
    scene.report(upload(name, content))
    work_at(FRIDAY)
    return scene.rows()[0]


def copy_of(scene):
    with reading(scene.school.pk):
        return FileCopy.objects.get(school=scene.school)


@pytest.mark.parametrize("name", TELLING)
def test_the_team_gets_a_copy_that_says_nothing_of_its_camera(scene, name):
    row = kept(scene, name, TELLING[name])

    answer, content = fetched(scene.priya, f"{scene.files}{row.pk}/")

    with Image.open(io.BytesIO(content)) as picture:
        assert not TELLING_TAGS & set(picture.getexif())
        assert not {"exif", "xmp", "comment", "icc_profile"} & picture.info.keys()
    assert SECRET not in content
    assert SECRET in TELLING[name]
    assert answer["Content-Length"] == str(len(content))
    assert answer["Content-Security-Policy"] == "sandbox; default-src 'none'"


def test_a_picture_that_was_held_on_its_side_stands_upright_in_the_copy(scene):
    row = kept(scene, "photo.jpg", TELLING["photo.jpg"])

    _, content = fetched(scene.priya, f"{scene.files}{row.pk}/")

    with Image.open(io.BytesIO(content)) as picture:
        assert picture.size == (20, 40)
        assert picture.getpixel((5, 5))[0] > 240


@pytest.mark.parametrize("name", SEVERAL)
def test_no_page_of_a_scan_and_no_picture_of_a_film_is_lost(scene, name):
    row = kept(scene, name, SEVERAL[name])

    _, content = fetched(scene.priya, f"{scene.files}{row.pk}/")

    with Image.open(io.BytesIO(content)) as picture:
        assert picture.n_frames == 3


def test_the_original_is_given_with_a_reason_which_is_on_the_record(scene):
    row = kept(scene, "photo.jpg", TELLING["photo.jpg"])
    page = scene.priya.open(f"{scene.files}{row.pk}/original/")
    assert "The original may say where and when it was taken" in page.words

    answer = scene.priya.client.post(page.path, {"reason": WHY})

    assert b"".join(answer.streaming_content) == TELLING["photo.jpg"]
    history = scene.priya.open(f"/incidents/{scene.incident.pk}/timeline/").words
    assert "Original picture opened, with a reason by Priya Shah" in history
    assert WHY in history
    assert verify(scene.school.pk).holds


def test_without_a_reason_the_original_stays_closed(scene):
    row = kept(scene, "photo.jpg", TELLING["photo.jpg"])

    page = scene.priya.post(f"{scene.files}{row.pk}/original/", reason=" ")

    assert (page.status, page.errors) == (422, ["Enter why you need the original"])


@pytest.mark.parametrize("name", WITHOUT_COPY)
def test_where_no_copy_can_be_made_the_page_says_why_and_offers_the_original(scene, name):
    content, words = WITHOUT_COPY[name]
    row = kept(scene, name, content)

    page = scene.priya.open(scene.files)
    answer, _ = fetched(scene.priya, f"{scene.files}{row.pk}/")

    assert words in page.words
    assert "Copy of " not in page.words.replace("Copy of a picture", "")
    assert f"Original of {name}" in page.links
    assert answer.status_code == 409
    given = scene.priya.client.post(
        f"{scene.priya.base}{scene.files}{row.pk}/original/", {"reason": WHY}
    )
    assert b"".join(given.streaming_content) == content


def test_until_the_copy_is_made_the_page_says_that_it_is_being_made(scene):
    scene.report(upload("photo.jpg", TELLING["photo.jpg"]))

    page = scene.priya.open(scene.files)

    assert "A copy without hidden data is being made." in page.words
    assert "Copy of " not in page.words.replace("Copy of a picture", "")


def test_the_reporter_still_gets_the_very_picture_they_added(scene):
    row = kept(scene, "photo.jpg", TELLING["photo.jpg"])

    _, content = fetched(scene.tom, f"{scene.own}{row.pk}/", "get")

    assert content == TELLING["photo.jpg"]


@pytest.mark.parametrize("what", ["changed", "missing"])
def test_a_copy_altered_on_the_disk_is_found_and_not_given_out(scene, what):
    row = kept(scene, "photo.jpg", TELLING["photo.jpg"])
    copy = copy_of(scene)
    place = place_of(scene.school.pk, copy.sealed_digest)
    if what == "missing":
        place.unlink()
    else:
        place.write_bytes(place.read_bytes()[:-1] + b"x")

    answer, said = fetched(scene.priya, f"{scene.files}{row.pk}/")

    assert answer.status_code == 422
    assert f"“photo.jpg” is {what} in the store" in said.decode()
    assert f"The file of filecopy:{copy.pk} " in verify(scene.school.pk).fault


def test_an_original_that_is_gone_leaves_no_copy_and_is_found(scene):
    scene.report(upload("photo.jpg", TELLING["photo.jpg"]))
    [row] = scene.rows()
    place_of(scene.school.pk, row.sealed_digest).unlink()
    work_at(FRIDAY)

    assert copy_of(scene).fault == "unreadable"
    assert f"The file of attachment:{row.pk} is gone" in verify(scene.school.pk).fault


def test_a_copy_made_twice_by_two_workers_is_kept_once(scene):
    row = kept(scene, "photo.jpg", TELLING["photo.jpg"])

    copy_picture(scene.school.pk, row.pk, at=FRIDAY)
    sweep_files(school_id=scene.school.pk, at=FRIDAY)

    assert str(copy_of(scene)) == f"copy {copy_of(scene).pk}"
    assert fetched(scene.priya, f"{scene.files}{row.pk}/")[0].status_code == 200


def test_the_copy_is_sealed_too(scene):
    kept(scene, "photo.jpg", TELLING["photo.jpg"])

    content = place_of(scene.school.pk, copy_of(scene).sealed_digest).read_bytes()

    assert b"\xff\xd8\xff" not in content[:100]
    assert b"JFIF" not in content


def test_the_database_keeps_no_copy_that_is_neither_there_nor_explained(scene):
    kept(scene, "photo.jpg", TELLING["photo.jpg"])

    with (
        reading(scene.school.pk),
        pytest.raises(IntegrityError, match="copy_is_kept_unless_something_was_wrong"),
        transaction.atomic(),
    ):
        FileCopy.objects.filter(school=scene.school).update(sealed_digest="")
