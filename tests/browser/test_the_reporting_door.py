"""Somebody with a phone, the poster's link and no account; and the poster itself."""

import re

import pytest
from axe_playwright_python.sync_playwright import Axe

from tests.browser.conftest import PICTURES, _is_known
from tests.incidents.evidence.pictures import TELLING

pytestmark = pytest.mark.browser
STORY = "A folder with names was left on the bus."


class Phone:
    """A narrow browser that takes no cookies; every page is looked at."""

    def __init__(self, browser, site, *, scripts):
        size = {"width": 320, "height": 800}
        self.context = browser.new_context(viewport=size, java_script_enabled=scripts)
        self.page, self.scripts = self.context.new_page(), scripts
        self.site, self.seen = site, 0

    def open(self, path):
        self.page.goto(f"{self.site.url}/r/{self.site.slug}{path}")
        return self.look()

    def press(self, name):
        self.page.get_by_role("button", name=name, exact=True).first.click()
        return self.look()

    def look(self):
        page = self.page
        page.wait_for_load_state()
        wide = "document.documentElement.scrollWidth > document.documentElement.clientWidth"
        assert not page.evaluate(wide), page.inner_text("h1")
        # The checker is a script itself, and never comes back where there are none.
        found = Axe().run(page).response["violations"] if self.scripts else []
        assert [v for v in found if not _is_known(v)] == [], page.inner_text("h1")
        assert self.context.cookies() == []
        self.seen += 1
        if PICTURES:
            name = f"door-{'js' if self.scripts else 'plain'}-{self.seen:02}.png"
            page.screenshot(path=PICTURES / name, full_page=True)
        return page


@pytest.fixture
def phone(browser, site):
    made = []

    def taken(*, scripts):
        made.append(Phone(browser, site, scripts=scripts))
        return made[-1]

    yield taken
    for each in made:
        each.context.close()


@pytest.mark.clause("SI-ANON", "SI-M1")
@pytest.mark.parametrize("scripts", [True, False])
def test_a_report_without_a_name_by_phone_and_back_again_with_the_code(phone, scripts):
    ada = phone(scripts=scripts)
    page = ada.open("/")
    says_who(ada)
    ada.press("Continue")
    ada.press("Continue")
    assert "Enter what happened" in page.inner_text(".govuk-error-summary")
    page.get_by_label("In your own words").fill(STORY)
    for _ in range(4):
        ada.press("Continue")
    page.get_by_label("No, report without my name").check()
    ada.press("Continue")
    assert STORY in page.inner_text("main")
    ada.press("Send the report")

    code = page.inner_text(".app-receipt")
    assert page.get_by_text("Copy code").is_visible() is scripts  # only a script can do it
    assert re.fullmatch(r"\d{4} \d{4} \d{4} \d{4}", code)
    ada.press("Add a picture or more words")
    photo = {"name": "IMG_1.jpg", "mimeType": "image/jpeg", "buffer": TELLING["photo.jpg"]}
    page.get_by_label("Pictures (optional)").set_input_files([photo])
    ada.press("Send to the school")
    assert "You wrote Added: Picture 1.jpg" in " ".join(page.inner_text("main").split())
    comes_back(ada, code)


def says_who(ada):
    ada.page.get_by_text("Report it now").click()
    ada.look()
    ada.page.get_by_label("A pupil, now or in the past").check()
    ada.press("Continue")


def comes_back(ada, code):
    ada.open("/mailbox/")
    ada.page.get_by_label("Your 16-digit code").fill(code.replace(" ", "-"))
    ada.press("Continue")
    ada.page.get_by_label("Add something, or answer").fill("It was the number 7 bus.")
    ada.press("Send to the school")
    assert "You wrote It was the number 7 bus." in " ".join(ada.page.inner_text("main").split())


def test_by_keyboard_alone(phone):
    page = phone(scripts=True).open("/report/")
    keys = page.keyboard
    page.get_by_label("Somebody who works at the school").focus()
    keys.press("Space")
    keys.press("Tab")
    keys.press("Enter")
    page.wait_for_selector("text=What has happened?")
    page.get_by_label("Something else, or I am not sure").focus()
    keys.press("Space")
    keys.press("Tab")
    keys.press("Enter")
    page.wait_for_selector("textarea")
    page.get_by_label("In your own words").focus()
    keys.type(STORY)
    for _ in range(2):
        keys.press("Tab")
    keys.press("Enter")
    page.wait_for_selector("text=When did you find out?")
    page.get_by_role("button", name="Back").focus()
    keys.press("Enter")
    page.wait_for_selector("textarea")

    assert page.get_by_label("In your own words").input_value() == STORY


def test_leaving_in_a_hurry_is_one_press(phone):
    page = phone(scripts=False).open("/mailbox/")
    asked = []
    page.route("https://www.bbc.co.uk/**", lambda route: route.fulfill(body="weather"))
    page.on("request", lambda request: asked.append(request.url))

    page.get_by_role("button", name="Exit this page").click()
    page.wait_for_url("https://www.bbc.co.uk/weather")

    assert asked[0].endswith("/leave/")


def test_the_poster_is_exactly_one_page_of_a4(visit):
    head = visit("head")
    page = head.open("/reporting-link/poster/")

    paper = page.pdf(format="A4", prefer_css_page_size=True)

    if PICTURES:
        (PICTURES / "poster.pdf").write_bytes(paper)
    assert len(re.findall(rb"/Type\s*/Page\b", paper)) == 1


def seal_a_name(sealed):
    """Report for a company, with a sealed name."""
    page = sealed.open("/outside/")
    page.get_by_label("A company that works for the school").check()
    page.get_by_label("Which company and product is it about?").fill("Example MIS")
    sealed.press("Continue")
    sealed.press("Continue")
    page.get_by_label("In your own words").fill(STORY)
    for _ in range(4):
        sealed.press("Continue")
    page.get_by_label("Yes, but keep my name sealed").check()
    page.get_by_label("Your name").last.fill("Zelda Quill")
    sealed.press("Continue")
    sealed.press("Send the report")


def test_the_head_finds_the_report_and_opens_its_sealed_name(visit, phone):
    seal_a_name(phone(scripts=True))
    head = visit("head", width=320)
    head.open("/reporting-link/")
    page = head.open("/inbox/")
    page.get_by_role("link", name=re.compile("Something else")).last.click()
    case = re.search(r"/incidents/[0-9a-f-]+/", page.url)[0]
    head.open(case)
    head.follow("Open the sealed name")
    page.get_by_label("Why do you need to know who reported it?").fill("The police ask.")

    head.press("Open the name")

    assert "Zelda Quill" in page.inner_text("main")
