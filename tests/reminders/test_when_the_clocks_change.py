"""On the weekends on which the clocks change, hours are hours: for the law and for reminders."""

from datetime import UTC, datetime, timedelta

import pytest

from tests.incidents.visits import Visitor
from tests.reminders.test_the_summer_holidays import CLOSE, LATE
from tests.worlds import a_report, triaged
from tocsin.core.roles import Role

pytestmark = pytest.mark.django_db
OCTOBER = datetime(2026, 10, 24, 14, 30, tzinfo=UTC)  # half past three in the afternoon
MARCH = datetime(2027, 3, 27, 15, 30, tzinfo=UTC)  # the same


@pytest.mark.parametrize(
    ("saturday", "due"),
    [
        (OCTOBER, "2:30pm on Tuesday 27 October 2026"),
        (MARCH, "4:30pm on Tuesday 30 March 2027"),
    ],
)
def test_the_72_hours_end_after_72_hours(team, days, saturday, due):
    incident = a_report(team[Role.STAFF], at=days.clock(saturday), discovered_at=saturday)
    triaged(incident, team[Role.DEPUTY_DPO], at=saturday)

    assert due in Visitor(team[Role.DEPUTY_DPO]).open(f"/incidents/{incident.pk}/").words


@pytest.mark.parametrize(
    ("saturday", "close", "late", "later"),
    [
        (OCTOBER, "Sun 25 Oct 10:30", "Sun 25 Oct 14:30", "Mon 26 Oct 02:30"),
        (MARCH, "Sun 28 Mar 12:30", "Sun 28 Mar 16:30", "Mon 29 Mar 04:30"),
    ],
)
def test_reminders_come_after_so_many_hours_and_once(team, days, saturday, close, late, later):
    priya, helen = team[Role.DEPUTY_DPO], team[Role.HEAD]
    a_report(team[Role.STAFF], at=days.clock(saturday), discovered_at=saturday)

    days.until(saturday + timedelta(hours=37), start=saturday)

    assert days.heard(priya)[1:] == [(close, CLOSE), (late, LATE)]
    # The head hears as well once it is late, and half a day later as the next on the chain.
    told = [each for each in days.heard(helen) if each[1] == LATE]
    assert told == [(late, LATE), (later, LATE)]
