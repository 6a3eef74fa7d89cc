"""The practice trust from the command line, in processes of its own."""

import re
import socket

import pytest

from tests.jobs.instances import free_port, new_instance, until
from tests.jobs.test_serving import status_of


@pytest.fixture(scope="module")
def filled(tmp_path_factory):
    with new_instance(tmp_path_factory.mktemp("practice")) as instance:
        done = instance.run("demo")
        assert (done.returncode, done.stderr) == (0, "")
        yield instance, done.stdout


def test_one_command_prints_who_can_sign_in_and_what_to_type_next(filled):
    instance, printed = filled

    assert "3 schools with 29 incidents." in printed
    assert len(re.findall(r"\.example +(?:[a-z2-9]{4}-){3}[a-z2-9]{4}  \w+ \w+\n", printed)) == 22
    assert f"TOCSIN_DATA={instance.folder} " in printed
    assert "-m tocsin demo-code EMAIL" in printed


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

    assert server.wait(timeout=10) == 0
    assert "The practice trust is here already." in server.stdout.read()


def test_a_taken_port_is_told_before_anything_is_made(filled):
    with socket.create_server(("127.0.0.1", 0)) as other:
        port = other.getsockname()[1]

        refused = filled[0].run("demo", "--serve", PORT=port)

    assert refused.returncode == 2
    assert f"Port {port} of 127.0.0.1 is taken." in refused.stderr
