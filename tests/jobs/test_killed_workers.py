import os
import signal

import pytest

from tests.jobs.chores import lines_of
from tests.jobs.instances import until


def test_work_in_hand_when_a_worker_is_killed_is_done_by_another(instance, tmp_path):
    notes = tmp_path / "notes"
    instance.say(f"enqueue('test.hang_once', at=now, file={str(notes)!r})")
    killed = instance.worker(lease_seconds=1)
    until(lambda: lines_of(notes) == ["started"], killed)

    killed.kill()
    killed.wait()
    instance.worker(lease_seconds=1)

    until(lambda: lines_of(notes) == ["started", "started", "finished"])
    state = "print(*Job.objects.filter(name='test.hang_once').values_list('state', 'attempts'))"
    until(lambda: instance.say(state) == "('done', 2)")


def test_long_work_stays_with_the_worker_that_shows_life(instance, tmp_path):
    os.mkfifo(tmp_path / "pipe")
    instance.say(f"enqueue('test.wait_for_word', at=now, file={str(tmp_path / 'pipe')!r})")
    row = "Job.objects.get(name='test.wait_for_word')"
    worker = instance.worker(lease_seconds=6)
    until(lambda: instance.say(f"print({row}.state)") == "running", worker)
    first = instance.say(f"print({row}.lease_until.timestamp())")

    instance.worker(lease_seconds=6)
    until(lambda: float(instance.say(f"print({row}.lease_until.timestamp())")) > float(first) + 6)
    (tmp_path / "pipe").write_text("go on")

    until(lambda: instance.say(f"print({row}.state, {row}.attempts)") == "done 1")
    worker.terminate()
    assert worker.wait(timeout=60) == 0


def test_a_worker_outlives_a_database_in_disorder(instance):
    for table in ("jobs_heartbeat", "jobs_job"):
        instance.say(f"connection.cursor().execute('DROP TABLE {table}')")
    worker = instance.worker()

    said = "".join(worker.stdout.readline() for _ in range(8))

    for fault in ("jobs.heartbeat_missed", "jobs.tick_missed", "jobs.database_error"):
        assert f"{fault} " in said
    worker.terminate()
    assert worker.wait(timeout=60) == 0


def test_three_workers_do_two_hundred_jobs_once_each(instance, tmp_path):
    notes = tmp_path / "notes"
    instance.say(
        "for number in range(200):"
        f" enqueue('test.note', at=now, file={str(notes)!r}, word=str(number))"
    )
    workers = [instance.worker() for _ in range(3)]

    until(lambda: len(lines_of(notes)) >= 200, workers[0])
    for worker in workers:
        worker.terminate()

    assert [worker.wait(timeout=60) for worker in workers] == [0, 0, 0]
    assert sorted(map(int, lines_of(notes))) == list(range(200))
    states = "Job.objects.filter(name='test.note').values_list('state', 'attempts')"
    assert instance.say(f"print(set({states}))") == "{('done', 1)}"


@pytest.mark.parametrize("told", [signal.SIGTERM, signal.SIGINT])
def test_a_worker_told_to_stop_signs_off(instance, told):
    worker = instance.start("-m", "tocsin", "worker")
    until(lambda: instance.say("print(Heartbeat.objects.count())") == "1", worker)

    worker.send_signal(told)

    assert worker.wait(timeout=60) == 0
    assert instance.say("print(Heartbeat.objects.count())") == "0"


def test_a_worker_gives_way_to_the_pages_of_the_same_machine(instance):
    worker = instance.start("-m", "tocsin", "worker")
    until(lambda: instance.say("print(Heartbeat.objects.count())") == "1", worker)

    nicer = os.getpriority(os.PRIO_PROCESS, worker.pid) - os.getpriority(os.PRIO_PROCESS, 0)

    assert nicer == min(10, 19 - os.getpriority(os.PRIO_PROCESS, 0))
