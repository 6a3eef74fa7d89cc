"""Numbers, yes and no, and levels of old logs."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tocsin.core.facts import Kind
from tocsin.core.imported_told import read_told
from tocsin.core.imported_values import (
    breaches_in,
    cause_in,
    kind_in,
    level_of,
    read_people,
    whose_in,
)

NUMBERS = {"1,200": 1200, "one": 1, "a dozen": 12, "none": 0, "45 children": 45, "1 (child A)": 1}
BANDS = {"1 to 9": "10", "approx 30": "100", "10-20": "100", "30+": "100", ">100": "more"}
NEITHER = ("whole year group", "all staff", "30 pupils and 2 staff", date(2024, 9, 1))
TOLD = {
    "Y": ("yes", ""), "No": ("no", ""), "✓": ("yes", ""), "Not required (low risk)": ("no", ""),
    "Y – 12/03/2024": ("yes", "2024-03-12"), "12/03/2024": ("yes", "2024-03-12"),
    "Low risk so not reported": ("no", ""), "TBC": ("unsure", ""), "N/A": ("unsure", ""),
    "Reported to ICO on 12/03/2024": ("yes", "2024-03-12"), "Pending notification": ("unsure", ""),
    "parents phoned same day": ("yes", ""), "not yet": ("unsure", ""), "": ("unsure", ""),
}  # fmt: skip


@pytest.mark.parametrize(("text", "count"), NUMBERS.items())
def test_a_number_of_people_is_read(text, count):
    assert read_people(text).count == count


@pytest.mark.parametrize(("text", "band"), BANDS.items())
def test_a_band_stays_a_band_and_is_doubted(text, band):
    found = read_people(text)

    assert (found.count, found.band) == (None, band)
    assert found.doubts


@pytest.mark.parametrize("cell", NEITHER)
def test_what_is_no_number_is_not_made_one(cell):
    found = read_people(cell)

    assert (found.count, found.band, found.is_unread) == (None, "", True)


@pytest.mark.parametrize(("text", "answer"), TOLD.items())
def test_yes_and_no_are_read_with_the_day_in_the_same_cell(text, answer):
    found = read_told(text)

    assert (found.answer, found.on.start.as_text()) == answer


def test_the_reasons_in_the_same_cell_are_kept():
    assert read_told("No - low risk, data recovered").words == "low risk, data recovered"


def test_a_cross_means_no_only_beside_ticks():
    assert read_told("X", crosses_are_no=True).answer == "no"
    assert read_told("X").answer == "yes"


@pytest.mark.parametrize(
    ("text", "level"), [("High", 3), ("low risk", 1), ("Amber", 2), ("5", 4), ("Tuesday", None)]
)
def test_a_level_is_read_in_words_colours_and_numbers(text, level):
    assert level_of(text) == level


def test_what_it_was_and_why_is_read_from_its_type():
    assert kind_in("Near-miss") is Kind.NEAR_MISS
    assert kind_in("Not a breach") is Kind.NOT_A_BREACH
    assert breaches_in("Confidentiality and availability") == {"confidentiality", "availability"}
    assert cause_in("Data emailed to incorrect recipient") == "emailed_wrong_person"
    assert cause_in("Lost USB stick") == "device_lost"
    assert cause_in("Weather") == ""
    assert whose_in("Pupils of 4B and their parents") == ["pupils", "parents"]


@given(st.text(max_size=60))
def test_no_cell_makes_reading_fail(text):
    assert read_people(text).doubts is not None
    assert read_told(text).answer in {"yes", "no", "unsure"}
