"""The report to the regulator, and the decision not to report, as files that Word opens."""

import pytest

from tests.incidents.documents import WORD, headings_of_word, words_of_word
from tests.incidents.regulator.sending import path_of, sheet
from tests.worlds import decided

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("clock")]


def test_the_report_keeps_the_order_of_the_form_and_says_that_it_is_a_draft(priya, incident):
    path = sheet(priya, incident).links["Download for Word"]

    first, second = (priya.client.get(path) for _ in range(2))

    assert first.content == second.content
    assert first["Content-Type"] == WORD
    assert first["Content-Disposition"] == (
        'attachment; filename="draft-report-to-the-regulator-2026-001.docx"'
    )
    headings, words = headings_of_word(first.content), words_of_word(first.content)
    parts = ("About your report", "About the breach", "What you have done", "About you")
    places = [headings.index(each) for each in parts]
    assert places == sorted(places)
    assert words[words.index("About how many people could be affected?") + 1] == "40"
    assert words[words.index("About how many data records?") + 1] == "Not known yet."
    assert "Draft: it has not been sent. It goes on changing with the case." in words


def test_why_the_regulator_is_not_told_is_a_word_file_too(priya, by, incident):
    decided(incident, by, regulator="no")
    path = priya.open(path_of(incident, "not-reported/")).links["for Word"]

    content = priya.client.get(path).content

    assert headings_of_word(content)[:2] == ["Why the regulator is not told", "The decision"]
    assert "A list of names, and no harm." in words_of_word(content)
