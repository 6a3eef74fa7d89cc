"""That information could not be used for a while is a breach too: logged, and assessed."""

import csv
import io
from datetime import timedelta

import pytest
from django.db import IntegrityError

from tests.incidents.breaking import alter, copy
from tests.incidents.processors.asking import instant
from tests.incidents.visits import Visitor, filled_in
from tests.kept import kept
from tests.worlds import FRIDAY, a_report, a_school, a_team, assessed, triaged
from tocsin.core.facts import Kind
from tocsin.core.roles import Role
from tocsin.incidents.models import Incident, Outage
from tocsin.ledger.tenancy import reading

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("clock")]
START, END = FRIDAY - timedelta(days=2), FRIDAY - timedelta(hours=3)
TOLD = {
    "systems": "The pupil records", **instant("started_at", START), **instant("ended_at", END),
    "effect": "major", "effect_words": "No allergy list at lunch.", "backup": "yes",
    "backup_words": "From Tuesday night.", "restored": "part",
    "restored_words": "Wednesday is missing.",
}  # fmt: skip


built_team, team = kept("team", lambda: a_team(a_school()))


@pytest.fixture
def priya(team):
    return Visitor(team[Role.DEPUTY_DPO])


@pytest.fixture
def incident(team):
    return triaged(a_report(team[Role.STAFF], what="lost"), team[Role.DEPUTY_DPO])


def record(visitor, incident, **more):
    return visitor.send(f"/incidents/{incident.pk}/outage/", **{**TOLD, **more})


def log_line(visitor, incident):
    answer = visitor.client.post(f"{visitor.base}/log/export/", {"kind": "csv", "query": ""})
    text = b"".join(answer.streaming_content).decode("utf-8-sig")
    lines = [line for line in csv.reader(io.StringIO(text)) if line]
    heading = next(i for i, line in enumerate(lines) if line[0] == "Reference")
    found = (dict(zip(lines[heading], each, strict=True)) for each in lines[heading + 1 :])
    return next(each for each in found if each["Reference"] == incident.reference)


@pytest.mark.clause("BR-2.6")
def test_an_outage_is_logged_as_a_breach_and_assessed_like_any_other(priya, incident):
    page = record(priya, incident)

    facts = page.facts()
    assert facts["Could not be used"] == (
        "From 3:40pm on Wednesday 18 November 2026 until 12:40pm on Friday 20 November 2026"
    )
    assert facts["Type"] == "Availability"
    assert facts["People had to do without"].startswith("Something that matters")
    assert "Assess the risk to people" in priya.open("/my-work/").words
    line = log_line(priya, incident)
    assert (line["Availability"], line["Outage began"], line["Outage ended"]) == (
        "Yes", "2026-11-18 15:40", "2026-11-20 12:40",
    )  # fmt: skip
    assert line["What people had to do without"].startswith("Something that matters")
    assert line["Brought back"] == "Part of it"
    kept = filled_in(priya.open(f"/incidents/{incident.pk}/outage/").tree)
    assert (kept["backup_words"], kept["restored_words"]) == (
        "From Tuesday night.", "Wednesday is missing.",
    )  # fmt: skip
    assert decide_each_way(priya, incident) == {"yes", "no"}


def decide_each_way(visitor, incident):
    """Whether to tell the regulator is decided either way, as it is of any other breach."""
    ways = set()
    for way in ("yes", "no"):
        visitor.send(
            f"/incidents/{incident.pk}/decision/", tell_regulator=way, regulator_reason="So it is.",
            tell_people="no", ground_not_to_tell="no_high_risk", people_reason="All is back.",
            without_assessment="The facts are plain.",
        )  # fmt: skip
        with reading(incident.school_id):
            ways.add(Incident.objects.get(pk=incident.pk).tell_regulator)
    return ways


def test_the_assessment_begins_with_what_people_had_to_do_without(priya, incident):
    record(priya, incident)

    start = priya.open(f"/incidents/{incident.pk}/assessment/")
    pages = [path for path in start.links.values() if "/assessment/" in path]
    chosen = {
        value
        for path in pages
        if (page := priya.open(path)).status == 200
        for value in filled_in(page.tree).get("service_impact_on_subjects") or []
    }

    assert chosen == {"major"}


def test_an_outage_recorded_after_the_assessment_puts_it_out_of_date(team, priya, incident):
    assessed(incident, team[Role.DEPUTY_DPO])
    assert "the facts have changed" not in priya.open("/my-work/").words

    record(priya, incident)

    assert "Look at the risk again: the facts have changed" in priya.open("/my-work/").words
    news = priya.open(f"/incidents/{incident.pk}/assessment/").words
    assert "What people had to do without" in news


def test_an_outage_that_goes_on_has_no_end_yet(priya, incident):
    ended = {name: "" for name in TOLD if name.startswith("ended_at")}

    page = record(priya, incident, **ended, restored="not_yet")

    assert page.facts()["Could not be used"].endswith("until it goes on")
    assert "Is the information back" not in page.words


def test_what_cannot_be_brought_back_is_lost_for_good(priya, incident):
    record(priya, incident, restored="never")

    with reading(incident.school_id):
        assert Incident.objects.get(pk=incident.pk).permanent_loss


def test_times_that_cannot_be_are_asked_about(priya, incident):
    before = instant("ended_at", START - timedelta(hours=1))
    no_end = {name: "" for name in TOLD if name.startswith("ended_at")}

    assert record(priya, incident, **before).errors == [
        "It cannot have ended before it began: check the two times"
    ]
    assert record(priya, incident, **no_end, restored="whole").errors == [
        "Enter when it ended, since all of it is back"
    ]
    assert priya.post(f"/incidents/{incident.pk}/outage/", seen="1").errors[0] == (
        "Enter what could not be used"
    )


def test_who_does_not_triage_and_another_school_record_none(team, incident, priya):
    path = f"/incidents/{incident.pk}/outage/"
    stale = priya.open(path)
    record(priya, incident)

    assert Visitor(team[Role.OFFICE]).open(path).status == 403
    assert Visitor(a_team(a_school())[Role.DPO]).open(path).status == 404
    assert priya.post(path, **{**filled_in(stale.tree), **TOLD}).status == 409


def test_a_closed_incident_is_opened_again_first(team, priya, incident):
    by = team[Role.DEPUTY_DPO]
    again = triaged(a_report(by), by, kind=Kind.DUPLICATE, duplicate_of=incident)

    assert record(priya, again).status == 409


@pytest.mark.parametrize(
    ("wrong", "rule"),
    [
        ({"ended_at": START - timedelta(days=1)}, "outage_ends_after_it_began"),
        ({"restored": "whole", "ended_at": None}, "outage_after_which_all_is_back_has_an_end"),
    ],
)
def test_the_database_keeps_no_outage_with_times_that_cannot_be(priya, incident, wrong, rule):
    record(priya, incident)

    with pytest.raises(IntegrityError, match=rule):
        alter(Outage, incident, **wrong)


def test_the_database_keeps_one_outage_for_an_incident(priya, incident):
    record(priya, incident)

    with pytest.raises(IntegrityError):
        copy(Outage, incident)
