import os
import signal
from pathlib import Path
from urllib.error import HTTPError, URLError
from urllib.request import urlopen

from tests.jobs.instances import free_port, until


def status_of(port, path):
    try:
        with urlopen(f"http://127.0.0.1:{port}{path}", timeout=60) as page:
            return page.status
    except HTTPError as refusal:
        with refusal:
            return refusal.code
    except (URLError, ConnectionError, TimeoutError):
        return None


def children_of(process):
    return [
        int(pid)
        for pid in Path(f"/proc/{process.pid}/task/{process.pid}/children").read_text().split()
    ]


def test_one_command_serves_pages_and_jobs_and_stops_in_order(instance):
    port = free_port()
    server = instance.start("-m", "tocsin", "serve", PORT=port)

    until(lambda: status_of(port, "/healthz") == 200, server)
    until(lambda: status_of(port, "/readyz") == 200, server)
    server.terminate()

    assert server.wait(timeout=60) == 0
    assert f"Tocsin is at http://127.0.0.1:{port}/" in server.stdout.read()
    assert status_of(port, "/healthz") is None
    assert instance.say("print(Heartbeat.objects.count())") == "0"


def test_a_killed_child_is_replaced(instance):
    port = free_port()
    server = instance.start("-m", "tocsin", "serve", PORT=port)
    until(lambda: status_of(port, "/healthz") == 200, server)
    [child] = children_of(server)

    os.kill(child, signal.SIGKILL)

    until(lambda: children_of(server) not in ([], [child]) and status_of(port, "/healthz") == 200)


def test_when_the_program_itself_is_killed_its_child_leaves_the_port(instance):
    port = free_port()
    server = instance.start("-m", "tocsin", "serve", PORT=port)
    until(lambda: status_of(port, "/healthz") == 200, server)

    server.kill()
    server.wait()

    until(lambda: status_of(port, "/healthz") is None)


def test_a_first_start_prepares_the_database(empty_instance):
    port = free_port()
    server = empty_instance.start("-m", "tocsin", "serve", PORT=port)

    until(lambda: status_of(port, "/readyz") == 200, server)
    server.terminate()

    first, second, third = server.stdout.read().splitlines()[:3]
    assert first == "Preparing the database."
    assert second == f"Tocsin is at http://127.0.0.1:{port}/ (Ctrl-C stops it)."
    assert third.startswith("Nobody has an account yet. Set Tocsin up here, once: http://")


def test_pages_alone_are_up_but_not_ready_until_a_worker_comes(instance):
    port = free_port()
    server = instance.start("-m", "tocsin", "web", PORT=port)
    until(lambda: status_of(port, "/healthz") == 200, server)

    assert status_of(port, "/readyz") == 503
    instance.worker()
    until(lambda: status_of(port, "/readyz") == 200, server)

    server.terminate()
    assert server.wait(timeout=60) == 0


def test_work_queued_while_it_serves_is_done(instance):
    port = free_port()
    server = instance.start("-m", "tocsin", "serve", PORT=port)
    until(lambda: status_of(port, "/healthz") == 200, server)

    instance.say("enqueue('jobs.prune', at=now)")

    prunes = "print(Job.objects.filter(name='jobs.prune', unique_key=None).get().state)"
    until(lambda: instance.say(prunes) == "done")
