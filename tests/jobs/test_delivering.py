import email
from contextlib import contextmanager
from datetime import UTC, datetime, timedelta
from email import policy

import pytest
from aiosmtpd.controller import Controller

from tests.jobs.instances import free_port
from tocsin.jobs.mail import deliver, message_id
from tocsin.jobs.models import Job
from tocsin.jobs.queue import enqueue
from tocsin.jobs.worker import Worker

NOW = datetime(2026, 11, 3, 9, 0, tzinfo=UTC)


class Server:
    """A mail server that gives the answers it was told to give, then accepts everything."""

    def __init__(self, *answers):
        self.answers = list(answers)
        self.offered, self.senders = [], []

    async def handle_DATA(self, _server, _session, envelope):  # noqa: N802 - aiosmtpd's name
        self.offered.append(email.message_from_bytes(envelope.content, policy=policy.default))
        self.senders.append(envelope.mail_from)
        return self.answers.pop(0) if self.answers else "250 OK"


@contextmanager
def listening(server, port):
    controller = Controller(server, hostname="127.0.0.1", port=port)
    controller.start()
    try:
        yield server
    finally:
        controller.stop()


@pytest.fixture
def port(settings):
    settings.EMAIL_BACKEND = "django.core.mail.backends.smtp.EmailBackend"
    settings.MAIL_IS_SET = True
    settings.EMAIL_HOST, settings.EMAIL_PORT = "127.0.0.1", free_port()
    settings.EMAIL_HOST_USER = settings.EMAIL_HOST_PASSWORD = ""
    settings.EMAIL_USE_TLS = settings.EMAIL_USE_SSL = False
    return settings.EMAIL_PORT


@pytest.mark.django_db
def test_mail_is_delivered_once_the_mail_server_is_back(port):
    enqueue("test.mail", at=NOW, to="dpo@school.example")

    Worker(clock=lambda: NOW).do_next()
    assert Job.objects.get().error == "JOB-FAILED ConnectionRefusedError"
    with listening(Server(), port) as server:
        assert Worker(clock=lambda: NOW + timedelta(seconds=29)).do_next() is False
        worker = Worker(clock=lambda: NOW + timedelta(seconds=30))
        assert [worker.do_next(), worker.do_next()] == [True, False]

    assert [mail["To"] for mail in server.offered] == ["dpo@school.example"]


@pytest.mark.django_db
def test_a_repeated_mail_can_be_told_by_its_number(port):
    enqueue("test.mail", at=NOW, to="dpo@school.example")

    with listening(Server("451 Try again later"), port) as server:
        Worker(clock=lambda: NOW).do_next()
        Worker(clock=lambda: NOW + timedelta(minutes=1)).do_next()

    first, second = server.offered
    assert first["Message-ID"] == second["Message-ID"]
    assert Job.objects.get().state == "done"


def test_a_mail_is_plain_and_html_and_asks_for_no_automatic_answer(port):
    with listening(Server(), port) as server:
        deliver(
            ["dpo@school.example"],
            subject="You have something to do in Tocsin",
            text="Sign in to see it.",
            html="<p>Sign in to see it.</p>",
            headers={"List-Id": "alerts"},
            message_id="<1@school.example>",
        )

    [mail] = server.offered
    assert mail["Subject"] == "You have something to do in Tocsin"
    assert mail["Message-ID"] == "<1@school.example>"
    assert (mail["Auto-Submitted"], mail["List-Id"]) == ("auto-generated", "alerts")
    assert mail.get_body(["plain"]).get_content().strip() == "Sign in to see it."
    assert mail.get_body(["html"]).get_content().strip() == "<p>Sign in to see it.</p>"


@pytest.mark.parametrize("to", [[], ["head@school.example", "dpo@school.example"]])
def test_one_job_writes_to_one_person(to):
    with pytest.raises(ValueError, match="each person"):
        deliver(to, subject="", text="", html="", headers={}, message_id="<1@school.example>")


def test_the_number_of_a_mail_tells_nothing_about_it(settings):
    settings.DEFAULT_FROM_EMAIL = "Tocsin <tocsin@school.example>"

    number = message_id("duty", 7)

    assert number == message_id("duty", 7) != message_id("duty", 8)
    assert number.endswith("@school.example>")
    assert "duty" not in number
