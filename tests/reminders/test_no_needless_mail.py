"""Nobody is written to for nothing: not of one's own doing, not twice, not of what is over."""

from datetime import timedelta

import pytest

from tests.incidents.actions.asking import ask
from tests.incidents.visits import Visitor
from tests.reminders.test_the_summer_holidays import CLOSE, NEW
from tests.worlds import FRIDAY, a_member, a_report, classified, triaged
from tocsin.core.roles import Role

pytestmark = pytest.mark.django_db
A_MINUTE, HOURS = timedelta(minutes=1), timedelta(hours=1)


def test_whoever_classifies_hears_nothing_of_it_and_everybody_else_does(team, days):
    priya, helen = team[Role.DEPUTY_DPO], team[Role.HEAD]
    incident = triaged(a_report(team[Role.STAFF]), priya)
    days.until(FRIDAY, start=FRIDAY)
    days.post.clear()

    classified(incident, priya, "critical", at=FRIDAY + A_MINUTE)
    days.until(FRIDAY + A_MINUTE, start=FRIDAY + A_MINUTE)

    assert days.heard(priya) == []
    assert [subject for _, subject in days.heard(helen)] == [NEW]


def test_a_deputy_who_reports_is_not_written_to_and_the_other_deputy_is(team, days):
    priya = team[Role.DEPUTY_DPO]
    sam = a_member(priya.school, Role.DEPUTY_DPO, name="Sam Deputy")
    a_report(priya)

    days.until(FRIDAY + 2 * A_MINUTE, start=FRIDAY, step=A_MINUTE)

    assert days.heard(priya) == []
    assert [subject for _, subject in days.heard(sam)] == [NEW]


def test_a_duty_of_a_day_is_told_once_and_warned_of_only_when_little_is_left(team, days):
    a_report(team[Role.STAFF])  # to be looked at within 24 hours, warned of 24 and 4 hours before

    days.until(FRIDAY + 23 * HOURS, start=FRIDAY, step=A_MINUTE * 10)

    assert days.heard(team[Role.DEPUTY_DPO]) == [
        ("Fri 20 Nov 15:40", NEW), ("Sat 21 Nov 11:40", CLOSE),
    ]  # fmt: skip


def test_what_is_asked_and_withdrawn_before_the_mail_is_out_is_never_mailed(team, days):
    priya, tom = Visitor(team[Role.DEPUTY_DPO]), team[Role.STAFF]
    incident = triaged(a_report(tom), team[Role.DEPUTY_DPO])
    days.until(FRIDAY, start=FRIDAY)
    days.post.clear()
    action = ask(priya, incident, tom)

    days.look(FRIDAY + A_MINUTE)  # nobody takes the mail
    priya.send(f"/incidents/{incident.pk}/actions/{action.pk}/withdraw/", words="Found it.")
    days.until(FRIDAY + 3 * HOURS, start=FRIDAY + 2 * HOURS)

    assert days.heard(tom) == []
    page = priya.open(f"/incidents/{incident.pk}/alerts/")
    assert "Not sent: done by then" in page.words


def test_what_is_asked_and_withdrawn_before_any_worker_ran_alerts_nobody(team, days):
    priya, tom = Visitor(team[Role.DEPUTY_DPO]), team[Role.STAFF]
    incident = triaged(a_report(tom), team[Role.DEPUTY_DPO])
    action = ask(priya, incident, tom)
    priya.send(f"/incidents/{incident.pk}/actions/{action.pk}/withdraw/", words="Found it.")

    days.until(FRIDAY + A_MINUTE, start=FRIDAY)

    assert days.heard(tom) == []
