"""Files by way of a code: pictures that name nobody, from those who do not give their name."""

from datetime import timedelta

import pytest

from tests.incidents.evidence.pictures import SECRET, TELLING, WITHOUT_COPY
from tests.incidents.evidence.samples import upload
from tests.incidents.evidence.test_fetching import fetched
from tests.incidents.intake.door import AtTheDoor
from tests.incidents.visits import Visitor
from tests.worlds import FRIDAY, a_school, a_team
from tocsin.core.roles import Role
from tocsin.incidents.intake import budget
from tocsin.incidents.keeping.inspecting import copy_picture
from tocsin.incidents.keeping.sealing import opened
from tocsin.incidents.models import Attachment
from tocsin.jobs.models import Job
from tocsin.ledger.files import place_of
from tocsin.ledger.tenancy import reading

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("clock", "full_budget")]
PHOTO = TELLING["photo.jpg"]
BY_NAME = {"protection": "named", "own_name": "Mo Shah", "own_contact": "mo@home.example"}
MIDNIGHT = FRIDAY.replace(hour=0, minute=0)
FULL_HOUR = FRIDAY.replace(minute=0) + timedelta(hours=1)


@pytest.fixture
def team():
    """A school of its own for each test: what is in the store stays there."""
    return a_team(a_school())


@pytest.fixture
def door(school):
    return AtTheDoor(school)


def mailbox_of(door, **name):
    page = door.report(name=name) if name else door.report()
    is_named = name.get("protection") == "named"
    add = "Add a photo, a file or more words" if is_named else "Add a picture or more words"
    return door.press(page, add)


def rows_of(school):
    with reading(school.pk):
        found = Attachment.objects.filter(school=school).select_related("incident")
        return list(found.order_by("name"))


def stored(school):
    folder = place_of(school.pk, "00").parents[1]
    return [each for each in folder.rglob("*") if each.is_file()]


@pytest.mark.clause("SI-ANON")
def test_a_picture_of_somebody_without_a_name_says_only_what_is_seen(door, school, team):
    page = door.press(mailbox_of(door), words="", added=upload("IMG_20261120_1540.jpg", PHOTO))

    [row] = rows_of(school)
    assert "Added: Picture 1.jpg" in page.words
    assert (row.name, row.at, row.by_id) == ("Picture 1.jpg", MIDNIGHT, None)
    assert SECRET not in b"".join(opened(row))
    files = Visitor(team[Role.DEPUTY_DPO]).open(f"/incidents/{row.incident_id}/files/")
    assert "Picture 1.jpg (JPG" in files.words


def test_what_is_kept_of_the_time_is_said_as_the_day_it_was(door, school, team):
    received = door.report(found={"found": "today"})
    own = door.press(received, "Add a picture or more words")
    door.press(own, words="", added=upload("photo.jpg", PHOTO))

    [row] = rows_of(school)
    page = Visitor(team[Role.DEPUTY_DPO]).open(f"/incidents/{row.incident_id}/")

    assert page.facts()["First known at school"] == "Friday 20 November 2026"
    [line] = [each for each in page.rows() if "Picture 1.jpg" in each]
    assert "Friday 20 November 2026" in line
    assert "midnight" not in line


@pytest.mark.clause("SI-ANON")
def test_when_a_picture_came_is_gone_from_the_disk_once_people_hear_of_it(door, school):
    door.press(mailbox_of(door), added=upload("photo.jpg", PHOTO))
    job = Job.objects.get(name="incidents.copy-picture")
    [row] = rows_of(school)
    before = place_of(school.pk, row.sealed_digest).stat()

    copy_picture(school.pk, row.pk, at=FULL_HOUR)

    after = place_of(school.pk, row.sealed_digest).stat()
    assert (job.run_at, job.pk < 0) == (FULL_HOUR, True)
    assert (after.st_ino, after.st_size) != (before.st_ino, after.st_size)
    assert after.st_ctime_ns > before.st_ctime_ns


@pytest.mark.parametrize("name", ["confidential", "anonymous"])
@pytest.mark.parametrize(
    ("file", "said"),
    [
        (("letter.pdf",), "“letter.pdf” is not a picture, so nothing was kept. It could name you."),
        (
            ("photo.heic", WITHOUT_COPY["photo.heic"][0]),
            "We cannot take out what is hidden in file 1, so nothing was kept.",
        ),
        (
            ("cut.jpg", WITHOUT_COPY["cut.jpg"][0]),
            "We cannot take out what is hidden in file 1, so nothing was kept.",
        ),
        (("page.html", b"<p>"), "“page.html” is not a picture"),
    ],
)
def test_what_could_name_them_is_not_kept_and_their_words_stay(door, school, name, file, said):
    sealed = {"sealed_name": "Mo Shah"} if name == "confidential" else {}
    page = mailbox_of(door, protection=name, **sealed)

    again = door.press(page, words="It was on the bus.", added=upload(*file))

    assert again.status == 422
    assert said in " ".join(again.errors)
    assert "It was on the bus." in again.words
    assert (rows_of(school), stored(school)) == ([], [])


def test_a_named_reporter_adds_what_any_member_of_staff_could(door, school, team):
    page = mailbox_of(door, **BY_NAME)

    door.press(page, words="Here it is.", added=[upload("letter.pdf"), upload("photo.jpg", PHOTO)])

    letter, photo = rows_of(school)
    assert [(each.name, each.at) for each in (letter, photo)] == [
        ("letter.pdf", FRIDAY), ("photo.jpg", FRIDAY)
    ]  # fmt: skip
    assert SECRET in b"".join(opened(photo))
    priya = Visitor(team[Role.DEPUTY_DPO])
    said = priya.open(f"/incidents/{letter.incident_id}/timeline/").words
    assert "Here it is. Added: letter.pdf, photo.jpg" in said
    answer, content = fetched(priya, f"/incidents/{letter.incident_id}/files/{letter.pk}/")
    assert (answer.status_code, content[:5]) == (200, b"%PDF-")


def test_the_same_page_sent_twice_keeps_its_file_once(door, school):
    page = mailbox_of(door)
    for _ in range(2):
        door.press(page, words="Once.", added=upload("photo.jpg", PHOTO))

    folders = [each for each in place_of(school.pk, "00").parents[1].iterdir() if each.is_dir()]
    assert (len(rows_of(school)), len(stored(school))) == (1, 1)
    assert len(folders) == 256  # none of them says by its age when a file came


def test_too_many_pictures_at_a_time_are_asked_for_in_parts(door, school):
    added = [upload("photo.jpg", PHOTO) for _ in range(6)]

    page = door.press(mailbox_of(door), added=added)

    assert page.errors == ["Add 5 pictures at a time"]
    assert rows_of(school) == []


def test_while_too_much_comes_in_no_file_is_looked_at(door, school):
    page = mailbox_of(door)
    while budget.WORDS.spend(school.pk, FRIDAY):
        pass

    busy = door.press(page, words="Still here.", added=upload("photo.jpg", PHOTO))

    assert busy.status == 429
    assert "Still here." in busy.words
    assert stored(school) == []


def test_without_the_code_nothing_is_kept(door, school):
    mailbox = f"{door.place}/mailbox/"
    page = door.post(mailbox, code="1111 2222 3333 4444", words="Hello",
                     added=upload("photo.jpg", PHOTO))  # fmt: skip

    assert page.errors == ["We cannot find a report with that code"]
    assert (rows_of(school), stored(school)) == ([], [])
