"""A chat or a text message gateway hears of deadlines too; the school sets its own quiet hours."""

from datetime import timedelta

import pytest

from tests.policies.pages import Desk
from tests.schools.webhooks.receiver import message, receiving
from tests.worlds import FRIDAY, a_report, a_school
from tocsin.core.roles import Role
from tocsin.schools.webhooks.commands import add_webhook

pytestmark = pytest.mark.django_db


def test_another_system_is_told_once_that_a_deadline_is_near_and_that_it_has_passed(
    team, days, settings
):
    settings.WEBHOOK_HOSTS = frozenset({"127.0.0.1"})
    with receiving() as receiver:
        add_webhook(
            name="Chat", url=receiver.url, occasions=("deadline.near", "deadline.overdue"),
            by=team[Role.ADMINISTRATOR], at=FRIDAY,
        )  # fmt: skip
        incident = a_report(team[Role.STAFF])
        days.until(FRIDAY + timedelta(hours=25), start=FRIDAY)

    told = [message(got) for got in receiver.got]
    assert [each["type"] for each in told] == ["deadline.near", "deadline.overdue"]
    assert incident.title not in str(told)


def test_a_school_sets_its_own_quiet_hours_and_how_long_somebody_is_left_to_deal_with_it():
    desk = Desk(a_school())

    desk.send(
        "set/escalation/",
        {"quiet_from": "22", "quiet_until": "6", "quiet_weekends": "", "seen_for_hours": "8"},
    )

    setting = desk.draft.escalation
    assert (setting.quiet_from, setting.quiet_until, setting.seen_for_hours) == (22, 6, 8)
    assert setting.every_hours == 12
    assert desk.form("set/escalation/")["quiet_from"] == 22


def test_an_hour_that_no_clock_shows_is_asked_for_again():
    answer = Desk(a_school()).send("set/escalation/", {"quiet_from": "24"})

    assert answer.status_code == 422
