"""The head prepares for the holidays in a real browser: dates, who is on duty, who is away."""

from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

pytestmark = pytest.mark.browser
FILE = Path(__file__).parents[1] / "schools" / "term_dates" / "six-terms.ics"


def enter(page, first, last):
    for name, day in (("first_on", first), ("last_on", last)):
        for part in ("day", "month", "year"):
            page.locator(f"[name={name}_{part}]").fill(str(getattr(day, part)))


def test_a_holiday_is_entered_on_a_phone_and_the_gap_it_leaves_is_closed(visit):
    head, today = visit("head", width=320), datetime.now(UTC).date()  # noqa: TID251
    week = today + timedelta(weeks=3)
    page = head.open("/calendar/add/")
    page.get_by_label("Holiday or closure").check()
    enter(page, week, week + timedelta(days=7))
    head.press("Save")

    page = head.open("/my-work/")
    assert "There is a gap in cover" in page.inner_text("main")
    before = page.locator(".govuk-error-summary li").count()
    page.locator(".govuk-error-summary a").first.click()
    head.look().get_by_label("Who is on duty?").select_option(label="Priya Shah")
    head.press("Save")

    assert "Priya Shah" in page.inner_text("table")
    assert page.locator(".govuk-error-summary li").count() == before - 1


def test_a_file_of_term_dates_is_looked_at_and_kept(visit):
    head = visit("head")
    page = head.open("/calendar/file/")
    page.get_by_label("Calendar file (.ics)").set_input_files(FILE)
    head.press("Continue")
    assert page.inner_text("h1") == "Check the dates"

    head.press("Add them all")

    assert "Terms are entered until 12 February 2027." in head.open("/calendar/?all").inner_text(
        "main"
    )


def test_somebody_is_away_and_somebody_stands_in(visit):
    head, today = visit("head"), datetime.now(UTC).date()  # noqa: TID251
    page = head.open("/cover/absences/add/")
    page.get_by_label("Who is away?").select_option(label="Ruth Okoro")
    enter(page, today, today + timedelta(days=3))
    page.get_by_label("Who stands in?").select_option(label="Priya Shah")

    head.press("Save")

    assert "Ruth Okoro" in page.inner_text("main")
