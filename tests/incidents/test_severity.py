"""How serious it is, and who is brought in."""

import pytest

from tests.incidents.visits import Visitor
from tests.kept import kept
from tests.worlds import a_member, a_report, a_school, a_team, classified, triaged
from tocsin.core.roles import Role
from tocsin.incidents.models import Classification, Referral
from tocsin.ledger.tenancy import reading

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("clock")]


built_team, team = kept("team", lambda: a_team(a_school()))


@pytest.fixture
def incident(team):
    return triaged(a_report(team[Role.STAFF]), team[Role.DEPUTY_DPO])


@pytest.fixture
def priya(team):
    return Visitor(team[Role.DEPUTY_DPO])


def set_severity(visitor, incident, severity, reason="Somebody outside has it.", **more):
    path = f"/incidents/{incident.pk}/severity/"
    return visitor.send(path, severity=severity, reason=reason, **more)


def work_of(member):
    return [row.split(" (")[0] for row in Visitor(member).open("/my-work/").rows()]


def test_the_deputy_dpo_sets_a_level_of_the_schools_own_with_a_reason(priya, incident):
    page = set_severity(priya, incident, "moderate")

    assert page.facts()["Severity"] == "Moderate"
    assert "Severity set by Priya Shah" in page.words
    assert "Moderate. Somebody outside has it." in page.words
    assert priya.open("/log/?severity=moderate").rows()[0].count("Moderate") == 1


def test_a_level_needs_a_reason_and_has_to_be_one_of_the_policy(priya, incident):
    path = f"/incidents/{incident.pk}/severity/"
    page = priya.send(path, severity="apocalyptic", reason="")

    assert page.status == 422
    assert page.errors == [
        "Select an answer to “How serious is it?” from the list",
        "Enter why you chose this severity",
    ]


def test_a_new_level_stands_beside_the_old_one(priya, incident):
    set_severity(priya, incident, "minor", "Nobody opened it.")

    page = set_severity(priya, incident, "major", "Two parents had opened it.")

    assert page.facts()["Severity"] == "Major"
    assert "Minor. Nobody opened it." in page.words
    assert "Major. Two parents had opened it. The DPO has been told." in page.words
    with reading(incident.school_id):
        rows = Classification.objects.filter(incident=incident).order_by("at", "pk")
        assert sorted(row.severity for row in rows) == ["major", "minor"]


def test_nothing_is_classified_before_somebody_has_said_what_it_is(team, priya):
    incident = a_report(team[Role.STAFF])

    page = set_severity(priya, incident, "minor")

    assert page.status == 409
    assert "Decide first what this report is." in page.words
    assert "Somebody outside has it." in page.words


@pytest.mark.clause("SI-M6", "SI-M8")
@pytest.mark.parametrize("severity", ["major", "critical"])
def test_a_serious_incident_brings_in_the_head_and_the_dpo_at_once(team, priya, incident, severity):
    page = set_severity(priya, incident, severity)

    assert "The DPO has been told." in page.words
    assert any(
        "Confirm that you are supporting this incident" in w for w in work_of(team[Role.HEAD])
    )
    assert "Confirm that you have seen the referral" in " ".join(work_of(team[Role.DPO]))
    for role, part, key in ((Role.HEAD, "head", "SI-M6"), (Role.DPO, "dpo", "SI-M8")):
        done = Visitor(team[role]).send(f"/incidents/{incident.pk}/seen-by-{part}/")
        assert f"{key} Completed" in done.words
    assert not any("Confirm" in words for words in work_of(team[Role.HEAD]))
    assert not any("Confirm" in words for words in work_of(team[Role.DPO]))


@pytest.mark.clause("SI-M8")
def test_a_referral_made_by_the_level_is_recorded_as_forced(priya, incident):
    set_severity(priya, incident, "critical")

    with reading(incident.school_id):
        row = Referral.objects.get(incident=incident)
    assert (row.referral, row.is_forced) == ("referred", True)


def test_a_small_incident_does_not_trouble_the_head(team, priya, incident):
    set_severity(priya, incident, "minor")

    assert "supporting this incident" not in priya.open(f"/incidents/{incident.pk}/").words
    page = Visitor(team[Role.HEAD]).send(f"/incidents/{incident.pk}/seen-by-head/")
    assert page.status == 409
    assert "There is nothing to confirm here now." in page.words


@pytest.mark.parametrize(("part", "role"), [("head", Role.DEPUTY_DPO), ("dpo", Role.HEAD)])
def test_only_whoever_is_asked_can_confirm(team, priya, incident, part, role):
    set_severity(priya, incident, "critical")

    page = Visitor(team[role]).send(f"/incidents/{incident.pk}/seen-by-{part}/")

    assert page.status == 409
    assert "Only the person asked to confirm this can confirm it." in page.words


def test_confirming_twice_is_recorded_once(team, priya, incident):
    set_severity(priya, incident, "critical")
    path = f"/incidents/{incident.pk}/seen-by-dpo/"
    dan = Visitor(team[Role.DPO])

    assert [dan.post(path).status, dan.post(path).status] == [200, 409]
    assert priya.open(f"/incidents/{incident.pk}/").words.count("Confirmed as seen") == 1


def test_whoever_is_chosen_leads_from_then_on(team, priya, incident):
    dan = team[Role.DPO]

    page = set_severity(priya, incident, "critical", lead=str(dan.person_id))

    assert page.facts()["Lead"] == "Dan Price"
    assert "Record when the school became aware Dan Price" in page.words
    assert any("Record when the school became aware" in words for words in work_of(dan))


def test_somebody_of_another_school_cannot_be_made_lead(priya, incident):
    stranger = a_member(a_school(), Role.DPO)

    page = set_severity(priya, incident, "minor", lead=str(stranger.person_id))

    assert (page.status, page.errors) == (
        422,
        ["Select an answer to “Who leads from here?” from the list"],
    )


def test_a_policy_with_rules_suggests_a_level_and_says_why(priya, incident):
    path = f"/incidents/{incident.pk}/details/"
    priya.send(path, data_kinds=["health"], people="250", breaches=["confidentiality"])

    page = priya.open(f"/incidents/{incident.pk}/severity/").words

    assert "Your policy suggests Critical" in page
    assert "Specially protected information of many people is involved." in page
    assert "You decide." in page
    with reading(incident.school_id):
        assert not Classification.objects.exists()


def test_a_policy_with_a_score_suggests_by_counting():
    team = a_team(a_school(pack="ig-siri"))
    incident = triaged(a_report(team[Role.STAFF]), team[Role.DEPUTY_DPO])
    visitor = Visitor(team[Role.DEPUTY_DPO])
    visitor.send(f"/incidents/{incident.pk}/details/", people="5,000", data_kinds=["health"])

    page = visitor.open(f"/incidents/{incident.pk}/severity/").words

    assert "Your policy suggests" in page
    assert "for the number of people." in page


def test_a_policy_that_leaves_it_to_people_suggests_nothing():
    team = a_team(a_school(pack="security-incidents"))
    incident = triaged(a_report(team[Role.STAFF]), team[Role.DEPUTY_DPO])
    visitor = Visitor(team[Role.DEPUTY_DPO])

    page = visitor.open(f"/incidents/{incident.pk}/severity/")

    assert "Your policy suggests" not in page.words
    assert set_severity(visitor, incident, "lesser").facts()["Severity"] == (
        "Neither major nor critical"
    )


def test_a_policy_without_levels_never_asks_for_one():
    team = a_team(a_school(pack="breach-response-plan"))
    incident = triaged(a_report(team[Role.STAFF]), team[Role.DEPUTY_DPO])
    visitor = Visitor(team[Role.DEPUTY_DPO])

    assert "Say how serious it is" not in visitor.open(f"/incidents/{incident.pk}/").words
    page = visitor.send(f"/incidents/{incident.pk}/severity/", reason="Because.")
    assert (page.status, page.errors) == (422, ["Select how serious it is"])


@pytest.mark.parametrize("role", [Role.INVESTIGATING_OFFICER, Role.BUSINESS_MANAGER])
def test_officers_do_not_decide_how_serious_it_is(team, incident, role):
    classified(incident, team[Role.DEPUTY_DPO], "minor", lead=team[role].person)

    assert Visitor(team[role]).open(f"/incidents/{incident.pk}/severity/").status == 403
    assert Visitor(team[role]).open(f"/incidents/{incident.pk}/dpo/").status == 403
