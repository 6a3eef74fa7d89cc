"""Logs as many different people would keep them, with values that help or mislead."""

import json
from pathlib import Path

import pytest

from tocsin.core.imported_mapping import mapped

HERE = Path(__file__).parent
LOGS = json.loads((HERE / "logs_of_strangers.json").read_text())
HEADINGS = json.loads((HERE / "headings_of_strangers.json").read_text())


def columns_of_all():
    """Each column as it is understood, and what it may mean; `-` is word for word only."""
    for log in LOGS.values():
        found = mapped([heading for heading, _, _ in log], [values for _, _, values in log])
        yield from zip(found, [wanted.split("|") for _, wanted, _ in log], strict=True)


def test_nearly_every_column_of_a_strangers_log_is_understood():
    right = [(column.field or "-") in wanted for column, wanted in columns_of_all()]

    assert len(right) == 550
    assert sum(right) >= 540


def test_what_is_wrong_in_a_strangers_log_is_said_to_be_in_doubt():
    silent = [
        column.heading
        for column, wanted in columns_of_all()
        if column.field and column.field not in wanted and not column.doubt
    ]

    assert silent == ["Rationale"]  # of telling the ICO or the people, the log does not say


def headings_alone():
    """The same for headings that 44 schools, councils and trusts might use, without a value."""
    for log in HEADINGS.values():
        found = mapped(list(log), [()] * len(log))
        yield from zip(found, [wanted.split("|") for wanted in log.values()], strict=True)


def test_headings_alone_say_nearly_always_what_a_column_is():
    right = [(column.field or "-") in wanted for column, wanted in headings_alone()]

    assert len(right) == 641
    assert sum(right) >= 623


def test_headings_alone_are_hardly_ever_taken_for_something_else_without_a_doubt():
    silent = [
        column.heading
        for column, wanted in headings_alone()
        if column.field and column.field not in wanted and not column.doubt
    ]

    assert silent == ["Put right by (action)"]


def field_and_doubt(headings, columns=None):
    found = mapped(headings, columns or [()] * len(headings))
    return [(column.field, bool(column.doubt)) for column in found]


@pytest.mark.parametrize(
    "heading", ["Special category (tick)", "Is sensitive data involved?", "Learner data: Y/N"]
)
def test_a_question_that_yes_or_no_answers_tells_nothing_more_without_a_doubt(heading):
    [(field, is_doubted)] = field_and_doubt([heading])

    assert is_doubted or not field


def test_a_question_that_asks_for_more_is_believed():
    assert field_and_doubt(["What data was involved?"]) == [("data", False)]


def test_of_two_columns_that_could_say_the_same_neither_is_taken_without_a_doubt():
    found = field_and_doubt(["First severity score", "Second severity score"])

    assert found == [("severity", True), ("", True)]


def test_how_likely_something_is_does_not_say_how_great_the_risk_is():
    assert field_and_doubt(["Likelihood", "Likelihood of harm"]) == [("", False), ("risk", False)]


def test_a_number_with_letters_and_a_year_is_a_reference_and_no_day():
    numbers = ["DB-2023-01", "DB-2023-02", "DB-2023-03", "DB-2024-01"]

    assert field_and_doubt(["Incident #"], [numbers]) == [("reference", False)]


def test_a_count_asked_for_in_brackets_is_what_the_column_holds():
    assert field_and_doubt(["Learners affected (number)"]) == [("people", False)]


def test_records_with_numbers_below_them_are_counted():
    assert field_and_doubt(["Records exposed"], [["1", "58", "12", "1200"]]) == [("records", False)]


def test_who_else_was_told_is_not_who_dealt_with_it():
    assert field_and_doubt(["Manager told (time)", "Ofsted informed"]) == [("", False)] * 2


def test_a_story_of_a_letter_is_no_answer():
    assert field_and_doubt(["What happened"], [["Letter lost in the post"]]) == [("what", False)]
