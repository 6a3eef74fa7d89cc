"""What has to be done next, by whom and by when, worked out from the facts alone."""

from dataclasses import fields, replace
from datetime import UTC, date, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as some

from tests.core.pack_files import pack as pack_named
from tocsin.core.duties import Group, State, duties, must_refer, open_duties
from tocsin.core.facts import (
    NO_BREACH,
    Answer,
    Facts,
    Kind,
    Outcome,
    Referral,
    Source,
    Status,
    Tell,
)
from tocsin.core.roles import Role

NOW = datetime(2026, 11, 20, 15, 40, tzinfo=UTC)
NAMES = ("recommended", "security-incidents", "breach-response-plan", "colours", "edusphere",
         "hosted-it", "ig-siri")  # fmt: skip
PACKS = {name: pack_named(name) for name in NAMES}
RECOMMENDED = PACKS["recommended"]
REPORTED = Facts(Status.REPORTED, NOW)
BREACH = Facts(Status.OPEN, NOW, kind=Kind.CONFIRMED, personal_data=Answer.YES)
HALF_A_YEAR = 262_800  # minutes
AN_INSTANT = some.integers(-HALF_A_YEAR, HALF_A_YEAR).map(lambda m: NOW + timedelta(minutes=m))
INSTANTS = some.none() | AN_INSTANT
DAYS = some.none() | some.dates(date(2026, 1, 1), date(2027, 1, 1))
BY_TYPE = {
    "datetime | None": INSTANTS, "date | None": DAYS, "Answer": some.sampled_from(Answer),
    "bool": some.booleans(), "Kind | None": some.none() | some.sampled_from(Kind),
    "Referral | None": some.none() | some.sampled_from(Referral),
    "Tell | None": some.none() | some.sampled_from(Tell),
    "Outcome | None": some.none() | some.sampled_from(Outcome), "int | None":
    some.none() | some.integers(0, 5000), "Source": some.sampled_from(Source),
    "Status": some.sampled_from(Status),
}  # fmt: skip


@some.composite
def any_facts(draw, name, **fixed):
    """Facts in any combination under a policy, also such as no command would leave behind."""
    drawn = {"status": draw(some.sampled_from(Status)), "reported_at": NOW}
    drawn["severity"] = draw(some.sampled_from([None, *PACKS[name].level_keys]))
    for field in fields(Facts):
        kind = getattr(field.type, "__name__", str(field.type)).replace("tocsin.core.facts.", "")
        kind = kind.replace("datetime.datetime", "datetime").replace("datetime.date", "date")
        if field.name not in drawn and kind in BY_TYPE:
            drawn[field.name] = draw(BY_TYPE[kind])
    return Facts(**{**drawn, **fixed})


def under_any_policy(**fixed):
    """The name of a policy, and facts under it."""
    return some.sampled_from(NAMES).flatmap(
        lambda name: some.tuples(some.just(name), any_facts(name, **fixed))
    )


def codes(found, state=None):
    return [duty.code for duty in found if state in {None, duty.state}]


def duty(code, facts, pack=RECOMMENDED):
    return next((each for each in duties(facts, pack) if each.code == code), None)


def test_of_a_new_report_somebody_says_what_it_is_and_stops_the_harm():
    assert codes(open_duties(REPORTED, RECOMMENDED)) == ["triage", "contain"]


def test_what_waits_says_why():
    waiting = [each for each in duties(REPORTED, RECOMMENDED) if each.state is State.WAITING]

    assert {"classify", "refer", "close"} <= set(codes(waiting))
    assert all(each.why_not_yet for each in waiting)


@pytest.mark.parametrize("kind", NO_BREACH - {Kind.DUPLICATE})
def test_what_is_no_breach_asks_for_no_clock_and_no_decision(kind):
    facts = replace(BREACH, kind=kind)

    found = codes(duties(facts, RECOMMENDED))

    assert {"contain", "aware", "decide", "tell-regulator"}.isdisjoint(found)
    assert {"triage", "classify", "refer", "close"} <= set(found)


def test_a_second_report_asks_for_nothing_of_its_own():
    facts = Facts(Status.CLOSED, NOW, kind=Kind.DUPLICATE, closed_at=NOW)

    assert open_duties(facts, RECOMMENDED) == ()
    assert {"classify", "refer"}.isdisjoint(codes(duties(facts, RECOMMENDED)))


def test_a_suspicion_is_looked_into_within_a_day_or_the_72_hours():
    found = duty("find-out", replace(BREACH, kind=Kind.SUSPECTED))
    assert (found.clause, found.due_at) == ("BR-4.3", NOW + timedelta(hours=24))

    long_ago = replace(BREACH, kind=Kind.SUSPECTED, discovered_at=NOW - timedelta(hours=71))
    assert duty("find-out", long_ago).due_at == NOW + timedelta(hours=1)
    unset = PACKS["breach-response-plan"]
    assert duty("find-out", replace(BREACH, kind=Kind.SUSPECTED), unset).due_at == (
        NOW + timedelta(hours=72)
    )


@pytest.mark.parametrize(
    ("change", "code"),
    [
        ({"contained": Answer.YES}, "contain"),
        ({"aware_at": NOW}, "aware"),
        ({"is_described": True, "cause": "human_error"}, "describe"),
        ({"severity": "minor"}, "classify"),
        ({"referral": Referral.REFERRED}, "refer"),
        ({"referral": Referral.NOT_REFERRED}, "refer"),
        ({"reviewed_at": NOW, "contained": Answer.YES}, "review-incident"),
        ({"own_duties_done": frozenset({"review"})}, "review-incident"),
    ],
)
def test_a_duty_is_met_by_the_fact_it_asks_for(change, code):
    assert duty(code, BREACH).state is not State.DONE
    assert duty(code, replace(BREACH, **change)).state is State.DONE


def test_not_knowing_is_not_a_cause():
    assert duty("describe", replace(BREACH, is_described=True)).state is State.OPEN


@pytest.mark.parametrize("severity", ["major", "critical"])
def test_a_serious_incident_asks_the_head_and_overrules_a_choice_not_to_refer(severity):
    facts = replace(BREACH, severity=severity, classified_at=NOW, referral=Referral.NOT_REFERRED)

    assert duty("refer", facts).state is State.OPEN
    assert duty("refer", facts).title == "Refer the incident to the DPO"
    assert duty("refer", facts).clause == "SI-M8"
    assert duty("acknowledge-head", facts).role is Role.HEAD
    assert duty("acknowledge-head", replace(facts, acknowledged_by_head_at=NOW)).state is State.DONE


def test_the_dpo_confirms_a_referral_and_nothing_else():
    referred = replace(BREACH, referral=Referral.REFERRED, referred_at=NOW)

    assert duty("acknowledge-dpo", BREACH) is None
    assert duty("acknowledge-dpo", referred).due_at == NOW + timedelta(hours=24)
    done = replace(referred, acknowledged_by_dpo_at=NOW)
    assert duty("acknowledge-dpo", done).state is State.DONE


def test_why_the_dpo_must_be_told_is_said_once_for_each_clause():
    facts = replace(BREACH, severity="critical", source=Source.PROCESSOR)

    reasons = must_refer(facts, RECOMMENDED)

    assert [reason.clause for reason in reasons] == ["SI-M8", "BR-5.11"]
    assert reasons[0].message == "A critical incident always goes to the DPO."
    assert must_refer(BREACH, RECOMMENDED) == ()


def test_a_policy_without_levels_never_asks_how_serious_it_is():
    assert duty("classify", BREACH, PACKS["breach-response-plan"]) is None


def test_a_duty_of_the_schools_own_arises_from_its_conditions_and_has_its_own_time():
    facts = replace(BREACH, source=Source.PROCESSOR)

    assert duty("own-contract", BREACH) is None
    assert duty("own-contract", facts).role is Role.DPO
    assert duty("own-contract", facts).group is Group.PUT_RIGHT


def test_closing_counts_what_is_left():
    assert duty("close", BREACH).why_not_yet.endswith(" things to do first")
    one_left = replace(BREACH, kind=Kind.NEAR_MISS, personal_data=Answer.NO, severity="minor")
    assert duty("close", one_left).why_not_yet == "1 thing to do first"
    ready = replace(one_left, referral=Referral.NOT_REFERRED)
    assert (duty("close", ready).state, duty("close", ready).why_not_yet) == (State.OPEN, "")


@given(under_any_policy())
def test_the_same_facts_always_ask_for_the_same(case):
    name, facts = case

    assert duties(facts, PACKS[name]) == duties(facts, PACKS[name])


@given(under_any_policy())
def test_no_duty_stands_twice_and_each_says_whose_it_is_and_why(case):
    name, facts = case
    found = duties(facts, PACKS[name])

    assert len(set(codes(found))) == len(found)
    assert all(each.title and each.clause and each.role in Role for each in found)
    assert codes(found)[-1:] == ([] if facts.is_past else ["close"])


@given(under_any_policy(status=Status.OPEN))
def test_closing_is_open_exactly_when_nothing_else_stands_in_the_way(case):
    name, facts = case
    found = duties(facts, PACKS[name])

    left = [d for d in found[:-1] if d.state is not State.DONE and not d.outlives_closing]

    assert (found[-1].state is State.OPEN) == (not left)


@given(under_any_policy(status=Status.CLOSED))
def test_of_a_closed_incident_only_what_outlives_it_is_asked(case):
    name, facts = case

    assert all(each.outlives_closing for each in open_duties(facts, PACKS[name]))


@given(under_any_policy())
def test_no_policy_gives_more_than_72_hours(case):
    name, facts = case
    latest = facts.clock_start + timedelta(hours=72)

    for each in duties(facts, PACKS[name]):
        if each.code in {"triage", "find-out", "aware", "decide", "tell-regulator"}:
            assert each.due_at is not None
            assert each.due_at <= latest


@given(AN_INSTANT)
def test_the_clock_never_starts_after_the_report_unless_somebody_found_so(discovered_at):
    facts = replace(REPORTED, discovered_at=discovered_at)

    assert facts.clock_start <= NOW
    assert replace(facts, aware_at=NOW + timedelta(hours=1)).clock_start == NOW + timedelta(hours=1)
