"""Messages to other systems: signed, without content, tried again, and sent only where they may."""

from datetime import timedelta

import pytest
from django.db import transaction

from tests.jobs.instances import free_port
from tests.schools.webhooks.conftest import deliveries, told, work_at
from tests.schools.webhooks.receiver import message, receiving, signed_by
from tests.worlds import FRIDAY, a_member, a_near_miss, a_report, aware, closed, triaged
from tocsin.core.roles import Role
from tocsin.jobs.models import Job, State
from tocsin.ledger.tenancy import reading
from tocsin.schools.models import Webhook
from tocsin.schools.webhooks.announcing import announce
from tocsin.schools.webhooks.commands import remove, switch

pytestmark = pytest.mark.django_db
DAY = timedelta(days=1)


def test_a_new_report_is_told_signed_and_without_content(admin, receiver):
    _, secret = told(admin, receiver.url)

    incident = a_report(a_member(admin.school), story="Maria Novak of Year 4.")
    work_at(FRIDAY)

    [(path, headers, body)] = receiver.got
    link = f"http://localhost:8000/s/{admin.school.slug}/incidents/{incident.pk}/"
    assert path == "/hook/T0?k=1"
    assert signed_by(secret, headers, body)
    assert headers["webhook-timestamp"] == "1795189200"
    assert message(receiver.got[0]) == {
        "type": "incident.reported",
        "timestamp": "2026-11-20T15:40:00+00:00",
        "data": {"id": str(incident.pk), "link": link},
        "text": f"You have something to do in Tocsin: {link}",
    }


def test_becoming_aware_and_closing_are_told_too(admin, receiver):
    priya = a_member(admin.school, Role.DEPUTY_DPO)
    told(admin, receiver.url, "incident.aware", "incident.closed")

    aware(triaged(a_report(priya), priya), priya, FRIDAY, at=FRIDAY)
    closed(a_near_miss(priya), priya)
    work_at(FRIDAY)

    assert sorted(message(got)["type"] for got in receiver.got) == [
        "incident.aware", "incident.closed",
    ]  # fmt: skip


def test_only_what_was_asked_for_is_told_and_another_school_is_told_nothing(admin, receiver):
    told(admin, receiver.url, "incident.closed")
    a_report(a_member(admin.school))
    a_report()

    work_at(FRIDAY)

    assert receiver.got == []


def test_a_deadline_that_is_near_is_told_once_however_often_it_is_announced(admin, receiver):
    told(admin, receiver.url)
    incident = a_report(a_member(admin.school))
    for _ in range(2):
        announce(admin.school_id, "deadline.near", subject_id=incident.pk, at=FRIDAY)

    work_at(FRIDAY)

    assert sorted(message(got)["type"] for got in receiver.got) == [
        "deadline.near", "incident.reported",
    ]  # fmt: skip


def test_what_was_rolled_back_is_not_told(admin, receiver):
    told(admin, receiver.url)

    with transaction.atomic():
        announce(admin.school_id, "deadline.near", subject_id=admin.pk, at=FRIDAY)
        transaction.set_rollback(True)
    work_at(FRIDAY)

    assert (receiver.got, deliveries(admin)) == ([], [])


def test_a_receiver_that_was_down_gets_the_same_message_when_it_is_back(admin):
    port = free_port()
    _, secret = told(admin, f"http://127.0.0.1:{port}/")
    a_report(a_member(admin.school))
    work_at(FRIDAY)
    [row] = deliveries(admin)
    assert (row.tries, row.fault, row.done_at) == (1, "no-answer", None)

    with receiving(port) as receiver:
        work_at(FRIDAY + timedelta(minutes=1))

    [(_, headers, body)] = receiver.got
    [row] = deliveries(admin)
    assert (headers["webhook-id"], row.status, row.fault) == (str(row.pk), 204, "")
    assert headers["webhook-timestamp"] == "1795189260"
    assert signed_by(secret, headers, body)


@pytest.mark.parametrize("status", [400, 404, 429, 500, 503])
def test_a_refusal_is_tried_again_with_growing_pauses(admin, receiver, status):
    receiver.status = status
    told(admin, receiver.url)
    a_report(a_member(admin.school))

    for minutes in (0, 0.25, 0.5, 1, 1.5, 4):
        work_at(FRIDAY + timedelta(minutes=minutes))

    assert len({headers["webhook-id"] for _, headers, _ in receiver.got}) == 1
    assert len(receiver.got) == 4  # at once, after half a minute, a minute, two minutes


def test_after_thirty_tries_it_is_given_up_and_no_dead_job_is_left(admin, receiver):
    receiver.status = 500
    told(admin, receiver.url)
    a_report(a_member(admin.school))

    for hours in range(40):
        work_at(FRIDAY + timedelta(hours=2 * hours))

    [row] = deliveries(admin)
    assert (len(receiver.got), row.tries, row.fault) == (30, 30, "refused")
    assert row.done_at is not None
    assert not Job.objects.filter(name="schools.webhook", state=State.DEAD).exists()


def test_whoever_answers_that_it_is_gone_is_switched_off(admin, receiver):
    receiver.status = 410
    webhook, _ = told(admin, receiver.url)
    a_report(a_member(admin.school))
    work_at(FRIDAY)

    a_report(a_member(admin.school))
    work_at(FRIDAY + DAY)

    with reading(admin.school_id):
        webhook.refresh_from_db()
    assert (len(receiver.got), webhook.is_on, webhook.is_gone) == (1, False, True)


@pytest.mark.parametrize("how", ["switched off", "removed"])
def test_what_was_queued_before_it_was_ended_is_not_sent(admin, receiver, how):
    webhook, _ = told(admin, receiver.url)
    a_report(a_member(admin.school))
    if how == "removed":
        remove(webhook, by=admin, at=FRIDAY)
    else:
        switch(webhook, is_on=False, by=admin, at=FRIDAY)

    work_at(FRIDAY)

    [row] = deliveries(admin)
    assert (receiver.got, row.fault) == ([], "off")


def test_the_address_and_the_secret_cannot_be_read_in_the_database(admin, receiver):
    _, secret = told(admin, receiver.url)

    with reading(admin.school_id):
        [row] = Webhook.objects.filter(school_id=admin.school_id).values()

    assert row["host"] == "127.0.0.1"
    for part in ("/hook", secret):
        assert part not in str(row)
        assert part.encode() not in bytes(row["sealed"])


def test_messages_of_long_ago_are_forgotten(admin, receiver):
    told(admin, receiver.url)
    a_report(a_member(admin.school))
    work_at(FRIDAY)

    a_report(a_member(admin.school), at=FRIDAY + 31 * DAY)
    work_at(FRIDAY + 31 * DAY)

    assert [row.at for row in deliveries(admin)] == [FRIDAY + 31 * DAY]
