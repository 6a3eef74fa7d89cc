"""Where messages may go: never inside, whatever name leads there, and no redirect is followed."""

import http.client
import socket
import threading
from datetime import UTC, datetime, timedelta

import pytest
from cryptography import x509
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.x509.oid import NameOID

from tests.schools.webhooks.conftest import deliveries, told, work_at
from tests.schools.webhooks.receiver import receiving
from tests.worlds import FRIDAY, a_member, a_report
from tocsin.core.errors import Refused
from tocsin.schools.webhooks.addresses import PrivateHost, checked_url, is_public
from tocsin.schools.webhooks.sending import send

SECRET = "whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw"
INSIDE = """127.0.0.1 10.1.1.1 172.16.0.1 192.168.1.1 169.254.169.254 100.64.0.1 0.0.0.0 ::1 ::
    fe80::1 fe80::1%eth0 fc00::1 fd00:ec2::254 ::ffff:127.0.0.1 64:ff9b::7f00:1 2002:7f00:1::
    ::127.0.0.1 224.0.0.1 240.0.0.1 255.255.255.255 198.18.0.1 ff02::1 64:ff9b:1::7f00:1
    fec0::1 168.63.129.16 name"""
OUTSIDE = "8.8.8.8 2606:4700:4700::1111 64:ff9b::808:808 ::ffff:8.8.8.8"


@pytest.mark.parametrize("address", INSIDE.split())
def test_an_address_inside_is_known_in_every_form(address):
    assert not is_public(address)


@pytest.mark.parametrize("address", OUTSIDE.split())
def test_an_address_on_the_internet_is_one(address):
    assert is_public(address)


@pytest.mark.parametrize(
    ("url", "words"),
    [
        ("http://hooks.example.org/", "so that nobody can read along"),
        ("ftp://hooks.example.org/", "starts with https://"),
        ("hooks.example.org", "starts with https://"),
        ("https://", "starts with https://"),
        ("https://10.0.0.8/", "inside a private network"),
        ("https://[::1]/", "inside a private network"),
        ("https://169.254.169.254/latest/meta-data", "inside a private network"),
        ("https://a:b@hooks.example.org/", "without a user name"),
        ("https://hooks.example.org:99999/", "as the other system shows it"),
        ("https://hooks.example.org:0/", "starts with https://"),
        ("https://hooks.example.org/a b", "without spaces"),
        ("https://hooks.example.org/\r\nHost: x", "without spaces"),
        ("https://hooks.example.org/" + "x" * 2000, "without spaces"),
        ("https://[::1/", "as the other system shows it"),
    ],
)
def test_an_address_that_may_not_be_sent_to_is_refused_with_what_to_enter(settings, url, words):
    settings.WEBHOOK_HOSTS = frozenset()

    with pytest.raises(Refused, match=words):
        checked_url(url)


def post(url, **more):
    return send(url, secret=SECRET, message_id="msg", at=FRIDAY, body=b"{}", **more)


def leads_to(monkeypatch, *answers):
    """From now on the name rebind.example leads to one of these after the other."""
    asked, real, left = [], socket.getaddrinfo, list(answers)

    def look_up(host, *more, **named):
        if host != "rebind.example":
            return real(host, *more, **named)
        asked.append(host)
        return real(left.pop(0) if len(left) > 1 else left[0], *more, **named)

    monkeypatch.setattr("socket.getaddrinfo", look_up)
    return asked


@pytest.mark.parametrize("name", ["https://2130706433/", "https://0x7f.1/", "https://localhost/"])
def test_a_name_for_this_machine_leads_nowhere(settings, name):
    settings.WEBHOOK_HOSTS = frozenset()

    with pytest.raises(PrivateHost):
        post(name)


def test_a_name_that_leads_inside_and_outside_is_not_followed(monkeypatch):
    real = socket.getaddrinfo
    both = real("8.8.8.8", 443) + real("127.0.0.1", 443)
    monkeypatch.setattr("socket.getaddrinfo", lambda *_, **__: both)

    with pytest.raises(PrivateHost):
        post("https://rebind.example/")


def test_a_name_that_changes_after_it_was_checked_leads_nowhere_else(monkeypatch, receiver):
    asked = leads_to(monkeypatch, "8.8.8.8", "127.0.0.1")

    # The test's own wall shows where it was about to connect.
    with pytest.raises(UserWarning, match=r"8\.8\.8\.8"):
        post(f"https://rebind.example:{receiver.server_port}/")

    assert asked == ["rebind.example"]
    assert receiver.got == []


def test_a_name_nobody_has_is_said_to_be_none(monkeypatch):
    def nowhere(*_, **__):
        raise socket.gaierror

    monkeypatch.setattr("socket.getaddrinfo", nowhere)

    with pytest.raises(OSError):  # noqa: PT011 - which one is the next test's
        post("https://nobody.example/")


@pytest.mark.django_db
def test_a_redirect_is_not_followed_wherever_it_leads(admin, receiver):
    with receiving() as inside:
        receiver.status, receiver.location = 302, inside.url
        told(admin, receiver.url)
        a_report(a_member(admin.school))
        work_at(FRIDAY)

    assert (len(receiver.got), inside.got) == (1, [])
    assert (deliveries(admin)[0].status, deliveries(admin)[0].fault) == (302, "redirect")


@pytest.mark.django_db
def test_what_is_not_let_any_more_is_not_sent_to(admin, receiver, settings):
    told(admin, receiver.url)
    settings.WEBHOOK_HOSTS = frozenset()
    a_report(a_member(admin.school))
    work_at(FRIDAY)

    assert (receiver.got, deliveries(admin)[0].fault) == ([], "private")


def test_a_receiver_that_never_finishes_its_answer_is_left(receiver):
    receiver.status = None

    with pytest.raises(TimeoutError):
        post(receiver.url, within_seconds=0.3)


def test_what_is_no_answer_at_all_is_a_fault(free_tcp_answer):
    with pytest.raises((http.client.HTTPException, OSError)):
        post(free_tcp_answer)


@pytest.fixture
def free_tcp_answer():
    """Something that listens and speaks no HTTP."""
    with socket.create_server(("127.0.0.1", 0)) as server:

        def hang_up():
            server.accept()[0].close()

        thread = threading.Thread(target=hang_up)
        thread.start()
        yield f"http://127.0.0.1:{server.getsockname()[1]}/"
        thread.join()


@pytest.mark.django_db
def test_a_certificate_that_nobody_vouches_for_is_not_trusted(admin, tmp_path):
    with receiving(certificate=self_made(tmp_path / "own.pem")) as receiver:
        told(admin, f"https://localhost:{receiver.server_port}/")
        a_report(a_member(admin.school))
        work_at(FRIDAY)

    assert (receiver.got, deliveries(admin)[0].fault) == ([], "certificate")


def self_made(path):
    key = ec.generate_private_key(ec.SECP256R1())
    name = x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, "localhost")])
    start = datetime(2020, 1, 1, tzinfo=UTC)
    made = (
        x509.CertificateBuilder().subject_name(name).issuer_name(name).serial_number(1)
        .public_key(key.public_key()).not_valid_before(start)
        .not_valid_after(start + timedelta(days=36500)).sign(key, hashes.SHA256())
    )  # fmt: skip
    pem = serialization.Encoding.PEM
    path.write_bytes(
        made.public_bytes(pem)
        + key.private_bytes(pem, serialization.PrivateFormat.PKCS8, serialization.NoEncryption())
    )
    return path
