"""From judging the risk to telling: the duties, and when a decision has to be taken anew."""

from dataclasses import replace
from datetime import UTC, date, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tocsin.core.decision_rules import against_advice, departures, doubts_about, is_stopped
from tocsin.core.duties import State, duties, open_duties
from tocsin.core.facts import Answer, Facts, Kind, Outcome, Status, Tell
from tocsin.core.lifecycle import blockers
from tocsin.core.pack_reading import load
from tocsin.policies.shipped import SHIPPED

FRIDAY = datetime(2026, 11, 20, 15, 40, tzinfo=UTC)
HOUR = timedelta(hours=1)
PACK = load((SHIPPED / "recommended.toml").read_text(encoding="utf-8"), name="recommended.toml")
BREACH = Facts(
    status=Status.OPEN, reported_at=FRIDAY, kind=Kind.CONFIRMED, personal_data=Answer.YES
)
ASSESSED = replace(
    BREACH, assessed_at=FRIDAY, recommends_regulator=Outcome.NO, recommends_people=Outcome.NO
)
NOT_TELLING = replace(
    ASSESSED, decided_at=FRIDAY + HOUR, tell_regulator=Tell.NO, tell_people=Tell.NO,
    regulator_review_on=date(2026, 12, 4),
)  # fmt: skip


def state(facts, code):
    return next((each.state for each in duties(facts, PACK) if each.code == code), None)


@pytest.mark.parametrize(
    ("facts", "expected"),
    [
        (BREACH, State.OPEN),
        (replace(BREACH, kind=Kind.SUSPECTED), State.WAITING),
        (replace(BREACH, kind=Kind.SUSPECTED, assessed_at=FRIDAY), State.DONE),
        (replace(BREACH, personal_data=Answer.UNSURE), State.WAITING),
        (replace(BREACH, personal_data=Answer.NO), None),
        (replace(BREACH, kind=Kind.NEAR_MISS), None),
        (ASSESSED, State.DONE),
    ],
)
def test_the_risk_is_assessed_once_there_is_a_breach(facts, expected):
    assert state(facts, "assess") is expected


@pytest.mark.parametrize(
    ("facts", "expected"),
    [
        (BREACH, State.WAITING),
        (ASSESSED, State.OPEN),
        (NOT_TELLING, State.DONE),
        (replace(BREACH, tell_regulator=Tell.YES, tell_people=Tell.NO), State.DONE),
        (replace(NOT_TELLING, kind=Kind.SUSPECTED), State.WAITING),
    ],
)
def test_deciding_waits_for_the_assessment_but_not_once_it_was_decided(facts, expected):
    assert state(facts, "decide") is expected


@pytest.mark.parametrize(
    ("recommended", "decided", "departs"),
    [
        ((Outcome.YES, Outcome.YES), (Tell.YES, Tell.YES), []),
        ((Outcome.YES, Outcome.YES), (Tell.YES, Tell.LATER), []),
        ((Outcome.YES, Outcome.YES), (Tell.NO, Tell.NO), ["regulator", "people"]),
        ((Outcome.DEPENDS, Outcome.DEPENDS), (Tell.NO, Tell.NO), ["regulator", "people"]),
        ((Outcome.DEPENDS, Outcome.NO), (Tell.YES, Tell.NO), []),
        ((Outcome.NO, Outcome.NO), (Tell.NO, Tell.NO), []),
        ((Outcome.NO, Outcome.NO), (Tell.YES, Tell.YES), ["regulator"]),
        ((None, None), (Tell.NO, Tell.NO), []),
    ],
)
def test_in_doubt_the_recommendation_is_to_tell(recommended, decided, departs):
    facts = replace(BREACH, recommends_regulator=recommended[0], recommends_people=recommended[1])

    assert [reason.code for reason in departures(facts, *decided)] == departs


@pytest.mark.parametrize(
    ("advice", "decided", "against"),
    [
        ((Answer.YES, Answer.UNSURE), (Tell.NO, Tell.NO), ["advice-regulator"]),
        ((Answer.NO, Answer.NO), (Tell.YES, Tell.YES), ["advice-regulator", "advice-people"]),
        ((Answer.YES, Answer.YES), (Tell.YES, Tell.LATER), []),
        ((Answer.UNSURE, Answer.UNSURE), (Tell.NO, Tell.YES), []),
    ],
)
def test_advice_that_cannot_say_yet_is_against_nothing(advice, decided, against):
    facts = replace(BREACH, advice_regulator=advice[0], advice_people=advice[1])

    assert [reason.code for reason in against_advice(facts, *decided)] == against


@pytest.mark.parametrize("hours", [-2, 0, 2])
def test_only_what_came_after_a_decision_puts_it_in_doubt(hours):
    moment = NOT_TELLING.decided_at + timedelta(hours=hours)
    seen = replace(NOT_TELLING, assessed_at=moment, recommends_regulator=Outcome.YES)
    heard = replace(NOT_TELLING, advised_at=moment, advice_regulator=Answer.YES)

    assert [bool(doubts_about(seen)), bool(doubts_about(heard))] == [hours > 0, hours > 0]
    assert [is_stopped(seen), is_stopped(heard)] == [hours <= 0, hours <= 0]


@pytest.mark.parametrize("decided", [Tell.YES, Tell.NO])
@pytest.mark.parametrize("sees", Outcome)
def test_whatever_a_later_assessment_sees_the_duty_to_decide_again_names_its_clause(sees, decided):
    facts = replace(
        NOT_TELLING, assessed_at=NOT_TELLING.decided_at + HOUR, tell_regulator=decided,
        recommends_regulator=sees,
    )  # fmt: skip

    assert next(each.clause for each in duties(facts, PACK) if each.code == "decide") == "BR-1.4"


@pytest.mark.parametrize(
    ("facts", "stopped"),
    [
        (NOT_TELLING, True),
        (replace(NOT_TELLING, has_new_facts=True), False),
        (replace(NOT_TELLING, tell_regulator=Tell.YES), False),
        (BREACH, False),
    ],
)
def test_the_clock_stands_still_only_while_the_decision_not_to_tell_stands(facts, stopped):
    assert is_stopped(facts) is stopped


def test_everybody_who_has_not_spoken_has_a_duty_of_their_own():
    facts = replace(ASSESSED, awaiting=("a", "b"))

    found = [(each.code, each.person) for each in duties(facts, PACK) if each.person]

    assert found == [("agree-a", "a"), ("agree-b", "b")]


def test_a_decision_not_to_tell_stays_on_the_agenda_of_a_closed_incident():
    facts = replace(NOT_TELLING, status=Status.CLOSED, closed_at=FRIDAY + 9 * HOUR)

    assert [each.code for each in open_duties(facts, PACK)] == ["review-not-telling"]
    assert open_duties(replace(facts, regulator_review_on=None), PACK) == ()


def test_its_review_does_not_keep_an_incident_open():
    codes = [reason.code for reason in blockers(NOT_TELLING, Status.CLOSED, PACK)]

    assert "review-not-telling" not in codes
    assert "aware" in codes


def test_a_review_ends_with_its_day_in_london():
    summer = replace(NOT_TELLING, regulator_review_on=date(2026, 7, 1))

    due = next(each.due_at for each in duties(summer, PACK) if each.code == "review-not-telling")

    assert due == datetime(2026, 7, 1, 22, 59, 59, tzinfo=UTC)


@pytest.mark.parametrize(("told", "due"), [(None, FRIDAY + 72 * HOUR), (FRIDAY + 2 * HOUR, None)])
def test_looking_again_is_due_with_the_regulator_while_they_are_not_told(told, due):
    facts = replace(ASSESSED, has_new_facts=True, regulator_told_at=told)

    assert next(each.due_at for each in duties(facts, PACK) if each.code == "reassess") == due


@pytest.mark.parametrize(
    ("facts", "expected"),
    [
        (replace(BREACH, severity="major"), State.OPEN),
        (replace(BREACH, severity="major", kind=Kind.SUSPECTED), State.WAITING),
        (replace(BREACH, severity="critical", dpo_heard_at=FRIDAY), State.DONE),
        (replace(BREACH, severity="minor"), None),
        (replace(BREACH, severity="major", kind=Kind.NEAR_MISS), None),
    ],
)
def test_the_dpo_judges_what_is_serious(facts, expected):
    assert state(facts, "advise") is expected


@given(
    st.sampled_from(Tell), st.sampled_from(Outcome), st.sampled_from(Outcome),
    st.integers(-3, 3), st.booleans(),
)  # fmt: skip
def test_a_clock_that_stands_still_never_hides_a_newer_reason_to_tell(
    tell, regulator, people, hours, has_new_facts
):
    facts = replace(
        NOT_TELLING, tell_regulator=tell, recommends_regulator=regulator,
        recommends_people=people, has_new_facts=has_new_facts,
        assessed_at=NOT_TELLING.decided_at + timedelta(hours=hours),
    )  # fmt: skip

    if is_stopped(facts):
        assert tell is Tell.NO
        assert not has_new_facts
        assert hours <= 0 or (regulator is Outcome.NO and people is Outcome.NO)
