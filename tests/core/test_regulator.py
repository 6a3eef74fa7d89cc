from dataclasses import replace
from datetime import date

import pytest

from tocsin.core import regulator
from tocsin.core.regulator import regulator_on


def test_the_regulator_is_the_ico_today():
    found = regulator_on(date(2026, 11, 22))

    assert (found.short_name, found.phone) == ("ICO", "0303 123 1113")
    assert found.hours == "Monday to Friday, 9am to 5pm"


def test_the_information_commission_has_no_date_yet():
    commission = regulator.known()[1]

    assert (commission.name, commission.in_force_on) == ("Information Commission", None)
    assert regulator_on(date(2035, 1, 1)).short_name == "ICO"
    assert regulator.ids() == {"ico"}


def test_once_it_has_a_date_the_name_follows_from_that_day():
    ico, commission = regulator.known()
    dated = (ico, replace(commission, in_force_on=date(2027, 4, 1)))

    assert regulator_on(date(2027, 3, 31), among=dated).short_name == "ICO"
    assert regulator_on(date(2027, 4, 1), among=dated).short_name == "Information Commission"


@pytest.mark.parametrize(("day", "name"), [(date(2018, 5, 24), "ico"), (date(2026, 1, 1), "dpc")])
def test_there_is_no_regulator_before_the_law_or_under_another_name(day, name):
    with pytest.raises(KeyError):
        regulator_on(day, name)
