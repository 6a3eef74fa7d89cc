"""Term dates are read as councils and schools write them."""

from datetime import date
from pathlib import Path

import pytest

from tocsin.schools.calendar.ics import Unreadable, read_calendar
from tocsin.schools.calendar.rows import Row

FOLDER = Path(__file__).parent / "term_dates"
TODAY = date(2026, 11, 20)


def read(name):
    return read_calendar((FOLDER / f"{name}.ics").read_bytes(), on=TODAY)


def shown(name):
    return [
        (row.kind, row.name, row.first_on.isoformat(), row.last_on.isoformat())
        for row in read(name).rows
    ]


def an_event(summary="Term 1", start="20260902", more=""):
    return (
        f"BEGIN:VEVENT\r\nUID:{summary}{start}\r\nSUMMARY:{summary}\r\n"
        f"DTSTART;VALUE=DATE:{start}\r\n{more}END:VEVENT\r\n"
    )


def a_file(*events):
    body = "".join(events)
    return f"BEGIN:VCALENDAR\r\nVERSION:2.0\r\nPRODID:x\r\n{body}END:VCALENDAR\r\n".encode()


def test_terms_of_several_days_end_the_day_before_the_file_says():
    assert shown("six-terms") == [
        ("term", "Term 1", "2026-09-02", "2026-10-23"),
        ("half_term", "Half term", "2026-10-26", "2026-10-30"),
        ("term", "Term 2", "2026-11-02", "2026-12-18"),
        ("closure", "Christmas holidays", "2026-12-19", "2027-01-03"),
        ("bank_holiday", "Christmas Day bank holiday", "2026-12-25", "2026-12-25"),
        ("term", "Term 3", "2027-01-04", "2027-02-12"),
    ]
    assert read("six-terms").left_out == ("We do not know what “Governors, full meeting” is",)


def test_first_and_last_days_are_put_together():
    assert shown("starts-and-ends") == [
        ("term", "Autumn term 2026", "2026-09-01", "2026-12-18"),
        ("half_term", "Half term", "2026-10-26", "2026-10-30"),
        ("term", "Spring term", "2027-01-04", "2027-03-26"),
        ("bank_holiday", "May Day Bank Holiday", "2027-05-03", "2027-05-03"),
    ]
    assert read("starts-and-ends").left_out == (
        "“Summer Term begins” on 12 April 2027: the file does not say when it ends",
    )


def test_scottish_dates_are_read():
    assert shown("scotland") == [
        ("inset", "In-Service Day (staff only)", "2026-08-17", "2026-08-17"),
        ("term", "Pupils return", "2026-08-18", "2026-10-09"),
        ("closure", "Local holiday", "2026-09-18", "2026-09-21"),
        ("closure", "October Holiday", "2026-10-12", "2026-10-23"),
        ("term", "Schools re-open after October holiday", "2026-10-26", "2026-12-23"),
        ("bank_holiday", "St Andrew's Day - local public holiday", "2026-11-30", "2026-11-30"),
    ]


def test_times_of_day_repeats_and_other_zones_are_read_in_london():
    assert shown("school-office") == [
        ("inset", "INSET day", "2026-09-01", "2026-09-01"),
        ("half_term", "October half-term break", "2026-10-26", "2026-10-26"),
        ("inset", "Staff Training Day", "2027-01-04", "2027-01-04"),
        ("term", "Summer Term", "2027-04-12", "2027-07-21"),
        ("closure", "School closed: polling station", "2027-05-06", "2027-05-06"),
        ("closure", "Occasional day closure", "2027-07-02", "2027-07-02"),
        ("closure", "Occasional day closure", "2028-07-02", "2028-07-02"),
    ]


def test_a_half_term_of_seven_weeks_is_half_of_a_term():
    raw = a_file(an_event("Autumn half term 1", more="DTEND;VALUE=DATE:20261024\r\n"))

    assert [row.kind for row in read_calendar(raw, on=TODAY).rows] == ["term"]


def test_ends_without_starts_and_starts_without_ends_are_named():
    raw = a_file(
        an_event("Term ends", "20260717"),
        an_event("Term starts", "20260901"),
        an_event("Term starts", "20260902"),
        an_event("Term ends", "20261218"),
        an_event("Christmas holiday starts", "20261219"),
    )

    listed = read_calendar(raw, on=TODAY)

    assert [row.words for row in listed.rows] == ["2 September 2026 to 18 December 2026"]
    assert listed.left_out == (
        "“Term ends” on 17 July 2026: the file does not say when it starts",
        "“Term starts” on 1 September 2026: the file does not say when it ends",
        "“Christmas holiday starts” on 19 December 2026: the file does not say when it ends",
    )


LONG_TERM = an_event(more="DTEND;VALUE=DATE:20261219\r\n")


@pytest.mark.parametrize(
    ("raw", "said"),
    [
        (b"", "Select a calendar file. We could not read this one"),
        (b"PK\x03\x04 not a calendar", "Select a calendar file. We could not read this one"),
        (b"BEGIN:VCALENDAR\r\n", "Select a calendar file. We could not read this one"),
        (a_file(an_event(start="2026x")), "Select a calendar file. We could not read this one"),
        (a_file(), "There are no term dates in this file that we can read"),
        (a_file(an_event("Lunch")), "There are no term dates in this file that we can read"),
        (a_file(LONG_TERM.replace("20261219", "20271219")), "“Term 1” lasts 473 days."),
        (
            a_file(LONG_TERM, an_event("Term 2", "20261101", "DTEND;VALUE=DATE:20261220\r\n")),
            "“Term 1” and “Term 2” overlap on 1 November 2026",
        ),
        (a_file(*[an_event(start="20260902")] * 1001), "more than 1000 events"),
        (a_file(*[an_event(more="RRULE:FREQ=YEARLY\r\n")] * 11), "repeat too often"),
        (a_file(an_event(more="RRULE:FREQ=SECONDLY\r\n")), "repeat too often"),
        (a_file(an_event(more="RRULE:FREQ=DAILY\r\n")), "repeat too often"),
        (a_file(an_event(more="RRULE:FREQ=WEEKLY;BYSECOND=1,2\r\n")), "repeat too often"),
        (
            a_file(an_event(more="RRULE:FREQ=YEARLY\r\nRRULE:FREQ=HOURLY\r\n")),
            "repeat too often",
        ),
    ],
)
def test_a_file_that_cannot_be_used_is_explained(raw, said):
    with pytest.raises(Unreadable) as refused:
        read_calendar(raw, on=TODAY)

    assert said in str(refused.value.args)


def test_a_row_says_when_it_is():
    assert Row("inset", "", TODAY, TODAY).words == "20 November 2026"
    assert Row("inset", "", TODAY, TODAY).label == "INSET day"
