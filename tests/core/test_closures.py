from datetime import UTC, date, datetime

import pytest

from tocsin.core.clock import Calendar
from tocsin.core.closures import Closure, closure_between, is_closure

# Christmas 2026: pupils leave on 18 December, staff are back on 4 January, pupils on the 5th.
SCHOOL = Calendar(
    bank_holidays={date(2026, 12, 25), date(2026, 12, 28), date(2027, 1, 1), date(2027, 5, 3)},
    terms=((date(2026, 9, 2), date(2026, 12, 18)), (date(2027, 1, 5), date(2027, 7, 21))),
    closures={date(2026, 11, 12)},
    inset_days={date(2027, 1, 4), date(2026, 11, 13)},
)


@pytest.mark.parametrize(
    ("day", "closed"),
    [
        ("2026-12-18", False),  # the last day of term
        ("2026-12-19", True),  # the Saturday after it
        ("2026-12-25", True),
        ("2027-01-03", True),  # the Sunday before staff come back
        ("2027-01-04", False),  # INSET: staff are there
        ("2026-11-21", False),  # an ordinary Saturday
        ("2026-11-22", False),
        ("2026-11-12", True),  # snow, a Thursday
        ("2026-11-13", False),  # INSET on the Friday after
        ("2026-11-14", False),
        ("2027-05-01", True),  # the Saturday of a bank holiday weekend
        ("2027-05-02", True),
        ("2027-05-03", True),
        ("2027-08-02", False),  # nobody has said what comes after the last term
    ],
)
def test_a_closure_is_more_than_an_ordinary_weekend(day, closed):
    assert is_closure(SCHOOL, date.fromisoformat(day)) is closed


@pytest.mark.parametrize(
    ("start", "end", "found"),
    [
        ("2026-12-16T12:00", "2026-12-18T23:59", None),
        ("2026-12-17T12:00", "2026-12-20T12:00", Closure(date(2026, 12, 19), date(2027, 1, 4))),
        ("2026-12-30T12:00", "2027-01-02T12:00", Closure(date(2026, 12, 30), date(2027, 1, 4))),
        ("2026-11-12T09:00", "2026-11-15T09:00", Closure(date(2026, 11, 12), date(2026, 11, 13))),
    ],
)
def test_the_72_hours_may_touch_a_closure(start, end, found):
    start, end = (datetime.fromisoformat(each).replace(tzinfo=UTC) for each in (start, end))

    assert closure_between(SCHOOL, start, end) == found
