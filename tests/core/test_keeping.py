"""Until when a record is kept."""

from datetime import date

import pytest

from tocsin.core.keeping import SIX_YEARS, kept_until
from tocsin.core.pack_practice import KeptFrom, Period, Retention

DAYS = {KeptFrom.OCCURRED: date(2024, 2, 29), KeptFrom.CLOSED: date(2024, 8, 31)}


def test_it_is_six_years_from_the_day_it_happened_where_a_policy_says_nothing():
    assert kept_until(SIX_YEARS, DAYS) == date(2030, 2, 28)


@pytest.mark.parametrize(
    ("amount", "unit", "start", "until"),
    [
        (30, Period.DAYS, KeptFrom.OCCURRED, date(2024, 3, 30)),
        (18, Period.MONTHS, KeptFrom.CLOSED, date(2026, 2, 28)),
        (1, Period.YEARS, KeptFrom.REPORTED, date(2025, 2, 28)),  # not known: from when it happened
        (3, Period.TERMS, KeptFrom.OCCURRED, None),
    ],
)
def test_it_is_counted_as_the_policy_has_it(amount, unit, start, until):
    assert kept_until(Retention("any", amount, unit, start), DAYS) == until
