import json

import pytest

from tests.incidents.mailbox.killed import STEPS
from tests.incidents.mailbox.office import a_mail
from tests.jobs.instances import copy_of, free_port
from tests.jobs.test_delivering import Server, listening

PROGRAM = ("-m", "tests.incidents.mailbox.killed")


@pytest.fixture(scope="module")
def set_up(migrated, tmp_path_factory, imap):
    with copy_of(migrated, tmp_path_factory.mktemp("mailbox") / "data") as instance:
        done = instance.start(*PROGRAM, "begin", str(imap.port), imap.password, **ALLOWED)
        assert done.wait(timeout=60) == 0, done.stdout.read()
        yield instance


ALLOWED = {"TOCSIN_PRIVATE_HOSTS": "127.0.0.1"}


@pytest.fixture
def instance(set_up, tmp_path):
    with copy_of(set_up, tmp_path / "instance") as instance:
        yield instance


def emptied(imap):
    """The mailbox with nothing in it but what the test puts there."""
    for folder in ("INBOX", "Tocsin"):
        with imap.mailbox("killed") as client:
            status, many = client.select(folder)
            if status == "OK" and many != [b"0"]:
                client.store("1:*", "+FLAGS", r"(\Deleted)")
                client.expunge()


@pytest.mark.clause("BR-5.1")
@pytest.mark.parametrize("step", STEPS)
def test_killed_before_any_step_nothing_is_lost_or_doubled(instance, imap, step):
    emptied(imap)
    mail = a_mail(Message_ID=f"<{step}@mail.example>")
    mail.add_attachment(b"Names", maintype="text", subtype="x", filename="list.txt")
    imap.deliver("killed", mail.as_bytes())
    port = free_port()
    with listening(Server(), port) as server:
        mailing = ALLOWED | {"TOCSIN_MAIL_URL": f"smtp://127.0.0.1:{port}"}
        killed = instance.start(*PROGRAM, "work", step, **mailing)
        assert killed.stdout.readline() == "here\n", killed.stdout.read()
        killed.kill()
        killed.wait()
        again = instance.start(*PROGRAM, "work", **mailing)
        assert again.wait(timeout=60) == 0, again.stdout.read()

    assert json.loads(instance.start(*PROGRAM, "tell").stdout.read()) == {
        "states": ["report"], "rows": [1, 1, 1], "files": ["eml", "txt"], "open": 0,
    }  # fmt: skip
    assert len({each["Message-ID"] for each in acknowledged(server)}) == 1
    assert (imap.count("killed"), imap.count("killed", "Tocsin")) == (0, 1)
    assert instance.run("verify").returncode == 0


def acknowledged(server):
    return [each for each in server.offered if each["To"] == "tom@school.example"]
