"""What an administrator sees of the machine: mail, and work that was given up."""

from inspect import signature
from uuid import UUID

import pytest
from aiosmtpd.controller import Controller

from tests.jobs.instances import free_port
from tests.schools.saying import words_of
from tests.worlds import FRIDAY, a_member, a_report, a_school, signed_in
from tocsin.core.roles import Role
from tocsin.jobs import registry
from tocsin.jobs.models import Heartbeat, Job, State
from tocsin.jobs.worker import Worker
from tocsin.schools.system.views import WHAT

pytestmark = pytest.mark.django_db


@pytest.fixture
def admin():
    return a_member(a_school(), Role.ADMINISTRATOR)


def given_up(school):
    return Job.objects.create(
        name="schools.invite", school_id=school.pk, state=State.DEAD, run_at=FRIDAY,
        max_attempts=20, attempts=20, created_at=FRIDAY, finished_at=FRIDAY, error="JOB-FAILED X",
    )  # fmt: skip


def page_of(member):
    return f"/s/{member.school.slug}/system/"


def test_work_that_was_given_up_can_be_tried_again(admin):
    job = given_up(admin.school)
    browser = signed_in(admin)
    page = words_of(browser.get(page_of(admin)))

    browser.post(f"{page_of(admin)}{job.pk}/again/")

    job.refresh_from_db()
    assert "An invitation 3:40pm on Friday 20 November 2026 JOB-FAILED X" in page
    assert (job.state, job.attempts) == ("queued", 0)


def test_everything_that_is_done_for_a_school_has_a_name_in_plain_words():
    registry.load()
    asked = {
        name for name, kind in registry._kinds.items()
        if not name.startswith("test.")
        and signature(kind.run).parameters["school_id"].annotation is UUID
    }  # fmt: skip

    assert asked - WHAT.keys() == set()


def test_another_school_s_work_is_not_seen_counted_or_touched(admin):
    job = given_up(a_school())
    browser = signed_in(admin)

    page = words_of(browser.get(page_of(admin)))
    refused = browser.post(f"{page_of(admin)}{job.pk}/again/")

    job.refresh_from_db()
    assert "1 waiting, 0 running, 0 given up." in page
    assert (refused.status_code, job.state) == (404, "dead")


@pytest.mark.parametrize("role", [Role.STAFF, Role.OFFICE, Role.DPO, Role.GOVERNOR])
def test_the_page_is_for_whoever_manages_the_school(admin, role):
    assert signed_in(a_member(admin.school, role)).get(page_of(admin)).status_code == 403


class Refusing:
    def __init__(self, **answers):
        self.answers = answers

    async def handle_MAIL(self, _server, _session, envelope, address, _options):  # noqa: N802
        envelope.mail_from = address
        return self.answers.get("sender", "250 OK")

    async def handle_RCPT(self, _server, _session, envelope, address, _options):  # noqa: N802
        envelope.rcpt_tos.append(address)
        return self.answers.get("recipient", "250 OK")

    async def handle_DATA(self, _server, _session, _envelope):  # noqa: N802
        return self.answers.get("message", "250 OK")


@pytest.fixture
def mail_at(settings):
    settings.EMAIL_BACKEND = "django.core.mail.backends.smtp.EmailBackend"
    settings.MAIL_IS_SET = True
    started = []

    def serve(handler=None, **more):
        settings.EMAIL_HOST, settings.EMAIL_PORT = "127.0.0.1", free_port()
        for name, value in more.items():
            setattr(settings, name, value)
        if handler:
            started.append(Controller(handler, hostname="127.0.0.1", port=settings.EMAIL_PORT))
            started[-1].start()

    yield serve
    for controller in started:
        controller.stop()


def send(admin, to="ada@example.org"):
    return words_of(signed_in(admin).post(page_of(admin), {"to": to}, follow=True))


def test_a_test_message_goes_through_a_real_mail_server(admin, mail_at):
    mail_at(Refusing())

    assert "The mail server took the message." in send(admin)


@pytest.mark.parametrize(
    ("answers", "said"),
    [
        ({"sender": "550 no"}, "does not let us send from tocsin@localhost."),
        ({"recipient": "550 no"}, "does not accept mail for this address."),
        ({"message": "554 no"}, "refused the message."),
    ],
)
def test_what_the_mail_server_refuses_is_said_in_plain_words(admin, mail_at, answers, said):
    mail_at(Refusing(**answers))

    assert said in send(admin)


def test_a_mail_server_that_is_not_there_is_named(admin, mail_at):
    mail_at()

    assert "Nothing answers at 127.0.0.1:" in send(admin)


def test_a_mail_server_that_speaks_no_tls_from_the_start_is_named(admin, mail_at):
    mail_at(Refusing(), EMAIL_USE_SSL=True)

    assert "does not encrypt as TOCSIN_MAIL_URL says." in send(admin)


@pytest.mark.parametrize("to", ["", "ada", "a\0@x.org", "a@x.org\r\nBcc: b@x.org", "x" * 100_000])
def test_an_address_that_is_none_gets_no_message(admin, mail_at, to):
    mail_at(Refusing())

    assert "There is a problem" in send(admin, to)


def test_a_dead_mail_server_is_not_called_sending(admin, mail_at, monkeypatch):
    monkeypatch.setattr("django.utils.timezone.now", lambda: FRIDAY)
    mail_at()
    a_member(admin.school, Role.DEPUTY_DPO)
    a_report(a_member(admin.school))
    worker = Worker(clock=lambda: FRIDAY)
    while worker.do_next():
        pass
    Heartbeat.objects.create(worker="one", seen_at=FRIDAY)

    page = words_of(signed_in(admin).get(page_of(admin)))

    assert "Not all is sent" in page
    assert "since 3:40pm on Friday 20 November 2026." in page
    assert "The last fault: JOB-FAILED ConnectionRefusedError." in page
    assert "Everything that was to be sent" not in page


def test_when_nothing_waits_that_is_said_and_without_a_worker_it_is_not(admin, monkeypatch):
    monkeypatch.setattr("django.utils.timezone.now", lambda: FRIDAY)
    Job.objects.all().delete()
    idle = words_of(signed_in(admin).get(page_of(admin)))
    Heartbeat.objects.create(worker="one", seen_at=FRIDAY)

    busy = words_of(signed_in(admin).get(page_of(admin)))

    assert "Stopped Nothing has been sent in the last minute and a half." in idle
    assert "Everything that was to be sent by now has been sent." in busy


@pytest.mark.parametrize("is_set", [True, False])
def test_without_a_mail_server_it_is_said_that_messages_reach_nobody(
    admin, settings, monkeypatch, is_set
):
    monkeypatch.setattr("django.utils.timezone.now", lambda: FRIDAY)
    settings.MAIL_IS_SET = is_set
    Job.objects.all().delete()
    Heartbeat.objects.create(worker="one", seen_at=FRIDAY)

    page = words_of(signed_in(admin).get(page_of(admin)))

    assert ("But no mail server is set: messages reach nobody." in page) is not is_set


def test_all_that_was_given_up_can_be_tried_again_at_once_in_this_school_alone(admin):
    ours, other = [given_up(admin.school) for _ in range(3)], given_up(a_school())
    browser = signed_in(admin)
    assert "Try all again" in words_of(browser.get(page_of(admin)))

    page = words_of(browser.post(f"{page_of(admin)}again/", follow=True))
    again = words_of(browser.post(f"{page_of(admin)}again/", follow=True))

    assert "All 3 are tried again now." in page
    assert "Nothing was given up." in again
    states = Job.objects.filter(pk__in=[each.pk for each in ours]).values_list("state", "attempts")
    assert set(states) == {("queued", 0)}
    other.refresh_from_db()
    assert other.state == "dead"
