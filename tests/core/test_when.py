from datetime import UTC, date, datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tocsin.core import when
from tocsin.core.when import Precision
from tocsin.ui.pieces import due

INSTANTS = st.datetimes(datetime(2020, 1, 1), datetime(2040, 1, 1), timezones=st.just(UTC))  # noqa: DTZ001


def utc(text):
    return datetime.fromisoformat(text).replace(tzinfo=UTC)


@pytest.mark.parametrize(
    ("known", "words", "text"),
    [
        (when.NOT_KNOWN, "not known", ""),
        (when.in_year(2019), "2019", "2019"),
        (when.in_month(2025, 11), "November 2025", "2025-11"),
        (when.on_day(date(2025, 11, 10)), "10 November 2025", "2025-11-10"),
        (
            when.at_minute(utc("2025-11-10T09:41")),
            "10 November 2025 at 9:41am",
            "2025-11-10T09:41:00Z",
        ),
        (
            when.at_minute(utc("2025-07-10T11:00")),
            "10 July 2025 at midday",
            "2025-07-10T11:00:00Z",
        ),
    ],
)
def test_a_time_is_said_as_exactly_as_it_is_known(known, words, text):
    assert known.words() == words
    assert known.as_text() == text
    assert when.from_text(text) == known


@pytest.mark.parametrize(
    ("known", "earliest", "latest"),
    [
        (when.in_year(2019), "2019-01-01T00:00", "2019-12-31T23:59:59.999999"),
        (when.in_month(2025, 12), "2025-12-01T00:00", "2025-12-31T23:59:59.999999"),
        (when.in_month(2025, 7), "2025-06-30T23:00", "2025-07-31T22:59:59.999999"),
        (when.on_day(date(2026, 3, 29)), "2026-03-29T00:00", "2026-03-29T22:59:59.999999"),
        (when.at_minute(utc("2025-11-10T09:41")), "2025-11-10T09:41", "2025-11-10T09:41"),
    ],
)
def test_a_partly_known_time_lies_between_two_instants(known, earliest, latest):
    assert (known.earliest, known.latest) == (utc(earliest), utc(latest))


def test_nobody_knows_when_an_unknown_time_was():
    assert when.NOT_KNOWN.precision is Precision.UNKNOWN
    assert when.NOT_KNOWN.earliest is None
    assert when.NOT_KNOWN.latest is None


@pytest.mark.parametrize("text", ["yesterday", "2025-13", "2025-02-30", "2025-11-10T09:41"])
def test_what_is_no_time_is_not_read_as_one(text):
    with pytest.raises(ValueError, match=r".+"):
        when.from_text(text)


@given(INSTANTS)
def test_an_instant_written_down_is_read_back_the_same(instant):
    assert when.from_text(when.at_minute(instant).as_text()).start == instant


@pytest.mark.parametrize(
    ("instant", "words"),
    [
        ("2025-11-13T09:41", "9:41am on Thursday 13 November 2025"),
        ("2025-07-13T11:00", "midday on Sunday 13 July 2025"),
        ("2025-07-12T23:00", "midnight at the end of Saturday 12 July 2025"),
        ("2025-11-13T00:05", "12:05am on Thursday 13 November 2025"),
        ("2025-11-13T12:05", "12:05pm on Thursday 13 November 2025"),
        ("2026-10-25T00:30", "1:30am (BST) on Sunday 25 October 2026"),
        ("2026-10-25T01:30", "1:30am (GMT) on Sunday 25 October 2026"),
    ],
)
def test_an_instant_is_said_in_london_time(instant, words):
    assert when.say_instant(utc(instant)) == words


def test_no_midnight_can_be_taken_for_another():
    tonight = utc("2026-11-28T00:00")

    assert when.say_instant(tonight) == "midnight at the end of Friday 27 November 2026"
    assert when.at_minute(tonight).words() == "midnight at the end of 27 November 2026"
    assert due(tonight, utc("2026-11-26T14:00")).when == "Tomorrow, end of the day"
    assert due(tonight, utc("2026-11-20T14:00")).when == "Fri 27 Nov, end of the day"
    assert due(tonight, utc("2026-11-28T09:00")).when == "Yesterday, end of the day"
