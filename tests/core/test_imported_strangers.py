"""Logs as many different people would keep them, with values that help or mislead."""

import json
from pathlib import Path

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

    assert silent == ["Users impacted", "Put right by (action)", "Person involved"]
