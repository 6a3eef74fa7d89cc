"""A file of 200 MB, sent to the real server: a clear answer, and the server stays small."""

import http.client
import re
import socket
from contextlib import closing
from pathlib import Path

import pytest

from tests.jobs.instances import copy_of, free_port, until

MEGABYTE = 1024 * 1024
TOKEN = "a" * 32
SEED = """
from tests.worlds import a_member, a_report, a_school, signed_in
by = a_member(a_school())
incident = a_report(by)
print(by.school.slug, incident.pk, signed_in(by, factors=1).cookies["sessionid"].value)
"""


@pytest.fixture(scope="module")
def site(migrated, tmp_path_factory):
    with copy_of(migrated, tmp_path_factory.mktemp("big") / "data") as instance:
        slug, incident, session = instance.say(SEED).split()
        port = free_port()
        process = instance.start("-m", "tocsin", "serve", PORT=port)
        until(lambda: answers(port), process)
        yield port, process, f"/s/{slug}/report/mine/{incident}/files/", session


def answers(port):
    try:
        return send(port, "/healthz", "", 0)[0] == 200
    except OSError:
        return False


def parts(name):
    """The start of what a browser sends for a PDF of this name."""
    return (
        f'--B\r\nContent-Disposition: form-data; name="csrfmiddlewaretoken"\r\n\r\n{TOKEN}\r\n'
        f'--B\r\nContent-Disposition: form-data; name="added"; filename="{name}"\r\n\r\n%PDF-1.7\n'
    ).encode()


def send(port, path, session, megabytes):
    """Send a PDF of that size, piece by piece, or ask for the page; the status and what it says."""
    start = parts("big.pdf")
    end = b"\r\n--B--\r\n"
    connection = http.client.HTTPConnection("127.0.0.1", port, timeout=60)
    connection.putrequest("POST" if megabytes else "GET", path)
    connection.putheader("Cookie", f"sessionid={session}; csrftoken={TOKEN}")
    if megabytes:
        connection.putheader("Content-Type", "multipart/form-data; boundary=B")
        connection.putheader("Content-Length", len(start) + megabytes * MEGABYTE + len(end))
    connection.endheaders()
    if megabytes:
        connection.send(start)
        for _ in range(megabytes):
            connection.send(b"x" * MEGABYTE)
        connection.send(end)
    with closing(connection), connection.getresponse() as answer:
        return answer.status, answer.read().decode()


def peak_megabytes(process):
    """The most memory that any process of the server ever held."""
    children = Path(f"/proc/{process.pid}/task/{process.pid}/children").read_text().split()
    said = [Path(f"/proc/{pid}/status").read_text() for pid in [str(process.pid), *children]]
    return max(int(re.search(r"VmHWM:\s+(\d+)", each)[1]) // 1024 for each in said)


def test_a_file_of_200_mb_gets_a_clear_answer_and_does_not_fill_the_memory(site):
    port, process, path, session = site
    send(port, path, session, 1)  # so that everything is loaded
    before = peak_megabytes(process)

    status, said = send(port, path, session, 200)

    assert status == 422
    assert "“big.pdf” is bigger than 20MB, so it was not kept." in said
    assert peak_megabytes(process) - before < 30


def test_a_file_of_19_mb_is_kept(site):
    port, _, path, session = site

    assert send(port, path, session, 19)[0] == 302
    assert "big.pdf" in send(port, path, session, 0)[1]


def test_an_upload_that_is_cut_off_leaves_nothing_and_the_server_goes_on(site):
    port, process, path, session = site
    before = send(port, path, session, 0)[1].count("big.pdf")
    head = (
        f"POST {path} HTTP/1.1\r\nHost: 127.0.0.1\r\nContent-Length: 9000000\r\n"
        f"Cookie: sessionid={session}; csrftoken={TOKEN}\r\n"
        "Content-Type: multipart/form-data; boundary=B\r\n\r\n"
    ).encode()

    with socket.create_connection(("127.0.0.1", port)) as cut:
        cut.sendall(head + parts("cut.pdf") + b"x" * MEGABYTE)

    assert process.poll() is None
    page = send(port, path, session, 0)[1]
    assert "cut.pdf" not in page
    assert page.count("big.pdf") == before
