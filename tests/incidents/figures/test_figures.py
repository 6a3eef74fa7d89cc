"""The figures on timescales, as the school's people see them."""

import csv
from datetime import date, timedelta
from io import StringIO

import pytest
from django.db import connection

from tests.incidents.visits import Visitor
from tests.kept import kept
from tests.worlds import (
    FRIDAY,
    a_report,
    a_school,
    a_team,
    closed,
    contained,
    ready_to_close,
    triaged,
)
from tocsin.core.roles import Role
from tocsin.incidents.outcome.commands import reopen
from tocsin.schools.calendar.commands import add_period

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("clock")]
HOUR = timedelta(hours=1)


built_team, team = kept("team", lambda: a_team(a_school()))


@pytest.fixture
def by(team):
    return team[Role.DEPUTY_DPO]


def line(page, what):
    """The numbers that the page gives for a step: met, missed, running, median, longest."""
    found = next(row for row in page.tree.all("tr")[1:] if row.all("th")[0].words.startswith(what))
    return [cell.words for cell in found.all("td") if not cell.all("svg")]


def looked_at(team, by, *, after):
    incident = a_report(team[Role.STAFF], at=FRIDAY - after)
    return triaged(incident, by)


def test_the_school_sees_for_each_timescale_how_often_it_was_met_and_missed(team, by):
    for hours in (1, 5, 24, 25):
        looked_at(team, by, after=hours * HOUR)
    a_report(team[Role.STAFF])
    a_report(team[Role.STAFF], at=FRIDAY - 26 * HOUR)

    page = Visitor(by).open("/figures/")

    assert line(page, "Looked at") == ["3", "2", "1", "14 hours 30 minutes", "25 hours"]
    assert "24 hours from when it was reported" in page.words
    assert "September 2026 to August 2027." in page.words
    assert "Most often missed: " in page.words
    assert "not kept: extent known (what is known is kept, but not since when)" in page.words


def test_what_is_set_right_counts_from_the_first_time_it_was(team, by):
    incident = looked_at(team, by, after=2 * HOUR)
    contained(incident, by)
    contained(incident, by, at=FRIDAY + 40 * HOUR)

    assert line(Visitor(by).open("/figures/"), "Stopped")[:3] == ["1", "0", "0"]


def test_an_incident_opened_again_has_its_whole_time_to_close_anew(by, clock):
    incident = closed(ready_to_close(by), by)
    again = clock(FRIDAY + timedelta(days=150))
    reopen(
        incident, reason="A parent wrote.", news=["findings"], aware_at=None,
        seen=incident.revision, by=by, at=again,
    )  # fmt: skip

    assert line(Visitor(by).open("/figures/"), "Closed")[:3] == ["0", "0", "1"]
    assert "150 days late" not in Visitor(by).open("/queue/").words


def test_what_is_most_often_missed_keeps_the_capitals_of_the_dpo(team, by):
    incident = looked_at(team, by, after=500 * HOUR)
    contained(incident, by)

    assert "missed: dPO" not in Visitor(by).open("/figures/").words


def test_how_soon_the_outcome_report_was_handed_in_is_measured(by):
    incident = ready_to_close(by)

    page = Visitor(by).open("/figures/")

    assert incident.outcome_state
    assert line(page, "Outcome report handed in")[:3] == ["1", "0", "0"]
    assert "outcome reported" not in page.words


def test_a_governor_sees_no_number_small_enough_to_point_to_somebody(team, by):
    for hours in (1, 2, 3, 4, 5, 30):
        looked_at(team, by, after=hours * HOUR)

    page = Visitor(team[Role.GOVERNOR]).open("/figures/")

    # Six in all: "5" and "0" would tell that one was missed.
    assert line(page, "Looked at") == ["not shown", "not shown", "not shown", "", ""]
    assert line(page, "Closed") == ["0", "0", "6", "", ""]
    assert "of the deadlines were met. Lines with a number from 1 to 4 are not" in page.words
    assert not any(part in page.words for part in ("Priya", "2026-00", "Term"))


def test_the_difference_between_a_year_and_its_terms_is_not_told_to_a_governor(team, by):
    looked_at(team, by, after=HOUR)
    visitor = Visitor(team[Role.GOVERNOR])

    whole = visitor.open("/figures/")

    assert visitor.open("/figures/?term=2026-09-01").words == whole.words


@pytest.mark.parametrize("role", [Role.STAFF, Role.OFFICE, Role.ADMINISTRATOR])
def test_nobody_else_sees_the_figures(team, role):
    assert Visitor(team[role]).open("/figures/").status == 403
    assert Visitor(team[role]).open("/figures/file/").status == 403


def test_an_investigating_officer_sees_them_as_a_governor_does(team, by):
    looked_at(team, by, after=HOUR)

    page = Visitor(team[Role.INVESTIGATING_OFFICER]).open("/figures/")

    assert line(page, "Looked at")[0] == "not shown"


def test_a_term_has_its_own_figures(team, by):
    add_period(
        by.school, kind="term", name="Autumn term", first_on=date(2026, 11, 20),
        last_on=date(2026, 12, 18), by=by, at=FRIDAY,
    )  # fmt: skip
    looked_at(team, by, after=HOUR)
    looked_at(team, by, after=20 * HOUR)  # the day before
    visitor = Visitor(by)

    page = visitor.open("/figures/?term=2026-11-20")

    assert "Autumn term, 20 November 2026 to 18 December 2026." in page.words
    assert line(page, "Looked at")[:3] == ["1", "0", "0"]
    assert line(visitor.open("/figures/"), "Looked at")[:3] == ["2", "0", "0"]


def test_a_year_without_incidents_says_so(by):
    words = Visitor(by).open("/figures/").words

    assert "No deadline has passed in this time." in words
    assert "No incident was reported in this time." in words


def test_another_year_is_chosen_and_an_unknown_one_is_this_one(team, by):
    a_report(team[Role.STAFF], at=FRIDAY - timedelta(days=365))

    visitor = Visitor(by)

    assert "September 2025 to August 2026." in visitor.open("/figures/?year=2025").words
    assert line(visitor.open("/figures/?year=2025"), "Looked at")[:3] == ["0", "1", "0"]
    for asked in ("1066", "x", "²"):
        assert "September 2026 to August 2027." in visitor.open(f"/figures/?year={asked}").words


def test_the_figures_come_as_a_file_without_formulas(team, by):
    looked_at(team, by, after=HOUR)
    visitor = Visitor(by)

    answer = visitor.client.get(f"{visitor.base}/figures/file/?year=2026")

    lines = list(csv.reader(StringIO(answer.content.decode().removeprefix("\ufeff"))))
    assert answer["Content-Disposition"] == 'attachment; filename="timescales-2026-11-20.csv"'
    assert lines[1] == ["September 2026 to August 2027"]
    assert lines[3][:4] == ["What", "Severity", "Timescale", "Met"]
    assert ["Looked at", "Every level", "24 hours from when it was reported", "1", "0", "0",
            "1 hour", "1 hour"] in lines  # fmt: skip


def test_the_figures_of_many_incidents_ask_no_more_than_of_few(team, by):
    def asked():
        seen = []
        with connection.execute_wrapper(lambda run, *rest: (seen.append(rest[0]), run(*rest))[1]):
            assert Visitor(by).client.get(f"/s/{by.school.slug}/figures/").status_code == 200
        return len(seen)

    looked_at(team, by, after=HOUR)
    asked()
    few = asked()
    for _ in range(5):
        looked_at(team, by, after=HOUR)

    assert asked() == few
