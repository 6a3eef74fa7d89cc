"""An answer promised to the regulator is reminded of before its day, and when it is late."""

from datetime import timedelta

import pytest

from tests.reminders.test_before_a_deadline import stages
from tests.tellings import told_regulator
from tests.worlds import FRIDAY, a_report, decided, triaged
from tocsin.core.roles import Role

pytestmark = pytest.mark.django_db
A_LOOK = timedelta(hours=6)


@pytest.mark.clause("BR-5.14")
def test_what_was_promised_is_reminded_of_until_it_is_sent(team, days):
    priya = team[Role.DEPUTY_DPO]
    days.clock(FRIDAY)
    incident = decided(triaged(a_report(team[Role.STAFF]), priya), priya, regulator="yes")
    told_regulator(incident, priya, phase="initial")

    days.until(FRIDAY + timedelta(days=7), start=FRIDAY + timedelta(days=6), step=A_LOOK)
    assert stages(incident, "owed-2026-11-27") == ["warn-24"]
    monday = FRIDAY + timedelta(days=9, hours=17)  # nobody is disturbed at the weekend
    days.until(monday + A_LOOK, start=monday, step=A_LOOK)

    assert stages(incident, "owed-2026-11-27")[1].startswith("late")
