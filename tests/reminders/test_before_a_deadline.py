"""Before each deadline there is a warning, once, whatever the clocks and the machines do."""

from datetime import UTC, datetime, timedelta

import pytest

from tests.reminders.test_the_summer_holidays import CLOSE, LATE, NEW
from tests.worlds import (
    FRIDAY,
    a_member,
    a_near_miss,
    a_report,
    a_school,
    aware,
    classified,
    closed,
    triaged,
)
from tocsin.core.facts import Kind
from tocsin.core.roles import Role
from tocsin.incidents.models import Alert, Watch
from tocsin.ledger.tenancy import reading

pytestmark = pytest.mark.django_db
WEEKENDS = [
    # Aware on Friday at 3pm; the clocks go back on Sunday, so 72 hours end on Monday at 2pm.
    (datetime(2026, 10, 23, 14, 0, tzinfo=UTC), "Sun 25 Oct 14:00", "Mon 26 Oct 10:00",
     "Mon 26 Oct 14:00"),
    # Aware on Friday at 3pm; the clocks go forward on Sunday, so 72 hours end on Monday at 4pm.
    (datetime(2027, 3, 26, 15, 0, tzinfo=UTC), "Sun 28 Mar 16:00", "Mon 29 Mar 12:00",
     "Mon 29 Mar 16:00"),
]  # fmt: skip


def stages(incident, duty):
    with reading(incident.school_id):
        rows = Alert.objects.filter(incident=incident, duty=duty).order_by("at", "stage")
        return list(dict.fromkeys(rows.values_list("stage", flat=True)))


@pytest.mark.parametrize(("since", "a_day", "four_hours", "end"), WEEKENDS)
def test_the_72_hours_are_warned_of_in_real_hours_when_the_clocks_change(
    team, days, since, a_day, four_hours, end
):
    priya = team[Role.DEPUTY_DPO]
    days.clock(since)
    incident = triaged(a_report(team[Role.STAFF], at=since, discovered_at=since), priya, at=since)
    aware(incident, priya, since, at=since)

    days.until(since + timedelta(hours=73), start=since)

    told = days.heard(priya)
    assert (a_day, CLOSE) in told
    assert (four_hours, CLOSE) in told
    assert (end, LATE) in told
    assert stages(incident, "assess") == ["warn-24", "warn-12", "warn-4", "late-0"]


@pytest.mark.clause("BR-4.3")
def test_a_suspicion_that_nobody_looks_into_is_called_for_before_and_after_its_short_deadline(
    team, days
):
    priya, helen = team[Role.DEPUTY_DPO], team[Role.HEAD]
    incident = triaged(a_report(team[Role.STAFF]), priya, kind=Kind.SUSPECTED)
    classified(incident, priya, "minor")

    days.until(FRIDAY + timedelta(hours=25), start=FRIDAY)

    # Reported at 3.40pm; the policy gives a day for the finding, and warns four hours before.
    assert ("Sat 21 Nov 11:40", CLOSE) in days.heard(priya)
    assert ("Sat 21 Nov 15:40", LATE) in days.heard(priya)
    assert ("Sat 21 Nov 15:40", LATE) in days.heard(helen)
    assert stages(incident, "find-out") == ["warn-4", "late-0"]


@pytest.mark.clause("SI-M6", "SI-M8")
def test_a_critical_incident_that_nobody_confirms_is_taken_up_the_chain(team, days):
    priya, helen, dan, grace = (
        team[each] for each in (Role.DEPUTY_DPO, Role.HEAD, Role.DPO, Role.GOVERNOR)
    )
    incident = classified(triaged(a_report(team[Role.STAFF]), priya), priya, "critical")

    days.until(FRIDAY + timedelta(hours=41), start=FRIDAY)

    assert days.heard(helen)[0] == ("Fri 20 Nov 15:40", NEW)
    assert ("Fri 20 Nov 19:40", LATE) in days.heard(helen)  # four hours, in the evening
    assert ("Fri 20 Nov 19:40", LATE) in days.heard(dan)
    assert ("Sun 22 Nov 07:40", LATE) in days.heard(grace)  # the fourth on the chain
    assert stages(incident, "acknowledge-head") == ["late-0", "late-1", "late-2", "late-3"]
    assert stages(incident, "acknowledge-dpo") == ["late-0", "late-1", "late-2", "late-3"]


def test_where_a_policy_sets_no_time_a_serious_incident_still_does_not_lie_unseen(days):
    school = a_school(pack="security-incidents")
    deputy, head = a_member(school, Role.DEPUTY_DPO), a_member(school, Role.HEAD)
    incident = triaged(a_report(a_member(school)), deputy)
    classified(incident, deputy, "critical")

    days.until(FRIDAY + timedelta(hours=25), start=FRIDAY)

    assert ("Sat 21 Nov 15:40", LATE) in days.heard(head)
    assert stages(incident, "acknowledge-head")[-1] == "late-0"


def test_a_new_deadline_is_warned_of_anew(team, days):
    priya = team[Role.DEPUTY_DPO]
    incident = triaged(a_report(team[Role.STAFF]), priya)
    aware(incident, priya, FRIDAY, at=FRIDAY)
    days.until(FRIDAY + timedelta(hours=49), start=FRIDAY)

    later = FRIDAY + timedelta(hours=49)
    aware(incident, priya, FRIDAY - timedelta(hours=12), at=later)
    days.until(later + timedelta(hours=1), start=later)

    with reading(incident.school_id):
        rows = Alert.objects.filter(incident=incident, duty="assess", person=priya.person)
        found = list(rows.order_by("at").values_list("stage", "due_at"))
    assert found == [
        ("warn-24", FRIDAY + timedelta(hours=72)), ("warn-12", FRIDAY + timedelta(hours=60)),
    ]  # fmt: skip


def test_what_is_done_in_time_is_called_for_no_more(team, days):
    priya = team[Role.DEPUTY_DPO]
    incident = triaged(a_report(team[Role.STAFF]), priya, kind=Kind.SUSPECTED)
    days.until(FRIDAY + timedelta(hours=2), start=FRIDAY)
    triaged(incident, priya, kind=Kind.NOT_A_BREACH, at=FRIDAY + timedelta(hours=2))

    days.until(FRIDAY + timedelta(hours=30), start=FRIDAY + timedelta(hours=2))

    assert stages(incident, "find-out") == []


def test_nothing_is_watched_about_a_closed_incident(team):
    priya = team[Role.DEPUTY_DPO]
    incident = a_near_miss(priya)
    assert Watch.objects.filter(pk=incident.pk).exists()

    closed(incident, priya)

    assert not Watch.objects.filter(pk=incident.pk).exists()
