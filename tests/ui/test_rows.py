"""Rows of a table: drawn quickly, escaped as templates do, and nothing clever in them."""

from dataclasses import dataclass

import pytest
from django.template import TemplateSyntaxError
from django.template.loader import render_to_string
from django.utils.safestring import SafeString

from tocsin.ui.pieces import Row, Task
from tocsin.ui.rows import draw_each

ANSWER, TASK = "ui/_answer.html", "ui/_task.html"


def test_what_somebody_typed_is_never_markup():
    drawn = draw_each([Row("<b>", "<script>alert('1')</script>")], ANSWER)

    assert "&lt;b&gt;" in drawn
    assert "&lt;script&gt;alert(&#x27;1&#x27;)&lt;/script&gt;" in drawn


def test_what_is_markup_already_stays_markup():
    drawn = draw_each([Row("Link", SafeString("<a href='/x'>x</a>"))], ANSWER)

    assert "<a href='/x'>x</a>" in drawn


def test_a_row_that_is_a_dictionary_may_lack_a_part():
    drawn = draw_each([{"label": "Story", "value": ""}], ANSWER)

    assert "Not answered" in drawn
    assert "govuk-summary-list__row--no-actions" in drawn


def test_each_row_takes_its_own_branch():
    rows = [Task("a", "Contain", "To do", colour="blue"), Task("b", "Close", "Completed")]

    drawn = draw_each(rows, TASK)

    assert drawn.count('class="govuk-tag govuk-tag--blue">To do</strong>') == 1
    assert drawn.count('id="b-status">Completed</div>') == 1


def test_the_page_reads_the_same_as_with_a_loop():
    rows = [Row("Where", "Hall & gym", href="/x"), Row("When", "Monday")]

    drawn = render_to_string("ui/_summary_list.html", {"rows": rows})

    assert "Hall &amp; gym" in drawn
    assert drawn.count("<dt ") == 2
    assert '<span class="govuk-visually-hidden"> where</span>' in drawn


@dataclass
class Whole:
    """What the partials that no row may be drawn with expect."""

    name: str = ""


@pytest.mark.parametrize("template", ["ui/_menu.html", "ui/_clock.html", "ui/_pagination.html"])
def test_a_row_that_asks_for_more_is_refused(template):
    with pytest.raises(TemplateSyntaxError):
        draw_each([Whole()], template)
