"""A visitor without scripts: reads the form on a page, fills it in, and sends it as it stands."""

from dataclasses import dataclass
from functools import cached_property

from django.http import HttpResponse
from django.test import Client

from tests.ui.markup import Element, read
from tests.worlds import signed_in
from tocsin.schools.models import Membership


@dataclass
class Page:
    status: int
    path: str
    html: str

    @cached_property
    def tree(self) -> Element:
        return read(self.html)

    @property
    def words(self) -> str:
        """What the page says, without the shell around it."""
        return next(each.words for each in self.tree.all("main"))

    @property
    def title(self) -> str:
        return self.tree.all("h1")[0].words

    @property
    def links(self) -> dict[str, str]:
        return {each.words: each.attributes["href"] for each in self.tree.all("a")}

    @property
    def errors(self) -> list[str]:
        """What the summary at the top asks to put right."""
        boxes = [e for e in self.tree.all("div") if "govuk-error-summary" in e.classes]
        return [each.words for box in boxes for each in box.all("li")]

    def rows(self) -> list[str]:
        """The lines of the table on the page."""
        return [each.words for each in self.tree.all("tr")[1:]]

    def facts(self) -> dict[str, str]:
        """Every term of the page with its description."""
        found, term = {}, ""
        for each in self.tree.all():
            if each.tag == "dt":
                term = each.words
            elif each.tag == "dd" and term:
                found.setdefault(term, each.words)
        return found


class Visitor:
    def __init__(self, member: Membership | Client, *, factors: int = 2, base: str = "") -> None:
        is_client = isinstance(member, Client)
        self.client = member if is_client else signed_in(member, factors=factors)
        self.base = base or (f"/s/{member.school.slug}" if not is_client else "")

    def open(self, path: str) -> Page:
        path = path if path.startswith("/s/") else self.base + path
        return _page(self.client.get(path, follow=True), path)

    def send(self, path: str, **answers: object) -> Page:
        """Fill in the form at `path`, press its button, and go where that leads."""
        page = self.open(path)
        assert page.status == 200, (page.status, page.words)
        return self.post(page.path, **{**filled_in(page.tree), **answers})

    def post(self, path: str, **answers: object) -> Page:
        """Send these answers and no others."""
        path = path if path.startswith("/s/") else self.base + path
        kept = {name: value for name, value in answers.items() if value is not None}
        return _page(self.client.post(path, kept, follow=True), path)


def _page(response: HttpResponse, path: str) -> Page:
    chain = getattr(response, "redirect_chain", [])
    return Page(response.status_code, chain[-1][0] if chain else path, response.content.decode())


def filled_in(tree: Element) -> dict[str, object]:
    """What the form on the page would send as it stands."""
    main = next(iter(tree.all("main")))
    form = next(each for each in main.all("form") if each.attributes.get("method") == "post")
    found: dict[str, object] = {}
    for box in form.all():
        name = box.attributes.get("name", "")
        if not name or box.tag == "button":
            continue
        if box.tag == "select":
            chosen = [o for o in box.all("option") if "selected" in o.attributes]
            found[name] = (chosen or box.all("option"))[0].attributes["value"]
        elif box.tag == "textarea":
            found[name] = "".join(str(part) for part in box.parts).removeprefix("\n")
        elif box.attributes.get("type") in {"radio", "checkbox"}:
            if "checked" in box.attributes:
                found.setdefault(name, []).append(box.attributes.get("value", "on"))
        else:
            found[name] = box.attributes.get("value", "")
    return found
