"""What people type, and what the form makes of it."""

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.utils.datastructures import MultiValueDict

from tocsin.ui.fields import (
    Choice,
    Choices,
    FileField,
    FilesField,
    LongText,
    Text,
    Tick,
    WholeNumber,
)
from tocsin.ui.forms import Form


def ask(field, typed, files=None):
    kind = type("One", (Form,), {"q": field})
    form = kind({} if typed is None else {"q": typed}, files or {})
    form.is_valid()
    return form


def said(form):
    return [message for message, _ in form.summary]


def test_a_long_account_is_kept_in_any_language():
    story = "Line one\n\n\u200fأهلا\u200f and شكرا\n\tTab, “quotes” and 🙂"  # noqa: RUF001

    assert ask(LongText(label="Story"), story).cleaned_data["q"] == story


def test_line_ends_of_every_kind_become_one():
    assert ask(LongText(label="Story"), "a\r\nb\rc\nd").cleaned_data["q"] == "a\nb\nc\nd"


def test_a_hundred_thousand_characters_are_taken():
    assert len(ask(LongText(label="Story"), "é" * 100_000).cleaned_data["q"]) == 100_000


def test_a_story_that_is_too_long_is_given_back_whole():
    form = ask(LongText(label="What happened"), "x" * 100_001)

    assert said(form) == ["What happened must be 100000 characters or fewer. It is 100001"]
    assert "x" * 100_001 in str(form)


def test_hidden_null_characters_are_refused_in_plain_words():
    form = ask(LongText(label="What happened"), "a\x00b")

    assert said(form) == ["Type what happened again: it has hidden “null” characters in it"]


def test_the_browser_is_not_told_to_cut_or_stop_what_people_type():
    html = str(ask(Text(label="Name"), ""))

    assert "maxlength" not in html
    assert " required" not in html


@pytest.mark.parametrize(
    ("typed", "number"), [("42", 42), (" 1,200 ", 1200), ("1 200", 1200), ("0", 0)]
)
def test_a_number_is_taken_as_people_write_it(typed, number):
    assert ask(WholeNumber(label="People"), typed).cleaned_data["q"] == number


@pytest.mark.parametrize(
    ("typed", "words"),
    [
        ("-3", "People must be 0 or more"),
        ("some", "People must be a whole number, like 12"),
        ("1.5", "People must be a whole number, like 12"),
        ("1,2", "People must be a whole number, like 12"),
        ("99999999999", "People must be 10000000 or less"),
        ("", "Enter people"),
    ],
)
def test_a_number_that_cannot_be_says_what_to_write(typed, words):
    assert said(ask(WholeNumber(label="People"), typed)) == [words]


def test_a_choice_becomes_what_the_rules_know():
    field = Choice([("1", "One"), ("2", "Two")], coerce=int, label="Level")

    assert ask(field, "2").cleaned_data["q"] == 2


def test_a_choice_that_was_not_offered_is_not_taken():
    assert said(ask(Choice([("1", "One")], label="Level"), "7")) == ["Select level from the list"]


def test_no_choice_is_not_an_empty_word():
    assert ask(Choice([("1", "One")], label="Level", required=False), "").cleaned_data["q"] is None


def test_not_knowing_excludes_the_other_answers():
    field = Choices([("p", "Pupils"), ("u", "I do not know")], exclusive=["u"], label="Whose?")

    assert said(ask(field, ["p", "u"])) == ["Select either “I do not know” or the others, not both"]
    assert ask(field, ["u"]).cleaned_data["q"] == ["u"]


def test_a_statement_has_to_be_agreed_to():
    assert said(ask(Tick(label="I agree", empty="Select that you agree"), None)) == [
        "Select that you agree"
    ]


def test_a_file_has_to_be_of_a_familiar_kind():
    program = SimpleUploadedFile("list.exe", b"x")

    assert said(ask(FileField(label="File"), "", {"q": program})) == [
        "“list.exe” must be a PDF, picture, Word, Excel, PowerPoint, text or email file"
    ]


def test_a_file_has_to_be_small_enough():
    big = SimpleUploadedFile("list.pdf", b"x" * (1024 * 1024 + 1))

    form = ask(FileField(label="File", largest=1024 * 1024), "", {"q": big})

    assert said(form) == ["“list.pdf” must be smaller than 1MB"]


def test_an_empty_file_is_not_taken():
    assert said(ask(FileField(label="File"), "", {"q": SimpleUploadedFile("a.pdf", b"")})) == [
        "The file is empty. Select another"
    ]


def test_no_file_is_asked_for():
    assert said(ask(FileField(label="File"), "")) == ["Select a file"]
    assert said(ask(FilesField(label="Files"), "")) == ["Select a file"]


def test_several_files_come_together():
    two = [SimpleUploadedFile("a.pdf", b"1"), SimpleUploadedFile("b.png", b"2")]

    form = ask(FilesField(label="Files"), "", MultiValueDict({"q": two}))

    assert [file.name for file in form.cleaned_data["q"]] == ["a.pdf", "b.png"]


def test_no_files_are_an_empty_list():
    assert ask(FilesField(label="Files", required=False), "").cleaned_data["q"] == []
