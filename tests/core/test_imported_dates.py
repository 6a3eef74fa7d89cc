"""Dates of old logs, as people type them."""

from datetime import date, datetime, time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tocsin.core.imported_clocks import read_clock
from tocsin.core.imported_dates import is_day, order_of, read_day
from tocsin.core.imported_day import Order
from tocsin.core.imported_periods import years_in

EXACT = {
    "12/03/2024": "2024-03-12", "2024-03-12": "2024-03-12", "12.3.24": "2024-03-12",
    "12 March 2024": "2024-03-12", "Tues 12th March 2024": "2024-03-12",
    "March 12, 2024": "2024-03-12", "12-Mar-24": "2024-03-12", "Y – 12/03/2024": "2024-03-12",
    "05/2021": "2021-05", "May 2021": "2021-05", "": "", "TBC": "", "n/a": "", "unknown": "",
}  # fmt: skip
DOUBTED = {
    "2019": "2019", "2019/20": "2019", "over half-term Oct 2021": "2021-10",
    "c. June 2020": "2020-06",
    "Autumn term 2021": "2021", "45017": "2023-04-01", "w/c 4 Sept 2023": "2023-09-04",
}  # fmt: skip


@pytest.mark.parametrize(("text", "day"), EXACT.items())
def test_a_day_a_month_or_nothing_is_read(text, day):
    found = read_day(text)

    assert (found.start.as_text(), found.doubts) == (day, ())


@pytest.mark.parametrize(("text", "day"), DOUBTED.items())
def test_what_is_not_exact_is_read_as_exactly_as_it_is_and_doubted(text, day):
    found = read_day(text)

    assert found.start.as_text() == day
    assert found.doubts


@pytest.mark.parametrize(
    "text", ["over half-term", "31/02/2021", "13/14/2020", "See notes", "3/21"]
)
def test_what_is_no_date_stays_unread_and_is_said(text):
    found = read_day(text)

    assert (found.start.as_text(), found.is_unread) == ("", True)
    assert found.doubts == (f"“{text}” could not be read as a date",)


def test_a_week_and_a_range_have_an_end():
    assert read_day("w/c 4 Sept 2023").end.as_text() == "2023-09-10"
    assert read_day("12-14 March 2021").end.as_text() == "2021-03-14"
    assert read_day("12/03/21 - 14/03/21").end.as_text() == "2021-03-14"


@pytest.mark.parametrize(
    ("text", "clock"),
    [("12/03/24 at 2pm", time(14)), ("14:30 on 12/03/24", time(14, 30)),
     ("2024-03-12T14:30:00", time(14, 30)), ("12/03/2024", None)],
)  # fmt: skip
def test_a_time_beside_the_day_is_kept(text, clock):
    assert read_day(text).clock == clock


def test_a_day_without_a_year_is_put_into_the_year_the_sheet_is_about():
    assert read_day("w/c 4 Sept", years=(2021, 2022)).start.as_text() == "2021-09-04"
    assert read_day("4 May", years=(2021, 2022)).start.as_text() == "2022-05-04"
    assert read_day("4 May").is_unread


@pytest.mark.parametrize(
    ("title", "years"), [("2021-22", (2021, 2022)), ("Log 2021/2022", (2021, 2022)),
                         ("2019", (2019,)), ("Sheet1", ())]
)  # fmt: skip
def test_a_title_says_the_years(title, years):
    assert years_in(title) == years


def test_the_rest_of_the_column_says_which_comes_first():
    american = order_of(["03/04/2021", "12/25/2021"])
    british = order_of(["03/04/2021", "25/12/2021"])

    assert read_day("03/04/2021", american).start.as_text() == "2021-03-04"
    assert read_day("03/04/2021", british).start.as_text() == "2021-04-03"
    assert order_of(["03/04/2021"]) == Order(day_first=True, is_certain=False)


def test_the_odd_one_out_is_doubted():
    assert read_day("12/25/2021", Order(day_first=True)).doubts == (
        "“12/25/2021” has the month first, unlike the rest of its column",
    )


def test_real_dates_and_numbers_of_a_spreadsheet_are_read():
    assert read_day(datetime(2024, 3, 12, 9, 30)).clock == time(9, 30)  # noqa: DTZ001 - a cell
    assert read_day(45017.0).start.as_text() == "2023-04-01"
    assert not is_day(45017.0)
    assert read_day(7.0).is_unread


@pytest.mark.parametrize(
    ("cell", "clock"),
    [("2.30pm", time(14, 30)), ("1430", time(14, 30)), ("midday", time(12)), ("0.5", time(12)),
     (time(9, 5, 3), time(9, 5)), ("", None), ("later", None)],
)  # fmt: skip
def test_a_time_alone_is_read(cell, clock):
    assert read_clock(cell)[0] == clock


@given(st.dates(date(1990, 1, 1), date(2099, 12, 31)))
def test_every_written_day_is_read_back(day):
    for text in (day.isoformat(), f"{day.day}/{day.month}/{day.year}", day.strftime("%d %b %Y")):
        assert read_day(text).day == day


@given(st.text(max_size=60))
def test_whatever_was_typed_is_read_or_refused_but_never_fails(text):
    found = read_day(text, years=(2021, 2022))

    assert found.is_unread or not found.rest or found.start is not None
