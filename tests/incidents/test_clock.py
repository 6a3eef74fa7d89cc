"""Awareness and the 72 hours, as people see them."""

from datetime import UTC, datetime, timedelta

import pytest

from tests.incidents.visits import Visitor
from tests.kept import kept
from tests.worlds import FRIDAY, a_report, a_school, a_team, aware, decided, triaged
from tocsin.core.facts import Answer, Kind
from tocsin.core.roles import Role

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("clock")]


built_team, team = kept("team", lambda: a_team(a_school()))


@pytest.fixture
def priya(team):
    return Visitor(team[Role.DEPUTY_DPO])


def at(day, hour, minute, *, month=11):
    """What is typed into the boxes of a date with a time."""
    return {"day": str(day), "month": str(month), "year": "2026", "time": f"{hour}:{minute:02}"}


def boxes(name, typed):
    return {f"{name}_{part}": value for part, value in typed.items()}


def find(visitor, incident, typed, grounds="A parent sent the list back."):
    path = f"/incidents/{incident.pk}/awareness/"
    return visitor.send(path, grounds=grounds, **boxes("aware_at", typed))


def tell(visitor, incident, typed, **more):
    path = f"/incidents/{incident.pk}/regulator/sent/"
    why = {"without_log": "The 72 hours come first."}
    return visitor.send(path, how="online", **why, **boxes("told_at", typed), **more)


@pytest.mark.clause("BR-4.2", "BR-1.4")
def test_until_somebody_decides_the_clock_runs_from_the_earliest_credible_time(team, priya):
    yesterday = FRIDAY - timedelta(hours=30)
    incident = a_report(team[Role.STAFF], discovered_at=yesterday)

    page = priya.open(f"/incidents/{incident.pk}/").words

    assert "72-hour deadline to tell the ICO 42 hours left" in page
    assert "Report by 9:40am on Sunday 22 November 2026" in page
    assert (
        "The clock is assumed to run from when somebody at school first knew, 9:40am on Thursday"
        " 19 November 2026, until you say when we became aware." in page
    )
    assert "Nights, weekends, bank holidays and school holidays all count." in page


@pytest.mark.clause("BR-4.2")
def test_a_discovery_after_the_report_cannot_move_the_clock(team, priya):
    incident = a_report(team[Role.STAFF], discovered_at=FRIDAY + timedelta(hours=5))

    page = priya.open(f"/incidents/{incident.pk}/").words

    assert "assumed to run from the report, 3:40pm on Friday 20 November 2026" in page


@pytest.mark.clause("BR-4.2", "BR-1.4")
def test_a_finding_moves_the_clock_and_says_who_made_it(team, priya, clock):
    incident = triaged(a_report(team[Role.STAFF]), team[Role.DEPUTY_DPO])
    clock(FRIDAY + timedelta(hours=3))

    page = find(priya, incident, at(20, 17, 5))

    assert "70 hours 25 minutes left" in page.words
    assert "Report by 5:05pm on Monday 23 November 2026" in page.words
    assert "aware at 5:05pm on Friday 20 November 2026 (set by Priya Shah)." in page.words
    assert "Became aware: the 72-hour clock starts here by Priya Shah 5:05pm" in page.words
    assert "A parent sent the list back." in page.words


@pytest.mark.clause("BR-4.2")
def test_every_finding_is_kept_with_its_grounds(team, priya):
    incident = triaged(a_report(team[Role.STAFF]), team[Role.DEPUTY_DPO])
    find(priya, incident, at(20, 9, 0), "The office rang.")

    page = priya.open(f"/incidents/{incident.pk}/awareness/")
    assert "Became aware, as recorded now 9:00am on Friday 20 November 2026" in page.words
    assert "Changing this moves the legal deadline." in page.words
    page = find(priya, incident, at(20, 11, 30), "That call was about something else.")

    assert "The office rang." in page.words
    assert "That call was about something else." in page.words
    assert "Report by 11:30am on Monday 23 November 2026" in page.words


@pytest.mark.clause("BR-4.2")
@pytest.mark.parametrize(
    ("typed", "grounds", "error"),
    [
        (at(20, 15, 41), "So.", "The time the school became aware must be in the past"),
        (at(20, 9, 0), " ", "Enter the grounds"),
        ({"day": "", "month": "", "year": "", "time": ""}, "So.",
         "Enter when the school became aware"),
        (at(20, 9, 0) | {"time": ""}, "So.",
         "The time the school became aware must include a time, like 9:30am"),
    ],
)  # fmt: skip
def test_a_finding_needs_a_time_that_has_been_and_grounds(team, priya, typed, grounds, error):
    incident = triaged(a_report(team[Role.STAFF]), team[Role.DEPUTY_DPO])

    page = find(priya, incident, typed, grounds)

    assert (page.status, page.errors) == (422, [error])
    assert page.tree.all("textarea")[0].parts == [f"\n{grounds}"]


def test_what_was_ruled_out_has_no_clock_and_no_moment_of_awareness(team, priya):
    incident = triaged(a_report(team[Role.STAFF]), team[Role.DEPUTY_DPO], kind=Kind.NEAR_MISS)

    page = find(priya, incident, at(20, 9, 0))

    assert page.status == 409
    assert "Say first that this is, or may be, a breach." in page.words
    assert "72" not in priya.open(f"/incidents/{incident.pk}/").words.split("What has to be")[0]


def test_nothing_about_people_means_no_clock(team, priya):
    incident = triaged(a_report(team[Role.STAFF]), team[Role.DEPUTY_DPO], personal_data=Answer.NO)

    assert "72-hour deadline" not in priya.open(f"/incidents/{incident.pk}/").words


@pytest.mark.clause("BR-1.4")
@pytest.mark.parametrize(
    ("since", "deadline"),
    [  # facts on the law, section 2.2
        (datetime(2026, 11, 18, 9, 0, tzinfo=UTC), "9:00am on Saturday 21 November 2026"),
        (datetime(2026, 12, 24, 16, 5, tzinfo=UTC), "4:05pm on Sunday 27 December 2026"),
        (datetime(2026, 3, 27, 12, 0, tzinfo=UTC), "1:00pm on Monday 30 March 2026"),
        (datetime(2026, 10, 23, 15, 0, tzinfo=UTC), "3:00pm on Monday 26 October 2026"),
        (datetime(2026, 10, 23, 0, 30, tzinfo=UTC), "12:30am on Monday 26 October 2026"),
    ],
)
def test_no_weekend_holiday_or_change_of_clocks_moves_the_deadline(team, clock, since, deadline):
    clock(since)
    visitor = Visitor(team[Role.DEPUTY_DPO])
    incident = a_report(team[Role.STAFF], at=since, discovered_at=None)
    triaged(incident, team[Role.DEPUTY_DPO], at=since)
    aware(incident, team[Role.DEPUTY_DPO], since, at=since)

    page = visitor.open(f"/incidents/{incident.pk}/").words

    assert f"72 hours left Report by {deadline}" in page


@pytest.mark.parametrize(
    ("later", "words"),
    [
        (timedelta(hours=72), "less than a minute left"),
        (timedelta(hours=72, seconds=1), "less than a minute late"),
        (timedelta(hours=74, minutes=5), "2 hours 5 minutes late"),
        (timedelta(hours=40, minutes=56), "31 hours 4 minutes left"),
    ],
)
def test_the_strip_says_in_words_how_long_is_left(team, clock, later, words):
    incident = a_report(team[Role.STAFF])
    clock(FRIDAY + later)

    page = Visitor(team[Role.DEPUTY_DPO]).open(f"/incidents/{incident.pk}/").words

    assert f"72-hour deadline to tell the ICO {words}" in page


@pytest.fixture
def to_be_told(team):
    incident = triaged(a_report(team[Role.STAFF]), team[Role.DEPUTY_DPO])
    aware(incident, team[Role.DEPUTY_DPO], FRIDAY, at=FRIDAY)
    return decided(incident, team[Role.DEPUTY_DPO], regulator="yes", people="yes")


@pytest.mark.clause("BR-1.4")
def test_exactly_at_the_deadline_is_in_time(team, to_be_told, clock):
    clock(FRIDAY + timedelta(hours=72))

    page = tell(Visitor(team[Role.DEPUTY_DPO]), to_be_told, at(23, 15, 40), reference="IC-1234")

    assert "Telling the ICO Told in 72 hours" in page.words
    assert "That was late" not in page.words
    assert "Reference IC-1234." in page.words


@pytest.mark.clause("BR-5.16", "BR-1.4")
def test_a_late_report_cannot_be_recorded_without_its_reasons(team, to_be_told, clock):
    clock(FRIDAY + timedelta(hours=80))
    priya = Visitor(team[Role.DEPUTY_DPO])

    page = tell(priya, to_be_told, at(23, 15, 41), details="By Dan.")
    assert page.status == 422
    assert page.errors == [
        "The 72 hours ended at 3:40pm on Monday 23 November 2026. Say why this is late"
    ]
    assert "By Dan." in page.html
    page = tell(priya, to_be_told, at(23, 15, 41), late_reason="Nobody had the form at hand.")

    assert "Told in 3 days" in page.words
    assert "That was late." in page.words
    assert "Late, because: Nobody had the form at hand." in page.words


def test_nobody_was_told_before_the_school_knew(priya, to_be_told):
    page = tell(priya, to_be_told, at(20, 15, 39))

    assert page.status == 422
    [error] = page.errors
    assert error == (
        "That is before the school became aware, at 3:40pm on Friday 20 November 2026. Check the"
        " time, or correct first when the school became aware"
    )


def test_the_school_was_aware_when_it_told_the_regulator(team, to_be_told, clock):
    clock(FRIDAY + timedelta(hours=5))
    priya = Visitor(team[Role.DEPUTY_DPO])
    tell(priya, to_be_told, at(20, 16, 0))

    page = find(priya, to_be_told, at(20, 17, 0))

    assert page.status == 422
    [error] = page.errors
    assert error == (
        "The regulator was told at 4:00pm on Friday 20 November 2026, so the school was aware by"
        " then"
    )


@pytest.mark.clause("BR-1.4")
def test_a_shorter_window_of_the_schools_own_is_said_beside_the_law():
    team = a_team(a_school(pack="ig-siri"))
    incident = a_report(team[Role.STAFF])

    page = Visitor(team[Role.DEPUTY_DPO]).open(f"/incidents/{incident.pk}/").words

    assert "72 hours left Report by 3:40pm on Monday 23 November 2026" in page
    assert "Your own policy wants it done by 3:40pm on Saturday 21 November 2026." in page
