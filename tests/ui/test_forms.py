"""How a form asks, and what it says when an answer is missing."""

import pytest
from django import forms

from tests.ui.markup import faults, read
from tocsin.ui.fields import (
    Choice,
    Choices,
    DateField,
    Dropdown,
    FileField,
    LongText,
    Text,
    Tick,
    TimeField,
    WholeNumber,
)
from tocsin.ui.forms import Form

TWO = [("a", "A"), ("b", "B")]


class Found(Form):
    heading_field = "found"
    reveals = {"found": {"date": ["day", "files"], "told": ["who"]}, "who": {"other": ["name"]}}
    found = Choice(
        [("now", "Now"), ("date", "Another day"), ("told", "Somebody told me")], label="When?"
    )
    day = DateField(label="What day?", empty="Enter the day you found out")
    who = Choice([("staff", "Staff"), ("other", "Other")], label="Who told you?")
    name = Text(label="Their name")
    kinds = Choices(TWO, label="Kinds", required=False)
    files = Choices(TWO, label="Which files?")


class Everything(Form):
    text = Text(label="Full name")
    story = LongText(label="What happened")
    one = Choice(TWO, label="Level")
    several = Choices(TWO, label="Kinds of data")
    listed = Dropdown(TWO, label="Lead")
    day = DateField(label="Day of the visit")
    clock = TimeField(label="Time of the visit")
    number = WholeNumber(label="Number of people")
    file = FileField(label="List")
    agreed = Tick(label="Agreement")
    email = forms.EmailField(label="Email address")
    plain = forms.CharField(label="ICO reference")
    password = forms.CharField(label="Password", widget=forms.PasswordInput)


def test_an_answer_to_a_question_that_was_not_asked_is_ignored():
    form = Found(
        {"found": "now", "day_day": "31", "day_month": "2", "day_year": "2025", "name": "x"}
    )

    assert form.is_valid()
    assert form.cleaned_data == {
        "found": "now",
        "day": None,
        "who": None,
        "name": "",
        "kinds": [],
        "files": [],
    }


def test_a_question_that_was_brought_out_has_to_be_answered():
    assert list(Found({"found": "date", "files": ["a"]}).summary) == [
        ("Enter the day you found out", "id_day_day")
    ]


def test_a_question_can_be_brought_out_by_one_that_was_brought_out():
    form = Found({"found": "told", "who": "other", "name": "Sam"})

    assert form.is_valid()
    assert form.cleaned_data["name"] == "Sam"


def test_the_boxes_below_an_option_are_drawn_there_and_only_there():
    page = read(str(Found()))

    inside = [
        each for each in page.all("div") if each.attributes.get("id") == "conditional-id_found_1"
    ]
    assert [box.attributes["name"] for box in inside[0].all("input")] == [
        "day_day",
        "day_month",
        "day_year",
        "files",
        "files",
    ]
    assert str(Found()).count('name="day_day"') == 1


def test_the_only_question_of_a_page_is_its_heading():
    headings = read(str(Found())).all("h1")

    assert [heading.words for heading in headings] == ["When?"]
    assert Found().heading_label == "When?"


def test_every_missing_answer_says_what_to_do_in_our_words():
    assert [message for message, _ in Everything({}).summary] == [
        "Enter full name",
        "Enter what happened",
        "Select level",
        "Select kinds of data",
        "Select lead",
        "Enter day of the visit",
        "Enter time of the visit",
        "Enter number of people",
        "Select a file",
        "Select agreement",
        "Enter email address",
        "Enter ICO reference",
        "Enter password",
    ]


def test_a_question_with_no_words_of_its_own_still_says_what_to_do():
    class One(Form):
        q = Choice(TWO, label="Is it still happening?")

    assert [message for message, _ in One({}).summary] == ["Answer “Is it still happening?”"]


def test_no_message_of_the_framework_reaches_people():
    form = Everything({})
    form.is_valid()
    said = " ".join(str(m) for f in form.fields.values() for m in f.error_messages.values())

    for word in ("valid", "required", "please", "sorry", "oops", "Please", "Sorry"):
        assert word not in said.split()


@pytest.mark.parametrize("data", [None, {}, {"found": "date", "text": "a"}])
@pytest.mark.parametrize("kind", [Found, Everything])
def test_nobody_stumbles_over_a_form(kind, data):
    assert faults(f"<main>{kind(data)}</main>") == []


@pytest.mark.parametrize("kind", [Found, Everything])
def test_every_error_leads_to_its_box(kind):
    form = kind({})

    ids = {each.attributes.get("id") for each in read(str(form)).all()}
    assert {target for _, target in form.summary} <= ids


def test_an_email_address_shows_what_one_looks_like():
    assert ("Enter an email address, like name@school.sch.uk", "id_email") in list(
        Everything({"email": "nonsense"}).summary
    )


def test_a_fault_of_the_whole_form_leads_nowhere():
    form = Everything({})
    form.add_error(None, "Say it once")

    assert next(form.summary) == ("Say it once", "")


def test_a_page_that_lost_what_it_keeps_for_itself_says_what_to_do():
    class Kept(Form):
        seen = forms.IntegerField(widget=forms.HiddenInput)

    assert list(Kept({"seen": "x"}).summary) == [
        (
            "Open the page again and send it once more: a part that it keeps for itself is missing",
            "",
        )
    ]
    assert 'type="hidden" name="seen"' in str(Kept(initial={"seen": 4}))


def test_two_forms_on_a_page_keep_apart():
    both = f"<main>{Found(prefix='one')}{Found(prefix='two')}</main>"

    assert faults(both) == []


def test_what_an_author_wrote_is_left_alone():
    class One(Form):
        q = Text(label="Summary", error_messages={"max_length": "Say it in 3"}, longest=3)

    assert [message for message, _ in One({"q": "four"}).summary] == ["Say it in 3"]


def test_a_question_cannot_be_brought_out_in_two_places():
    with pytest.raises(TypeError, match="name"):
        type("Twice", (Found,), {"reveals": {"found": {"date": ["name"], "told": ["name"]}}})
