"""Somebody in a real browser, who uses pages as the visitors of the other tests do."""

from playwright.sync_api import Locator

from tests.browser.conftest import Visit
from tests.incidents.visits import Page, Visitor

CHOSEN = {"radio", "checkbox"}


class Window(Visitor):
    """A visitor whose pages are drawn, looked at and clicked."""

    def __init__(self, visit: Visit) -> None:
        self.visit, self.base = visit, "/s/" + visit.base.rpartition("/s/")[2]

    def open(self, path: str) -> Page:
        self.visit.open(path.removeprefix(self.base))
        return self.shown()

    def send(self, path: str, **answers: object) -> Page:
        """Fill in the form at `path`, press its button, and go where that leads."""
        self.open(path)
        form = self.visit.page.locator("main form[method=post]").first
        given = {name: value for name, value in answers.items() if value is not None}
        boxes = {name: form.locator(f"[name='{name}']") for name in given}
        for name in [each for each in given if not boxes[each].count()]:
            del given[name], boxes[name]  # a question that is not asked of these people
        buttons = form.locator("button[type=submit]")
        pressed = next((b.first for b in boxes.values() if _is(b, "button")), buttons.first)
        left = [name for name in given if not _is(boxes[name], "button")]
        while left:  # what is chosen may show the box that another answer goes into
            name = next((each for each in left if _is_seen(boxes[each])), left[0])
            _answer(boxes[name], given[name])
            left.remove(name)
        pressed.click()
        self.visit.look()
        return self.shown()

    def shown(self) -> Page:
        """The page as it is now."""
        page = self.visit.page
        status = 422 if page.locator(".govuk-error-summary").count() else 200
        path = self.base + page.url.partition(self.base)[2]
        return Page(status, path, page.content())


def _is(box: Locator, tag: str) -> bool:
    return bool(box.count()) and box.first.evaluate("box => box.localName") == tag


def _is_seen(box: Locator) -> bool:
    return any(each.is_visible() for each in box.all())


def _is_chosen(box: Locator) -> bool:
    return bool(box.count()) and box.first.get_attribute("type") in CHOSEN


def _answer(box: Locator, value: object) -> None:
    values = value if isinstance(value, list) else [value]
    if _is_chosen(box):
        for each in box.all():
            wanted = each.get_attribute("value") in values
            if wanted or each.get_attribute("type") == "checkbox":
                each.set_checked(wanted)
    elif _is(box, "select"):
        box.select_option(str(value))
    else:
        box.first.fill(str(value))
