"""How old one must be to read a text with ease: an estimate by a formula, of English only.

It counts sentences, words and syllables (Flesch and Kincaid, 1975: the grade of a school in the
United States, at which children are five years older). It does not know whether words make sense.
"""

import re
from dataclasses import dataclass

FIRST_GRADE_AGE = 5  # years: a child in grade 1 is six
YOUNGEST = 5
WORD = re.compile(r"[a-z]+(?:['\u2019][a-z]+)*", re.IGNORECASE)
NO_WORDS = re.compile(r"\S+@\S+|https?://\S+|www\.\S+|\{\w+\}")
SENTENCE_ENDS = re.compile(r"[.!?]+(?=\s|$)|\n+")
VOWELS = re.compile(r"[aeiouy]+")
# An e that nobody hears: "made", "names", "asked"; but "wanted", "places" and "table" are heard.
SILENT = re.compile(r"(?<=[^aeiouy])(?:e|(?<![sxz])(?<!ch|sh)(?<![cg])es|(?<![dt])ed)$")
HEARD = re.compile(r"[^aeiouyl]le[sd]?$")
APART = re.compile(
    r"(?<![tc])ia|io(?!n)|ua(?!r)|uou|[aeo]ing$|(?<![tscgl])ion$|[dr]ea$|creat|scien|[qd]uiet|diet"
)


@dataclass(frozen=True)
class Counted:
    """What the formula is worked out from."""

    sentences: int
    words: int
    syllables: int

    @property
    def grade(self) -> float:
        """The grade of Flesch and Kincaid."""
        return 0.39 * self.words / self.sentences + 11.8 * self.syllables / self.words - 15.59


def syllables(word: str) -> int:
    """How many syllables an English word has, as far as its letters tell; at least one."""
    lower = word.lower().replace("\u2019", "'").partition("'")[0]
    found = len(VOWELS.findall(lower)) + len(APART.findall(lower))
    if SILENT.search(lower) and not HEARD.search(lower):
        found -= 1
    return max(found, 1)


def counted(words: str) -> Counted | None:
    """The sentences, words and syllables of a text; None when there are no words in it.

    A line is a sentence of its own. Addresses and places to fill in are not counted.
    """
    text = NO_WORDS.sub(" ", words)
    sentences = [found for part in SENTENCE_ENDS.split(text) if (found := WORD.findall(part))]
    if not sentences:
        return None
    every = [word for sentence in sentences for word in sentence]
    return Counted(len(sentences), len(every), sum(map(syllables, every)))


def reading_age(words: str) -> int | None:
    """The age at which a text is read with ease, in years; None when there are no words in it."""
    found = counted(words)
    return max(round(found.grade) + FIRST_GRADE_AGE, YOUNGEST) if found else None
