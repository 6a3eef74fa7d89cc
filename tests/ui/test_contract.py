"""Our markup is the library's markup: its own examples say so."""

import json
from pathlib import Path

import pytest
from django import forms
from django.template.loader import render_to_string

from tests.ui.markup import read, shape
from tocsin.ui.fields import (
    Choice,
    Choices,
    DateField,
    Dropdown,
    FileField,
    FilesField,
    LongText,
    Text,
)
from tocsin.ui.forms import Form
from tocsin.ui.pieces import Task

EXAMPLES = json.loads((Path(__file__).parent / "fixtures/govuk-frontend-6.6.0.json").read_text())
TWO = [("a", "A"), ("b", "B")]
THREE = [*TWO, ("c", "C")]
EACH = dict.fromkeys("abc", "Hint of an option")
HINT = {"help_text": "Hint"}


def drawn(field, *, data=None, heading=False, **attributes):
    kind = type("One", (Form,), {"q": field, "heading_field": "q" if heading else "", **attributes})
    html = kind(data)["q"].as_field_group()
    return html.replace(" govuk-label--s", "").replace(" govuk-fieldset__legend--s", "")


def example(component, name):
    return shape(read(EXAMPLES[component][name]))


@pytest.mark.parametrize(
    ("component", "name", "html"),
    [
        ("input", "default", lambda: drawn(Text(label="Q"))),
        ("input", "with hint text", lambda: drawn(Text(label="Q", **HINT))),
        ("input", "with error and hint", lambda: drawn(Text(label="Q", **HINT), data={})),
        ("input", "with label as page heading", lambda: drawn(Text(label="Q"), heading=True)),
        ("input", "with width-5 class", lambda: drawn(Text(label="Q", width=5, **HINT))),
        ("textarea", "default", lambda: drawn(LongText(label="Q"))),
        ("textarea", "with hint", lambda: drawn(LongText(label="Q", **HINT))),
        ("textarea", "with error message", lambda: drawn(LongText(label="Q"), data={})),
        (
            "textarea",
            "with label as page heading",
            lambda: drawn(LongText(label="Q"), heading=True),
        ),
        ("radios", "default", lambda: drawn(Choice(TWO, label="Q"))),
        (
            "radios",
            "with hint and error message",
            lambda: drawn(Choice(TWO, label="Q", **HINT), data={}),
        ),
        ("checkboxes", "default", lambda: drawn(Choices(THREE, label="Q"))),
        (
            "checkboxes",
            "with error message",
            lambda: drawn(Choices(THREE, label="Q", hints=EACH), data={}),
        ),
        ("select", "hint and describedBy", lambda: drawn(Dropdown(TWO, label="Q", **HINT))),
        (
            "select",
            "with hint text and error message",
            lambda: drawn(Dropdown(THREE, label="Q", **HINT), data={}),
        ),
        (
            "date-input",
            "with error message and hint",
            lambda: drawn(DateField(label="Q", **HINT), data={}),
        ),
        ("file-upload", "default", lambda: drawn(FileField(label="Q"))),
        ("file-upload", "allows multiple files", lambda: drawn(FilesField(label="Q"))),
        (
            "file-upload",
            "with error message and hint",
            lambda: drawn(FileField(label="Q", **HINT), data={}),
        ),
    ],
)
def test_a_question_is_drawn_as_the_library_draws_it(component, name, html):
    assert shape(read(html())) == example(component, name)


def test_only_the_part_of_a_date_that_is_wrong_is_marked():
    typed = {"q_day": "5", "q_year": "2025"}

    html = drawn(DateField(label="Q", help_text="Hint"), data=typed)

    assert shape(read(html)) == example("date-input", "with error on month input")


def test_a_password_can_be_shown():
    password = forms.CharField(label="Q", widget=forms.PasswordInput)

    assert shape(read(drawn(password))) == example("password-input", "default")


def test_an_option_can_carry_a_hint():
    html = drawn(Choice(TWO, label="Q", hints={"a": "One", "b": "Two"}), heading=True)

    assert shape(read(html)) == example("radios", "with hints on items")


def test_an_option_that_stands_alone_is_set_apart():
    html = drawn(Choices([*THREE, ("none", "None")], label="Q", exclusive=["none"]))

    assert shape(read(html)) == example("checkboxes", "with divider and None")


def test_the_error_summary_links_to_each_box():
    class Two(Form):
        first = Text(label="First")
        second = Text(label="Second")

    html = render_to_string("ui/_error_summary.html", {"form": Two({})})

    assert shape(read(html)) == example("error-summary", "default")


def test_the_menu_is_the_librarys():
    menu = [
        ("/1", "One", False),
        ("/2", "Two", True),
        ("/3", "Three", False),
        ("/4", "Four", False),
    ]

    html = render_to_string("ui/_menu.html", {"menu": menu}).replace(
        'current="true"', 'current="page"'
    )

    assert shape(read(html)) == example("service-navigation", "with navigation with a current item")


def test_breadcrumbs_are_the_librarys():
    html = render_to_string("ui/_breadcrumbs.html", {"crumbs": [("/", "One")] * 4})

    assert shape(read(html)) == example("breadcrumbs", "default")


def test_the_links_to_other_pages_of_a_list_are_the_librarys():
    page = {"newer_href": "?n", "older_href": "?o", "newer_label": "Newer", "older_label": "Older"}

    html = render_to_string("ui/_pagination.html", {"page": page}).replace(
        '"Pages"', '"Pagination"'
    )

    theirs = example("pagination", "with prev and next only")
    assert shape(read(html)) == [line for line in theirs if "hidden" not in str(line[2])]


def test_the_task_list_is_the_librarys():
    tasks = [
        Task("t1", "A", "Completed", href="#"),
        Task("t2", "B", "Not started", href="#", colour="teal"),
        Task("t3", "C", "Review", hint="Hint", href="#", colour="magenta"),
        Task("t4", "D", "In progress", href="#", colour="blue"),
        Task("t5", "E", "Error", href="#", colour="red"),
        Task("t6", "F", "Cannot start yet", hint="Hint", is_blocked=True),
    ]

    html = render_to_string("ui/_task_list.html", {"tasks": tasks})

    assert shape(read(html)) == example("task-list", "with hint text and additional states")
