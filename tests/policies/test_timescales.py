"""A school says how soon each stage must be done, within the law."""

import pytest

from tests.policies.pages import Desk, words_of
from tests.worlds import a_school
from tocsin.core.clock import Unit
from tocsin.core.pack_parts import CountedFrom, Stage

pytestmark = pytest.mark.django_db


@pytest.fixture
def desk():
    """The Head's, at a school whose policy leaves most to its procedures."""
    return Desk(a_school(pack="security-incidents"))


def test_a_time_that_was_left_open_is_set_and_then_in_force(desk):
    assert "How soon: acknowledge" in desk.read()

    desk.send(
        "set/timescale/acknowledge-at-any/",
        {"how": "amount", "amount": "4", "unit": "hours", "warn_before": "1, 2",
         "escalate_to": ["head"]},
    )  # fmt: skip
    assert "How soon: acknowledge" in desk.read()
    desk.adopt()

    assert "How soon: acknowledge" not in desk.read()
    assert "4 hours from when it was reported, warned 2, 1 hours before" in desk.read()
    assert "escalated to head" in desk.read()


def test_a_time_can_be_put_on_a_stage_that_the_document_does_not_name(desk):
    desk.send("set/timescale/contain-at-any/", {"how": "at_once"})

    found = desk.draft.timescale("contain")
    assert (found.is_immediate, found.counted_from) == (True, CountedFrom.REPORTED)


def test_a_time_can_be_left_open_again(desk):
    desk.send("set/timescale/report-at-any/", {"how": "unset"})

    assert desk.draft.timescale("report") is None


@pytest.mark.parametrize(
    ("answers", "said"),
    [
        ({"how": "amount", "amount": "96"}, "Enter 72 or less: the law gives no more"),
        ({"how": "amount", "amount": "3", "unit": "working_days"}, "Select hours"),
        ({"how": "amount", "amount": "24", "counted_from": "reported"}, "the law says so"),
        ({"how": "at_once"}, "Enter a number of hours, 72 or fewer"),
    ],
)
def test_the_72_hours_cannot_be_loosened(desk, answers, said):
    sent = {"unit": "hours", "counted_from": "aware", **answers}

    answer = desk.send("set/timescale/tell_regulator-at-any/", sent)

    assert answer.status_code == 422
    assert said in words_of(answer)
    assert "It can never give more." in words_of(answer)


def test_the_72_hours_can_be_tightened(desk):
    sent = {"how": "amount", "amount": "48", "unit": "hours", "counted_from": "aware"}

    desk.send("set/timescale/tell_regulator-at-any/", sent)
    desk.adopt()

    assert "This policy gives less: 48 hours." in desk.read()


def test_warnings_and_units_are_kept_as_typed(desk):
    sent = {"how": "amount", "amount": "10", "unit": "school_days", "counted_from": "classified"}

    desk.send("set/timescale/outcome_report-at-any/", sent | {"is_hard": "on"})

    found = desk.draft.timescale(Stage.OUTCOME_REPORT)
    assert (found.amount, found.unit, found.is_hard) == (10, Unit.SCHOOL_DAYS, True)
    assert desk.form("set/timescale/outcome_report-at-any/")["amount"] == 10
