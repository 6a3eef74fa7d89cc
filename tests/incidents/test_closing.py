"""Closing: only when nothing the policy asks is left; and opening again."""

import pytest

from tests.incidents.visits import Visitor
from tests.investigations import looked_back, reported
from tests.kept import kept
from tests.worlds import (
    FRIDAY,
    a_near_miss,
    a_report,
    a_school,
    a_team,
    acknowledged,
    closed,
    ready_to_close,
    triaged,
)
from tocsin.core.facts import Kind
from tocsin.core.roles import Role
from tocsin.incidents.models import Incident
from tocsin.ledger.tenancy import reading

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("clock")]


built_team, team = kept("team", lambda: a_team(a_school()))


@pytest.fixture
def priya(team):
    return Visitor(team[Role.DEPUTY_DPO])


def close(visitor, incident, lessons="Two people check each list.", **more):
    return visitor.send(f"/incidents/{incident.pk}/close/", lessons=lessons, **more)


@pytest.mark.clause("SI-M5")
def test_an_incident_with_nothing_left_to_do_is_closed_with_what_was_learned(team, priya):
    incident = ready_to_close(team[Role.DEPUTY_DPO])

    page = close(priya, incident)

    assert page.words.startswith("Incident 2026-001 Daily notice to the wrong list Closed")
    assert "Closed by Priya Shah 3:40pm on Friday 20 November 2026" in page.words
    assert "not told to the regulator. Two people check each list." in page.words
    assert "Do next" not in page.words
    assert priya.open("/my-work/").rows() == []
    assert priya.open("/log/?status=closed").rows()[0].endswith("Closed")


def test_closing_lists_everything_that_is_missing(team, priya):
    incident = triaged(a_report(team[Role.STAFF]), team[Role.DEPUTY_DPO])
    missing = [
        "Before closing: stop it getting worse, and say how.",
        "Before closing: record when the school became aware.",
        "Before closing: record what happened to the information, and the cause.",
        "Before closing: say how serious it is.",
        "Before closing: tell the DPO, or say why not.",
        "Before closing: decide whether to tell the regulator and the people affected.",
        "Before closing: review what happened and how we responded.",
    ]
    shown = priya.open(f"/incidents/{incident.pk}/close/")

    page = close(priya, incident)

    assert page.status == 409
    for each in missing:
        assert each in shown.words
        assert each in page.words
    assert "Two people check each list." in page.words
    assert priya.open(f"/incidents/{incident.pk}/").words.count("Closed by") == 0


@pytest.mark.clause("SI-M6", "SI-M8")
def test_a_serious_incident_stays_open_until_the_head_and_the_dpo_have_confirmed(team, priya):
    incident = ready_to_close(team[Role.DEPUTY_DPO], severity="major")

    page = close(priya, incident)
    assert page.status == 409
    assert "Before closing: confirm that you are supporting this incident." in page.words
    assert "Before closing: confirm that you have seen the referral." in page.words
    acknowledged(incident, team[Role.HEAD], Role.HEAD)
    acknowledged(incident, team[Role.DPO], Role.DPO)

    assert "Closed by Priya Shah" in close(priya, incident).words


@pytest.mark.clause("BR-4.6")
def test_what_was_learned_is_asked_also_of_a_near_miss(team, priya):
    page = close(priya, a_near_miss(team[Role.DEPUTY_DPO]), lessons=" ")

    assert (page.status, page.errors) == (422, ["Enter what was learned"])


def test_a_report_nobody_has_looked_at_cannot_be_closed(team, priya):
    page = close(priya, a_report(team[Role.STAFF]))

    assert page.status == 409
    assert "Decide first what this report is." in page.words


def test_a_closed_incident_cannot_be_closed_again(team, priya):
    by = team[Role.DEPUTY_DPO]
    incident = closed(ready_to_close(by), by)

    page = close(priya, incident)

    assert page.status == 409
    assert "This incident is closed already." in page.words


@pytest.mark.clause("BR-5.22")
def test_new_facts_open_a_closed_incident_again_with_the_reason(team, priya):
    by = team[Role.DEPUTY_DPO]
    incident = closed(ready_to_close(by), by)

    page = priya.send(f"/incidents/{incident.pk}/reopen/", reason="A second parent has the list.",
                      news=["findings"])  # fmt: skip

    assert page.words.startswith("Incident 2026-001 Daily notice to the wrong list Open")
    assert "Opened again by Priya Shah" in page.words
    assert "A second parent has the list." in page.words
    assert "Closed by Priya Shah" in page.words
    again = close(priya, incident)
    assert again.status == 409
    assert "Before closing: write the outcome report." in again.words  # the facts are other ones
    assert "Before closing: review what happened and how we responded." in again.words
    incident.refresh_from_db()
    close(priya, looked_back(reported(incident, by, at=FRIDAY), by, at=FRIDAY))
    assert "Closed by" in priya.open(f"/incidents/{incident.pk}/").words.split("Opened again")[0]


def test_opening_again_needs_a_reason(team, priya):
    by = team[Role.DEPUTY_DPO]

    page = priya.send(f"/incidents/{closed(ready_to_close(by), by).pk}/reopen/", reason="")

    assert page.status == 422
    assert page.errors == ["Enter why it is opened again", "Select what is new"]


@pytest.mark.parametrize("is_triaged", [True, False])
def test_an_open_incident_cannot_be_opened(team, priya, is_triaged):
    incident = a_report(team[Role.STAFF])
    if is_triaged:
        triaged(incident, team[Role.DEPUTY_DPO])

    page = priya.send(f"/incidents/{incident.pk}/reopen/", reason="To be sure.", news=["nothing"])

    assert page.status == 409
    assert "This incident is open already." in page.words


def test_a_duty_of_the_schools_own_is_ticked_off_and_stands_on_the_timeline(team, priya):
    incident = triaged(a_report(team[Role.STAFF], what="supplier"), team[Role.DEPUTY_DPO])
    path = f"/incidents/{incident.pk}/own/contract/"
    assert "Your school's own policy asks for this (BR-5.26)." in priya.open(path).words

    page = priya.send(path)

    assert "Check whether the company we use kept to its contract BR-5.26 Completed" in page.words
    assert "Done, as the school's policy asks by Priya Shah" in page.words
    assert priya.post(path).status == 409


@pytest.mark.parametrize("key", ["nothing-of-ours", "contract", "review"])
def test_a_duty_the_policy_does_not_ask_for_cannot_be_ticked_off(team, priya, key):
    incident = triaged(a_report(team[Role.STAFF]), team[Role.DEPUTY_DPO])

    shown = priya.open(f"/incidents/{incident.pk}/own/{key}/")
    page = priya.post(f"/incidents/{incident.pk}/own/{key}/")

    assert "There is nothing to do here" in shown.words
    assert page.status == 409
    assert "There is nothing left to do here." in page.words


def test_a_breach_at_a_company_asks_about_its_contract(team, priya):
    incident = triaged(a_report(team[Role.STAFF], what="supplier"), team[Role.DEPUTY_DPO])

    page = priya.open(f"/incidents/{incident.pk}/")

    assert "Check whether the company we use kept to its contract Dan Price" in page.words


@pytest.mark.parametrize("role", [Role.STAFF, Role.OFFICE, Role.GOVERNOR, Role.ADMINISTRATOR])
def test_only_those_who_decide_can_close(team, role):
    incident = ready_to_close(team[Role.DEPUTY_DPO])

    page = Visitor(team[role]).post(f"/incidents/{incident.pk}/close/", lessons="x", seen="1")

    assert page.status == 403


def test_each_thing_to_do_first_leads_to_the_page_where_it_is_done(team, priya):
    incident = triaged(a_report(team[Role.STAFF]), team[Role.DEPUTY_DPO])

    page = priya.open(f"/incidents/{incident.pk}/close/")

    links = page.links
    assert links["Before closing: stop it getting worse, and say how."].endswith("/containment/")
    assert "Before closing: review what happened and how we responded." not in links
    assert "Before closing: review what happened and how we responded. Starts when it is" in (
        page.words
    )


@pytest.mark.parametrize(
    ("change", "choices"),
    [
        ({}, ["recorded"]),
        ({"regulator_told_at": FRIDAY}, ["notified"]),
        ({"personal_data": "no"}, ["policy_breach", "weakness"]),
        ({"kind": "near_miss"}, ["near_miss", "weakness", "no_breach"]),
        ({"kind": "planned_maintenance"}, ["no_breach", "weakness", "near_miss"]),
    ],
)
def test_what_it_turned_out_to_be_is_proposed_from_the_facts(team, priya, change, choices):
    incident = ready_to_close(team[Role.DEPUTY_DPO])
    with reading(incident.school_id):
        Incident.objects.filter(pk=incident.pk).update(**change)

    page = priya.open(f"/incidents/{incident.pk}/close/")

    boxes = [e for e in page.tree.all("input") if e.attributes.get("name") == "closed_as"]
    assert [each.attributes["value"] for each in boxes] == choices
    assert "checked" in boxes[0].attributes


def test_it_is_closed_as_the_facts_have_it_and_kept_six_years(team, priya):
    incident = ready_to_close(team[Role.DEPUTY_DPO])
    shown = priya.open(f"/incidents/{incident.pk}/close/").words
    assert "Your policy: 6 years from the day it happened." in shown

    facts = close(priya, incident).facts()

    assert facts["Closed as"] == (
        "A personal data breach, recorded here and not told to the regulator"
    )
    assert facts["Kept until"] == "20 November 2032"


def test_it_may_be_kept_longer_than_the_policy_says_and_not_shorter(team, priya):
    incident = ready_to_close(team[Role.DEPUTY_DPO])
    path, day = f"/incidents/{incident.pk}/close/", {"retention_on_day": "19", "lessons": "Look."}

    refused = priya.send(path, **day)
    page = priya.send(path, **{**day, "retention_on_year": "2040"})

    assert refused.status == 409
    assert "Your policy keeps it until 20 November 2032." in refused.words
    assert page.facts()["Kept until"] == "19 November 2040"


def test_an_outcome_that_the_facts_speak_against_is_refused(team, priya):
    incident = ready_to_close(team[Role.DEPUTY_DPO])

    page = close(priya, incident, closed_as="no_breach")

    assert (page.status, page.errors) == (422, page.errors)
    assert page.errors


def test_a_second_report_is_closed_as_one(team, priya):
    first, by = a_report(team[Role.STAFF]), team[Role.DEPUTY_DPO]
    second = triaged(a_report(team[Role.STAFF]), by, kind=Kind.DUPLICATE, duplicate_of=first)

    facts = priya.open(f"/incidents/{second.pk}/").facts()

    assert facts["Closed as"] == "A second report of another incident"
    assert facts["Kept until"] == "20 November 2032"


def test_a_policy_that_does_not_say_how_long_is_taken_as_six_years():
    team = a_team(a_school(pack="security-incidents"))
    incident = triaged(a_report(team[Role.STAFF]), team[Role.DEPUTY_DPO])

    page = Visitor(team[Role.DEPUTY_DPO]).open(f"/incidents/{incident.pk}/close/")

    assert "Your policy does not say how long. Most schools keep it six years." in page.words
    years = [e for e in page.tree.all("input") if e.attributes.get("name") == "retention_on_year"]
    assert [each.attributes["value"] for each in years] == ["2032"]
