"""Word files: headings, language and header for the reader, and the same bytes each time."""

from io import BytesIO
from zipfile import ZipFile

import pytest
from docx import Document as Read
from hypothesis import given, settings
from hypothesis import strategies as some

from tocsin.ui.word import Document, Style, written

PIECES = (
    (Style.UNDER_TITLE, "Alder Bank, incident 2026-001"),
    (Style.HEADING, "What happened"),
    (Style.QUESTION, "When?"),
    (Style.WORDS, "On Friday.\nAt noon."),
    (Style.STRONG, "3:40pm"),
)


def made(*pieces, title="Outcome report"):
    return written(Document(title, ("Alder Bank", "2026-001"), pieces or PIECES))


@pytest.fixture
def file():
    return Read(BytesIO(made()))


def test_headings_are_real_headings_in_order(file):
    assert [(each.style.name, each.text) for each in file.paragraphs] == [
        ("Heading 1", "Outcome report"),
        ("Subtitle", "Alder Bank, incident 2026-001"),
        ("Heading 2", "What happened"),
        ("Heading 3", "When?"),
        ("Normal", "On Friday.\nAt noon."),
        ("List", "3:40pm"),
    ]


def test_it_is_titled_in_british_english_on_a4_and_says_confidential_on_each_page(file):
    page = file.sections[0]
    languages = {each.values()[0] for each in file.styles.element.iter("{*}lang")}

    assert (file.core_properties.title, file.core_properties.language) == (
        "Outcome report",
        "en-GB",
    )
    assert languages == {"en-GB"}
    assert page.header.paragraphs[0].text == "Alder Bank · 2026-001 · Confidential"
    assert "NUMPAGES" in page.footer._element.xml
    assert (round(page.page_width.mm), round(page.page_height.mm)) == (210, 297)


def test_it_says_nothing_of_who_made_it_when_or_with_what(file):
    about = file.core_properties
    with ZipFile(BytesIO(made())) as kept:
        times = {each.date_time for each in kept.infolist()}
        names = kept.namelist()

    assert (about.author, about.comments, about.last_modified_by) == ("Alder Bank", "", "")
    assert times == {(1980, 1, 1, 0, 0, 0)}
    assert not any("thumbnail" in name for name in names)


@settings(max_examples=50, deadline=None)
@given(some.text(some.characters(), max_size=60))
def test_whatever_somebody_wrote_makes_a_file_that_opens_the_same_each_time(words):
    first = made((Style.HEADING, words), (Style.WORDS, words), title=words)

    assert first == made((Style.HEADING, words), (Style.WORDS, words), title=words)
    assert len(Read(BytesIO(first)).paragraphs) == 3


def test_signs_that_turn_words_round_do_nothing():
    [_, words] = Read(BytesIO(made((Style.WORDS, "invoice\u202efdp.exe")))).paragraphs

    assert words.text == "invoice\ufffdfdp.exe"
