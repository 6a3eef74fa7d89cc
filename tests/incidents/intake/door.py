"""Walking through the public door as somebody without scripts, cookies or an account."""

from django.test import Client

from tests.incidents.visits import Page, Visitor
from tests.ui.markup import Element

STORY = "A letter about a pupil went to the wrong house."
ANSWERS = {
    "who": {"relation": "staff"},
    "story": {"story": STORY},
    "name": {"protection": "anonymous"},
}


class AtTheDoor(Visitor):
    """Somebody whose browser keeps nothing between two pages."""

    def __init__(self, school, base="report", **headers):
        super().__init__(Client(headers=headers))
        self.place = f"/r/{school.slug}"
        self.first = f"{self.place}/{base}/"

    def open(self, path):
        self.client.cookies.clear()
        return super().open(path if path.startswith("/r/") else self.place + path)

    def press(self, page: Page, button: str = "", **answers: object) -> Page:
        """Fill in the page's form and press the button of that name, or the first one."""
        main = page.tree.all("main")[0]
        form = next(each for each in main.all("form") if each.attributes["method"] == "post")
        pressed = next(b for b in form.all("button") if not button or b.words == button)
        sent = {**everything_in(form), **answers}
        if "name" in pressed.attributes:
            sent[pressed.attributes["name"]] = pressed.attributes["value"]
        self.client.cookies.clear()
        return self.post(form.attributes.get("action") or page.path, **sent)

    def walk(self, **answers: dict) -> Page:
        """Answer every question in order; returns the check page, or where it stopped."""
        told = {**ANSWERS, **answers}
        page = self.open(self.first)
        for _ in range(7):
            step = fields(page).get("step")
            if page.status != 200 or not step:
                break
            page = self.press(page, "Continue", **told.get(step, {}))
        return page

    def report(self, **answers: dict) -> Page:
        """Answer everything and send it."""
        return self.press(self.walk(**answers), "Send the report")


def everything_in(form: Element) -> dict[str, object]:
    """What the form would send as it stands, hidden answers included."""
    found: dict[str, object] = {}
    for box in form.all():
        name, kind = box.attributes.get("name", ""), box.attributes.get("type")
        if not name or box.tag == "button":
            continue
        if box.tag == "textarea":
            found[name] = "".join(str(part) for part in box.parts).removeprefix("\n")
        elif box.tag == "select":
            every = box.all("option")
            chosen = next((each for each in every if "selected" in each.attributes), every[0])
            found[name] = chosen.attributes["value"]
        elif kind not in {"radio", "checkbox"}:
            found.setdefault(name, []).append(box.attributes.get("value", ""))
        elif "checked" in box.attributes:
            found.setdefault(name, []).append(box.attributes.get("value", "on"))
    return found


def fields(page: Page) -> dict[str, str]:
    """The hidden fields of the page's form, the first of each name."""
    boxes = [b for b in page.tree.all("input") if b.attributes.get("type") == "hidden"]
    return {b.attributes["name"]: b.attributes.get("value", "") for b in reversed(boxes)}


def code_on(page: Page) -> str:
    """The code that the page shows."""
    return next(p.words for p in page.tree.all("p") if "app-receipt" in p.classes)
