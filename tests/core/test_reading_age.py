"""The reading age of a text: counted by hand, by the formula of Flesch and Kincaid."""

import pytest

from tocsin.core.reading_age import Counted, counted, reading_age

LETTER = (
    "We sent an email to the wrong person. Your name and your date of birth were in it."
    " They have deleted it. You do not need to do anything now."
)
OFFICIAL = (
    "Notwithstanding the contractual obligations of the aforementioned organisation, the"
    " unauthorised dissemination of confidential information constitutes a significant"
    " infringement of applicable legislation."
)


@pytest.mark.parametrize(
    ("words", "sentences", "how_many", "syllables"),
    [
        # the-cat-sat-on-the-mat
        ("The cat sat on the mat.", 1, 6, 6),
        # ta-ble, lit-tle; a line is a sentence of its own
        ("What happened\nThe little table fell.", 2, 6, 9),
        # an address, a web page and a place to fill in are no words: dear, wri-te, to, or, see
        ("Dear {name}, write to office@example.org or see www.example.org.", 1, 5, 5),
        # "Dr." counts as an end, which is why this is an estimate
        ("Ask Dr. Moss. She knows!", 3, 5, 5),
        (LETTER, 4, 30, 36),
    ],
)
def test_sentences_words_and_syllables_are_counted_as_by_hand(
    words, sentences, how_many, syllables
):
    assert counted(words) == Counted(sentences, how_many, syllables)


def test_the_grade_is_the_one_of_the_formula():
    # 0.39 x 30 / 4 + 11.8 x 36 / 30 - 15.59 = 2.925 + 14.16 - 15.59
    assert round(counted(LETTER).grade, 1) == 1.5


def test_a_plain_letter_is_read_at_six_and_officialese_by_few():
    assert reading_age(LETTER) == 6
    assert reading_age(OFFICIAL) > 18


@pytest.mark.parametrize("words", ["", "  \n ", "12.5", "{name}", "🙂"])
def test_what_has_no_words_has_no_reading_age(words):
    assert reading_age(words) is None
