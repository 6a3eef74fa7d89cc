"""Every vector of facts/law.md section 7: access requests and complaints."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tocsin.core import deadlines
from tocsin.core.bank_holidays import bank_holidays, known_until
from tocsin.core.deadlines import AccessRequest, Clarification

DAYS = st.dates(date(2020, 1, 1), date(2040, 1, 1))

# Received; identity proved; clarifications asked and answered; extended; nation; start; due.
VECTORS = {
    "1": ("2026-09-03", "", (), False, "england", "2026-09-03", "2026-10-05"),
    "2": ("2026-01-31", "", (), False, "england", "2026-01-31", "2026-03-02"),
    "3": ("2028-01-31", "", (), False, "england", "2028-01-31", "2028-02-29"),
    "4": ("2026-03-31", "", (), False, "england", "2026-03-31", "2026-04-30"),
    "5": ("2026-04-01", "", (), False, "england", "2026-04-01", "2026-05-01"),
    "6": ("2026-09-05", "", (), False, "wales", "2026-09-05", "2026-10-05"),
    "7a": ("2026-03-06", "", (), False, "england", "2026-03-06", "2026-04-07"),
    "7b": ("2026-03-06", "", (), False, "scotland", "2026-03-06", "2026-04-06"),
    "8a": ("2026-03-03", "", (), False, "wales", "2026-03-03", "2026-04-07"),
    "8b": ("2026-03-03", "", (), False, "scotland", "2026-03-03", "2026-04-06"),
    "9": ("2026-11-25", "", (), False, "england", "2026-11-25", "2026-12-29"),
    "10": ("2026-11-27", "", (), False, "england", "2026-11-27", "2026-12-29"),
    "11a": ("2026-10-30", "", (), False, "england", "2026-10-30", "2026-11-30"),
    "11b": ("2026-10-30", "", (), False, "scotland", "2026-10-30", "2026-12-01"),
    "12": ("2026-05-11", "2026-05-20", (), False, "england", "2026-05-20", "2026-06-22"),
    "13": ("2026-06-01", "", (("2026-06-03", "2026-06-10"),), False, "england", "2026-06-01",
           "2026-07-09"),
    "14": ("2026-06-01", "2026-06-05", (("2026-06-08", "2026-06-15"),), False, "england",
           "2026-06-05", "2026-07-13"),
    "15": ("2026-01-31", "", (), True, "england", "2026-01-31", "2026-04-30"),
    "16": ("2026-09-03", "", (), True, "england", "2026-09-03", "2026-12-03"),
    "17": ("2026-09-03", "", (("2026-09-07", "2026-09-14"),), True, "england", "2026-09-03",
           "2026-12-11"),
    "18": ("2026-01-25", "", (("2026-01-26", "2026-02-04"),), False, "england", "2026-01-25",
           "2026-03-09"),
    "19a": ("2026-02-17", "", (), False, "northern-ireland", "2026-02-17", "2026-03-18"),
    "19b": ("2026-02-17", "", (), False, "england", "2026-02-17", "2026-03-17"),
    "20a": ("2026-07-03", "", (), False, "scotland", "2026-07-03", "2026-08-04"),
    "20b": ("2026-07-03", "", (), False, "england", "2026-07-03", "2026-08-03"),
    "21": ("2026-08-01", "", (), False, "england", "2026-08-01", "2026-09-01"),
    "22": ("2026-12-31", "", (), False, "england", "2026-12-31", "2027-02-01"),
    "23": ("2027-01-29", "", (), False, "england", "2027-01-29", "2027-03-01"),
    "24": ("2026-09-01", "", (("2026-09-02", "2026-09-04"), ("2026-09-10", "2026-09-11")), False,
           "england", "2026-09-01", "2026-10-06"),
}  # fmt: skip

COMPLAINTS = [
    ("2026-06-19", "england", "2026-07-20"),
    ("2026-06-22", "england", "2026-07-22"),
    ("2026-11-25", "england", "2026-12-29"),
    ("2026-11-28", "england", "2026-12-29"),
    ("2026-10-31", "england", "2026-11-30"),
    ("2026-10-31", "scotland", "2026-12-01"),
    ("2026-12-02", "england", "2027-01-04"),
]


def day(text):
    return date.fromisoformat(text)


def a_request(received, identity="", clarifications=(), *, extended=False):
    asked = tuple(Clarification(day(one), day(other)) for one, other in clarifications)
    return AccessRequest(
        day(received), day(identity) if identity else None, None, asked, is_extended=extended
    )


@pytest.mark.parametrize(
    ("received", "identity", "asked", "extended", "nation", "start", "due"),
    VECTORS.values(),
    ids=VECTORS,
)
def test_an_access_request_is_due_when_the_law_says(
    received, identity, asked, extended, nation, start, due
):
    request = a_request(received, identity, asked, extended=extended)

    assert request.starts_on == day(start)
    assert deadlines.response_due_on(request, bank_holidays(nation)) == day(due)


def test_an_extension_is_announced_within_the_first_month_and_its_pause():
    request = a_request("2026-09-03", "", (("2026-09-07", "2026-09-14"),), extended=True)

    due = deadlines.extension_notice_due_on(request, bank_holidays("england"))

    assert due == date(2026, 10, 12)


@pytest.mark.parametrize(("received", "nation", "due"), COMPLAINTS)
def test_a_complaint_is_acknowledged_within_thirty_days(received, nation, due):
    found = deadlines.complaint_acknowledged_by(day(received), bank_holidays(nation))

    assert found == day(due)


def test_nothing_is_due_while_the_school_waits_for_an_answer():
    waiting = AccessRequest(day("2026-06-01"), clarifications=(Clarification(day("2026-06-03")),))

    assert deadlines.response_due_on(waiting) is None
    assert deadlines.extension_notice_due_on(waiting) is None


def test_a_question_answered_the_same_day_stops_nothing():
    request = a_request("2026-06-01", "", (("2026-06-03", "2026-06-03"),))

    assert deadlines.response_due_on(request) == date(2026, 7, 1)


def test_a_day_on_which_two_questions_were_open_is_left_out_once():
    request = a_request(
        "2026-06-01", "", (("2026-06-03", "2026-06-10"), ("2026-06-05", "2026-06-10"))
    )

    assert deadlines.response_due_on(request) == date(2026, 7, 9)


def test_days_before_the_start_were_never_counted_and_are_not_left_out():
    request = a_request("2026-06-01", "2026-06-05", (("2026-06-03", "2026-06-06"),))

    assert deadlines.response_due_on(request) == date(2026, 7, 7)


def test_an_answer_before_the_question_is_a_slip():
    with pytest.raises(ValueError, match="before they are asked"):
        Clarification(day("2026-06-03"), day("2026-06-02"))


def test_a_fee_that_is_paid_later_starts_the_month():
    request = AccessRequest(day("2026-06-01"), fee_paid_on=day("2026-06-09"))

    assert request.starts_on == date(2026, 6, 9)


def test_the_target_is_28_days():
    assert deadlines.response_target_on(a_request("2026-09-03")) == date(2026, 10, 1)


@pytest.mark.parametrize(
    ("asked", "published", "due"),
    [("2026-05-20", "2026-08-13", "2026-09-22"), ("2026-03-31", "2026-08-13", "2026-08-31")],
)
def test_marks_asked_for_early_are_due_by_the_earlier_of_two_days(asked, published, due):
    assert deadlines.exam_marks_due_on(day(asked), day(published)) == day(due)


@given(DAYS, st.booleans())
def test_no_deadline_falls_on_a_day_without_work_or_before_a_month(received, extended):
    holidays = bank_holidays("scotland")

    due = deadlines.response_due_on(AccessRequest(received, is_extended=extended), holidays)

    assert due.weekday() < 5
    assert due not in holidays
    assert 28 <= (due - received).days <= (31, 92)[extended] + 5


@pytest.mark.parametrize(
    ("nation", "first", "count"),
    [("england", 8, 16), ("wales", 8, 16), ("scotland", 10, 19), ("northern-ireland", 10, 20)],
)
def test_each_nation_has_its_own_bank_holidays(nation, first, count):
    days = bank_holidays(nation)

    assert len([each for each in days if each.year == 2026]) == first
    assert len(days) == count
    assert all(each.weekday() < 5 for each in days)
    assert known_until(nation) == date(2027, 12, 31)
