"""Term dates in the layouts that councils, schools and their programs write."""

import pytest

from tests.schools.test_reading_term_dates import TODAY, a_file, an_event
from tocsin.schools.calendar.ics import Unreadable, read_calendar

AUTUMN = an_event("Autumn term", "20260902", "DTEND;VALUE=DATE:20261219\r\n")
AS_READ = ("term", "Autumn term", "2026-09-02", "2026-12-18")


def until(day):
    return f"DTEND;VALUE=DATE:{day}\r\n"


def rows(raw):
    found = read_calendar(raw, on=TODAY).rows
    return [(r.kind, r.name, r.first_on.isoformat(), r.last_on.isoformat()) for r in found]


def test_a_half_term_given_day_by_day_is_one_half_term():
    days = [an_event("Half term", f"202610{day}") for day in (23, 26, 27, 28, 29, 30)]

    assert rows(a_file(AUTUMN, *days))[1:] == [
        ("half_term", "Half term", "2026-10-23", "2026-10-30")
    ]


def test_a_half_term_that_repeats_daily_is_one_half_term():
    week = an_event("Half term", "20261026", "RRULE:FREQ=DAILY;COUNT=5\r\n")

    assert rows(a_file(week)) == [("half_term", "Half term", "2026-10-26", "2026-10-30")]


def test_the_same_days_under_two_names_count_once():
    one = an_event("October half term", "20261026", until("20261031"))
    other = an_event("Half term holiday", "20261026", until("20261031"))

    assert len(rows(a_file(one, other))) == 1


def test_inset_days_stay_apart_even_when_they_follow_each_other():
    raw = a_file(
        an_event("INSET day", "20260901", until("20260902")),
        an_event("INSET day", "20260902", until("20260902")),
        an_event("Baker day", "20261102"),
        an_event("Staff only day", "20261103"),
    )

    assert [(kind, first) for kind, _, first, _ in rows(raw)] == [
        ("inset", "2026-09-01"), ("inset", "2026-09-02"), ("inset", "2026-11-02"),
        ("inset", "2026-11-03"),
    ]  # fmt: skip


WELSH = {
    "Tymor yr Hydref": "term", "Hanner tymor": "half_term", "Gwyliau\u2019r Nadolig": "closure",
    "Gwyliau'r Pasg": "closure", "Gwyliau hanner tymor": "half_term", "HMS": "inset",
    "Diwrnod hyfforddiant mewn swydd": "inset", "Gŵyl y Banc": "bank_holiday",
    "Dydd Gwener y Groglith": "bank_holiday", "Ysgol ar gau": "closure",
}  # fmt: skip


@pytest.mark.parametrize("name", WELSH)
def test_a_welsh_calendar_is_read_and_keeps_its_names(name):
    [(kind, said, *_)] = rows(a_file(an_event(name, "20261026", until("20261031"))))

    assert (kind, said) == (WELSH[name], name)


def test_a_welsh_term_is_put_together_from_its_first_and_last_day():
    raw = a_file(an_event("Tymor yr Haf yn dechrau", "20270412"),
                 an_event("Tymor yr Haf yn gorffen", "20270720"))  # fmt: skip

    assert rows(raw) == [("term", "Tymor yr Haf yn dechrau", "2027-04-12", "2027-07-20")]


def test_pictures_in_a_name_do_no_harm():
    assert rows(a_file(an_event("🎃 Half Term 👻", "20261026", until("20261031"))))[0][:2] == (
        "half_term", "🎃 Half Term 👻",
    )  # fmt: skip


ZONE = "GMT Standard Time"
TIMED = (
    "BEGIN:VEVENT\r\nUID:1\r\nSUMMARY:Autumn \r\n term\r\n"
    f"DTSTART;TZID={ZONE}:20260902T000000\r\nDTEND;TZID={ZONE}:20261219T000000\r\nEND:VEVENT\r\n"
)
FILE = a_file(AUTUMN)


@pytest.mark.parametrize(
    "raw",
    [
        FILE,
        FILE.replace(b"\r\n", b"\n"),
        FILE.replace(b"\r\n", b"\r"),
        b"\xef\xbb\xbf" + FILE,
        FILE.decode().encode("utf-16"),
        b"\r\n" + FILE.replace(b"BEGIN:VEVENT", b"\r\nBEGIN:VEVENT"),
        a_file(TIMED),  # folded, with Outlook's own name of the time zone
        FILE + a_file(an_event("Governors", "20260910")),  # two calendars in one file
    ],
    ids=["windows", "unix", "old mac", "marked", "utf-16", "blank lines", "outlook", "two"],
)
def test_whatever_program_wrote_it(raw):
    assert rows(raw) == [AS_READ]


def test_letters_of_an_old_windows_program_are_read():
    raw = a_file(an_event("Autumn term, café week", "20260902", until("20261219")))

    assert rows(raw.decode().encode("cp1252"))[0][1] == "Autumn term, café week"


def test_day_after_day_without_an_end_or_for_years_is_refused():
    for rule in ("FREQ=DAILY", "FREQ=DAILY;UNTIL=20360101"):
        with pytest.raises(Unreadable, match="repeat too often"):
            read_calendar(a_file(an_event("INSET", "20250101", f"RRULE:{rule}\r\n")), on=TODAY)
