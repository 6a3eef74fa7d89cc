"""Odd values of old logs: read as they are meant, or doubted, and never silently wrong."""

import pytest

from tocsin.core.imported_dates import read_day
from tocsin.core.imported_told import read_told
from tocsin.core.imported_values import read_people

DAYS = {
    "20210312": "2021-03-12", "2021-07-12T23:30:00Z": "2021-07-13", "12 Mawrth 2021": "2021-03-12",
    "12\u200b/03/2021": "2021-03-12", "\u200f12/03/2021": "2021-03-12", "44197": "2021-01-01",
    "27th/28th March 2021": "2021-03-27", "March/April 2021": "2021-03", "2021/22": "2021",
    "Autumn term 2022": "2022", "12.3.21 - see email": "2021-03-12", "12/03/2021 🙂": "2021-03-12",
}  # fmt: skip
DOUBTED_DAYS = (
    "12/03/2021 (approx)", "March/April 2021", "week ending 12/03/2021", "2021/22", "44197",
    "Autumn term 2022", "29/02/2021", "yesterday", "12/13/2021", "1615540500",
)  # fmt: skip
NO_NUMBERS = (
    "-5", "∞", "1e12", "50%", "100k", "2 families", "Y5", "6A", "Class 3B", "pupil 12",
    "twenty-five", "hundreds", float("nan"), float("inf"), 1e300, True,
)  # fmt: skip
PEOPLE = {"Year 6 (28)": 28, "a class of 30": 30, "no one": 0, "none": 0, "1 200": 1200}
TOLD = {
    "Naddo": "no", "Do / Yes": "yes", "Na / No": "no", "Nothing": "no", "phoned": "yes",
    "Letter home": "yes", "Considered not necessary": "no", "yes\u200b": "yes", "FALSE": "no",
}  # fmt: skip
NEITHER = (
    "Y/N", "Yes / No", "y?", "No?", "Advised by DPO: no", "Parents informed; pupils not",
    "ICO contacted us first", "Unable to contact",
)  # fmt: skip


@pytest.mark.parametrize(("cell", "day"), DAYS.items())
def test_an_odd_date_is_read(cell, day):
    assert read_day(cell).start.as_text()[:10] == day


@pytest.mark.parametrize("cell", DOUBTED_DAYS)
def test_a_date_that_could_be_another_is_doubted(cell):
    assert read_day(cell).doubts


@pytest.mark.parametrize("cell", [float("nan"), float("inf"), True, -5, 1e300])
def test_a_cell_that_can_be_no_date_is_unread(cell):
    assert read_day(cell).is_unread


@pytest.mark.parametrize("cell", NO_NUMBERS)
def test_what_looks_like_a_number_of_people_is_not_made_one(cell):
    found = read_people(cell)

    assert (found.count, found.band, bool(found.doubts)) == (None, "", True)


@pytest.mark.parametrize(("cell", "count"), PEOPLE.items())
def test_an_odd_number_of_people_is_read(cell, count):
    assert read_people(cell).count == count


@pytest.mark.parametrize(("cell", "answer"), TOLD.items())
def test_an_odd_yes_or_no_is_read(cell, answer):
    assert read_told(cell).answer == answer


@pytest.mark.parametrize("cell", NEITHER)
def test_what_is_neither_yes_nor_no_is_not_made_one(cell):
    found = read_told(cell)

    assert (found.answer, bool(found.doubts)) == ("unsure", True)


@pytest.mark.parametrize("cell", ["Yes - told DPO", "Reported to governors only by phone"])
def test_somebody_else_who_was_told_is_doubted(cell):
    assert read_told(cell).doubts
