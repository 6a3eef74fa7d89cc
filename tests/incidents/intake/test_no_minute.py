"""What would tell the minute of a protected report, beside the report itself."""

import io
import logging
import sqlite3
from datetime import timedelta

import pytest
from django.contrib.sessions.backends.db import SessionStore
from django.contrib.sessions.models import Session

from tests.incidents.intake.door import AtTheDoor
from tests.incidents.visits import Visitor
from tests.jobs.instances import SERVER, until
from tests.worlds import FRIDAY
from tocsin.core.roles import Role
from tocsin.incidents.jobs import forget_drafts
from tocsin.incidents.models import Draft, SealedName
from tocsin.jobs.models import Job
from tocsin.ledger.tenancy import reading
from tocsin.schools.jobs import forget_sessions
from tocsin.schools.webhooks.commands import add_webhook
from tocsin.ui.unseen import NothingOfTheUnseen

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("clock", "full_budget")]
FULL_HOUR = FRIDAY.replace(minute=0) + timedelta(hours=1)


@pytest.mark.clause("SI-ANON")
def test_other_systems_hear_of_it_with_everybody_else_at_the_full_hour(school, team):
    add_webhook(name="SIEM", url="https://siem.example.org/in", occasions=["incident.reported"],
                by=team[Role.ADMINISTRATOR], at=FRIDAY)  # fmt: skip

    AtTheDoor(school).report()

    waiting = Job.objects.filter(name="schools.webhook").values_list("run_at", flat=True)
    assert list(waiting) == [FULL_HOUR]


@pytest.mark.clause("SI-ANON")
def test_the_numbers_of_its_jobs_stand_between_no_others(school):
    AtTheDoor(school).report()

    numbers = Job.objects.filter(name="incidents.alert").values_list("pk", flat=True)

    assert len(numbers) > 1
    assert max(numbers) < 0


def test_a_sealed_name_is_as_long_as_any_other(school):
    door = AtTheDoor(school)
    for name in ("Al", "Zelda Wilhelmina Featherstonehaugh-Quill"):
        door.report(name={"protection": "confidential", "sealed_name": name})

    with reading(school.pk):
        lengths = {len(bytes(row.sealed)) for row in SealedName.objects.filter(school=school)}

    assert len(lengths) == 1


def test_the_log_says_nothing_of_the_pages_on_which_a_name_can_be_kept_back(team):
    said, handler = io.StringIO(), logging.StreamHandler()
    handler.setStream(said)
    handler.addFilter(NothingOfTheUnseen())
    logging.getLogger("django.request").addHandler(handler)
    tom = Visitor(team[Role.STAFF])

    pages = [tom.open(f"/report/{team[Role.STAFF].pk}/check/"), tom.open("/nowhere/")]
    logging.getLogger("django.request").removeHandler(handler)

    assert [page.status for page in pages] == [404, 404]
    assert "/nowhere/" in said.getvalue()
    assert "/check/" not in said.getvalue()


def test_what_was_begun_beside_ones_account_can_be_thrown_away(school, team):
    tom = Visitor(team[Role.STAFF])
    step = tom.send("/report/").path
    tom.send(step.replace("/what/", "/story/"), story="The Head has lost a laptop.")

    away = step.replace("/what/", "/throw-away/")
    someone = Visitor(team[Role.OFFICE]).post(away)
    start = tom.post(away)

    assert someone.status == 404
    assert "What you wrote was deleted." in start.words
    with reading(school.pk):
        assert Draft.objects.count() == 0


def test_what_nobody_goes_on_with_is_deleted_after_two_weeks(school, team):
    Visitor(team[Role.STAFF]).send("/report/")

    left = []
    for days in (13, 15):
        forget_drafts(school_id=None, at=FRIDAY + timedelta(days=days))
        with reading(school.pk):
            left.append(Draft.objects.count())

    assert left == [1, 0]


def test_a_session_that_has_ended_is_deleted_with_the_words_in_it():
    for seconds in (-60, 60):
        session = SessionStore()
        session["kept-words"] = {"words": "story=The+Head"}
        session.set_expiry(seconds)
        session.save()

    forget_sessions(school_id=None, at=FRIDAY)

    assert Session.objects.count() == 1


@pytest.mark.skipif(bool(SERVER), reason="SQLite's own file")
def test_what_was_deleted_is_soon_gone_from_the_log_of_changes_too(copied):
    file = copied.folder / "tocsin.sqlite3"
    changes = file.with_name(f"{file.name}-wal")
    reader = sqlite3.connect(file, isolation_level=None)
    reader.execute("BEGIN")
    reader.execute("SELECT count(*) FROM jobs_job").fetchone()
    copied.say("Job.objects.create(name='elderberry', run_at=now, created_at=now, max_attempts=1)")
    copied.say("Job.objects.filter(name='elderberry').delete()")
    assert b"elderberry" in changes.read_bytes()
    worker = copied.worker(lease_seconds=1)
    until(lambda: copied.say("print(Heartbeat.objects.count())") == "1", worker)

    reader.execute("ROLLBACK")

    until(lambda: b"elderberry" not in changes.read_bytes(), worker)
    assert b"elderberry" not in file.read_bytes()
    reader.close()
