from datetime import UTC, datetime, timedelta

import pytest
from django.db import OperationalError, connection

from tocsin.jobs import queue
from tocsin.jobs.models import Job
from tocsin.jobs.registry import kind
from tocsin.jobs.worker import Worker

pytestmark = pytest.mark.django_db
NOW = datetime(2026, 11, 3, 9, 0, tzinfo=UTC)
LEASE = timedelta(seconds=60)


def worker_at(at):
    return Worker(clock=lambda: at)


def test_failed_work_waits_twice_as_long_each_time_and_is_then_given_up(caplog):
    queue.enqueue("test.fail", at=NOW)

    worker_at(NOW).do_next()
    assert Job.objects.get().run_at == datetime(2026, 11, 3, 9, 0, 10, tzinfo=UTC)
    worker_at(NOW + timedelta(seconds=10)).do_next()
    assert Job.objects.get().run_at == datetime(2026, 11, 3, 9, 0, 30, tzinfo=UTC)
    worker_at(NOW + timedelta(seconds=30)).do_next()

    row = Job.objects.get()
    assert (row.state, row.attempts, row.error) == ("dead", 3, "JOB-FAILED ValueError")
    assert row.finished_at == datetime(2026, 11, 3, 9, 0, 30, tzinfo=UTC)
    assert "Novak" not in caplog.text


def test_failed_work_never_waits_longer_than_an_hour():
    assert kind("test.fail").wait_after(1) == timedelta(seconds=10)
    assert kind("test.fail").wait_after(9) == timedelta(seconds=2560)
    assert kind("test.fail").wait_after(10) == timedelta(hours=1)
    assert kind("test.fail").wait_after(30_000) == timedelta(hours=1)


def test_work_that_tries_to_end_the_program_only_fails():
    queue.enqueue("test.leave_python", at=NOW)

    assert worker_at(NOW).do_next() is True

    assert Job.objects.get().error == "JOB-FAILED SystemExit"


def test_work_of_a_newer_version_is_left_for_a_newer_worker():
    queue.enqueue("test.nightly", at=NOW)
    Job.objects.update(name="test.of_tomorrow")

    worker_at(NOW).do_next()

    row = Job.objects.get()
    assert (row.state, row.error) == ("queued", "JOB-FAILED UnknownJob")
    assert row.run_at == datetime(2026, 11, 3, 9, 1, tzinfo=UTC)


def test_nobody_takes_work_that_another_worker_has_in_hand():
    queue.enqueue("test.nightly", at=NOW)
    queue.claim("first", at=NOW, lease=LEASE)

    assert queue.claim("second", at=NOW + timedelta(seconds=59), lease=LEASE) is None


def test_a_worker_that_shows_life_keeps_its_work():
    queue.enqueue("test.nightly", at=NOW)
    queue.claim("first", at=NOW, lease=LEASE)
    queue.extend("first", until=NOW + timedelta(seconds=80))

    assert queue.claim("second", at=NOW + timedelta(seconds=79), lease=LEASE) is None


def test_a_worker_that_wakes_up_late_does_not_undo_what_its_successor_did():
    queue.enqueue("test.fail", at=NOW)
    slept = queue.claim("first", at=NOW, lease=LEASE)
    taken = queue.claim("second", at=NOW + LEASE, lease=LEASE)

    assert queue.finish(taken, at=NOW + LEASE) is True
    assert queue.finish(slept, at=NOW + LEASE) is False
    assert queue.fail(slept, kind("test.fail"), error="JOB-FAILED", at=NOW + LEASE) is False

    assert Job.objects.get().state == "done"


def test_work_that_was_taken_over_while_it_ran_is_reported_by_its_number(caplog, tmp_path):
    queue.enqueue("test.note", at=NOW, file=str(tmp_path / "notes"), word="sent")
    connection.execute_wrappers.append(_take_over)

    worker_at(NOW).do_next()

    connection.execute_wrappers.remove(_take_over)
    assert f"job.lease_lost {Job.objects.get().pk} test.note attempt 1" in caplog.text


def _take_over(execute, sql, params, many, context):
    """Another worker takes the job just before the first one says that it is done."""
    if sql.startswith("UPDATE") and "done" in params:
        execute("UPDATE jobs_job SET worker = 'second'", None, many, context)
    return execute(sql, params, many, context)


def test_work_that_kills_every_worker_is_given_up_in_the_end():
    queue.enqueue("test.fail", at=NOW)
    for minutes in range(3):
        assert queue.claim("doomed", at=NOW + timedelta(minutes=minutes), lease=LEASE) is not None

    assert queue.claim("wary", at=NOW + timedelta(minutes=3), lease=LEASE) is None

    row = Job.objects.get()
    assert (row.state, row.error) == ("dead", "JOB-LOST")


def test_a_database_that_does_not_answer_stops_no_worker(caplog):
    def away(*_args):
        raise OperationalError("no route to db.school.example")

    with connection.execute_wrapper(away):
        assert worker_at(NOW).do_next() is False

    assert "jobs.database_error OperationalError" in caplog.text
    assert "school.example" not in caplog.text
