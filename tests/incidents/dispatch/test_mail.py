"""Letters by email: one to each, through a mail server that may be away, refuse, or answer late."""

from collections import Counter
from datetime import timedelta

import pytest

from tests.incidents.dispatch.prepared import letters_wait
from tests.incidents.visits import Visitor
from tests.jobs.instances import copy_of, free_port, until
from tests.jobs.test_delivering import Server, listening
from tests.worlds import FRIDAY
from tocsin.core.facts import Tell
from tocsin.core.roles import Role
from tocsin.incidents.models import AgendaItem, Incident, Letter, Notice, Telling
from tocsin.jobs.models import Job
from tocsin.jobs.worker import Worker
from tocsin.ledger.tenancy import reading
from tocsin.schools.queries import holders

AT = FRIDAY + timedelta(minutes=1)
WAITING = "print(*sorted(Job.objects.filter(name='letters.send').values_list('state', flat=True)))"
PREPARE = """
from tests.incidents.dispatch.prepared import letters_wait
print(letters_wait(40).school_id)
Job.objects.exclude(name="letters.send").delete()
"""
STATES = """
from tocsin.incidents.models import Incident, Letter
from tocsin.ledger.tenancy import reading
from uuid import UUID
with reading(UUID('{school}')):
    told = Incident.objects.get().people_told_at is not None
    print(*sorted(set(Letter.objects.values_list('state', flat=True))), told)
"""


def work(at=AT):
    worker = Worker(clock=lambda: at)
    while worker.do_next():
        pass


def letter_of(incident):
    with reading(incident.school_id):
        return Letter.objects.get(incident=incident)


def page_of(incident):
    visitor = Visitor(holders(incident.school_id, Role.DEPUTY_DPO)[0])
    return visitor.open(f"/incidents/{incident.pk}/letters/")


def mails(server):
    return [each for each in server.offered if each["X-Tocsin-Letter"]]


@pytest.mark.django_db
def test_each_addressee_gets_a_mail_of_their_own_with_the_cleared_words(port):
    incident = letters_wait(2)

    with listening(Server(), port) as server:
        work()

    assert sorted(mail["To"] for mail in mails(server)) == [
        "parent-0@example.org", "parent-1@example.org",
    ]  # fmt: skip
    first = next(mail for mail in mails(server) if mail["To"] == "parent-0@example.org")
    assert first["Subject"] == "About your information"
    words = first.get_body(("plain",)).get_content()
    assert "Dear Parent 0" in words
    assert "Parent 1" not in words
    with reading(incident.school_id):
        assert Telling.objects.get(incident=incident, whom="people").how == "email"


@pytest.mark.django_db
def test_a_dead_mail_server_is_said_and_tried_again(port, clock):
    incident = letters_wait()

    work()
    clock(FRIDAY + timedelta(minutes=11))
    said = page_of(incident).words
    with listening(Server(), port) as server:
        work(AT + timedelta(hours=1))

    assert "1 email has not gone out yet: the mail server does not take it." in said
    assert [mail["To"] for mail in mails(server)] == ["parent-0@example.org"]
    assert letter_of(incident).state == "sent"


@pytest.mark.django_db
def test_an_address_that_does_not_exist_asks_for_another_way(port):
    incident = letters_wait()

    with listening(Server("550 No such user"), port):
        Job.objects.exclude(name="letters.send").delete()
        work()

    letter = letter_of(incident)
    assert (letter.state, letter.fault) == ("failed", "refused")
    with reading(incident.school_id):
        assert AgendaItem.objects.filter(incident=incident, duty="reach-people").exists()


@pytest.mark.django_db
@pytest.mark.parametrize("why", ["delay", "withdrawn"])
def test_what_may_not_go_out_any_more_is_stopped_at_the_last_moment(port, why):
    incident = letters_wait()
    if why == "delay":
        Incident.objects.filter(pk=incident.pk).update(tell_people=Tell.LATER.value)
    else:
        Notice.objects.filter(incident=incident).update(
            state="withdrawn", cleared_at=None, digest=None
        )

    with listening(Server(), port) as server:
        work()

    assert (mails(server), letter_of(incident).fault) == ([], why)


@pytest.mark.django_db
def test_a_letter_whose_answer_was_lost_goes_again_under_the_same_number(port):
    incident = letters_wait()
    Job.objects.exclude(name="letters.send").delete()

    with listening(Server("451 Try again later"), port) as server:
        work()
        work(AT + timedelta(minutes=1))

    first, second = mails(server)
    assert first["Message-ID"] == second["Message-ID"]
    assert letter_of(incident).state == "sent"


def test_workers_killed_midway_leave_exactly_one_letter_for_each(migrated, tmp_path):
    with copy_of(migrated, tmp_path / "instance") as instance:
        school = instance.say(PREPARE).splitlines()[-1]
        place = free_port()
        with listening(Server(), place) as server:
            url = f"smtp://127.0.0.1:{place}"
            for count in (8, 18, 28):
                worker = instance.start(
                    "-m", "tests.jobs.worker_process", "1", is_heard=False, TOCSIN_MAIL_URL=url
                )
                until(lambda count=count: len(mails(server)) >= count, worker)
                worker.kill()
                worker.wait()
            instance.start(
                "-m", "tests.jobs.worker_process", "1", is_heard=False, TOCSIN_MAIL_URL=url
            )
            until(lambda: set(instance.say(WAITING).split()) == {"done"})

        numbers = {(mail["To"], mail["Message-ID"]) for mail in mails(server)}
        assert len(numbers) == 40
        assert set(Counter(to for to, _ in numbers).values()) == {1}
        assert len(mails(server)) <= 40 + 3  # at most one more for each worker killed
        assert instance.say(STATES.format(school=school)) == "sent True"
        assert instance.run("verify").returncode == 0


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("domains", "sender"),
    [(["school.example"], "dpo@school.example"), ([], "tocsin@tocsin.example")],
)
def test_what_comes_back_goes_to_the_school_where_our_server_may_send_for_it(
    office, port, settings, domains, sender
):
    settings.MAIL_RETURN_DOMAINS = domains
    letters_wait(team=office.team)
    Job.objects.exclude(name="letters.send").delete()

    with listening(Server(), port) as server:
        work()

    [mail] = mails(server)
    assert server.senders == [sender]
    assert mail["From"] == f"{office.school.name} <tocsin@tocsin.example>"
