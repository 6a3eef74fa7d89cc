"""A running Tocsin with one school, and a real browser in front of it."""

import json
import os
import socket
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

import pytest
from aiosmtpd.controller import Controller
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import BrowserContext, Page, sync_playwright

from tests.browsers import chromium
from tests.jobs.instances import SERVER, Instance, copy_of, free_port, until

PICTURES = Path(os.environ["TOCSIN_PICTURES"]) if "TOCSIN_PICTURES" in os.environ else None
SEED = """
import json
from datetime import timedelta
from django.utils import timezone
from tests.worlds import a_member, a_school, signed_in
from tocsin.core.roles import Role
at = timezone.now() - timedelta(days=60)
school = a_school(name="Alder Bank Primary School", at=at)
people = {
    "staff": a_member(school, name="Sam Bell", at=at),
    "deputy": a_member(school, Role.DEPUTY_DPO, name="Priya Shah", at=at),
    "head": a_member(school, Role.HEAD, name="Alan Morris", at=at),
    "dpo": a_member(school, Role.DPO, name="Ruth Okoro", at=at),
}
cookies = {who: signed_in(member).cookies["sessionid"].value for who, member in people.items()}
emails = {who: member.person.email for who, member in people.items()}
print(json.dumps({"slug": school.slug, "cookies": cookies, "emails": emails}))
"""
# The one finding of the component library itself: conditional radios, kept on purpose upstream.
KNOWN = ("aria-allowed-attr", ".govuk-radios__input")


class Mailbox:
    def __init__(self):
        self.messages = []
        self.refused = set()  # addresses that nobody has

    async def handle_RCPT(self, server, session, envelope, address, options):  # noqa: N802
        del server, session, options
        if address in self.refused:
            return "550 No such mailbox"
        envelope.rcpt_tos.append(address)
        return "250 OK"

    async def handle_DATA(self, server, session, envelope):  # noqa: N802 - aiosmtpd's name
        del server, session
        self.messages.append((envelope.rcpt_tos, envelope.content.decode()))
        return "250 OK"


@dataclass
class Site:
    url: str
    slug: str
    cookies: dict
    emails: dict
    mailbox: Mailbox
    instance: Instance


@pytest.fixture(scope="session")
def site(migrated, tmp_path_factory):
    """Tocsin as `make run` starts it, with a mail server, and four people at one school."""
    mailbox, ports = Mailbox(), (free_port(), free_port())
    mail = Controller(mailbox, hostname="127.0.0.1", port=ports[0])
    mail.start()
    with copy_of(migrated, tmp_path_factory.mktemp("site") / "data") as instance:
        made = json.loads(instance.say(SEED).splitlines()[-1])
        environ = {"PORT": ports[1], "TOCSIN_MAIL_URL": f"smtp://127.0.0.1:{ports[0]}"}
        server = instance.start("-m", "tocsin", "serve", **environ)
        until(lambda: answers(ports[1]), server)
        yield Site(f"http://127.0.0.1:{ports[1]}", **made, mailbox=mailbox, instance=instance)
        server.terminate()
        server.wait(10)
    mail.stop()


def answers(port):
    """Whether somebody listens at the port of this machine."""
    with socket.socket() as probe:
        return probe.connect_ex(("127.0.0.1", port)) == 0


@pytest.fixture(scope="session")
def browser():
    """Chromium, once for the session."""
    arguments = ["--no-sandbox", "--disable-gpu", "--disable-background-networking"]
    with sync_playwright() as playwright:
        started = playwright.chromium.launch(executable_path=chromium(), args=arguments)
        yield started
        started.close()


class Visit:
    """One person at the school, in a window of their own."""

    scripts = True

    def __init__(
        self, context: BrowserContext, site: Site, who: str, *, scripts: bool = True
    ) -> None:
        self.base, self.who, self.complaints = f"{site.url}/s/{site.slug}", who, []
        self.scripts = scripts
        if who in site.cookies:  # anybody else has not signed in
            key = site.cookies[who]
            context.add_cookies([{"name": "sessionid", "value": key, "url": site.url}])
        self.page: Page = context.new_page()
        self.page.on("console", self._hear)
        self.page.on("pageerror", lambda error: self.complaints.append(str(error)))

    def open(self, path: str) -> Page:
        self.page.goto(self.base + path)
        return self.look()

    def press(self, name: str) -> Page:
        self.page.get_by_role("button", name=name, exact=True).click()
        return self.look()

    def follow(self, name: str) -> Page:
        self.page.get_by_role("link", name=name, exact=True).first.click()
        return self.look()

    def reload_until(self, is_so: Callable[[], object]) -> None:
        """Load the page again and again until it is so, or fail after a while."""

        def is_so_now() -> bool:
            self.page.reload()
            return bool(is_so())

        if not is_so():
            until(is_so_now)

    def look(self) -> Page:
        """See that the page is what it should be, whatever is on it."""
        page = self.page
        page.wait_for_load_state()
        assert page.evaluate("getComputedStyle(document.querySelector('.app-header')).color"), (
            "The styles did not load."
        )
        wide = "document.documentElement.scrollWidth > document.documentElement.clientWidth"
        assert not page.evaluate(wide), f"{page.url} scrolls sideways"
        assert self.complaints == []
        # The scan is a script, and would never end without; a page is the same on both databases.
        if self.scripts and not SERVER:
            found = Axe().run(page).response["violations"]
            assert [v for v in found if not _is_known(v)] == [], page.url
        return page

    def _hear(self, message):
        # A page that refuses, politely, is also an "error" to the console.
        if message.type == "error" and "status of 4" not in message.text:
            self.complaints.append(message.text)


def _is_known(violation) -> bool:
    rule, selector = KNOWN
    nodes = violation["nodes"]
    return violation["id"] == rule and all(selector[1:] in node["html"] for node in nodes)


@pytest.fixture
def visit(browser, site, request):
    """`visit("deputy", width=320, scripts=False)`: a person's window, closed after the test."""
    contexts = []

    def opened(who, *, width=1200, scripts=True):
        size = {"width": width, "height": 900}
        contexts.append(browser.new_context(viewport=size, java_script_enabled=scripts))
        return Visit(contexts[-1], site, who, scripts=scripts)

    yield opened
    for number, context in enumerate(contexts):
        if PICTURES:
            for place, page in enumerate(context.pages):
                name = f"{request.node.name}-{number}-{place}.png"
                page.screenshot(path=PICTURES / name, full_page=True)
        context.close()
