"""The Deputy DPO writes what the people affected are told, and both who clear it do."""

import pytest

from tests.browser.conftest import PICTURES
from tests.browser.test_the_regulators_report import A_CASE
from tests.notices import WORDS

pytestmark = pytest.mark.browser
PARTS = ("what", "when", "effects", "advice")


def shown(page, name, width):
    if PICTURES:
        page.screenshot(path=PICTURES / f"notices-{name}-{width}.png", full_page=True)


def case(site):
    people = A_CASE.replace('regulator="yes", at=at', 'regulator="yes", people="yes", at=at')
    return site.instance.say(people.format(slug=site.slug)).splitlines()[-1]


def write(visitor, path, width):
    page = visitor.open(path)
    shown(page, "write", width)
    page = visitor.press("Save and look at it")
    shown(page, "lacks", width)
    assert "Write first" in page.locator("main").inner_text()
    page = visitor.press("Change the words")
    for key, words in WORDS.items():
        box = page.locator(f"[name=part-{key}]")
        if box.count():
            box.fill(words)
    return visitor.press("Save and look at it")


@pytest.mark.parametrize(("width", "scripts"), [(320, False), (390, True), (1200, True)])
def test_it_is_written_and_cleared_by_two_on_every_screen(visit, site, width, scripts):
    path = f"/incidents/{case(site)}/notices/"
    deputy = visit("deputy", width=width, scripts=scripts)
    shown(deputy.open(path), "list", width)
    write(deputy, f"{path}write/people/en/", width)
    deputy.page.get_by_role("link", name="Write it in Welsh too").click()
    page = deputy.look()
    page.locator("[name=part-what]").fill("Anfonwyd rhestr at y rhieni anghywir.")
    shown(page, "welsh", width)
    shown(deputy.press("Save and look at it"), "beside", width)
    deputy.open(path)
    deputy.page.get_by_role("link", name="The people affected", exact=True).click()
    page = deputy.press("Put it up to be cleared")
    page = deputy.press("Clear it as it is")
    shown(page, "half", width)
    address = page.url.removeprefix(deputy.base)

    head = visit("head", width=width, scripts=scripts)
    head.open(address)
    page = head.press("Clear it as it is")

    shown(page, "cleared", width)
    assert "nobody can change it" in page.locator("main").inner_text()
    shown(head.open(path), "list-after", width)


@pytest.mark.parametrize("width", [390, 1200])
def test_the_paper_for_letters_is_chosen_on_every_screen(visit, width):
    head = visit("head", width=width)

    page = head.open("/letters/paper/")

    page.locator("summary").click()
    shown(head.look(), "paper", width)
