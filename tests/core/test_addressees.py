from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tocsin.core.addressees import Held, Subject, To, age_on, by_age, held, written_to

FRIDAY = date(2026, 11, 20)


def pupil(born=None, **more):
    return Subject(is_pupil=True, born=born, **more)


@pytest.mark.parametrize(
    ("born", "to"),
    [
        (date(2012, 11, 21), To.PARENT),  # 14 tomorrow
        (date(2012, 11, 20), To.SELF),  # 14 today
        (date(2026, 1, 1), To.PARENT),
        (None, None),
    ],
)
def test_a_parent_is_written_to_when_a_pupil_is_13_or_younger_on_the_day(born, to):
    assert by_age(pupil(born), FRIDAY, 13) is to


def test_a_child_born_on_a_leap_day_is_14_on_the_first_of_march():
    assert age_on(date(2012, 2, 29), date(2026, 2, 28)) == 13
    assert age_on(date(2012, 2, 29), date(2026, 3, 1)) == 14


def test_another_school_has_another_age_and_a_third_decides_each_time():
    assert by_age(pupil(date(2011, 1, 1)), FRIDAY, 16) is To.PARENT
    assert by_age(pupil(date(2011, 1, 1)), FRIDAY, None) is None


def test_an_adult_is_written_to_themselves():
    assert by_age(Subject(is_pupil=False), FRIDAY, 13) is To.SELF


def test_somebody_may_choose_against_the_age():
    assert written_to(pupil(date(2020, 1, 1), addressed_to="self"), FRIDAY, 13) is To.SELF


def test_a_letter_is_held_until_somebody_has_looked_at_a_court_order():
    child = {"born": date(2015, 1, 1), "has_parent": True, "flags": ["court_order"]}

    assert held(pupil(**child), FRIDAY, 13) is Held.FLAG
    assert held(pupil(**child, word="write"), FRIDAY, 13) is None
    assert held(pupil(**child, word="spare"), FRIDAY, 13) is Held.SPARED


def test_a_letter_is_held_while_it_is_not_clear_whom_it_goes_to():
    assert held(pupil(), FRIDAY, 13) is Held.WHOM
    assert held(pupil(date(2015, 1, 1)), FRIDAY, 13) is Held.NO_PARENT


@given(st.dates(date(1950, 1, 1), FRIDAY), st.integers(0, 20))
def test_nobody_grows_younger(born, up_to_age):
    before = by_age(pupil(born), FRIDAY, up_to_age)
    after = by_age(pupil(born), FRIDAY.replace(year=2027), up_to_age)

    assert (before, after) != (To.SELF, To.PARENT)
