from dataclasses import fields, replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.core.pack_files import pack
from tocsin.core.severity import PEOPLE_BANDS, SeverityAnswers, suggest

KNOWN = st.builds(
    SeverityAnswers,
    people=st.integers(0, 5000),
    special_category=st.booleans(),
    encrypted=st.booleans(),
    contained=st.booleans(),
    availability_only=st.booleans(),
    personal_data=st.booleans(),
    harm_likely=st.booleans(),
    limited_data=st.booleans(),
    kind=st.sampled_from(["confirmed", "near_miss", "weakness"]),
    cause=st.sampled_from(["ransomware", "phishing", "fire"]),
)
ANSWERS = st.builds(
    SeverityAnswers,
    people=st.none() | st.integers(0, 5000) | st.sampled_from(list(PEOPLE_BANDS.values())),
    personal_data=st.none() | st.booleans(),
    special_category=st.none() | st.booleans(),
    encrypted=st.none() | st.booleans(),
    contained=st.none() | st.booleans(),
    harm_likely=st.none() | st.booleans(),
    kind=st.none() | st.sampled_from(["confirmed", "near_miss", "weakness"]),
)  # fmt: skip
COMPUTED = st.sampled_from([pack("recommended"), pack("ig-siri"), pack("edusphere")])


def test_a_policy_without_rules_leaves_severity_to_people():
    suggestion = suggest(pack("security-incidents"), SeverityAnswers(people=5000))

    assert suggestion.level_key is None
    assert suggestion.reasons == ("Your policy leaves this for people to judge.",)


@pytest.mark.parametrize(
    ("answers", "level"),
    [
        (SeverityAnswers(people=1001, availability_only=False, encrypted=False), "critical"),
        (SeverityAnswers(people=10, special_category=False), "high"),
        (SeverityAnswers(people=1000, special_category=False), "high"),
        (SeverityAnswers(people=9, special_category=False), "medium"),
        (SeverityAnswers(people=1, special_category=True), "critical"),
        (SeverityAnswers(people=5000, availability_only=True), "low"),
        (SeverityAnswers(people=5000, encrypted=True), "low"),
    ],
)
def test_numbers_decide_in_the_suppliers_register(answers, level):
    suggestion = suggest(pack("edusphere"), answers)

    assert (suggestion.level_key, suggestion.might_be) == (level, None)


def test_what_is_not_known_could_be_worse_and_is_asked_for():
    suggestion = suggest(pack("edusphere"), SeverityAnswers(people=9))

    assert (suggestion.level_key, suggestion.might_be) == ("medium", "critical")
    assert "Critical if specially protected information is involved." in suggestion.missing
    assert suggestion.reasons == ("Medium, because no more than 9 people are affected.",)


def test_when_nothing_is_known_nothing_is_suggested_but_the_worst_is_named():
    suggestion = suggest(pack("edusphere"), SeverityAnswers())

    assert (suggestion.level_key, suggestion.might_be) == (None, "critical")
    assert suggestion.reasons == ("No rule of your policy fits what is known.",)


def test_encryption_nobody_has_confirmed_is_no_comfort():
    answers = SeverityAnswers(people=20, special_category=True, encrypted=None)

    assert suggest(pack("edusphere"), answers).level_key == "critical"


@pytest.mark.parametrize(
    ("answers", "score", "level"),
    [
        (SeverityAnswers(people=10, special_category=False, limited_data=True), -2, "level-0"),
        (SeverityAnswers(people=11, special_category=False), 0, "level-0"),
        (SeverityAnswers(people=11), 1, "level-1"),
        (SeverityAnswers(people=11, special_category=True), 2, "level-2"),
        (SeverityAnswers(people=101), 2, "level-2"),
        (SeverityAnswers(people=1001, hard_to_access=True), 2, "level-2"),
    ],
)
def test_the_checklist_adds_up_a_score(answers, score, level):
    suggestion = suggest(pack("ig-siri"), answers)

    assert (suggestion.score, suggestion.level_key) == (score, level)


def test_a_score_is_explained():
    answers = SeverityAnswers(people=11, special_category=True, similar_before=False)

    assert suggest(pack("ig-siri"), answers).reasons == (
        "1 for the number of people.",
        "+1 because specially protected information is involved.",
    )


def test_a_score_says_what_unknown_answers_could_add():
    suggestion = suggest(pack("ig-siri"), SeverityAnswers(people=(11, 100), special_category=False))

    assert (suggestion.level_key, suggestion.might_be) == ("level-0", "level-2")
    assert "Whether people are likely to come to harm." in suggestion.missing


def test_a_score_needs_a_number_of_people():
    suggestion = suggest(pack("ig-siri"), SeverityAnswers(special_category=True))

    assert (suggestion.level_key, suggestion.score) == (None, None)
    assert suggestion.might_be == "level-2"
    assert suggestion.missing[0] == "How many people are affected."


@pytest.mark.parametrize(
    ("answers", "level"),
    [
        (SeverityAnswers(kind="near_miss", special_category=True), "minor"),
        (SeverityAnswers(kind="confirmed", harm_likely=True), "critical"),
        (SeverityAnswers(cause="ransomware"), "critical"),
        (SeverityAnswers(special_category=True, people=120), "critical"),
        (SeverityAnswers(special_category=True, people=2), "major"),
        (SeverityAnswers(special_category=False, encrypted=True, contained=True), "minor"),
        (SeverityAnswers(personal_data=True, people=300, special_category=False), "major"),
        (SeverityAnswers(personal_data=True, contained=False, special_category=False), "major"),
        (SeverityAnswers(personal_data=True, people=5, contained=True), "moderate"),
        (SeverityAnswers(recipient_trusted=True, recovered=True, people=1), "minor"),
        (SeverityAnswers(personal_data=False), "minor"),
    ],
)
def test_our_own_policy_suggests_a_level(answers, level):
    assert suggest(pack("recommended"), answers).level_key == level


@given(COMPUTED, ANSWERS)
def test_what_might_be_is_always_worse_than_what_is(policy, answers):
    suggestion = suggest(policy, answers)

    assert suggestion.reasons
    if suggestion.might_be and suggestion.level_key:
        assert policy.rank(suggestion.might_be) > policy.rank(suggestion.level_key)


@given(COMPUTED, KNOWN, st.sets(st.sampled_from([field.name for field in fields(SeverityAnswers)])))
def test_what_is_learned_later_is_never_worse_than_what_was_said_it_might_be(policy, known, hidden):
    before = suggest(policy, replace(known, **dict.fromkeys(hidden)))
    after = suggest(policy, known)

    worst = before.might_be or before.level_key
    later = {after.level_key, after.might_be} - {None}
    ranks = [policy.rank(level) for level in later]
    assert not ranks or max(ranks) <= policy.rank(worst)


def test_a_weakness_is_white():
    suggestion = suggest(pack("colours"), SeverityAnswers(kind="weakness", people=900))

    assert suggestion.level_key == "white"
    assert suggestion.reasons == ("It is a weakness: nothing was breached.",)
