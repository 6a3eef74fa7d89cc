"""What the regulators say of their own cases."""

import pytest

from tests.core.risk_cases import CASES, DEPENDS, SAID_OTHERWISE
from tocsin.core.risk import assess
from tocsin.core.risk_reading import read_facts


def outcomes(attributes):
    found = assess(read_facts(attributes))
    return found.record, found.notify_authority, found.notify_subjects


def agrees(got, expected):
    return all(want in (None, have) for have, want in zip(got, expected, strict=True))


@pytest.mark.parametrize("title", CASES)
def test_a_published_case_comes_out_as_its_regulator_says(title):
    attributes, expected = CASES[title]

    assert agrees(outcomes(attributes), expected)


@pytest.mark.parametrize(("title", "change"), SAID_OTHERWISE)
def test_a_published_case_comes_out_the_same_when_it_is_told_a_little_differently(title, change):
    attributes, expected = CASES[title]

    assert agrees(outcomes(attributes | change), expected)


@pytest.mark.parametrize("title", [title for title in CASES if DEPENDS in CASES[title][1]])
def test_where_the_regulator_says_it_depends_the_facts_it_depends_on_are_named(title):
    missing = assess(read_facts(CASES[title][0])).missing

    assert missing
    assert all(len({span for _, span in each.answers}) > 1 for each in missing)
