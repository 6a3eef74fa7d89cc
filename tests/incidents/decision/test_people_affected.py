"""The people affected: told, told later, told by a notice, or told on the regulator's order."""

from datetime import UTC, datetime

import pytest

from tests.incidents.decision.deciding import NOT_TO_TELL, TO_TELL, WAITING, decide, has, path_of
from tests.worlds import a_near_miss, assessed, closed, decided, ready_to_close
from tocsin.core.errors import NotYet
from tocsin.incidents.decision.commands import decide as decide_on
from tocsin.incidents.models import Decision, Incident
from tocsin.ledger.tenancy import reading

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("clock")]
ASK = "Ask whether the people affected can be told now"
TELL = "Tell the people affected, and record that you did"
LOOK = "Look again at the decision not to tell the regulator"
ORDER = {
    "ordered_at_day": "20", "ordered_at_month": "11", "ordered_at_year": "2026",
    "ordered_at_time": "3pm", "reference": "IC-77", "words": "Tell every family by Monday.",
}  # fmt: skip


@pytest.fixture
def risky(by, incident):
    return assessed(incident, by, recipient_trusted=False, actual_misuse_or_harm=True)


@pytest.mark.clause("BR-5.20")
def test_the_police_may_ask_to_wait_and_the_wait_ends(priya, risky):
    page = decide(priya, risky, WAITING)
    assert "Tell the people affected: later, on the advice of the police." in page.words
    assert (has(priya, ASK), has(priya, TELL)) == (True, False)
    assert "due 11:59pm on Friday 27 November 2026 · BR-5.20" in page.words
    shown = priya.open(path_of(risky)).words
    assert "Sergeant Blake, Northshire Police, reference NP/44/26" in shown

    page = priya.send(path_of(risky, "decision/delay"), is_over="yes", words="Sgt Blake rang.")

    assert "The people affected can be told now by Priya Shah" in page.words
    assert (has(priya, ASK), has(priya, TELL)) == (False, True)


@pytest.mark.clause("BR-5.20")
def test_a_wait_that_goes_on_gets_a_new_day(priya, risky):
    decide(priya, risky, WAITING)

    page = priya.send(
        path_of(risky, "decision/delay"), is_over="no", words="Not yet.",
        next_on_day="4", next_on_month="12", next_on_year="2026",
    )  # fmt: skip

    assert "due 11:59pm on Friday 4 December 2026 · BR-5.20" in page.words
    assert "The people affected are still not told, as advised" in page.words


def test_waiting_names_who_advised_it_and_a_day_to_come(by, priya, risky):
    page = decide(priya, risky, WAITING, delay_authority="", delay_until_day="20")

    assert page.errors == [
        "Enter who advised you to wait",
        "The day you ask them again must be in the future",
    ]
    with pytest.raises(NotYet, match="Say who advised to wait"):
        decide_on(
            risky, tell_regulator="yes", regulator_reason="x", tell_people="later",
            people_ground="high_risk", people_reason="x", taken_with=[],
            seen=risky.revision, by=by, at=risky.assessed_at,
        )  # fmt: skip


def test_nobody_is_told_while_the_police_ask_to_wait(priya, risky):
    decide(priya, risky, WAITING)

    page = priya.send(
        path_of(risky, "people-told"), how="letter", told_at_day="20", told_at_month="11",
        told_at_year="2026", told_at_time="3:40pm",
    )  # fmt: skip

    assert page.status == 409
    assert "The police advised to wait. Record first that the delay is over." in page.words


def test_without_a_delay_there_is_none_to_end(priya, risky):
    page = priya.send(path_of(risky, "decision/delay"), is_over="yes", words="x")

    assert page.status == 409


@pytest.mark.clause("BR-1.5")
def test_a_public_notice_can_stand_in_for_single_messages(priya, risky):
    out_of_proportion = {"tell_people": "no", "ground_not_to_tell": "disproportionate"}
    page = decide(priya, risky, TO_TELL, **out_of_proportion)
    assert page.errors == ["Enter how the people affected will hear of it"]

    decide(priya, risky, TO_TELL, **out_of_proportion, instead="On the school's web page.")

    assert has(priya, TELL)
    assert "On the school's web page." in priya.open(path_of(risky)).words
    with reading(risky.school_id):
        assert Decision.objects.get().tell_people == "yes"


@pytest.mark.clause("BR-5.21")
def test_an_order_of_the_regulator_makes_telling_people_a_duty(by, priya, incident):
    decided(assessed(incident, by), by, regulator="no")
    assert not has(priya, TELL)

    page = priya.send(path_of(incident, "decision/order"), **ORDER)

    assert "The regulator orders the people affected to be told by Priya Shah" in page.words
    assert "Tell every family by Monday." in page.words
    assert has(priya, TELL)
    assert page.facts()["Telling"] == "Regulator: no. People: yes (the regulator told us to)"
    refused = decide(priya, incident, NOT_TO_TELL)
    assert refused.status == 409
    assert "The regulator has ordered that the people affected be told. Select yes." in (
        refused.words
    )
    assert "The regulator has ordered that" in priya.open(path_of(incident)).words


@pytest.mark.clause("BR-5.21", "BR-5.20")
def test_an_order_ends_a_delay(priya, risky):
    decide(priya, risky, WAITING)

    priya.send(path_of(risky, "decision/order"), **ORDER)

    assert (has(priya, ASK), has(priya, TELL)) == (False, True)


def test_an_order_about_a_closed_incident_opens_it_first(by, priya):
    incident = closed(ready_to_close(by), by)

    page = priya.send(path_of(incident, "decision/order"), **ORDER)

    assert page.status == 409
    assert "This incident is closed. Open it again first." in page.words


@pytest.mark.clause("BR-5.22")
def test_a_decision_not_to_tell_is_looked_at_again_on_its_day(by, priya, incident):
    assessed(incident, by)
    in_two_weeks = priya.open(path_of(incident)).html
    assert 'name="review_on_day" type="text" inputmode="numeric" value="4"' in in_two_weeks

    page = decide(priya, incident, NOT_TO_TELL, review_on_day="30", review_on_month="11")

    assert "due 11:59pm on Monday 30 November 2026 · BR-5.22" in page.words
    assert has(priya, LOOK)
    done = priya.send(path_of(incident, "decision/review"), words="Nothing new.")
    assert "Decision not to tell looked at again: it stands by Priya Shah" in done.words
    assert not has(priya, LOOK)


@pytest.mark.clause("BR-5.22")
def test_it_stays_under_review_after_closing(by, priya):
    incident = ready_to_close(by)
    decided(incident, by, regulator="no")
    closed(incident, by)
    assert has(priya, LOOK)
    assert "Open the incident again" in priya.open(path_of(incident, "decision/review")).words

    page = priya.send(
        path_of(incident, "decision/review"), words="Nothing new.",
        next_on_day="4", next_on_month="1", next_on_year="2027",
    )  # fmt: skip

    assert page.status == 200
    with reading(incident.school_id):
        assert str(Incident.objects.get().regulator_review_on) == "2027-01-04"
    assert has(priya, LOOK)


def test_the_next_look_is_in_the_future(by, priya, incident):
    decided(assessed(incident, by), by, regulator="no")

    page = priya.send(
        path_of(incident, "decision/review"), words="x",
        next_on_day="20", next_on_month="11", next_on_year="2026",
    )  # fmt: skip

    assert page.errors == ["The day you look at it again must be in the future"]


def test_there_is_nothing_to_look_at_again_before_a_decision(by, priya):
    page = priya.send(path_of(a_near_miss(by), "decision/review"), words="x")

    assert page.status == 409


def test_a_telling_decision_that_is_never_reviewed_still_gets_a_day(by, incident):
    decided(assessed(incident, by), by, regulator="no")

    with reading(incident.school_id):
        assert str(Decision.objects.get().review_on) == "2026-12-04"
    assert incident.decided_at == datetime(2026, 11, 20, 15, 40, tzinfo=UTC)
