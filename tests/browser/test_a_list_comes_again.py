"""A list of the people affected comes once more, with what was missing in it, on a telephone."""

import pytest

from tests.browser.conftest import PICTURES
from tests.browser.test_what_people_are_told import case
from tests.incidents.importing.logs import csv_of

pytestmark = pytest.mark.browser
HEADS = ("Name", "Date of birth", "Parent or carer", "Email", "Address")
FIRST = csv_of(
    HEADS,
    ("Ann Quill", "", "Mrs J Quill", "quill@home.example", "1 High Street"),
    ("Ben Quill", "30/9/2017", "Mrs J Quill", "quill@home.example", "1 High Street"),
)
AGAIN = csv_of(
    HEADS,
    ("Ann Quill", "3/4/2015", "Mrs J Quill", "quill@home.example", "1 High Street"),
    ("Ben Quill", "30/9/2017", "Mrs J Quill", "j.quill@home.example", "9 Mill Lane, Alderbank"),
    ("Ben Quill", "30/9/2017", "Mr Vane", "vane@home.example", "9 Far Lane"),
    ("Cat Moss", "20/1/2016", "Mr Moss", "moss@home.example", "2 Low Road"),
)


def chosen(deputy, people, data, name):
    page = deputy.open(f"{people}import/")
    file = {"name": "families.csv", "mimeType": "text/csv", "buffer": data}
    page.locator("[type=file]").set_input_files(file)
    page.locator("[name=kind][value=pupil]").check()
    page = deputy.press("Continue")
    if PICTURES:
        page.screenshot(path=PICTURES / f"again-{name}.png", full_page=True)
    return page.inner_text("main")


def test_what_was_missing_is_filled_in_and_nobody_is_doubled(visit, site):
    people = f"/incidents/{case(site)}/people/"
    deputy = visit("deputy", width=390)
    chosen(deputy, people, FIRST, "first")
    deputy.press("Put 2 people on the list")
    deputy.open(people)
    deputy.press("Open the list")

    words = chosen(deputy, people, AGAIN, "check")
    page = deputy.press("Put 1 person on the list and change 2")

    assert "Email address: j.quill@home.example, instead of quill@home.example" in words
    assert "2 people were filled in or corrected." in page.inner_text("main")
    deputy.open(people)
    page = deputy.press("Open the list")
    if PICTURES:
        page.screenshot(path=PICTURES / "again-list.png", full_page=True)
    assert "3 people, with 4 contacts." in page.inner_text("main")
