"""What somebody typed and could not save is given back as the form showed it."""

from datetime import UTC, datetime

import pytest
from django import forms
from django.http import QueryDict
from django.test import RequestFactory

from tocsin.ui.dates import DateField, DateTimeField, PartialDateField
from tocsin.ui.fields import Choice, Choices, Dropdown, LongText, Text, Tick
from tocsin.ui.forms import Form
from tocsin.ui.typed import readable


class Asked(Form):
    kind = Choice([("not_a_breach", "It was no breach")], label="What was it?", required=False)
    whose = Choices([("p", "Pupils"), ("s", "Staff")], label="Whose?", required=False)
    class_of = Dropdown([("Years", [("7", "Year 7")])], label="Which class?", required=False)
    born = DateField(label="When were they born?", required=False)
    sent_at = DateTimeField(label="When was it sent?", required=False)
    since = PartialDateField(label="Since when?", required=False)
    agreed = Tick(label="I agree", required=False)
    words = LongText(label="What did they say?", required=False)
    password = Text(label="Your password", required=False)
    seen = forms.IntegerField(widget=forms.HiddenInput, required=False)


def given_back(*, reads=True, **typed):
    request = RequestFactory().post("/", typed)
    if reads:
        Asked(request.POST, at=datetime(2026, 11, 27, tzinfo=UTC)).is_valid()
    return readable(request)


@pytest.mark.parametrize(
    ("typed", "said"),
    [
        ({"kind": "not_a_breach"}, ("What was it?", "It was no breach")),
        ({"kind": "gone"}, ("What was it?", "gone")),
        ({"whose": ["p", "s"]}, ("Whose?", "Pupils, Staff")),
        ({"class_of": "7"}, ("Which class?", "Year 7")),
        ({"born_day": 3, "born_month": 4, "born_year": 2015},
         ("When were they born?", "3 April 2015")),
        ({"born_day": 31, "born_month": 2, "born_year": 2015},
         ("When were they born?", "31 2 2015")),
        ({"sent_at_day": 1, "sent_at_month": 7, "sent_at_year": 2026, "sent_at_time": "9:41am"},
         ("When was it sent?", "9:41am on Wednesday 1 July 2026")),
        ({"since_month": 11, "since_year": 2025}, ("Since when?", "November 2025")),
        ({"agreed": "on"}, ("I agree", "Yes")),
        ({"words": "Only the father."}, ("What did they say?", "Only the father.")),
    ],
)  # fmt: skip
def test_an_answer_stands_there_in_the_words_of_its_form(typed, said):
    assert given_back(**typed) == [said]


def test_what_is_secret_or_empty_or_for_the_machine_is_left_out():
    assert given_back(password="x", seen=4, words=" ", csrfmiddlewaretoken="y") == []


def test_what_no_form_read_goes_by_its_name():
    assert given_back(reads=False, what_happened="It left.", seen=4) == [
        ("What happened", "It left.")
    ]


def test_an_answer_that_no_question_of_the_form_asked_for_is_kept_too():
    assert given_back(words="One.", other="Two.") == [
        ("What did they say?", "One."), ("Other", "Two.")
    ]  # fmt: skip


def test_a_form_that_was_made_of_other_answers_does_no_harm():
    Asked({"words": "One."}, at=datetime(2026, 11, 27, tzinfo=UTC)).is_valid()

    assert "read_by" in vars(
        Asked(QueryDict("words=One."), at=datetime(2026, 11, 27, tzinfo=UTC)).data
    )
