"""Reading facts: what is wrong is named, and so is what is allowed."""

import math

import pytest

from tocsin.core.risk_facts import BreachFacts
from tocsin.core.risk_reading import BadFacts, read_facts


def refused(facts):
    with pytest.raises(BadFacts) as refusal:
        read_facts(facts)
    return {reason.code: reason.message for reason in refusal.value.reasons}


def test_what_is_not_given_is_not_known():
    assert read_facts({}) == BreachFacts()
    assert read_facts({"malicious": None, "data_categories": []}) == BreachFacts()


def test_unknown_is_an_answer_to_whether_it_was_taken():
    assert read_facts({"exfiltrated": "unknown"}).exfiltrated is None
    assert read_facts({"exfiltrated": True}).exfiltrated is True


def test_nothing_lost_is_not_the_same_as_not_known():
    assert read_facts({"breach_types": []}).breach_types == frozenset()
    assert read_facts({"breach_types": None}).breach_types is None


@pytest.mark.parametrize(
    ("name", "value", "message"),
    [
        ("malicious", "maybe", "malicious is “maybe”. Give true, false or null."),
        ("malicious", 1, "malicious is 1. Give true, false or null."),
        ("exfiltrated", "no", "exfiltrated is “no”. Give true, false, “unknown” or null."),
        (
            "number_of_subjects",
            -1,
            "number_of_subjects is -1. Give a whole number from 0 to 10,000,000,000, or null.",
        ),
        (
            "restored_within_hours",
            math.nan,
            "restored_within_hours is nan. Give a number of hours from 0 to 1,000,000, or null.",
        ),
        (
            "data_sensitivity",
            "secret",
            "data_sensitivity is “secret”. Give low, moderate, high or null.",
        ),
        (
            "breach_types",
            ["leak"],
            (
                "breach_types is ['leak']. Give a list of any of confidentiality, integrity, "
                "availability, or null."
            ),
        ),
        ("cause", " ", "cause is “ ”. Give a word of at most 60 characters, or null."),
        (
            "data_categories",
            "health",
            (
                "data_categories is “health”. Give a list of words such as “health” or "
                "“contact”, or null."
            ),
        ),
        ("actor", {}, "actor is {}. Give internal, external, none or null."),
    ],
)
def test_a_value_that_is_not_allowed_is_named_with_what_is(name, value, message):
    assert refused({name: value}) == {name: message}


@pytest.mark.parametrize("value", [True, 1.5, "12", math.inf, -1, 10**400, [1]])
def test_a_number_of_people_is_a_whole_number_that_is_possible(value):
    assert list(refused({"number_of_subjects": value})) == ["number_of_subjects"]


@pytest.mark.parametrize("value", [True, math.inf, -0.1, 10**400, "4"])
def test_hours_are_a_number_that_is_possible(value):
    assert list(refused({"restored_within_hours": value})) == ["restored_within_hours"]


@pytest.mark.parametrize("value", [[1], [""], [["contact"]], {"contact": 1}, "contact"])
def test_kinds_of_data_are_words(value):
    assert list(refused({"data_categories": value})) == ["data_categories"]


def test_everything_wrong_is_said_at_once():
    assert list(refused({"malicious": 0, "children": "no"})) == ["malicious", "children"]


def test_a_name_that_is_nearly_right_is_corrected():
    assert refused({"chidren": True}) == {
        "chidren": "chidren is not a fact we know. Did you mean children?"
    }


def test_a_name_that_is_nothing_like_a_fact_gets_the_list():
    assert "The facts are: breach_types, cause" in refused({"zzz": True})["zzz"]


def test_a_long_value_is_cut_short_in_the_message():
    assert len(refused({"malicious": "x" * 5000})["malicious"]) < 120
