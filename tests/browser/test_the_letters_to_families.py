"""A list went to a wrong address: two dozen families are told, to the last letter."""

import re

import pytest

from tests.browser.conftest import PICTURES
from tests.browser.test_the_regulators_report import told_now
from tests.browser.test_what_people_are_told import case
from tests.incidents.importing.logs import csv_of
from tests.jobs.instances import until
from tests.notices import WORDS

pytestmark = pytest.mark.browser
GONE = "parent-7@home.example"  # whom the mail server does not know
LIST = csv_of(
    ("Name", "Date of birth", "Parent or carer", "Email", "Address"),
    *[
        (f"Zebedee Pupil{n:02}", f"{1 + n}/3/2016", f"Mrs Quill{n:02}",
         f"parent-{n}@home.example" if n < 23 else "", f"{n} High Street")
        for n in range(1, 25)
    ],
)  # fmt: skip
NAME = re.compile(r"Zebedee|Quill|Pupil\d", re.IGNORECASE)


def shown(page, name):
    if PICTURES:
        page.screenshot(path=PICTURES / f"families-{name}.png", full_page=True)


def listed(deputy, people):
    """Bring in the families from a spreadsheet."""
    page = deputy.open(f"{people}import/")
    shown(page, "import")
    file = {"name": "families.csv", "mimeType": "text/csv", "buffer": LIST}
    page.locator("[type=file]").set_input_files(file)
    page.locator("[name=kind][value=pupil]").check()
    shown(deputy.press("Continue"), "check")
    page = deputy.press("Put 24 people on the list")
    assert "24 people are on the list." in page.inner_text("main")


def written_and_cleared(deputy, head, notices):
    page = deputy.open(f"{notices}write/parents/en/")
    for key, words in WORDS.items():
        box = page.locator(f"[name=part-{key}]")
        if box.count():
            box.fill(words)
    page.locator("[name=part-greeting]").fill("Dear {name}")
    deputy.press("Save and look at it")
    deputy.press("Put it up to be cleared")
    page = deputy.press("Clear it as it is")
    head.open(page.url.removeprefix(head.base))
    shown(head.press("Clear it as it is"), "cleared")


def letters_to(site):
    """Whom letters went to, each with its words, as the mail server took them."""
    return {
        to: words
        for tos, words in site.mailbox.messages
        for to in tos
        if "X-Tocsin-Letter:" in words
    }


def by_email(deputy, letters):
    """Letters to everybody with an address; the page of the batch."""
    page = deputy.open(f"{letters}make/")
    page.locator("[name=way][value=email]").check()
    page.get_by_label("Only people who were not told yet").check()
    page.locator("[name=medium_reason]").fill("Their own addresses had no part in it.")
    shown(page, "make")
    return deputy.press("Make them").url.removeprefix(deputy.base)


def on_paper(deputy, letters):
    """Printed letters for those who are left, recorded as posted."""
    page = deputy.open(f"{letters}make/")
    page.locator("[name=way][value=paper]").check()
    page.get_by_label("Only people who were not told yet").check()
    page = deputy.press("Make them")
    assert "3 letters" in page.inner_text("main")
    shown(page, "paper")
    page.get_by_role("button", name="Record that they were posted").click()
    for part, value in zip(("day", "month", "year", "time"), told_now(), strict=True):
        page.locator(f"[name=done_at_{part}]").fill(value)
    deputy.press("Save")


def test_every_family_is_reached_and_nobody_is_named_elsewhere(visit, site):
    pk = case(site)
    deputy, head = visit("deputy"), visit("head", width=320)
    site.mailbox.refused.add(GONE)
    listed(deputy, f"/incidents/{pk}/people/")
    written_and_cleared(deputy, head, f"/incidents/{pk}/notices/")

    letters = f"/incidents/{pk}/letters/"
    batch = by_email(deputy, letters)
    until(lambda: len(letters_to(site)) == 21)
    until(lambda: "Could not be sent: 1" in deputy.open(batch).inner_text("main"))
    shown(deputy.page, "batch")
    assert "1 letter did not arrive." in deputy.page.inner_text("main")
    assert "Dear Mrs Quill03" in letters_to(site)["parent-3@home.example"]
    others = [words for _, words in site.mailbox.messages if "X-Tocsin-Letter:" not in words]
    assert [words for words in others if NAME.search(words)] == []

    on_paper(deputy, letters)
    for page in ("", "timeline/", "letters/"):
        words = deputy.open(f"/incidents/{pk}/{page}").inner_text("main")
        assert NAME.search(words) is None, page
    duties = deputy.open(f"/incidents/{pk}/").inner_text("main")
    assert re.search(r"Completed\s+Tell the people affected", duties)
