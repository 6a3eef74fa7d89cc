"""The eight pages on the risk to people, and what follows from them."""

import pytest

from tests.incidents.assessment.walking import PAGES, answer, answer_all, path_of, record
from tests.incidents.visits import Visitor
from tests.worlds import a_near_miss, a_report, closed, ready_to_close
from tocsin.core.roles import Role
from tocsin.incidents.models import Assessment, AssessmentDraft
from tocsin.ledger.tenancy import reading

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("clock")]


def newest(incident):
    with reading(incident.school_id):
        return Assessment.objects.filter(incident=incident).order_by("-number").first()


@pytest.mark.clause("BR-3.2", "BR-1.4")
def test_eight_pages_lead_to_an_explained_recommendation(priya, incident):
    page = answer_all(priya, incident)

    assert page.title == "What follows from your answers"
    assert "A risk is unlikely. Recommended: Record it on the log." in page.words
    assert "Nothing that is not known yet could change this. This advises; people decide." in (
        page.words
    )
    assert "ENISA severity" in page.words
    assert "Record this as version 1" in page.words


@pytest.mark.clause("BR-3.2")
def test_what_is_recorded_is_what_was_shown_with_reasons_and_sources(priya, incident):
    answer_all(priya, incident, who={"reason": "The head of the other school wrote back."})

    page = record(priya, incident)

    assert page.title == "Risk to people: version 1"
    assert "By Priya Shah at 3:40pm on Friday 20 November 2026." in page.words
    assert "The head of the other school wrote back." in page.words
    assert "EDPB" in page.words
    assert page.facts()["How many people"] == "40"
    assert newest(incident).result["notify_authority"] is False
    seen = priya.open(f"/incidents/{incident.pk}/")
    assert seen.facts()["Risk to people"] == "A risk is unlikely (assessment version 1)"
    assert "Risk to people assessed by Priya Shah" in seen.words
    assert "Version 1. A risk is unlikely. Record it on the log. ENISA severity" in seen.words


@pytest.mark.clause("BR-3.2", "BR-5.2")
def test_what_is_not_known_is_never_read_as_harmless_and_says_what_would_change_it(priya, incident):
    page = answer_all(
        priya, incident, who={"recipient_trusted": "unsure"}, data={"data_sensitivity": "unsure"}
    )

    assert "It depends on what is not known yet." in page.words
    assert "Recommended: Record it, and tell the regulator." in page.words
    assert "Ask the DPO." in page.words
    assert "How private it is" in page.words
    assert "If very: it could shame, endanger or badly hurt somebody: " in page.words
    assert page.facts()["How private it is"] == "Not known yet"


def test_an_assessment_nobody_wrote_a_word_in_rests_on_the_incident_alone(priya, incident):
    page = priya.open(path_of(incident, "result"))

    assert page.facts()["Kinds of information"] == "Names, addresses, birth dates, contacts"
    assert page.facts()["Children among them"] == "Yes"
    assert page.facts()["Who caused it"] == "Not known yet"


@pytest.mark.clause("BR-3.1")
def test_each_consequence_is_considered_by_itself(priya, incident):
    judged = {"fraud_likelihood": "likely", "fraud_severity": "grave", "money_likelihood": "unsure"}
    page = answer_all(priya, incident, harm=judged)

    assert "Somebody poses as them, or defrauds them Likely Grave, or for good" in page.rows()
    assert "They lose money Not known yet Not considered yet" in page.rows()
    assert len(page.rows()) == 12
    assert "You judged it likely and serious that this happens: somebody poses as them" in (
        page.words
    )
    record(priya, incident)
    assert newest(incident).consequences["fraud"] == {"likelihood": "likely", "severity": "grave"}


def test_a_consequence_that_the_recommendation_covers_asks_for_no_second_look(priya, incident):
    page = answer_all(
        priya, incident, type={"malicious": "yes"}, data={"identity_fraud_potential": "yes"},
        who={"exfiltrated": "yes", "recipient_known": "no"},
        harm={"fraud_likelihood": "happened", "fraud_severity": "serious"},
    )  # fmt: skip

    assert "Record it, tell the regulator, and tell the people affected." in page.words
    assert "You judged it likely" not in page.words


def test_every_page_is_kept_as_it_is_left(priya, incident):
    answer(priya, incident, "data", data_sensitivity="high", reason="A diagnosis.")

    page = priya.open(path_of(incident, "data"))
    assert "A diagnosis." in page.words
    start = priya.open(path_of(incident))
    assert "What kind of information it is Answered, 2 not known yet" in start.words
    assert "What happened to the information From the incident" in start.words
    assert "How easily people can be recognised Not started" in start.words


def test_what_cannot_be_read_is_kept_and_has_to_be_put_right(priya, incident):
    page = answer(priya, incident, "numbers", number_of_subjects="some")

    assert page.status == 422
    assert page.errors[0].endswith(" must be a whole number, like 12")
    assert "How many people Something to put right" in priya.open(path_of(incident)).words
    assert priya.open(path_of(incident, "result")).path.endswith("/numbers/")
    assert "some" in priya.open(path_of(incident, "numbers")).html


def test_two_who_write_at_once_do_not_overwrite_each_other(team, priya, incident):
    page = priya.open(path_of(incident, "people"))
    Visitor(team[Role.HEAD]).send(path_of(incident, "people"), children="yes")

    clash = priya.post(page.path, seen="0", children="no", reason="They are all in year 13.")

    assert clash.status == 409
    assert "They are all in year 13." in clash.words
    with reading(incident.school_id):
        assert AssessmentDraft.objects.get().answers["people"]["children"] == ["yes"]


def test_a_version_is_not_recorded_over_what_somebody_else_just_wrote(team, priya, incident):
    answer(priya, incident, "people", children="yes")
    result = path_of(incident, "result")
    Visitor(team[Role.HEAD]).send(path_of(incident, "people"), children="no")

    clash = priya.post(result, draft="1", seen=str(incident.revision))

    assert clash.status == 409
    assert newest(incident) is None


def test_recording_without_a_draft_is_no_clash(priya, incident):
    assert record(priya, incident).title == "Risk to people: version 1"
    assert priya.post(path_of(incident, "result"), draft="x", seen="1").status == 409


def test_the_hidden_word_null_is_not_kept(priya, incident):
    page = answer(priya, incident, "people", reason="A\0B")

    assert page.status == 200
    with reading(incident.school_id):
        assert AssessmentDraft.objects.get().answers["people"]["reason"] == ["AB"]


@pytest.mark.parametrize("page", ["nothing", "version/9", "compare"])
def test_there_is_no_such_page(priya, incident, page):
    assert priya.open(path_of(incident, page)).status == 404


def test_a_near_miss_has_no_risk_to_people_to_assess(by, priya):
    page = record(priya, a_near_miss(by))

    assert page.status == 409
    assert "Say first that this is, or may be, a breach." in page.words


def test_nor_has_what_nobody_has_looked_at(team, priya):
    assert record(priya, a_report(team[Role.STAFF])).status == 409


def test_a_closed_incident_is_opened_again_first(by, priya):
    incident = closed(ready_to_close(by), by)

    assert "This incident is closed. Open it again first." in record(priya, incident).words


@pytest.mark.parametrize("role", [Role.BUSINESS_MANAGER, Role.STAFF, Role.GOVERNOR])
def test_who_does_not_triage_does_not_assess(team, incident, role):
    visitor = Visitor(team[role])

    assert {visitor.open(path_of(incident, page)).status for page in PAGES} <= {403, 404}
    assert visitor.post(path_of(incident, "result")).status in {403, 404}


def test_the_cause_of_the_incident_counts(priya, incident):
    page = priya.open(path_of(incident, "result"))

    assert page.facts()["Cause, as the rules know it"] == "other"
