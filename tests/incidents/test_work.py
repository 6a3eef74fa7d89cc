"""What people see first: My work, the inbox, the incident page and its timeline."""

from datetime import timedelta

import pytest

from tests.incidents.visits import Visitor
from tests.kept import kept
from tests.worlds import (
    FRIDAY,
    a_member,
    a_report,
    a_school,
    a_team,
    classified,
    closed,
    contained,
    decided,
    ready_to_close,
    triaged,
)
from tocsin.core.roles import Role

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("clock")]


built_team, team = kept("team", lambda: a_team(a_school()))


@pytest.fixture
def by(team):
    return team[Role.DEPUTY_DPO]


@pytest.fixture
def priya(by):
    return Visitor(by)


def test_my_work_puts_the_nearest_deadline_first_and_what_has_none_last(team, by, priya):
    later = a_report(team[Role.STAFF])
    sooner = a_report(team[Role.STAFF], at=FRIDAY - timedelta(hours=20), discovered_at=None)
    triaged(later, by)

    rows = priya.open("/my-work/").rows()

    assert [row.split(" 2026-00")[0] for row in rows[:2]] == [
        f"Today, 7:40pm 4 hours left {each} ({sooner.reference})"
        for each in ("Decide what this report is", "Stop it getting worse, and say how")
    ]
    assert rows[-1].startswith("No date set ")


def test_what_is_late_says_so_in_words(team, priya):
    a_report(team[Role.STAFF], at=FRIDAY - timedelta(hours=26), discovered_at=None)

    assert "2 hours late" in priya.open("/my-work/").rows()[0]


def test_my_work_is_the_work_of_my_roles(team):
    a_report(team[Role.STAFF])

    assert Visitor(team[Role.DPO]).open("/my-work/").words.endswith("Nothing is waiting for you.")
    assert Visitor(team[Role.STAFF]).open("/my-work/").status == 403


def test_somebody_with_two_roles_sees_the_work_of_both():
    school = a_school()
    both = a_member(school, Role.DEPUTY_DPO, Role.HEAD)
    classified(triaged(a_report(both), both), both, "critical")

    words = Visitor(both).open("/my-work/").words

    assert "Confirm that you are supporting this incident" in words
    assert "Record when the school became aware" in words


def test_more_work_than_fits_is_turned_over(team, priya):
    for _ in range(14):
        a_report(team[Role.STAFF])

    first = priya.open("/my-work/")
    assert len(first.rows()) == 25
    more = [href for href in first.links.values() if "after=25" in href]

    assert len(priya.open(f"/my-work/{more[0]}").rows()) == 3
    assert priya.open("/my-work/?after=x").rows() == first.rows()
    assert priya.open("/my-work/?after=99999").rows() == []


@pytest.mark.clause("SI-M1")
def test_the_office_sees_new_reports_with_the_oldest_first(team):
    first, second = a_report(team[Role.STAFF]), a_report(team[Role.STAFF])
    olive = Visitor(team[Role.OFFICE])

    page = olive.open("/inbox/")

    assert [row.split(" ")[0] for row in page.rows()] == [first.reference, second.reference]
    told = olive.open(page.links[f"{first.reference} {first.title}"])
    assert "The daily notice went to all parents instead of all staff." in told.words
    assert "The Deputy DPO decides what happens next." in told.words


def test_a_report_that_was_looked_at_leaves_the_inbox_and_the_office_no_longer_reads_it(team, by):
    incident = triaged(a_report(team[Role.STAFF]), by)
    olive = Visitor(team[Role.OFFICE])

    assert "No new reports. Last looked at 3:40pm." in olive.open("/inbox/").words
    assert olive.open(f"/inbox/{incident.pk}/").status == 404
    assert olive.open(f"/incidents/{incident.pk}/").status == 403


def test_a_report_that_was_looked_at_is_read_as_an_incident_by_those_who_may(team, by, priya):
    incident = triaged(a_report(team[Role.STAFF]), by)

    assert priya.open(f"/inbox/{incident.pk}/").status == 404
    assert priya.open(f"/incidents/{incident.pk}/").status == 200


def test_the_deputy_dpo_goes_from_the_inbox_straight_to_the_question(team, priya):
    incident = a_report(team[Role.STAFF])

    page = priya.open("/inbox/")

    assert page.links[f"{incident.reference} {incident.title}"].endswith(f"{incident.pk}/kind/")


@pytest.mark.parametrize("role", [Role.STAFF, Role.GOVERNOR, Role.ADMINISTRATOR])
def test_nobody_else_reads_the_inbox(team, role):
    incident = a_report(team[Role.HEAD])

    assert Visitor(team[role]).open("/inbox/").status == 403
    assert Visitor(team[role]).open(f"/inbox/{incident.pk}/").status == 403


@pytest.mark.parametrize("path", ["/inbox/", "/my-work/", "/log/"])
def test_cases_are_read_only_with_a_second_step(team, path):
    visitor = Visitor(team[Role.DEPUTY_DPO], factors=1)

    assert visitor.client.get(visitor.base + path)["Location"] == f"{visitor.base}/second-factor/"


def test_the_incident_page_says_what_to_do_next_whose_it_is_when_and_why_not_yet(team, priya):
    incident = a_report(team[Role.STAFF])

    page = priya.open(f"/incidents/{incident.pk}/")

    assert page.links["Decide what this report is"].endswith("/kind/")
    assert "Do next: Decide what this report is" in page.words
    assert (
        "Decide what this report is Priya Shah (Deputy DPO) · due 3:40pm on Saturday 21 November"
        " 2026 · BR-5.3 To do" in page.words
    )
    assert "Starts when you have decided what the report is Cannot start yet" in page.words
    assert "things to do first Cannot start yet" in page.words


def test_an_overdue_duty_is_marked(team, clock):
    incident = a_report(team[Role.STAFF])
    clock(FRIDAY + timedelta(hours=24, seconds=1))

    page = Visitor(team[Role.DEPUTY_DPO]).open(f"/incidents/{incident.pk}/").words

    assert "due 3:40pm on Saturday 21 November 2026 · BR-5.3 Overdue" in page


def test_a_role_nobody_holds_is_said_on_the_page():
    school = a_school()
    by = a_member(school, Role.DEPUTY_DPO)
    incident = classified(triaged(a_report(by), by), by, "major")

    page = Visitor(by).open(f"/incidents/{incident.pk}/").words

    assert "Headteacher (SIRO): nobody holds this role yet" in page


STORY = [
    "Decision on telling the regulator and people",
    "Decision not to tell looked at again: it stands",
    "Decision on telling the regulator and people",
    "Outcome report accepted",
    "Outcome report handed in",
    *["A step of the investigation recorded"] * 2,
    "Disciplinary decision recorded, to be read by few",
    *["A step of the investigation recorded"] * 12,
    "Review finished",
    "Risk to people assessed",
    "Decision on telling the DPO",
    "Severity set",
    "Became aware: the 72-hour clock starts here",
    "Details recorded",
    "Containment recorded",
    "Report looked at",
    "Incident reported",
]


@pytest.mark.clause("SI-M5")
def test_the_timeline_tells_the_whole_story_newest_first(by, priya):
    incident = ready_to_close(by)
    decided(incident, by, regulator="yes", people="yes")
    closed_one = priya.open(f"/incidents/{incident.pk}/timeline/")

    titles = [each.words for each in closed_one.tree.all("h3")]

    assert titles == STORY


def test_the_page_shows_the_latest_entries_and_links_to_all_of_them(team, by, priya):
    incident = a_report(team[Role.STAFF])
    for _ in range(26):
        contained(incident, by)

    page = priya.open(f"/incidents/{incident.pk}/")

    assert page.words.count("Containment recorded") == 25
    whole = priya.open(page.links["The whole timeline"])
    assert whole.words.count("Containment recorded") == 26
    assert "Incident reported" in whole.words


def test_a_closed_incident_asks_for_nothing_and_offers_to_be_opened(by, priya):
    incident = closed(ready_to_close(by), by)

    page = priya.open(f"/incidents/{incident.pk}/")

    assert "Do next" not in page.words
    assert page.links["Open it again"].endswith("/reopen/")
    assert "Change the details" not in page.links


def test_a_person_who_left_is_still_named_on_the_timeline(team, by, priya):
    leaver = a_member(by.school, Role.HEAD, name="Lena Gone")
    incident = triaged(a_report(team[Role.STAFF]), leaver)
    type(leaver).objects.filter(pk=leaver.pk).update(ended_at=FRIDAY)

    assert "Report looked at by Lena Gone" in priya.open(f"/incidents/{incident.pk}/").words
