"""Term dates from a file: shown first, then kept whole or not at all."""

from datetime import date
from pathlib import Path

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile

from tests.schools.saying import words_of
from tests.worlds import FRIDAY, a_member, a_school, signed_in
from tocsin.core.errors import NotYet
from tocsin.core.roles import Role
from tocsin.schools.calendar.commands import add_period, import_periods
from tocsin.schools.calendar.queries import periods_of
from tocsin.schools.calendar.rows import Row

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("clock")]
FOLDER = Path(__file__).parent / "term_dates"


@pytest.fixture
def clock(monkeypatch):
    monkeypatch.setattr("django.utils.timezone.now", lambda: FRIDAY)


@pytest.fixture
def admin():
    return a_member(a_school(), Role.ADMINISTRATOR)


def kept(school):
    return [
        (each.kind, each.name, each.first_on.isoformat(), each.last_on.isoformat())
        for each in periods_of(school.pk)
    ]


def upload(member, name, raw=None):
    raw = (FOLDER / name).read_bytes() if raw is None else raw
    where = f"/s/{member.school.slug}/calendar/file/"
    return signed_in(member).post(where, {"file": SimpleUploadedFile(name, raw)})


def send(member, rows):
    where = f"/s/{member.school.slug}/calendar/file/add/"
    return signed_in(member).post(where, {"rows": rows}, follow=True)


def test_a_councils_file_is_shown_first_and_then_kept_whole(admin):
    page = upload(admin, "six-terms.ics")

    assert "5 to add" in words_of(page)
    assert "Term 1 2 September 2026 to 23 October 2026 Term" in words_of(page)
    assert "“Christmas Day bank holiday”, 25 December 2026, is in the calendar already" in words_of(
        page
    )
    assert "We do not know what “Governors, full meeting” is" in words_of(page)
    assert kept(admin.school) == []

    page = send(admin, page.context["packed"])
    assert "5 added." in words_of(page)
    assert kept(admin.school) == [
        ("term", "Term 1", "2026-09-02", "2026-10-23"),
        ("half_term", "Half term", "2026-10-26", "2026-10-30"),
        ("term", "Term 2", "2026-11-02", "2026-12-18"),
        ("closure", "Christmas holidays", "2026-12-19", "2027-01-03"),
        ("term", "Term 3", "2027-01-04", "2027-02-12"),
    ]


def test_a_file_sent_twice_is_kept_once(admin):
    packed = upload(admin, "six-terms.ics").context["packed"]

    send(admin, packed)

    assert "0 added." in words_of(send(admin, packed))
    assert "There is nothing new in the file." in words_of(upload(admin, "six-terms.ics"))
    assert len(kept(admin.school)) == 5


def test_a_file_with_a_term_that_overlaps_is_refused_whole(admin):
    add_period(
        admin.school, kind="term", name="", first_on=date(2026, 9, 1),
        last_on=date(2026, 12, 18), by=admin, at=FRIDAY,
    )  # fmt: skip

    page = upload(admin, "six-terms.ics")

    assert page.status_code == 422
    assert (
        "“Term 1”, 2 September 2026 to 23 October 2026, overlaps a term that is in the calendar."
        in words_of(page)
    )
    assert len(kept(admin.school)) == 1


def test_terms_entered_by_somebody_else_meanwhile_are_not_overlapped(admin):
    term = Row("term", "Autumn", date(2026, 9, 2), date(2026, 12, 18))
    import_periods(admin.school, rows=[term], by=admin, at=FRIDAY)

    with pytest.raises(NotYet):
        import_periods(admin.school, rows=[term], by=admin, at=FRIDAY)

    assert len(kept(admin.school)) == 1


@pytest.mark.parametrize(
    ("name", "raw", "said"),
    [
        ("dates.ics", b"nothing", "Select a calendar file. We could not read this one"),
        ("dates.pdf", b"%PDF", "“dates.pdf” must be a calendar file, which ends in .ics"),
    ],
)
def test_a_file_that_is_no_calendar_is_explained(admin, name, raw, said):
    page = upload(admin, name, raw)

    assert page.status_code == 422
    assert said in words_of(page)


@pytest.mark.parametrize(
    "forged",
    [
        "", "[", "{}", "[]", "[1]", '[["term", "x", "2026-09-02"]]', "[" * 100_000,
        '[["term", "x", "2026-09-02", "2026-09-01"]]',
        '[["king", "x", "2026-09-02", "2026-09-02"]]',
        '[["term", 7, "2026-09-02", "2026-09-02"]]', '[["term", "x", "2026-09-02", "2028-09-02"]]',
        '[["term", "\\u0000", "2026-09-02", "2026-09-02"]]',
        '[["term", "\\ud800", "2026-09-02", "2026-09-02"]]',
        f'[["term", "{"x" * 201}", "2026-09-02", "2026-09-02"]]',
    ],
)  # fmt: skip
def test_forged_dates_change_nothing(admin, forged):
    page = send(admin, forged)

    assert page.status_code == 200
    assert "Select the file again." in words_of(page)
    assert kept(admin.school) == []
