"""Versions are never overwritten; new facts call for another one."""

import pytest

from tests.incidents.assessment.walking import answer, answer_all, path_of, record
from tests.worlds import (
    a_report,
    assessed,
    contained,
    decided,
    described,
    triaged,
)
from tocsin.core.roles import Role
from tocsin.incidents.models import Assessment, Incident
from tocsin.ledger.tenancy import reading
from tocsin.ledger.verifying import verify

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("clock")]
HEALTH_TOO = "Names, addresses, birth dates, contacts, Health, SEND, medicines"
AGAIN = "Look at the risk again: the facts have changed"


def duties(visitor):
    return [row.split("2026-001")[0] for row in visitor.open("/my-work/").rows()]


@pytest.mark.clause("BR-3.2")
def test_a_second_version_begins_from_the_first_and_leaves_it_as_it_was(priya, incident):
    answer_all(priya, incident, who={"recipient_trusted": "unsure", "reason": "We asked."})
    record(priya, incident)
    start = priya.open(path_of(incident))
    assert "Who has it, and whether we trust them As in the last version" in start.words
    assert "We asked." in priya.open(path_of(incident, "who")).words

    answer(priya, incident, "less-bad", data_recovered_or_confirmed_deleted="no")
    page = record(priya, incident)

    assert page.title == "Risk to people: version 2"
    assert "We asked." in page.words
    with reading(incident.school_id):
        first, second = Assessment.objects.order_by("number")
    assert first.answers["data_recovered_or_confirmed_deleted"] is True
    assert second.answers["data_recovered_or_confirmed_deleted"] is False
    assert "This is not the newest version." in priya.open(path_of(incident, "version/1")).words
    assert verify(incident.school_id).holds


def test_the_consequences_stay_as_they_were_judged(priya, incident):
    answer_all(priya, incident, harm={"safety_likelihood": "unlikely"})
    record(priya, incident)

    page = priya.open(path_of(incident, "result"))

    assert "They are in danger Unlikely Not considered yet" in page.rows()


@pytest.mark.clause("BR-3.2")
def test_two_versions_stand_side_by_side_with_what_changed_the_answer(by, priya, incident, later):
    assessed(incident, by)
    assessed(incident, by, actual_misuse_or_harm=True, at=later())

    page = priya.open(path_of(incident, "compare"))

    assert "Before: record it only . After: tell the regulator" in page.words
    assert "“Somebody misused it, or came to harm” alone would have changed the answer: yes." in (
        page.words
    )
    assert "New reason: " in page.words
    assert "Somebody misused it, or came to harm Changed No Yes" in page.rows()
    assert "Children among them Yes Yes" in page.rows()


def test_a_reason_that_held_before_is_no_new_one(by, priya, incident):
    assessed(
        incident, by, recipient_trusted=False, data_recovered_or_confirmed_deleted=False,
        data_sensitivity="moderate",
    )  # fmt: skip
    assessed(incident, by, recipient_trusted=False, data_recovered_or_confirmed_deleted=False,
             data_sensitivity="high", malicious=True)  # fmt: skip

    said = priya.open(path_of(incident, "compare")).words
    first = priya.open(path_of(incident, "version/1")).words

    reason = "Personal details, or enough to pose as somebody, are with a stranger"
    assert reason in first
    assert f"New reason: {reason}" not in said


def test_facts_that_only_together_changed_the_answer_are_named_together(by, priya, incident):
    bad = {"recipient_trusted": False, "data_recovered_or_confirmed_deleted": False,
           "data_sensitivity": "high", "malicious": True}  # fmt: skip
    assessed(incident, by, ease_of_identification="negligible", unintelligible=True)
    assessed(incident, by, **bad)

    page = priya.open(path_of(incident, "compare") + "?earlier=1&later=2")

    assert "No single fact changed the answer, but these together: " in page.words
    assert "“How private it is”" in page.words


def test_two_versions_with_one_answer_say_so_and_others_can_be_chosen(by, priya, incident):
    for _ in range(3):
        assessed(incident, by)

    page = priya.open(path_of(incident, "compare") + "?earlier=1&later=3")

    assert "The answer is the same." in page.words
    assert page.title == "Versions 1 and 3"
    assert priya.open(path_of(incident, "compare") + "?later=1").status == 404


@pytest.mark.clause("BR-5.22", "BR-3.2")
@pytest.mark.parametrize(
    ("change", "label", "words"),
    [
        ({"people": 400}, "How many people", "40 → 400"),
        ({"data_kinds": ["basic", "health"], "special_category": "yes"}, "Kinds of information",
         "Names, addresses, birth dates, contacts → " + HEALTH_TOO),
        ({"children": "unsure"}, "Children", "yes → not known yet"),
        ({"permanent_loss": True}, "Gone for good", "No → Yes"),
        ({"cause": "phishing"}, "Cause", "Somebody made a mistake → A trick email or message"),
    ],
)  # fmt: skip
def test_new_facts_put_the_assessment_out_of_date(by, priya, incident, change, label, words):
    assessed(incident, by)
    assert not any(AGAIN in row for row in duties(priya))

    described(incident, by, **change)

    assert any(AGAIN in row for row in duties(priya))
    assert priya.open(path_of(incident)).facts()[label] == words
    record(priya, incident)
    assert not any(AGAIN in row for row in duties(priya))
    assert "The facts have changed" not in priya.open(path_of(incident)).words


def test_a_new_fact_of_the_incident_is_what_the_next_version_begins_with(by, priya, incident):
    assessed(incident, by)
    described(incident, by, people=400)

    page = priya.open(path_of(incident, "result"))

    assert page.facts()["How many people"] == "400"
    assert page.facts()["We can trust whoever has it"] == "Yes"


def test_what_became_of_it_is_a_new_fact_too(by, priya, incident):
    assessed(incident, by)

    contained(incident, by)

    assert any(AGAIN in row for row in duties(priya))


@pytest.mark.clause("BR-5.22")
def test_a_decision_not_to_tell_runs_again_when_the_facts_change(by, priya, incident):
    decided(assessed(incident, by), by, regulator="no")
    assert "Decided: no need to tell" in priya.open(f"/incidents/{incident.pk}/").words

    described(incident, by, people=4000)

    page = priya.open(f"/incidents/{incident.pk}/")
    assert "72-hour deadline to tell the ICO 72 hours left" in page.words
    assert "It was decided not to tell, but since then things have changed." in page.words


@pytest.mark.clause("BR-5.22", "BR-1.4")
def test_an_assessment_that_now_sees_a_risk_asks_for_a_new_decision(by, priya, incident, later):
    decided(assessed(incident, by), by, regulator="no")

    assessed(incident, by, actual_misuse_or_harm=True, at=later())

    assert any("Decide again whether to tell the regulator" in row for row in duties(priya))
    page = priya.open(f"/incidents/{incident.pk}/decision/")
    assert "Since the last decision: The assessment " in page.words
    assert "72-hour deadline to tell the ICO 71 hours left" in page.words
    decided(incident, by, regulator="yes", at=later())
    assert not any("Decide again" in row for row in duties(priya))


@pytest.mark.clause("BR-3.2")
def test_the_risk_is_assessed_before_whom_to_tell_is_decided(priya, incident):
    assert any("Assess the risk to people" in row for row in duties(priya))
    assert not any("Decide whether to tell" in row for row in duties(priya))
    page = priya.open(f"/incidents/{incident.pk}/")
    assert "Starts when the risk to people is assessed, or sooner if you say why" in page.words

    record(priya, incident)

    assert not any("Assess the risk to people" in row for row in duties(priya))
    assert any("Decide whether to tell" in row for row in duties(priya))


def test_a_breach_at_a_company_begins_as_the_companys(team, by, priya):
    incident = triaged(a_report(team[Role.STAFF], what="supplier"), by)

    page = priya.open(path_of(incident, "result"))

    words = "A company that works for us had it, and told us"
    assert page.facts()["Whose information it is to look after"] == words


@pytest.mark.clause("BR-3.2")
def test_the_log_holds_the_risk_and_the_figure(by, priya, incident):
    assessed(incident, by)
    with reading(incident.school_id):
        figure = Incident.objects.get(pk=incident.pk).enisa

    export = priya.client.post(f"{priya.base}/log/export/", {"kind": "csv", "query": ""})
    lines = b"".join(export.streaming_content).decode().splitlines()

    assert f"A risk is unlikely,{figure},1,no,no,,," in lines[-1]
