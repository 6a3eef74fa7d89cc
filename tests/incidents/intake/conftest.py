"""Every test finds the door unused."""

import pytest

from tocsin.incidents.intake import budget


@pytest.fixture
def full_budget():
    for each in (budget.REPORTS, budget.TRIES, budget.WORDS):
        each.refill()
