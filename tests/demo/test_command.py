"""The practice trust from the command line, in processes of its own."""

import re
import socket
from urllib.request import Request, urlopen

import pytest

from tests.jobs.instances import free_port, new_instance, until
from tests.jobs.test_serving import status_of

A_PAPER = """
from tests.worlds import signed_in
from tocsin.incidents.models import Incident
from tocsin.ledger.tenancy import reading
from tocsin.schools.models import Membership, School
school = School.objects.get(slug="lanternfield")
with reading(school.pk):
    case = Incident.objects.filter(school=school, outcome_state__isnull=False).first()
    path = f"/s/{school.slug}/incidents/{case.pk}/outcome/document/"
    dpo = Membership.objects.select_related("person", "school").get(
        school=school, person__email="imogen.varley@varley-dpo.example"
    )
print(path, signed_in(dpo).cookies["sessionid"].value)
"""


@pytest.fixture(scope="module")
def begun(tmp_path_factory):
    """The practice trust, what making it printed, and a paper from the pages served after that."""
    with new_instance(tmp_path_factory.mktemp("practice")) as instance:
        port = free_port()
        server = instance.start("-m", "tocsin", "demo", "--serve", PORT=port)
        until(lambda: status_of(port, "/accounts/login/") == 200, server)
        path, cookie = instance.say(A_PAPER).splitlines()[-1].split()
        asked = Request(f"http://127.0.0.1:{port}{path}", headers={"Cookie": f"sessionid={cookie}"})
        with urlopen(asked, timeout=60) as answer:  # noqa: S310 - our own server
            paper = answer.read()
        server.terminate()
        assert server.wait(timeout=60) == 0
        yield instance, server.stdout.read(), paper


@pytest.fixture(scope="module")
def filled(begun):
    return begun[:2]


def test_one_command_prints_who_can_sign_in_and_what_to_type_next(filled):
    instance, printed = filled

    assert "3 schools with 29 incidents." in printed
    assert len(re.findall(r"\.example +(?:[a-z2-9]{4}-){3}[a-z2-9]{4}  \w+ \w+\n", printed)) == 22
    assert f"TOCSIN_DATA={instance.folder} " in printed
    assert "-m tocsin demo-code EMAIL" in printed


def test_its_mail_is_kept_in_files_and_does_not_bury_the_passwords(filled):
    instance, printed = filled

    assert f"Mail goes to nobody: look for it in {instance.folder / 'mail'}." in printed
    assert "Message-ID" not in printed


def test_a_second_time_is_refused_in_one_line(filled):
    again = filled[0].run("demo")

    assert again.returncode == 2
    assert again.stderr.startswith("tocsin: This database already holds people or schools.")
    assert again.stderr.count("\n") == 1


def test_the_whole_instance_verifies(filled):
    verdict = filled[0].run("verify")

    assert verdict.returncode == 0
    assert verdict.stdout.count("The ledger holds") == 3


def test_the_practice_trust_is_served_again_as_it_was_left(filled):
    port = free_port()
    server = filled[0].start("-m", "tocsin", "demo", "--serve", PORT=port)

    until(lambda: status_of(port, "/accounts/login/") == 200, server)
    server.terminate()

    assert server.wait(timeout=60) == 0
    assert "The practice trust is here already." in server.stdout.read()


def test_just_made_and_served_it_draws_papers_too(begun):
    assert begun[2].startswith(b"%PDF-")


def test_a_taken_port_is_told_before_anything_is_made(filled):
    with socket.create_server(("127.0.0.1", 0)) as other:
        port = other.getsockname()[1]

        refused = filled[0].run("demo", "--serve", PORT=port)

    assert refused.returncode == 2
    assert f"Port {port} of 127.0.0.1 is taken." in refused.stderr
