from datetime import UTC, datetime, timedelta
from uuid import uuid4

import pytest
from django.db import IntegrityError, transaction

from tests.jobs.chores import lines_of
from tocsin.jobs.jobs import prune
from tocsin.jobs.models import Heartbeat, Job
from tocsin.jobs.queries import Depth, dead_jobs, queue_depth, retry
from tocsin.jobs.queue import claim, enqueue
from tocsin.jobs.registry import UnknownJob, job
from tocsin.jobs.worker import Worker

pytestmark = pytest.mark.django_db
NOW = datetime(2026, 11, 3, 9, 0, tzinfo=UTC)
LEASE = timedelta(seconds=60)


def test_work_queued_by_a_change_that_was_taken_back_is_never_done(tmp_path):
    with transaction.atomic():
        enqueue("test.note", at=NOW, file=str(tmp_path / "notes"), word="sent")
        transaction.set_rollback(True)

    assert Worker(clock=lambda: NOW).do_next() is False
    assert lines_of(tmp_path / "notes") == []


def test_work_queued_by_a_committed_change_is_done_once(tmp_path):
    with transaction.atomic():
        enqueue("test.note", at=NOW, file=str(tmp_path / "notes"), word="sent")
    worker = Worker(clock=lambda: NOW)

    assert worker.do_next() is True
    assert worker.do_next() is False

    assert lines_of(tmp_path / "notes") == ["sent"]
    row = Job.objects.get()
    assert (row.state, str(row)) == ("done", f"test.note {row.pk}")


def test_work_for_later_waits_for_its_time(tmp_path):
    later = NOW + timedelta(hours=2)
    enqueue("test.note", at=NOW, run_at=later, file=str(tmp_path / "notes"), word="sent")

    assert Worker(clock=lambda: NOW).do_next() is False
    assert Worker(clock=lambda: later).do_next() is True


def test_the_work_that_has_waited_longest_is_done_first():
    enqueue("test.nightly", at=NOW, unique_key="second")
    enqueue("test.nightly", at=NOW - timedelta(minutes=5), unique_key="first")

    assert claim("a worker", at=NOW, lease=LEASE).unique_key == "first"


def test_a_long_queue_of_one_room_holds_up_no_other():
    for number in range(3):
        enqueue("test.nightly", at=NOW - timedelta(minutes=5), unique_key=f"long-{number}")
    enqueue("jobs.prune", at=NOW, unique_key="short")
    worker = Worker(clock=lambda: NOW)

    assert worker.do_next()
    assert worker.do_next()

    assert sorted(Job.objects.values_list("name", "state")) == [
        ("jobs.prune", "done"),
        ("test.nightly", "done"),
        ("test.nightly", "queued"),
        ("test.nightly", "queued"),
    ]


def test_the_same_work_is_queued_once_and_a_second_try_harms_nothing_else():
    with transaction.atomic():
        enqueue("test.nightly", at=NOW, unique_key="alert:7")
        enqueue("test.nightly", at=NOW, unique_key="alert:7")
        enqueue("test.nightly", at=NOW)

    assert queue_depth() == Depth(queued=2, running=0, dead=0)


def test_work_that_no_room_knows_is_refused_at_once():
    with pytest.raises(UnknownJob):
        enqueue("test.unheard_of", at=NOW)


@pytest.mark.parametrize("args", [{}, {"file": "f"}, {"file": "f", "word": "w", "extra": 1}])
def test_work_with_missing_or_surplus_particulars_is_refused_at_once(args):
    with pytest.raises(TypeError):
        enqueue("test.note", at=NOW, **args)


def test_work_whose_particulars_cannot_be_kept_is_refused_at_once():
    with pytest.raises(TypeError):
        enqueue("test.note", at=NOW, file="f", word=uuid4())


def test_two_rooms_cannot_give_different_work_the_same_name():
    with pytest.raises(ValueError, match=r"test\.note"):
        job("test.note")(lambda **_: None)


def test_work_given_up_can_be_looked_at_and_queued_again():
    enqueue("test.nightly", at=NOW)
    Job.objects.update(state="dead", finished_at=NOW, attempts=20, error="JOB-FAILED OSError")
    [dead] = dead_jobs()

    assert retry(dead.pk, at=NOW) is True
    assert retry(dead.pk, at=NOW) is False

    assert queue_depth() == Depth(queued=1, running=0, dead=0)
    assert Worker(clock=lambda: NOW).do_next() is True


def test_done_work_is_forgotten_after_a_week_but_not_what_was_given_up_or_the_latest_tick():
    for key in ("old", "recent", "given up", "schedule:test.nightly:2026-11-03T01:30:00Z"):
        enqueue("test.nightly", at=NOW, unique_key=key)
    Job.objects.update(state="done", finished_at=NOW - timedelta(days=8))
    Job.objects.filter(unique_key="recent").update(finished_at=NOW - timedelta(days=6))
    Job.objects.filter(unique_key="given up").update(state="dead")
    gone = Heartbeat.objects.create(worker="gone", seen_at=NOW - timedelta(days=2))

    prune(school_id=None, at=NOW)

    left = sorted(Job.objects.values_list("unique_key", flat=True))
    assert left == ["given up", "recent", "schedule:test.nightly:2026-11-03T01:30:00Z"]
    assert not Heartbeat.objects.filter(worker=str(gone)).exists()


@pytest.mark.parametrize(
    "impossible",
    [{"state": "running"}, {"lease_until": NOW}, {"state": "done"}, {"finished_at": NOW}],
)
def test_the_database_refuses_a_job_that_cannot_be(impossible):
    enqueue("test.nightly", at=NOW)

    with pytest.raises(IntegrityError), transaction.atomic():
        Job.objects.update(**impossible)
