"""Mail servers and workers fail, people are away or gone: somebody hears, once."""

from datetime import UTC, date, datetime, timedelta

import pytest

from tests.incidents.visits import Visitor
from tests.reminders.test_the_summer_holidays import CLOSE, LATE, NEW
from tests.worlds import FRIDAY, a_member, a_report, a_school, classified, closed, triaged
from tests.worlds import ready_to_close as almost_closed
from tocsin.core.roles import Role
from tocsin.incidents.models import Alert, Recusal
from tocsin.jobs.models import Job
from tocsin.jobs.queue import enqueue
from tocsin.ledger.tenancy import reading
from tocsin.policies.cover.commands import note_absence

pytestmark = pytest.mark.django_db
A_DAY = timedelta(days=1)


def page_of(member, incident):
    return Visitor(member).open(f"/incidents/{incident.pk}/alerts/")


def test_a_mail_server_that_is_down_for_hours_delays_every_message_and_loses_none(team, days):
    priya = team[Role.DEPUTY_DPO]
    incident = a_report(team[Role.STAFF])
    for hours in range(22):
        days.look(FRIDAY + timedelta(hours=hours))  # nobody takes the mail
    assert "Not delivered yet" in page_of(priya, incident).words

    days.until(FRIDAY + timedelta(hours=23), start=FRIDAY + timedelta(hours=22))

    subjects = [subject for _, subject in days.heard(priya)]
    assert sorted(subjects) == [CLOSE, NEW]
    assert "Not delivered" not in page_of(priya, incident).words
    assert "Delivered" in page_of(priya, incident).words


def test_after_a_day_and_more_without_any_worker_everybody_gets_one_message(team, days):
    priya, helen = team[Role.DEPUTY_DPO], team[Role.HEAD]
    for _ in range(4):
        a_report(team[Role.STAFF])
    days.until(FRIDAY, start=FRIDAY)
    days.post.clear()

    back = FRIDAY + timedelta(hours=40)  # 16 hours late, which is one step up the chain
    days.until(back + timedelta(minutes=30), start=back)

    assert [subject for _, subject in days.heard(priya)] == [LATE]
    assert [subject for _, subject in days.heard(helen)] == [LATE]
    with reading(priya.school_id):
        caught_up = Alert.objects.exclude(duty="")
        assert {(each.stage, each.caught_up) for each in caught_up} == {("late-1", True)}


def test_looking_again_and_again_sends_nothing_twice(team, days):
    a_report(team[Role.STAFF])
    days.until(FRIDAY + timedelta(hours=24), start=FRIDAY)
    before = len(days.post)
    Job.objects.filter(name__in=["reminders.tick", "reminders.remind", "incidents.alert"]).update(
        state="queued", attempts=0, finished_at=None
    )

    days.until(FRIDAY + timedelta(hours=25), start=FRIDAY + timedelta(hours=24, minutes=30))

    assert len(days.post) == before


def test_what_can_wait_disturbs_nobody_at_night_or_on_a_weekend(team, days):
    priya = team[Role.DEPUTY_DPO]
    start = datetime(2026, 11, 6, 20, 30, tzinfo=UTC)  # a Friday evening
    # To close it is all that is left, due on Friday 18 December at the end of the day.
    incident = almost_closed(priya, at=start)

    a_week_before = datetime(2026, 12, 11, 20, 30, tzinfo=UTC)
    days.until(a_week_before, start=start, step=timedelta(hours=3))  # by day and by night
    end = datetime(2026, 12, 21, 8, 0, tzinfo=UTC)
    days.until(end, start=a_week_before, step=timedelta(hours=1))

    with reading(incident.school_id):
        rows = Alert.objects.filter(incident=incident, duty="close", person=priya.person)
        told = list(rows.order_by("at").values_list("stage", "at"))
    assert told == [
        ("warn-48", datetime(2026, 12, 17, 7, 30, tzinfo=UTC)),
        ("late-0", datetime(2026, 12, 21, 7, 30, tzinfo=UTC)),
    ]


@pytest.mark.parametrize("roles", [(Role.HEAD,), (Role.DPO,), (Role.ADMINISTRATOR,)])
def test_a_report_reaches_somebody_in_a_school_where_nobody_holds_the_role(days, roles):
    school = a_school()
    somebody = a_member(school, *roles)
    a_report(a_member(school))

    days.until(FRIDAY, start=FRIDAY)

    assert days.heard(somebody) == [("Fri 20 Nov 15:40", NEW)]


def test_when_everybody_whose_it_is_is_away_the_next_on_the_chain_hears_at_once(team, days):
    helen, dan = team[Role.HEAD], team[Role.DPO]
    for role in (Role.DEPUTY_DPO, Role.HEAD, Role.BUSINESS_MANAGER):
        each = team[role]
        note_absence(
            each.school, person=each.person_id, deputy=None, first_on=date(2026, 11, 16),
            last_on=date(2026, 11, 30), by=helen, at=FRIDAY - A_DAY,
        )  # fmt: skip
    a_report(team[Role.STAFF])

    days.until(FRIDAY, start=FRIDAY)

    assert days.heard(dan) == [("Fri 20 Nov 15:40", NEW)]


def test_whom_an_incident_is_about_hears_nothing_of_it(team, days):
    priya, helen = team[Role.DEPUTY_DPO], team[Role.HEAD]
    incident = a_report(team[Role.STAFF])
    with reading(incident.school_id):
        Recusal.objects.create(
            school_id=incident.school_id, incident=incident, person=helen.person, at=FRIDAY
        )

    days.until(FRIDAY + timedelta(hours=40), start=FRIDAY)

    assert days.heard(helen) == []
    assert len(days.heard(priya)) > 2


def test_somebody_whose_membership_has_ended_gets_no_message_that_was_waiting(team, days):
    priya = team[Role.DEPUTY_DPO]
    a_report(team[Role.STAFF])
    days.look(FRIDAY)
    with reading(priya.school_id):
        type(priya).objects.filter(pk=priya.pk).update(ended_at=FRIDAY)

    days.until(FRIDAY + A_DAY, start=FRIDAY + timedelta(hours=1))

    assert days.heard(priya) == []


def test_an_incident_that_was_dealt_with_while_a_look_was_waiting_is_left_alone(team, days):
    priya = team[Role.DEPUTY_DPO]
    incident = almost_closed(priya)
    enqueue(
        "reminders.remind", at=FRIDAY, school_id=priya.school_id, incident=str(incident.pk),
        occasion="then",
    )  # fmt: skip

    closed(incident, priya)
    days.until(FRIDAY + A_DAY, start=FRIDAY)

    with reading(incident.school_id):
        assert not Alert.objects.filter(incident=incident).exclude(duty="").exists()
    assert {job.state for job in Job.objects.filter(name="reminders.remind")} == {"done"}


def test_every_person_gets_one_message_for_all_that_comes_up_in_one_look(team, days):
    priya = team[Role.DEPUTY_DPO]
    for _ in range(5):
        classified(triaged(a_report(team[Role.STAFF]), priya), priya, "minor")
    days.until(FRIDAY, start=FRIDAY)
    days.post.clear()

    days.until(FRIDAY + timedelta(hours=21), start=FRIDAY + timedelta(hours=1))

    assert days.heard(priya) == [("Sat 21 Nov 11:40", CLOSE)]
