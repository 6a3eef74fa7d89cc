"""When another organisation is responsible too, it is agreed who tells whom, or why not yet."""

from datetime import timedelta

import pytest
from django.db import IntegrityError

from tests.incidents.breaking import alter, copy
from tests.incidents.processors.asking import instant
from tests.incidents.visits import Visitor
from tests.kept import kept
from tests.worlds import (
    FRIDAY,
    a_report,
    a_school,
    a_team,
    assessed,
    decided,
    ready_to_close,
    triaged,
)
from tocsin.core.roles import Role
from tocsin.incidents.models import Decision, Incident, JointArrangement
from tocsin.ledger.tenancy import reading

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("clock")]
DUTY = "Agree with the other organisation who tells the regulator and the people"
GATE = "Record first what you agreed with it"
AGREED = {
    "controller": "Anytown Council", "settled": "agreed", "tells_regulator": "us",
    "tells_people": "them", "agreed_with": "Cara Mills", **instant("agreed_at", FRIDAY),
}  # fmt: skip
PASSED = {"controller": "Anytown Council", "settled": "not_yet", "reason": "Nobody answers there."}
DECISION = {
    "tell_regulator": "yes", "regulator_reason": "A risk is likely.", "tell_people": "no",
    "ground_not_to_tell": "no_high_risk", "people_reason": "Nobody was harmed.",
    "departure_reason": "We know more.",
}  # fmt: skip


built_team, team = kept("team", lambda: a_team(a_school()))


@pytest.fixture
def priya(team):
    return Visitor(team[Role.DEPUTY_DPO])


@pytest.fixture
def incident(team, priya):
    """A breach, assessed, for which another organisation is responsible too."""
    by = team[Role.DEPUTY_DPO]
    found = assessed(triaged(a_report(team[Role.STAFF]), by), by)
    priya.send(f"/incidents/{found.pk}/signs/", signs=["shared_controller"])
    return found


def agree(visitor, incident, **answers):
    return visitor.send(f"/incidents/{incident.pk}/joint/change/", **answers)


def decide(visitor, incident, **more):
    page = visitor.send(f"/incidents/{incident.pk}/decision/", **{**DECISION, **more})
    assert page.status in {200, 422}, page.words
    return page


def row_of(incident):
    with reading(incident.school_id):
        return Incident.objects.get(pk=incident.pk)


def work(visitor):
    return visitor.open("/my-work/").words


@pytest.mark.clause("BR-5.12")
def test_nothing_is_decided_or_closed_without_an_agreement_with_whoever_is_responsible_too(
    team, priya
):
    by = team[Role.DEPUTY_DPO]
    incident = ready_to_close(by)
    priya.send(f"/incidents/{incident.pk}/signs/", signs=["shared_controller"])
    assert DUTY in work(priya)
    refused = decide(priya, incident, without_agreement="")
    assert refused.errors == ["Enter why the decision cannot wait for the other organisation"]
    shut = priya.open(f"/incidents/{incident.pk}/close/").words
    assert f"Before closing: agree with{DUTY.removeprefix('Agree with')}." in shut

    page = agree(priya, incident, **AGREED)

    facts = page.facts()
    assert facts["Organisation"] == "Anytown Council"
    assert (facts["Who tells the regulator"], facts["Who tells the people affected"]) == (
        "We do", "They do",
    )  # fmt: skip
    assert facts["Agreed"] == "3:40pm on Friday 20 November 2026, with Cara Mills"
    assert DUTY not in work(priya)
    assert "Before closing: agree with" not in priya.open(f"/incidents/{incident.pk}/close/").words
    assert "without_agreement" not in priya.open(f"/incidents/{incident.pk}/decision/").html


def test_the_72_hours_do_not_wait_who_goes_on_without_says_why(priya, incident):
    decide(priya, incident, without_agreement="Nobody answers there.")

    with reading(incident.school_id):
        decision = Decision.objects.get(incident=incident)
    assert (decision.tell_regulator, decision.without_agreement) == ("yes", "Nobody answers there.")
    timeline = priya.open(f"/incidents/{incident.pk}/timeline/").words
    assert "Before an agreement, because: Nobody answers there." in timeline
    assert DUTY in work(priya)  # it is still to be agreed, and closing waits for it
    assert row_of(incident).joint_passed_at == FRIDAY


def test_the_report_to_the_regulator_waits_for_an_agreement_or_a_reason(team, priya, incident):
    by = team[Role.DEPUTY_DPO]
    other = assessed(triaged(a_report(by), by), by)
    decided(other, by, regulator="yes", people="yes")
    priya.send(f"/incidents/{other.pk}/signs/", signs=["shared_controller"])
    told = {**instant("told_at", FRIDAY), "how": "phone"}

    page = priya.send(f"/incidents/{other.pk}/people-told/", **told)

    assert (page.status, GATE in page.words) == (409, True)
    agree(priya, other, **PASSED)
    assert priya.send(f"/incidents/{other.pk}/people-told/", **told).status == 200
    del incident


def test_who_goes_on_without_and_why_is_on_the_page_and_ends_with_an_agreement(priya, incident):
    page = agree(priya, incident, **PASSED)

    assert "It could not wait, because: Nobody answers there. Priya Shah" in page.words
    assert DUTY in work(priya)
    page = agree(priya, incident, **AGREED)
    assert "It could not wait" not in page.words
    assert DUTY not in work(priya)


def test_what_the_other_organisation_tells_is_checked_by_us(team, priya, incident):
    agree(priya, incident, **{**AGREED, "tells_regulator": "them"})

    decided(row_of(incident), team[Role.DEPUTY_DPO], regulator="yes")

    assert "Check that the other organisation told the regulator, and record it" in work(priya)


def test_an_agreement_is_recorded_before_anybody_noted_the_sign(team, priya):
    by = team[Role.DEPUTY_DPO]
    incident = triaged(a_report(by), by)

    agree(priya, incident, **PASSED)

    assert row_of(incident).signs == ["shared_controller"]
    assert DUTY in work(priya)


def test_each_question_says_what_is_missing(priya, incident):
    page = agree(priya, incident, controller="", settled="agreed")

    assert page.errors == [
        "Enter the name of the organisation", "Select who tells the regulator",
        "Select who tells the people affected", "Enter when it was agreed",
        "Enter with whom it was agreed",
    ]  # fmt: skip
    assert agree(priya, incident, controller="Council", settled="not_yet").errors == [
        "Enter why it cannot wait"
    ]


def test_only_who_decides_records_it_and_another_school_finds_nothing(team, incident):
    path = f"/incidents/{incident.pk}/joint/"

    assert Visitor(team[Role.STAFF]).open(path).status == 403
    assert Visitor(team[Role.INVESTIGATING_OFFICER]).open(f"{path}change/").status == 403
    assert Visitor(a_team(a_school())[Role.DPO]).open(path).status == 404


@pytest.mark.parametrize(
    ("wrong", "rule"),
    [
        ({"agreed_with": ""}, "agreement_says_who_tells_whom"),
        ({"tells_people": ""}, "agreement_says_who_tells_whom"),
        ({"agreed_at": None}, "agreement_says_who_tells_whom"),
        ({"is_agreed": False}, "arrangement_without_agreement_has_a_reason"),
    ],
)
def test_the_database_keeps_no_half_agreement(priya, incident, wrong, rule):
    agree(priya, incident, **AGREED)

    with pytest.raises(IntegrityError, match=rule):
        alter(JointArrangement, incident, **wrong)


def test_the_database_keeps_one_arrangement_for_an_incident(priya, incident):
    agree(priya, incident, **AGREED)

    with pytest.raises(IntegrityError):
        copy(JointArrangement, incident)


def test_an_agreement_in_the_future_is_asked_about(priya, incident):
    later = instant("agreed_at", FRIDAY + timedelta(days=1))

    assert agree(priya, incident, **{**AGREED, **later}).status == 422
