"""Reading the policy's pages as people do."""

import html
import re

from tests.worlds import a_member, signed_in
from tocsin.core.policy import Pack
from tocsin.core.roles import Role
from tocsin.policies.drafts import working_on
from tocsin.policies.queries import pack_of, versions_of


def words_of(answer) -> str:
    """The words of a page, without its markup."""
    text = re.sub(r"<[^>]+>", " ", answer.content.decode())
    return re.sub(r"\s+", " ", html.unescape(text))


class Desk:
    """A browser at the policy pages of one school."""

    def __init__(self, school, role: Role = Role.HEAD, name: str = "") -> None:
        self.school = school
        self.member = a_member(school, role, name=name)
        self.browser = signed_in(self.member)
        self.root = f"/s/{school.slug}/policy/"

    def see(self, path: str = "", **query: str):
        """Open a page."""
        return self.browser.get(self.root + path, query)

    def read(self, path: str = "", **query: str) -> str:
        """The words of a page."""
        return words_of(self.see(path, **query))

    def form(self, path: str):
        """The answers that a page's form shows, as a browser would send them."""
        form = self.see(path).context["form"]
        sent = {}
        for bound in form:
            value = bound.value()
            if isinstance(value, dict):
                sent |= {f"{bound.html_name}_{part}": each for part, each in value.items()}
            elif value is True:
                sent[bound.html_name] = "on"
            elif value not in (None, False, "") and value != ():
                sent[bound.html_name] = value
        return sent

    def send(self, path: str, answers=None, *, shown: bool = True):
        """Fill in a page's form, starting from what it shows, and send it."""
        given = (self.form(path) if shown else {}) | (answers or {})
        return self.browser.post(
            self.root + path, {k: v for k, v in given.items() if v is not None}
        )

    def adopt(self, reason: str = "The governors approved it on Tuesday."):
        """Adopt the draft, from today."""
        page = self.see("changes/")
        revision = re.search(r'name="revision" value="(\d+)"', page.content.decode())[1]
        return self.send("changes/", {"reason": reason, "revision": revision})

    @property
    def draft(self) -> Pack:
        """What the draft says now."""
        return working_on(self.school.pk).pack

    @property
    def newest(self) -> Pack:
        """The version adopted last."""
        return pack_of(versions_of(self.school.pk)[0].pk)
