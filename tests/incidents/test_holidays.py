"""In the holidays a breach is handled all the same: the clock runs on and somebody is told."""

from datetime import UTC, date, datetime, timedelta

import pytest

from tests.incidents.visits import Visitor
from tests.kept import kept
from tests.schools.saying import mail_after_the_jobs
from tests.worlds import FRIDAY, a_near_miss, a_report, a_school, a_team, classified, closed
from tests.worlds import triaged as triaged_by
from tocsin.core.roles import Role
from tocsin.incidents.models import AgendaItem
from tocsin.ledger.tenancy import reading
from tocsin.policies.cover.commands import note_absence, put_on_duty
from tocsin.schools.calendar.commands import add_period, remove_period
from tocsin.schools.commands import describe_school

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("clock")]
LAST_DAY = datetime(2026, 12, 18, 15, 0, tzinfo=UTC)
CLOSED = "The school is closed until 5 January 2027; the 72 hours run on."


built_team, team = kept("team", lambda: a_team(a_school()))


@pytest.fixture
def terms(team):
    """The school's terms around Christmas."""
    for first, last in (
        (date(2026, 9, 2), date(2026, 12, 18)),
        (date(2027, 1, 5), date(2027, 3, 26)),
    ):
        add_period(
            team[Role.HEAD].school, kind="term", name="", first_on=first, last_on=last,
            by=team[Role.HEAD], at=FRIDAY,
        )  # fmt: skip


def page_of(team, incident):
    return Visitor(team[Role.DEPUTY_DPO]).open(f"/incidents/{incident.pk}/").words


def away(team, role, *, deputy=None):
    note_absence(
        team[role].school, person=team[role].person_id,
        deputy=team[deputy].person_id if deputy else None, first_on=date(2026, 11, 16),
        last_on=date(2026, 11, 30), by=team[Role.HEAD], at=FRIDAY,
    )  # fmt: skip


def told(team):
    """The names of those to whom an alert went."""
    names = {each.person.email: each.person.name for each in team.values()}
    sent = [mail for mail in mail_after_the_jobs() if mail.subject != "Your report has arrived"]
    return sorted(names[message.to[0]] for message in sent)


@pytest.mark.usefixtures("terms")
def test_the_clock_says_that_the_school_is_closed_and_that_it_runs_on(team, clock):
    incident = a_report(team[Role.STAFF], at=clock(LAST_DAY + timedelta(days=5)),
                        discovered_at=LAST_DAY + timedelta(days=5))  # fmt: skip

    assert CLOSED in page_of(team, incident)
    assert "Nights, weekends, bank holidays and school holidays all count." in page_of(
        team, incident
    )


@pytest.mark.usefixtures("terms")
def test_the_clock_says_when_the_72_hours_reach_into_a_holiday(team, clock):
    incident = a_report(team[Role.STAFF], at=clock(LAST_DAY), discovered_at=LAST_DAY)

    words = page_of(team, incident)

    assert "closed from 19 December 2026 until 5 January 2027; the 72 hours run on." in words


@pytest.mark.usefixtures("terms")
def test_after_the_holiday_the_clock_says_that_the_school_was_closed(team, clock):
    late = datetime(2027, 1, 3, 12, 0, tzinfo=UTC)
    incident = a_report(team[Role.STAFF], at=clock(late), discovered_at=late)
    clock(datetime(2027, 1, 5, 9, 0, tzinfo=UTC))

    assert "The school was closed until 5 January 2027; the 72 hours ran on." in page_of(
        team, incident
    )


def test_in_an_ordinary_week_nothing_is_said_of_closures(team):
    assert "closed" not in page_of(team, a_report(team[Role.STAFF]))


def test_a_report_reaches_whoever_is_on_duty(team):
    put_on_duty(
        team[Role.HEAD].school, person=team[Role.INVESTIGATING_OFFICER].person_id,
        first_on=date(2026, 11, 16), last_on=date(2026, 11, 22), by=team[Role.HEAD], at=FRIDAY,
    )  # fmt: skip

    a_report(team[Role.STAFF])

    assert told(team) == ["Ivan Cole", "Olive Park", "Priya Shah"]


@pytest.mark.parametrize(
    ("deputy", "names"),
    [
        (Role.BUSINESS_MANAGER, ["Beth Long", "Olive Park", "Priya Shah"]),
        (None, ["Helen Moss", "Olive Park", "Priya Shah"]),
    ],
)
def test_a_report_reaches_whoever_acts_for_the_deputy_dpo(team, deputy, names):
    away(team, Role.DEPUTY_DPO, deputy=deputy)

    a_report(team[Role.STAFF])

    assert told(team) == names


def test_the_deputy_acts_when_the_dpo_is_away(team):
    away(team, Role.DPO)
    incident = triaged_by(a_report(team[Role.STAFF]), team[Role.HEAD])
    mail_after_the_jobs()

    classified(incident, team[Role.HEAD], "major")

    assert {"Dan Price", "Priya Shah"} <= set(told(team))
    priya = Visitor(team[Role.DEPUTY_DPO])
    assert "Confirm that you have seen the referral" in priya.open("/my-work/").words
    priya.send(f"/incidents/{incident.pk}/seen-by-dpo/")
    assert "Confirm that you have seen the referral" not in priya.open("/my-work/").words


def test_the_duties_of_others_who_are_there_stay_theirs(team):
    incident = triaged_by(a_report(team[Role.STAFF]), team[Role.HEAD])
    classified(incident, team[Role.HEAD], "major")

    work = Visitor(team[Role.DEPUTY_DPO]).open("/my-work/").words

    assert "Confirm that you have seen the referral" not in work


def test_who_stands_in_for_a_lead_finds_their_duties_as_far_as_they_may_see_them(team):
    incident = triaged_by(a_report(team[Role.STAFF]), team[Role.HEAD])
    classified(incident, team[Role.HEAD], "minor", lead=team[Role.INVESTIGATING_OFFICER].person)
    contain = "Stop it getting worse, and say how"
    assert contain not in Visitor(team[Role.DPO]).open("/my-work/").words

    away(team, Role.INVESTIGATING_OFFICER, deputy=Role.DPO)

    assert contain in Visitor(team[Role.DPO]).open("/my-work/").words
    assert contain not in Visitor(team[Role.BUSINESS_MANAGER]).open("/my-work/").words


def close_by(incident):
    """When the agenda wants the incident closed; None when it does not."""
    with reading(incident.school_id):
        rows = AgendaItem.objects.filter(incident=incident, duty="close")
        return rows.values_list("due_at", flat=True).first()


def test_another_calendar_moves_the_deadlines_of_open_incidents(team):
    priya, head = team[Role.DEPUTY_DPO], team[Role.HEAD]
    incident, done = a_near_miss(priya), closed(a_near_miss(priya), priya)
    assert close_by(incident) == datetime(2027, 1, 6, 23, 59, 59, tzinfo=UTC)

    flood = add_period(
        head.school, kind="closure", name="Flood", first_on=date(2026, 11, 23),
        last_on=date(2026, 11, 27), by=head, at=FRIDAY,
    )  # fmt: skip
    mail_after_the_jobs()
    assert close_by(incident) == datetime(2027, 1, 13, 23, 59, 59, tzinfo=UTC)

    remove_period(flood, by=head, at=FRIDAY)
    mail_after_the_jobs()
    assert close_by(incident) == datetime(2027, 1, 6, 23, 59, 59, tzinfo=UTC)
    assert close_by(done) is None


def test_another_nation_moves_them_too(team):
    incident = a_near_miss(team[Role.DEPUTY_DPO])

    describe_school(
        team[Role.HEAD].school, name="Alder Bank", phone="", nation="scotland",
        by=team[Role.HEAD], at=FRIDAY,
    )  # fmt: skip
    mail_after_the_jobs()

    assert close_by(incident) == datetime(2027, 1, 8, 23, 59, 59, tzinfo=UTC)
