"""From the first start to reading cases: set up, passkey, invitation, authenticator app."""

import re
import time

import pytest
from aiosmtpd.controller import Controller
from allauth.mfa.totp.internal.auth import format_hotp_value, hotp_value

from tests.browser.conftest import PICTURES, Mailbox, Visit, answers
from tests.jobs.instances import free_port, new_instance, until

pytestmark = pytest.mark.browser(twice=True)
PASSWORD = "kettle marble orchard"
AUTHENTICATOR = {
    "protocol": "ctap2", "transport": "internal", "hasResidentKey": True,
    "hasUserVerification": True, "isUserVerified": True, "automaticPresenceSimulation": True,
}  # fmt: skip


PAGES = [
    "/account/",
    *(f"/accounts/{place}/" for place in ("password/change", "sessions", "3rdparty")),
    *(f"/accounts/2fa/{place}/" for place in ("webauthn", "totp/activate", "recovery-codes")),
    "/accounts/2fa/",
    "/accounts/2fa/recovery-codes/generate/",
    *(f"/s/oak-hill/{place}/" for place in ("people", "people/file", "settings", "system")),
]


class Window(Visit):
    """Somebody nobody knows yet, at a Tocsin of their own."""

    def __init__(self, context, base):
        self.base, self.complaints = base, []
        self.page = context.new_page()
        self.page.on("console", self._hear)
        self.page.on("pageerror", lambda error: self.complaints.append(str(error)))
        self.device = context.new_cdp_session(self.page)
        self.device.send("WebAuthn.enable")
        self.device.send("WebAuthn.addVirtualAuthenticator", {"options": AUTHENTICATOR})

    def fill(self, **answers):
        for name, text in answers.items():
            self.page.locator(f"[name={name}]").fill(text)

    def picture(self, name):
        """See the page on a phone and on a desk."""
        for width in (320, 1200):
            self.page.set_viewport_size({"width": width, "height": 900})
            self.look()
            if PICTURES:
                self.page.screenshot(path=PICTURES / f"{name}-{width}.png", full_page=True)


@pytest.fixture(scope="module")
def fresh(tmp_path_factory):
    """A Tocsin that was started for the first time: its address, set-up link and mailbox."""
    mailbox, ports = Mailbox(), (free_port(), free_port())
    mail = Controller(mailbox, hostname="127.0.0.1", port=ports[0])
    mail.start()
    with new_instance(tmp_path_factory.mktemp("fresh")) as instance:
        environ = {"PORT": ports[1], "TOCSIN_MAIL_URL": f"smtp://127.0.0.1:{ports[0]}"}
        server = instance.start("-m", "tocsin", "serve", **environ)
        lines = iter(server.stdout.readline, "")
        found = (re.search(r"http\S+/setup/\S+", line) for line in lines)
        link = next(filter(None, found), None)
        assert link, "It did not start."
        until(lambda: answers(ports[1]), server)  # the link is printed before anybody listens
        yield f"http://localhost:{ports[1]}", link.group(), mailbox
        server.terminate()
        server.wait(10)
    mail.stop()


@pytest.fixture(scope="module")
def window(browser, fresh):
    contexts = []

    def opened():
        contexts.append(browser.new_context(viewport={"width": 1200, "height": 900}))
        return Window(contexts[-1], fresh[0])

    yield opened
    for context in contexts:
        context.close()


def set_up(head, link):
    head.page.goto(link)
    head.picture("set-up")
    head.fill(to="grace@oak-hill.example.org")
    head.press("Send a test message")
    assert "The mail server took the message." in head.page.inner_text("main")
    head.press("Set up your school")
    head.press("Set up")
    assert "Enter your name" in head.page.inner_text("[role=alert]")
    head.picture("set-up-school-errors")
    head.fill(name="Grace Adeyemi", email="grace@oak-hill.example.org", password=PASSWORD)
    head.fill(school_name="Oak Hill School", slug="oak-hill")
    for label in ("England", "A school on its own", "Headteacher (SIRO)"):
        head.page.get_by_label(label, exact=True).check()
    head.press("Set up")
    assert head.page.inner_text("h1") == "A second step is needed"
    head.picture("second-step")


def set_up_a_passkey(head):
    head.press("Use a passkey")
    head.picture("add-passkey")
    head.page.locator("#mfa_webauthn_add").click()
    head.page.wait_for_url("**/recovery-codes/")
    head.picture("recovery-codes")
    head.press("I have kept them. Continue")


def invite(head, mailbox):
    head.open("/s/oak-hill/people/invite/")
    head.fill(name="Pat Lee", email="pat@oak-hill.example.org")
    head.page.get_by_label("Deputy DPO", exact=True).check()
    head.press("Send the invitation")
    head.picture("people")
    until(lambda: any("Your invitation" in text for _, text in mailbox.messages))
    [text] = [text for _, text in mailbox.messages if "Your invitation" in text]
    return re.search(r"http://localhost:\d+(/s/oak-hill/join/\S+)", text).group(1)


def code_for(secret):
    return format_hotp_value(hotp_value(secret, int(time.time()) // 30))


def set_up_an_app(deputy):
    deputy.press("Use an authenticator app")
    deputy.picture("app")
    secret = deputy.page.locator("main strong.app-code").inner_text()
    deputy.fill(code=code_for(secret))
    deputy.press("Set up")
    codes = deputy.page.locator(".app-codes li").all_inner_texts()
    deputy.press("I have kept them. Continue")
    return codes


def sign_in(window):
    window.open("/accounts/login/")
    window.picture("sign-in")


@pytest.fixture(scope="module")
def head(window, fresh):
    """The headteacher, who has set Tocsin up and made a passkey."""
    head = window()
    set_up(head, fresh[1])
    set_up_a_passkey(head)
    assert head.page.url.endswith("/s/oak-hill/policy/choose/")
    return head


def test_the_head_comes_back_with_a_passkey_alone_and_reads_cases(head):
    head.open("/account/")
    head.press("Sign out")
    sign_in(head)
    head.page.locator("#passkey_login").click()
    head.page.wait_for_url("**/s/oak-hill/**")

    head.open("/s/oak-hill/my-work/")

    assert head.page.url.endswith("/s/oak-hill/my-work/")


def test_somebody_invited_joins_and_comes_back_with_a_recovery_code(head, window, fresh):
    deputy = window()

    deputy.open(invite(head, fresh[2]))
    deputy.picture("join")
    deputy.fill(password=PASSWORD)
    deputy.press("Join")
    codes = set_up_an_app(deputy)
    assert deputy.page.url.endswith("/s/oak-hill/my-work/")
    deputy.press("Sign out")
    sign_in(deputy)
    deputy.fill(login="pat@oak-hill.example.org", password=PASSWORD)
    deputy.press("Sign in")
    deputy.picture("enter-code")
    deputy.fill(code=codes[0])
    deputy.press("Continue")

    assert deputy.page.url.endswith("/s/oak-hill/my-work/")


@pytest.mark.parametrize("path", PAGES)
def test_everybody_can_read_the_pages_of_an_account_and_of_a_school_s_people(head, path):
    head.open(path)

    head.picture(path.strip("/").replace("/", "-"))
