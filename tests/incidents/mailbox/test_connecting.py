"""The page where the mailbox is connected, and what it says of what is wrong."""

import base64
import json
import socket
from datetime import UTC, datetime
from http.server import BaseHTTPRequestHandler, HTTPServer
from threading import Thread
from urllib.parse import parse_qs

import jwt
import pytest
from django.db import IntegrityError, transaction

from tests.incidents.mailbox.connecting import connection
from tests.incidents.mailbox.office import a_mail
from tests.worlds import FRIDAY, a_member, signed_in
from tocsin.core.errors import Refused
from tocsin.core.roles import Role
from tocsin.ledger.tenancy import reading
from tocsin.schools.mailbox.commands import set_up
from tocsin.schools.mailbox.queries import mailbox_of
from tocsin.schools.mailbox_address import mailbox_address
from tocsin.schools.models import Mailbox, MailboxState

pytestmark = pytest.mark.django_db


@pytest.fixture
def head(office):
    return signed_in(office.team[Role.HEAD])


def saved(office, client, **changed):
    """What the page says after the settings were sent."""
    sent = connection(office.imap.port, office.user) | {"secret": ""} | changed
    day = sent.pop("since_on")
    sent |= {"since_on_day": day.day, "since_on_month": day.month, "since_on_year": day.year}
    page = client.post(f"/s/{office.school.slug}/mailbox/", sent, follow=True)
    return page.content.decode()


def test_a_mailbox_that_opens_says_how_much_is_in_it(office, head):
    office.arrives(a_mail())

    assert "The mailbox opens. There are 1 message in INBOX." in saved(office, head)
    assert mailbox_address(office.school.pk) == "dpo@school.example"


@pytest.mark.parametrize(
    ("changed", "said"),
    [
        ({"secret": "wrong"}, "does not take the user name"),
        ({"folder": "Nowhere"}, "no folder of that name"),
        ({"security": "tls"}, "does not encrypt as you selected"),
        ({"security": "starttls"}, "does not encrypt as you selected"),
        ({"host": "10.1.2.3", "security": "tls"}, "private network"),
        ({"host": "no.such.invalid", "security": "tls"}, "no machine of that name"),
        ({"address": "dpo"}, "Enter an address like"),
        ({"host": "imap.example.org"}, "Select an encryption"),
        ({"sign_in": "client"}, "Enter the address that gives tokens"),
    ],
)
def test_what_is_wrong_is_said_with_what_to_do(office, head, changed, said):
    assert said in saved(office, head, **changed)


def test_nothing_that_answers_is_said_plainly(office, head):
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port = probe.getsockname()[1]

    assert "Nothing answers there" in saved(office, head, port=port)


@pytest.mark.parametrize("host", ["127.0.0.1", "localhost", "169.254.169.254", "::1", "0.0.0.0"])  # noqa: S104
def test_a_private_network_is_reached_only_when_the_operator_says_so(office, settings, host):
    settings.PRIVATE_HOSTS = []
    answers = connection(993, "x", host=host, security="tls")

    with pytest.raises(Refused, match="TOCSIN_PRIVATE_HOSTS"):
        set_up(mailbox_of(office.school.pk), answers=answers, secret="", by=office.team[Role.HEAD],
               at=FRIDAY)  # fmt: skip


def test_the_password_is_sealed_and_on_no_page(office, head):
    page = head.get(f"/s/{office.school.slug}/mailbox/").content.decode()

    with reading(office.school.pk):
        assert office.imap.password.encode() not in bytes(
            mailbox_of(office.school.pk).sealed_secret
        )
    assert office.imap.password not in page


def test_switched_off_it_is_read_no_more(office, head):
    head.post(f"/s/{office.school.slug}/mailbox/switch/")
    office.arrives(a_mail())

    office.works()

    assert office.mails == []
    assert mailbox_address(office.school.pk) is None


@pytest.mark.parametrize("role", [Role.STAFF, Role.OFFICE, Role.GOVERNOR, Role.DPO])
def test_only_those_who_run_the_school_connect_a_mailbox(office, role):
    client = signed_in(a_member(office.school, role))

    assert client.get(f"/s/{office.school.slug}/mailbox/").status_code == 403


@pytest.mark.parametrize("sign_in", ["client", "refresh"])
def test_a_mailbox_opens_with_a_token_and_asks_for_one_only_when_it_must(office, sign_in):
    key = "a secret that both know, and nobody else"
    folder = office.imap.folder / "keys" / "default" / "HS256"
    folder.mkdir(parents=True, exist_ok=True)
    (folder / "default").write_text(_base64(key))
    token = jwt.encode({"sub": office.user, "exp": 4_000_000_000}, key, headers={"kid": "default"})
    with giving_tokens(token) as (url, asked):
        answers = connection(office.imap.port, office.user, sign_in=sign_in, client_id="tocsin",
                             token_url=url)  # fmt: skip
        row = mailbox_of(office.school.pk)
        set_up(row, answers=answers, secret="first", by=office.team[Role.HEAD], at=FRIDAY)
        office.arrives(a_mail())
        office.works()
        office.works()

    assert len(office.reports) == 1
    assert [each["grant_type"] for each in asked] == [
        ["client_credentials"] if sign_in == "client" else ["refresh_token"]
    ]


def test_a_token_that_is_refused_is_said_to_be_the_tokens_fault(office, head):
    with giving_tokens("") as (url, _):
        said = saved(office, head, sign_in="client", client_id="x", token_url=url)

    assert "No token came" in said


def test_a_school_has_one_mailbox(office):
    with (
        pytest.raises(IntegrityError), reading(office.school.pk), transaction.atomic(),
    ):  # fmt: skip
        Mailbox(school=office.school, **connection(993, "x")).save(force_insert=True)


def test_a_mailbox_with_oauth_says_where_tokens_come_from(office):
    with pytest.raises(IntegrityError), reading(office.school.pk), transaction.atomic():
        Mailbox.objects.filter(school=office.school).update(sign_in="client", token_url="")


def test_the_state_of_a_mailbox_is_known(office):
    at = office.works()

    with reading(office.school.pk):
        state = MailboxState.objects.get(school=office.school)
    assert (state.read_at, state.fault, state.failures) == (at, "", 0)
    assert at > datetime(2026, 1, 1, tzinfo=UTC)


def _base64(key):
    return base64.b64encode(key.encode()).decode()


class giving_tokens:  # noqa: N801 - used as `with giving_tokens(...)`
    """A token address on loopback; "" refuses."""

    def __init__(self, token):
        asked = self.asked = []

        class Handler(BaseHTTPRequestHandler):
            def do_POST(self):
                length = int(self.headers["Content-Length"])
                asked.append(parse_qs(self.rfile.read(length).decode()))
                self.send_response(200 if token else 400)
                self.end_headers()
                answer = {"access_token": token, "expires_in": 3600, "refresh_token": "second"}
                self.wfile.write(json.dumps(answer).encode())

            def log_message(self, *_words):
                pass

        self.server = HTTPServer(("127.0.0.1", 0), Handler)

    def __enter__(self):
        self.thread = Thread(target=self.server.serve_forever)
        self.thread.start()
        return f"http://127.0.0.1:{self.server.server_port}/token", self.asked

    def __exit__(self, *_fault):
        self.server.shutdown()
        self.server.server_close()
        self.thread.join()
