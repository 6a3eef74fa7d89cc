"""kill -9 in the middle of each kind of job: it is done all the same. New kinds are asked for."""

import json
import signal
import subprocess
import sys

import pytest

from tests.incidents.evidence.clamd import scanning
from tests.incidents.mailbox import dovecot
from tests.jobs.instances import copy_of, free_port
from tests.jobs.prepared import PREPARE
from tests.jobs.prepared_elsewhere import PREPARE_ELSEWHERE
from tests.jobs.test_delivering import Server, listening
from tests.schools.webhooks.receiver import receiving
from tocsin.jobs import registry

registry.load()
KINDS = sorted(name for name in registry._kinds if not name.startswith("test."))


@pytest.fixture(scope="module")
def outside(tmp_path_factory):
    """The servers that jobs speak to, as the environment names them."""
    port = free_port()
    with (
        listening(Server(), port),
        receiving() as receiver,
        dovecot.running() as imap,
        scanning(tmp_path_factory.mktemp("scanner")) as scanner,
    ):
        yield {
            "TOCSIN_MAIL_URL": f"smtp://127.0.0.1:{port}",
            "TOCSIN_WEBHOOK_HOSTS": "127.0.0.1",
            "TOCSIN_PRIVATE_HOSTS": "127.0.0.1",
            "TOCSIN_CLAMAV": scanner,
            "RECEIVER": receiver.url,
            "IMAP_PORT": imap.port,
            "IMAP_PASSWORD": imap.password,
        }


@pytest.fixture(scope="module")
def fates(migrated, outside, tmp_path_factory):
    """What became of a job of each kind that was killed in the middle, and again at its end."""
    folder = tmp_path_factory.mktemp("killed") / "instance"
    with copy_of(migrated, folder) as instance:
        done = subprocess.run(
            [sys.executable, "-m", "tests.jobs.killed_midway"],
            env=instance.environ(**outside),
            capture_output=True,
            text=True,
            timeout=500,
            check=False,
        )
    assert done.returncode == 0, done.stderr
    return json.loads(done.stdout.splitlines()[-1])


def test_there_is_a_situation_for_every_kind_of_job():
    # A new kind of job: say in tests/jobs/prepared.py when it has something to do.
    assert sorted(PREPARE | PREPARE_ELSEWHERE) == KINDS


@pytest.mark.parametrize("kind", KINDS)
def test_a_job_killed_in_the_middle_and_at_its_end_is_done_in_the_end(fates, kind):
    first, second, state, attempts, error = fates[kind]

    assert (first, second) == (-signal.SIGKILL, -signal.SIGKILL)
    assert (state, attempts, error) == ("done", 3, "")
