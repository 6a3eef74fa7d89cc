import pytest

from tests.core.pack_files import pack
from tocsin.core.conditions import (
    ALLOWED,
    ALWAYS,
    Conditions,
    Flag,
    LevelIs,
    OneOf,
    PeopleAtLeast,
    PeopleAtMost,
    SeverityAtLeast,
)

LEVELS = ("minor", "major", "critical")


@pytest.mark.parametrize(
    ("matcher", "answers", "holds"),
    [
        (Flag("children", wanted=True), {"children": True}, True),
        (Flag("children", wanted=True), {"children": False}, False),
        (Flag("children", wanted=False), {"children": False}, True),
        (Flag("children", wanted=False), {}, None),
        (OneOf("source", ("processor",)), {"source": "processor"}, True),
        (OneOf("source", ("processor",)), {"source": "staff"}, False),
        (OneOf("source", ("processor",)), {"source": None}, None),
        (OneOf("cause", ("malicious_act",)), {"cause": "phishing"}, True),
        (OneOf("cause", ("phishing",)), {"cause": "malicious_act"}, False),
        (OneOf("cause", ("phishing",)), {"cause": ""}, None),
        (LevelIs(("major",)), {"severity": "major"}, True),
        (LevelIs(("major",)), {"severity": "minor"}, False),
        (LevelIs(("major",)), {}, None),
        (SeverityAtLeast("major"), {"severity": "critical", "levels": LEVELS}, True),
        (SeverityAtLeast("major"), {"severity": "major", "levels": LEVELS}, True),
        (SeverityAtLeast("major"), {"severity": "minor", "levels": LEVELS}, False),
        (SeverityAtLeast("major"), {"levels": LEVELS}, None),
        (SeverityAtLeast("major"), {"severity": "major"}, None),
        (PeopleAtLeast(100), {"people": 100}, True),
        (PeopleAtLeast(100), {"people": 99}, False),
        (PeopleAtLeast(100), {"people": (50, 200)}, None),
        (PeopleAtLeast(100), {"people": (101, None)}, True),
        (PeopleAtLeast(100), {"people": (11, 99)}, False),
        (PeopleAtLeast(100), {}, None),
        (PeopleAtMost(9), {"people": 9}, True),
        (PeopleAtMost(9), {"people": 10}, False),
        (PeopleAtMost(9), {"people": (1, 10)}, None),
    ],
)
def test_a_condition_says_yes_no_or_not_known(matcher, answers, holds):
    assert matcher.matches(answers) is holds


@pytest.mark.parametrize(
    ("answers", "holds"),
    [
        ({"children": True, "contained": False}, True),
        ({"children": True}, None),
        ({"children": False}, False),
    ],
)
def test_conditions_hold_together_and_one_no_settles_it(answers, holds):
    when = Conditions((Flag("children", wanted=True), Flag("contained", wanted=False)))

    assert when.holds(answers) is holds


def test_no_conditions_always_hold():
    assert ALWAYS.holds({}) is True
    assert ALWAYS.words() == "always"


@pytest.mark.parametrize(
    ("matcher", "words"),
    [
        (Flag("children", wanted=True), "children are affected"),
        (Flag("contained", wanted=False), "it has not been stopped"),
        (OneOf("source", ("it_system", "media")), "it came to light through it system or media"),
        (LevelIs(("major", "critical")), "the severity is major or critical"),
        (SeverityAtLeast("major"), "the severity is major or worse"),
        (PeopleAtLeast(1000), "1,000 or more people are affected"),
        (PeopleAtMost(9), "no more than 9 people are affected"),
    ],
)
def test_a_condition_can_be_read(matcher, words):
    assert matcher.name in ALLOWED
    assert Conditions((matcher,)).words() == words


def test_a_pack_knows_which_of_its_levels_are_serious():
    (rule, *_) = pack("security-incidents").referrals

    assert pack("security-incidents").holds(rule.when, {"severity": "critical"}) is True
    assert pack("security-incidents").holds(rule.when, {"severity": "lesser"}) is False
    assert pack("security-incidents").holds(rule.when, {"severity": None}) is None
