"""The pages every other page is made from."""

from datetime import UTC, date, datetime, timedelta

import pytest
from django.template import Context, Template
from django.template.loader import render_to_string

from tests.ui.markup import faults, read
from tocsin.core.when import in_month
from tocsin.ui import pieces
from tocsin.ui.fields import Choice, Text
from tocsin.ui.forms import Form

AT = datetime(2025, 11, 12, 2, 37, tzinfo=UTC)
AWARE = datetime(2025, 11, 10, 9, 41, tzinfo=UTC)
SHELL = {
    "product": "Tocsin",
    "school_name": "Alder Bank Primary School",
    "menu": [("/", "My work", True), ("/log/", "Breach log", False)],
    "person_name": "Priya Shah",
    "account_url": "/account/",
    "sign_out_url": "/out/",
    "help_phone": "01632 960 123",
    "footer": [("/privacy/", "Privacy")],
    "demo": True,
}


class Question(Form):
    heading_field = "kind"
    kind = Choice([("a", "A")], label="What has happened?", empty="Select what has happened")
    name = Text(label="Full name", required=False)


ROWS = [pieces.Row("What has happened?", "Sent to the wrong person", "/q/"), pieces.Row("Why", "")]
PAGES = {
    "question.html": {"form": Question({}), "caption": "Question 1 of 5", "back_href": "/back/"},
    "check.html": {"rows": ROWS, "heading": "Check", "back_href": "/back/", "button": "Send"},
    "confirmation.html": {"heading": "Report sent", "code": "4821 7730", "next_steps": ["We look"]},
    "refused.html": {"heading": "No", "back_href": "/x/", "reasons": [], "kept": [("A", "b")]},
    "conflict.html": {
        "back_href": "/x/",
        "reasons": [],
        "rows": [{"label": "Summary", "yours": "Mine", "theirs": "Hers"}],
    },
    "error.html": {"heading": "Fault", "sentences": ["Try again."], "reference": "ab12"},
    "send_again.html": {"fields": [("a", "b")], "kept": [("A", "b")], "action": "/x/"},
    "leaving.html": {"href": "https://example.com/", "site": "example.com"},
    "base.html": {},
}


@pytest.mark.parametrize("shell", [{}, SHELL], ids=["outside", "signed in"])
@pytest.mark.parametrize("name", PAGES)
def test_nobody_stumbles_over_a_page(name, shell):
    html = render_to_string(f"ui/{name}", PAGES[name] | {"shell": shell})

    page = read(html)
    assert faults(html) == []
    assert len(page.all("h1")) == (0 if name == "base.html" else 1)
    assert page.all("html")[0].attributes["lang"] == "en"
    assert "Open-source software run by your school. Not a government service." in page.words


def test_a_page_with_something_to_put_right_says_so_in_its_title():
    page = read(render_to_string("ui/question.html", PAGES["question.html"]))

    assert page.all("title")[0].words.startswith("Error: What has happened?")


def test_the_shell_says_whose_it_is_and_whom_to_phone():
    page = read(render_to_string("ui/base.html", {"shell": SHELL}))

    assert "Alder Bank Primary School" in page.words
    assert "Practice copy." in page.words
    assert "tel:01632960123" in [each.attributes.get("href") for each in page.all("a")]


def test_a_conflict_shows_both_versions():
    page = read(render_to_string("ui/conflict.html", PAGES["conflict.html"]))

    assert "You typed Mine It now says Hers" in page.words


def test_an_answer_that_was_not_given_is_not_left_blank():
    assert "Not answered" in read(render_to_string("ui/_summary_list.html", {"rows": ROWS})).words


def test_the_clock_says_what_is_left_in_words():
    clock = pieces.running(
        "72-hour deadline",
        started_at=AWARE,
        due_at=AWARE + timedelta(hours=72),
        at=AT,
        notes=["Weekends count."],
        href="/aware/",
        action="Change when we became aware",
    )

    page = read(render_to_string("ui/_clock.html", {"clock": clock}))

    assert (clock.state, clock.used) == ("soon", 409)
    assert "31 hours 4 minutes left" in page.words
    assert "Report by 9:41am on Thursday 13 November 2025" in page.words
    assert page.all("p")[0].attributes["data-deadline"] == "2025-11-13T09:41:00+00:00"


def test_a_clock_that_stopped_says_how_long_it_took():
    clock = pieces.stopped("Deadline", words="Reported in 46 hours 10 minutes", due_at=AT)

    page = read(render_to_string("ui/_clock.html", {"clock": clock}))

    assert "Reported in 46 hours 10 minutes" in page.words
    assert "data-deadline" not in page.all("p")[0].attributes


@pytest.mark.parametrize(
    ("hours", "when", "words", "state"),
    [
        (-2, "Today, 12:37am", "2 hours late", "late"),
        (-24, "Yesterday, 2:37am", "24 hours late", "late"),
        (4, "Today, 6:37am", "4 hours left", "soon"),
        (24, "Tomorrow, 2:37am", "24 hours left", "soon"),
        (24 * 9, "Fri 21 Nov, 2:37am", "9 days left", ""),
        (24 * 60, "Sun 11 Jan 2026, 2:37am", "60 days left", ""),
    ],
)
def test_a_due_date_reads_from_where_we_stand(hours, when, words, state):
    due = pieces.due(AT + timedelta(hours=hours), AT)

    assert (due.when, due.words, due.state) == (when, words, state)
    assert read(render_to_string("ui/_date.html", {"due": due})).words == f"{when} {words}"


def test_the_timeline_shows_when_it_was_and_when_it_was_written_down():
    entries = [
        pieces.Entry("Deleted", AT, "S. Okafor", "She rang back.\nشكرا"),  # noqa: RUF001
        pieces.Entry("Reported", AWARE, written_at=AT, is_corrected=True),
    ]

    page = read(render_to_string("ui/_timeline.html", {"entries": entries}))

    assert "Deleted by S. Okafor 2:37am on Wednesday 12 November 2025" in page.words
    assert "Written down 2:37am on Wednesday 12 November 2025" in page.words
    assert [each.words for each in page.all("h3")] == ["Deleted", "Reported"]


@pytest.mark.parametrize(
    ("filtered", "words"),
    [
        ("at|say_instant", "2:37am on Wednesday 12 November 2025"),
        ("at|say_date", "12 November 2025"),
        ("day|say_date", "13 November 2025"),
        ("day|machine", "2025-11-13"),
        ("at|say_time", "2:37am"),
        ("at|time_left:aware", "40 hours 56 minutes left"),
        ("none|say_instant", "not known"),
        ("none|say_date", "not known"),
        ("none|say_time", "not known"),
        ("none|say_when", "not known"),
        ("known|say_when", "November 2025"),
        ("phone|dialled", "+441632960123"),
    ],
)
def test_pages_say_times_and_numbers_as_people_do(filtered, words):
    known = {"at": AT, "aware": AWARE, "day": date(2025, 11, 13), "none": None}
    known |= {"known": in_month(2025, 11), "phone": "+44 1632 960 123"}

    assert Template("{% load ui %}{{ " + filtered + " }}").render(Context(known)) == words


def test_what_has_just_been_done_is_said():
    told = [{"level_tag": "success", "__str__": "x"}, {"level_tag": "info"}]

    html = render_to_string("ui/_messages.html", {"messages": told})

    assert [each.words for each in read(html).all("h2")] == ["Success", "Important"]
    assert faults(html) == []
