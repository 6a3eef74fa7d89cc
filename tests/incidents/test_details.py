"""What happened to the information, to whose, when, and why."""

from datetime import timedelta

import pytest

from tests.incidents.visits import Visitor
from tests.kept import kept
from tests.worlds import FRIDAY, a_report, a_school, a_team, described, triaged
from tocsin.core.causes import MAIN_CAUSES
from tocsin.core.errors import NotYet
from tocsin.core.roles import Role

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("clock")]


built_team, team = kept("team", lambda: a_team(a_school()))


@pytest.fixture
def incident(team):
    return a_report(team[Role.STAFF])


@pytest.fixture
def priya(team):
    return Visitor(team[Role.DEPUTY_DPO])


def say(visitor, incident, **answers):
    """Answer the question what the report is."""
    told = {"kind_reason": "I looked.", "personal_data": "no", "title": "Notice to all parents"}
    return visitor.send(f"/incidents/{incident.pk}/kind/", **{**told, **answers})


def describe(visitor, incident, **answers):
    return visitor.send(f"/incidents/{incident.pk}/details/", **answers)


@pytest.mark.clause("BR-2.2")
@pytest.mark.parametrize("main", MAIN_CAUSES, ids=lambda main: main.key)
def test_each_of_the_seven_causes_can_be_recorded_and_found_on_the_log(priya, incident, main):
    page = describe(priya, incident, cause=main.key)

    assert page.facts()["Cause"] == main.label
    assert len(priya.open(f"/log/?cause={main.key}").rows()) == 1


def test_a_finer_cause_is_found_under_its_main_one(priya, incident):
    page = describe(priya, incident, cause="emailed_wrong_person")

    assert page.facts()["Cause"] == "Email or message to the wrong person"
    assert len(priya.open("/log/?cause=human_error").rows()) == 1
    assert priya.open("/log/?cause=act_of_god").rows() == []


@pytest.mark.clause("BR-2.3")
@pytest.mark.parametrize(
    ("breaches", "words"),
    [
        (["confidentiality"], "Confidentiality"),
        (["integrity"], "Integrity"),
        (["availability"], "Availability"),
        (["confidentiality", "integrity", "availability"],
         "Confidentiality, integrity, availability"),
        ([], "Not known yet"),
    ],
)  # fmt: skip
def test_what_happened_to_the_information_in_any_combination(priya, incident, breaches, words):
    assert describe(priya, incident, breaches=breaches or None).facts()["Type"] == words


@pytest.mark.clause("BR-2.5")
def test_what_is_gone_for_good_is_always_a_loss_of_availability(priya, incident):
    page = describe(priya, incident, breaches=["confidentiality"], permanent_loss="on")
    assert page.facts()["Type"] == "Confidentiality, availability"

    page = describe(priya, incident, breaches=["confidentiality"])

    assert page.facts()["Type"] == "Confidentiality, availability"


@pytest.mark.clause("SI-M2")
def test_the_four_times_are_kept_apart(priya, incident):
    say(priya, incident, kind="confirmed", personal_data="yes")
    describe(
        priya, incident, occurred_from_year="2025", occurred_from_month="9",
        occurred_to_day="18", occurred_to_month="11", occurred_to_year="2026",
        discovered_at_day="19", discovered_at_month="11", discovered_at_year="2026",
        discovered_at_time="8:15am", discovered_reason="The caretaker had seen it.",
    )  # fmt: skip
    page = priya.send(
        f"/incidents/{incident.pk}/awareness/", grounds="A parent proved it.",
        aware_at_day="20", aware_at_month="11", aware_at_year="2026", aware_at_time="2pm",
    )  # fmt: skip

    facts = page.facts()
    assert facts["Happened"] == "September 2025 until 18 November 2026"
    assert facts["First known at school"] == "8:15am on Thursday 19 November 2026"
    assert facts["Reported"] == "3:40pm on Friday 20 November 2026 by Tom Reed"
    assert facts["Became aware"] == "2pm on Friday 20 November 2026".replace("2pm", "2:00pm")


@pytest.mark.parametrize(
    ("typed", "words"),
    [
        ({"occurred_from_year": "2019"}, "2019"),
        ({"occurred_from_month": "March", "occurred_from_year": "2026"}, "March 2026"),
        ({}, "Not known"),
        ({"occurred_from_year": "2019", "is_continuing": "yes"}, "2019, still happening"),
    ],
)
def test_when_it_happened_is_known_only_as_exactly_as_it_is(priya, incident, typed, words):
    assert describe(priya, incident, **typed).facts()["Happened"] == words


@pytest.mark.parametrize(
    ("typed", "error"),
    [
        ({"occurred_from_year": "2027"}, "When did it happen, or start? must be in the past"),
        (
            {"occurred_from_year": "2026", "occurred_to_year": "2025"},
            "It cannot have stopped before it started: check the two dates",
        ),
        ({"people": "-1"}, "How many people does it affect? (optional) must be 0 or more"),
    ],
)
def test_what_cannot_have_been_is_refused_and_kept(priya, incident, typed, error):
    page = describe(priya, incident, **typed)

    assert (page.status, page.errors) == (422, [error])
    for value in typed.values():
        assert f'value="{value}"' in page.html


def earlier(**more):
    return {
        "discovered_at_day": "19", "discovered_at_month": "11", "discovered_at_year": "2026",
        "discovered_at_time": "8:15am", **more,
    }  # fmt: skip


def test_the_clock_does_not_move_without_a_reason_and_the_reason_is_kept(priya, incident):
    say(priya, incident, kind="confirmed", personal_data="yes")

    page = describe(priya, incident, **earlier())
    assert page.status == 422
    assert page.errors == ["Say why that time changes: the 72-hour clock moves with it"]

    page = describe(priya, incident, **earlier(discovered_reason="The caretaker saw it."))
    assert page.status == 200
    assert "The clock moved, because: The caretaker saw it." in page.words


def test_no_reason_is_asked_when_the_clock_stands_on_a_recorded_finding(priya, incident):
    say(priya, incident, kind="confirmed", personal_data="yes")
    priya.send(
        f"/incidents/{incident.pk}/awareness/", grounds="A parent proved it.",
        aware_at_day="20", aware_at_month="11", aware_at_year="2026", aware_at_time="2pm",
    )  # fmt: skip

    assert describe(priya, incident, **earlier()).status == 200


def test_the_command_too_asks_why_the_clock_moves(team, incident):
    by = team[Role.DEPUTY_DPO]
    triaged(incident, by)

    with pytest.raises(NotYet, match="Say why that time changes"):
        described(incident, by, discovered_at=FRIDAY - timedelta(days=1))


def test_details_saved_as_they_stand_move_no_clock_and_ask_for_no_reason(team, priya):
    found = FRIDAY.replace(second=31, microsecond=4711)
    incident = a_report(team[Role.STAFF], at=found, discovered_at=found)

    page = describe(priya, incident, cause="human_error")

    assert page.errors == []
    assert page.facts()["Cause"] == "Somebody made a mistake"
