"""What the words of a heading are about, whatever the heading is: "Dt discoverd" is date, discover.

Old logs have no common form. A heading is taken apart into words, abbreviations are written out,
slips of the keyboard are forgiven, and what is left is a set of ideas from this list.
"""

import re
import unicodedata
from functools import lru_cache

from tocsin.core.imported_ideas import FILLERS, IDEAS, SHORT
from tocsin.core.imported_welsh import WELSH

CAMEL = re.compile(r"(?<=[a-z])(?=[A-Z])|(?<=[A-Z])(?=[A-Z][a-z]{2})")
BIRTH = re.compile(r"\bd\.?o\.?b\b\.?", re.IGNORECASE)
AT_ITS_END = re.compile(r"[a-z][_ ](?:at|on)\W*$", re.IGNORECASE)  # sent_at, Closed on
NUMBERING = re.compile(r"^\s*(?:q(?:uestion)?\s*)?\d{1,2}\s*[.):\-]?\s+(?=\S)", re.IGNORECASE)
WORD = re.compile(r"[a-z0-9#]+")
ASIDES = re.compile(
    r"(?<! put) (?:in place|(?:on )?(?:that|the) day|by us|to (?:the )?(?:line )?manager) "
)  # which say nothing of a column
# What stands in brackets, and the date that is asked for beside the answer: "ICO told & date".
ASIDE = re.compile(r"[(\[{][^)\]}]*[)\]}]?|(?<=\w)\??\s*(?:&|\+|\band\b)\s*date\W*$", re.IGNORECASE)
STEM, FEW = 4, 4  # letters of a word cut short; words of a short heading
VOWELS, KEPT = frozenset("aeiou"), 0.6
FORGIVEN, FORGIVEN_TWICE = 5, 9  # letters from which one slip, and two, are forgiven


@lru_cache(maxsize=1024)
def plain(text: str) -> str:
    """The heading in one form: small letters, plain quotes, one space between words."""
    simple = unicodedata.normalize("NFKD", text).encode("ascii", "ignore").decode()
    whole = BIRTH.sub(" birth ", simple.replace("'", ""))
    return " ".join(WORD.findall(CAMEL.sub(" ", whole).lower()))


@lru_cache(maxsize=4096)
def ideas_in(text: str) -> frozenset[str]:
    """What a heading is about. Empty for a heading that says nothing we know."""
    return frozenset(_ideas(NUMBERING.sub("", text)))


@lru_cache(maxsize=4096)
def ideas_without_asides(text: str) -> frozenset[str]:
    """The same for what stands outside brackets: "Reported to ICO? (date)" is not about a date."""
    return ideas_in(ASIDE.sub(" ", text)) or ideas_in(text)


@lru_cache(maxsize=4096)
def unknown_in(text: str) -> int:
    """How many of its words we do not know, of those that mean something."""
    words = [SHORT.get(word, word) for word in plain(ASIDE.sub(" ", text)).split()]
    phrases = " ".join(phrase for phrase, _ in _PHRASES)
    return sum(
        len(word) >= STEM - 1 and word not in FILLERS and word not in phrases
        and not ideas_of_word(word)
        for word in words
    )  # fmt: skip


def _ideas(text: str) -> set[str]:
    words = [SHORT.get(word, word) for word in plain(text).replace("#", " number ").split()]
    line = ASIDES.sub(" ", f" {' '.join(words)} ")
    found: set[str] = set()
    for phrase, ideas in _PHRASES:
        if f" {phrase} " in line:
            found |= ideas
            line = line.replace(f" {phrase} ", "  ")
    for word in line.split():
        if word not in FILLERS or word == "by":
            found |= ideas_of_word(word)
    if not found:  # "State" alone is no filler
        found = set().union(*(_WORDS.get(word, ()) for word in words))
    if words in (["what"], ["what", "was", "it"]):
        return {"describe"}
    if AT_ITS_END.search(text):
        found.add("date")
    return found | _of_no(words, found)


def _of_no(words: list[str], found: set[str]) -> set[str]:
    """What "No." says: a number of their own, or of people."""
    numbers = {"no", "number", "nr", "num", "rhif"} & set(words)
    if numbers and found <= {"count"} and len(words) <= FEW:
        found.discard("count")
        return {"reference"}
    is_of_people = ("no" in words or words[:1] == ["n"]) and found & {
        "subjects",
        "data",
        "records",
        "affect",
    }
    return {"count"} if is_of_people else set()  # "No. pupils affected"


@lru_cache(maxsize=4096)
def ideas_of_word(word: str) -> frozenset[str]:
    """The ideas of a word, of the word it is short for, or of the one that differs by a slip."""
    if known := _WORDS.get(word):
        return known
    return _nearly(word) or _shortened(word)


def _nearly(word: str) -> frozenset[str]:
    """The ideas of the known word that differs by a slip."""
    if len(word) < FORGIVEN or word.isdigit():
        return frozenset()
    most = 2 if len(word) >= FORGIVEN_TWICE else 1
    for known, ideas in _WORDS.items():
        if len(known) >= FORGIVEN and slips(word, known, most) <= most:
            return ideas
    return frozenset()


def _shortened(word: str) -> frozenset[str]:
    """The ideas of the word that "dscvrd", "notif" or "subjs" is short for."""
    stem = word.rstrip("ds")
    if stem in SHORT:
        return _WORDS.get(SHORT[stem], frozenset())
    if len(stem) >= STEM:
        fitting = {ideas for known, ideas in _WORDS.items() if known.startswith(stem)}
        if len(fitting) == 1:
            return fitting.pop()
    if len(word) > STEM - 2 and word.isalpha():
        fitting_words = [known for known in _WORDS if _is_skeleton(word, known)]
        return _WORDS[min(fitting_words, key=len)] if fitting_words else frozenset()
    return frozenset()


def _is_skeleton(short: str, known: str) -> bool:
    """Whether `short` is the known word without some of its letters, or without its vowels."""
    if short[0] != known[0] or short[-1] != known[-1] or len(known) < FORGIVEN:
        return False
    if VOWELS & set(short) and (short[:2] != known[:2] or len(short) < KEPT * len(known)):
        return False
    letters = iter(known)
    return all(letter in letters for letter in short)


def slips(one: str, other: str, most: int) -> int:
    """How many letters were added, left out, changed or swapped; anything above `most` is alike."""
    if abs(len(one) - len(other)) > most:
        return most + 1
    before: list[int] = []
    row = list(range(len(other) + 1))
    for i, a in enumerate(one, 1):
        older, before, row = before, row, [i]
        for j, b in enumerate(other, 1):
            least = min(before[j] + 1, row[j - 1] + 1, before[j - 1] + (a != b))
            if i > 1 and j > 1 and a == other[j - 2] and one[i - 2] == b:
                least = min(least, older[j - 2] + 1)
            row.append(least)
    return row[-1]


def _vocabulary() -> tuple[dict[str, frozenset[str]], list[tuple[str, frozenset[str]]]]:
    words: dict[str, set[str]] = {}
    phrases: dict[str, set[str]] = {}
    for idea, text in (*IDEAS.items(), *WELSH.items()):
        singles, *several = text.split("|")
        for word in singles.split():
            words.setdefault(word, set()).add(idea)
        for phrase in several:
            phrases.setdefault(phrase, set()).add(idea)
    ordered = sorted(phrases.items(), key=lambda pair: -len(pair[0]))
    return (
        {word: frozenset(ideas) for word, ideas in words.items()},
        [(phrase, frozenset(ideas)) for phrase, ideas in ordered],
    )


_WORDS, _PHRASES = _vocabulary()
