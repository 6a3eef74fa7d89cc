import json
from datetime import timedelta

import pytest
from django.db import OperationalError, connection
from django.utils import timezone

from tocsin.jobs.health import healthz, readyz
from tocsin.jobs.models import Heartbeat

pytestmark = pytest.mark.django_db


def seen(ago):
    at = timezone.now() - ago  # noqa: TID251 - the page reads the real clock
    Heartbeat.objects.create(worker="w", seen_at=at)


def state_of(page):
    return page.status_code, json.loads(page.content)


def test_it_is_up_even_while_the_database_is_away(rf):
    with connection.execute_wrapper(away):
        assert healthz(rf.get("/healthz")).status_code == 200


def test_it_is_ready_while_a_worker_shows_life(rf):
    seen(timedelta(seconds=60))

    assert state_of(readyz(rf.get("/readyz"))) == (200, {"database": "ok", "worker": "ok"})


def test_it_is_not_ready_when_no_worker_was_seen_for_two_minutes(rf):
    seen(timedelta(minutes=2))

    expected = {"database": "ok", "worker": "none seen lately"}
    assert state_of(readyz(rf.get("/readyz"))) == (503, expected)


def test_it_is_not_ready_without_its_database(rf):
    with connection.execute_wrapper(away):
        page = readyz(rf.get("/readyz"))

    assert state_of(page) == (503, {"database": "no answer", "worker": "not known"})


def away(*_args):
    raise OperationalError
