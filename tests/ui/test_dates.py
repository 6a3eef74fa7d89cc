"""Dates and times, as people write them and as the law needs them."""

from datetime import UTC, date, datetime, time

import pytest

from tocsin.core.when import NOT_KNOWN, in_month, in_year
from tocsin.ui.fields import Choice, DateField, DateTimeField, PartialDateField, TimeField
from tocsin.ui.forms import Form

AT = datetime(2025, 11, 12, 10, 0, tzinfo=UTC)


def ask(field, day="", month="", year="", clock=""):
    kind = type("One", (Form,), {"q": field})
    typed = {"q_day": day, "q_month": month, "q_year": year, "q_time": clock}
    form = kind(typed, at=AT)
    form.is_valid()
    return form


def said(form):
    return list(form.summary)


def day_found(**options):
    return DateField(label="What day was it?", subject="The day you found out", **options)


@pytest.mark.parametrize("month", ["3", "03", "mar", "March", "MARCH"])
def test_a_month_is_a_number_or_a_name(month):
    assert ask(day_found(), "27", month, "2025").cleaned_data["q"] == date(2025, 3, 27)


@pytest.mark.parametrize(
    ("typed", "words", "box"),
    [
        (("", "", ""), "Enter the day you found out", "id_q_day"),
        (("27", "", "2025"), "The day you found out must include a month", "id_q_month"),
        (("", "", "2025"), "The day you found out must include a day and month", "id_q_day"),
        (("27", "3", ""), "The day you found out must include a year", "id_q_year"),
        (("31", "2", "2025"), "The day you found out must be a real date", "id_q_day"),
        (("x", "2", "2025"), "The day you found out must be a real date", "id_q_day"),
        (
            ("1", "ma", "2025"),
            "The day you found out must have a month from 1 to 12, or its name",
            "id_q_month",
        ),
        (
            ("1", "13", "2025"),
            "The day you found out must have a month from 1 to 12, or its name",
            "id_q_month",
        ),
        (
            ("1", "2", "25"),
            "The day you found out must have a year with 4 numbers, like 2025",
            "id_q_year",
        ),
        (("1", "2", "1025"), "The day you found out must be between 1900 and 2199", "id_q_year"),
        (("13", "11", "2025"), "The day you found out must be today or in the past", "id_q_day"),
    ],
)
def test_a_date_says_which_part_to_put_right(typed, words, box):
    form = ask(day_found(past=True, empty="Enter the day you found out"), *typed)

    assert said(form) == [(words, box)]


def test_september_has_two_short_names():
    for month in ("sep", "Sept"):
        assert ask(day_found(), "1", month, "2025").cleaned_data["q"] == date(2025, 9, 1)


def test_today_is_not_in_the_future():
    assert ask(day_found(past=True), "12", "11", "2025").is_valid()


def test_a_form_that_looks_at_the_clock_has_to_be_told_the_time():
    kind = type("One", (Form,), {"q": day_found(past=True)})

    with pytest.raises(ValueError, match="what time it is"):
        kind({})


@pytest.mark.parametrize(
    ("typed", "meant"),
    [
        ("9:30am", time(9, 30)),
        ("9.30 a.m.", time(9, 30)),
        ("9am", time(9)),
        ("12:05am", time(0, 5)),
        ("12:05pm", time(12, 5)),
        ("14:05", time(14, 5)),
        ("0905", time(9, 5)),
        ("9:41", time(9, 41)),
        ("02:10", time(2, 10)),
        ("Midday", time(12)),
        ("midnight", time(0)),
    ],
)
def test_a_time_is_taken_as_people_write_it(typed, meant):
    kind = type("One", (Form,), {"q": TimeField(label="Time")})

    form = kind({"q": typed})

    assert form.is_valid(), form.errors
    assert form.cleaned_data["q"] == meant


@pytest.mark.parametrize(
    ("typed", "words"),
    [
        ("half 9", "Enter a time, like 9:30am"),
        ("9", "Enter a time, like 9:30am"),
        ("25:00", "Enter a time, like 9:30am"),
        ("13pm", "Enter a time, like 9:30am"),
        ("2:10", "Say if 2:10 is am or pm, like 2:10pm"),
        ("", "Enter time"),
    ],
)
def test_a_time_that_could_be_misread_is_asked_for_again(typed, words):
    kind = type("One", (Form,), {"q": TimeField(label="Time")})

    assert [message for message, _ in kind({"q": typed}).summary] == [words]


def aware(**options):
    return DateTimeField(label="When", subject="The time", **options)


def test_a_summer_time_in_london_is_an_hour_earlier_in_utc():
    form = ask(aware(), "1", "7", "2025", "9:30am")

    assert form.cleaned_data["q"] == datetime(2025, 7, 1, 8, 30, tzinfo=UTC)


def test_a_time_that_the_clocks_skipped_is_refused():
    form = ask(aware(), "30", "3", "2025", "1:30am")

    words = "The time did not happen: the clocks went forward from 1am to 2am. Check the time"
    assert said(form) == [(words, "id_q_time")]
    assert 'name="q_time" type="text" value="1:30am"' in str(form)


def test_a_time_that_happened_twice_is_taken_as_the_first_and_said():
    form = ask(aware(), "26", "10", "2025", "1:30am")

    assert form.cleaned_data["q"] == datetime(2025, 10, 26, 0, 30, tzinfo=UTC)
    words = "The clocks went back that night, so this time happened twice. We took the first,"
    assert form.notices == [
        f"{words} 1:30am (BST). If it was the second, write GMT after the time."
    ]


@pytest.mark.parametrize(
    ("typed", "hour"), [("1:30am GMT", 1), ("1:30am (GMT)", 1), ("1:30am BST", 0)]
)
def test_people_can_say_which_of_the_two_it_was(typed, hour):
    form = ask(aware(), "26", "10", "2025", typed)

    assert form.cleaned_data["q"] == datetime(2025, 10, 26, hour, 30, tzinfo=UTC)
    assert form.notices == []


def test_the_school_cannot_have_become_aware_in_the_future():
    form = ask(aware(past=True), "12", "11", "2025", "10:01am")

    assert said(form) == [("The time must be in the past", "id_q_day")]


def test_a_day_without_a_time_is_asked_for_its_time():
    assert said(ask(aware(), "12", "11", "2025")) == [
        ("The time must include a time, like 9:30am", "id_q_time")
    ]


def test_what_was_known_before_is_filled_in():
    kind = type("One", (Form,), {"q": aware()})

    html = str(kind(initial={"q": datetime(2025, 7, 1, 8, 30, tzinfo=UTC)}))

    assert 'name="q_time" type="text" value="9:30am"' in html


@pytest.mark.parametrize(
    ("typed", "known"),
    [
        (("", "", "2019"), in_year(2019)),
        (("", "Sept", "2025"), in_month(2025, 9)),
        (("", "", ""), NOT_KNOWN),
    ],
)
def test_a_date_may_be_known_only_in_part(typed, known):
    field = PartialDateField(label="When did it happen?", required=False)

    assert ask(field, *typed).cleaned_data["q"] == known


def test_a_date_known_in_part_can_be_shown_again():
    kind = type("One", (Form,), {"q": PartialDateField(label="When", required=False)})

    html = str(kind(initial={"q": in_month(2025, 9)}))

    assert 'name="q_month" type="text" inputmode="numeric" value="9"' in html
    assert 'name="q_day" type="text" inputmode="numeric">' in html


@pytest.mark.parametrize(
    ("typed", "words"),
    [
        (("5", "", ""), "When must include at least a year"),
        (("5", "", "2025"), "When must include a month"),
        (("", "", "2026"), "When must be in the past"),
    ],
)
def test_a_date_known_in_part_still_has_to_make_sense(typed, words):
    form = ask(PartialDateField(label="When", past=True), *typed)

    assert [message for message, _ in said(form)] == [words]


def test_a_day_and_a_time_may_be_known_exactly():
    form = ask(PartialDateField(label="When"), "10", "11", "2025", "8:55am")

    assert form.cleaned_data["q"].words() == "10 November 2025 at 8:55am"


def test_a_day_and_a_time_that_were_known_before_are_filled_in():
    class Known(Form):
        day = DateField(label="Day")
        clock = TimeField(label="Time")
        when = PartialDateField(label="When", required=False)

    html = str(Known(initial={"day": date(2025, 3, 27), "clock": time(14, 5), "when": NOT_KNOWN}))

    assert 'name="day_month" type="text" inputmode="numeric" value="3"' in html
    assert 'name="clock" value="2:05pm"' in html
    assert 'name="when_year" type="text" inputmode="numeric">' in html


@pytest.mark.parametrize(("typed", "known"), [("x", "Enter a time, like 9:30am"), ("", "")])
def test_the_box_of_the_time_is_the_one_to_put_right(typed, known):
    form = ask(PartialDateField(label="When"), "10", "11", "2025", typed)

    assert said(form) == ([(known, "id_q_time")] if known else [])


def test_a_date_that_was_not_asked_for_is_not_known():
    class Asked(Form):
        reveals = {"when": {"then": ["on"]}}
        when = Choice([("then", "Then"), ("never", "Never")], label="When?")
        on = PartialDateField(label="On", required=True)

    form = Asked({"when": "never", "on_year": "2019"})

    assert form.is_valid()
    assert form.cleaned_data["on"] == NOT_KNOWN
