"""Who else should hear of it: by facts, by nation, and by the school's own policy."""

from dataclasses import replace
from datetime import UTC, date, datetime

import pytest

from tocsin.core.causes import KEYS
from tocsin.core.contact_kinds import is_stale
from tocsin.core.duties import State, duties
from tocsin.core.facts import Facts, Kind, Source, Status
from tocsin.core.national_contacts import contacts_in, known
from tocsin.core.pack_parts import Identity, Nation
from tocsin.core.pack_practice import Body, Force
from tocsin.core.policy import Pack
from tocsin.core.processor_terms import TERMS, gaps
from tocsin.core.third_parties import SIGNS, parties, suggestions

NOON = datetime(2026, 11, 20, 12, tzinfo=UTC)
BREACH = Facts(Status.OPEN, NOON, kind=Kind.CONFIRMED)


def a_pack(nation=Nation.ENGLAND, *bodies):
    return Pack(Identity("own", "Our own policy", nation), bodies=bodies)


def asked(pack=None, **facts):
    return {each.party for each in suggestions(replace(BREACH, **facts), pack or a_pack())}


def the_duty(**facts):
    found = duties(replace(BREACH, **facts), a_pack())
    return next((each.state for each in found if each.code == "tell-others"), None)


@pytest.mark.parametrize(
    ("facts", "expected"),
    [
        ({"cause": "phishing"},
         {"it_support", "insurer", "dfe_cyber", "report_fraud", "anti_fraud"}),
        ({"cause": "ransomware"}, {"it_support", "insurer", "dfe_cyber", "report_fraud"}),
        ({"cause": "pretended"}, {"anti_fraud"}),
        ({"cause": "device_stolen"}, {"it_support", "insurer", "police"}),
        ({"cause": "paper_lost"}, set()),
        ({"cause": "inappropriate_access"}, set()),
        ({"cause": "staff_looked"}, {"hr"}),
        ({"source": Source.PROCESSOR}, {"processor"}),
        ({"source": Source.MEDIA}, {"press_office"}),
        ({"source": Source.IT_SYSTEM}, {"it_support"}),
        ({"data_kinds": frozenset({"money"})}, {"bank"}),
        ({"signs": frozenset({"fraud"})}, {"report_fraud", "anti_fraud"}),
        ({"signs": frozenset({"exams"})}, {"exam_board"}),
        ({"signs": frozenset({"closes_school"})}, {"ncsc"}),
        ({}, set()),
    ],
)  # fmt: skip
def test_each_fact_brings_the_bodies_that_it_calls_for(facts, expected):
    assert asked(**facts) == expected


def test_in_scotland_the_police_take_fraud_and_cyber_crime():
    there = a_pack(Nation.SCOTLAND)

    assert asked(there, cause="ransomware") == {"it_support", "insurer", "police"}
    assert asked(there, signs=frozenset({"fraud"})) == {"police", "anti_fraud"}


@pytest.mark.parametrize("sign", SIGNS)
def test_every_sign_brings_somebody_and_says_why(sign):
    found = suggestions(replace(BREACH, signs=frozenset({sign})), a_pack())

    assert found
    assert all(each.because and each.source for each in found)


@pytest.mark.parametrize("cause", sorted(KEYS))
def test_every_cause_can_be_asked_about_and_nobody_is_suggested_twice(cause):
    found = [each.party for each in suggestions(replace(BREACH, cause=cause), a_pack())]

    assert len(found) == len(set(found))
    assert set(found) <= parties(a_pack()).keys()


def test_the_schools_policy_adds_bodies_and_gives_them_its_own_names():
    must = Body("bishop", "The diocese", force=Force.MUST)
    consider = Body("lawyer", "Legal advisors")
    pack = a_pack(Nation.ENGLAND, must, consider)

    assert asked(pack) == {"bishop"}
    assert parties(pack)["bishop"] == "The diocese"
    assert parties(pack)["legal"] == "Legal advisors"


@pytest.mark.parametrize("kind", [None, Kind.NEAR_MISS, Kind.DUPLICATE])
def test_before_triage_and_without_a_breach_there_is_no_duty(kind):
    assert the_duty(kind=kind, cause="phishing") is None


def test_the_duty_is_met_once_every_suggested_body_has_an_answer():
    assert the_duty(cause="paper_lost") is None
    assert the_duty(cause="pretended") is State.OPEN
    assert the_duty(cause="pretended", parties_settled=frozenset({"police"})) is State.OPEN
    assert the_duty(cause="pretended", parties_settled=frozenset({"anti_fraud"})) is State.DONE


def test_every_nation_has_police_and_what_we_ship_has_a_day_and_a_source():
    for nation in Nation:
        assert "police" in {each.kind for each in contacts_in(nation.value)}
    assert all(each.checked_on <= date(2026, 11, 26) and each.source for each in known())


def test_a_contact_is_stale_after_90_days_or_when_nobody_ever_checked_it():
    assert not is_stale(date(2026, 8, 22), date(2026, 11, 20))
    assert is_stale(date(2026, 8, 21), date(2026, 11, 20))
    assert is_stale(None, date(2026, 11, 20))


def test_a_contract_lacks_what_nobody_found_in_it():
    assert len(gaps({})) == len(TERMS) == 9
    assert gaps({term.key: "present" for term in TERMS}) == ()
    assert [term.key for term in gaps({t.key: "present" for t in TERMS} | {"end": "missing"})] == [
        "end"
    ]
