"""What in a message could show who reported something: a warning for people, never a verdict.

It looks for the shapes by which somebody is known in a school, and for the reporter's own words.
What it does not find may still reveal them.
"""

import re
from collections.abc import Iterable, Iterator
from collections.abc import Set as AbstractSet
from dataclasses import dataclass

QUOTED = 4  # words in a row that are the reporter's own
MOST_SHOWN = 12
SHORTEST_NAME = 3  # letters
FLAGS = re.IGNORECASE
ROLES = (
    "teaching assistant", "class teacher", "teacher", "head of year", "head of department",
    "deputy head", "assistant head", "headteacher", "SENCO", "DSL", "TA", "caretaker",
    "site manager", "receptionist", "secretary", "office manager", "bursar", "business manager",
    "librarian", "technician", "tutor", "cleaner", "cook", "lunchtime supervisor", "governor",
    "cover supervisor", "nurse", "coach", "exams officer", "line manager", "trainee",
)  # fmt: skip
MONTHS = (
    "january|february|march|april|may|june|july|august|september|october|november|december"
)  # fmt: skip
DAYS = "monday|tuesday|wednesday|thursday|friday|saturday|sunday"
NOT_INITIALS = frozenset((
    "IT", "HR", "PE", "RE", "AM", "PM", "UK", "EU", "US", "ID", "OK", "PC", "TV", "ICO", "DPO",
    "NHS", "PDF", "CSV", "USB", "ICT", "SEN", "RAF", "DBS", "MIS",
))  # fmt: skip
PLAIN = frozenset((
    "a", "about", "all", "also", "an", "and", "any", "are", "as", "at", "be", "been", "but", "by",
    "can", "could", "did", "do", "for", "from", "get", "had", "has", "have", "he", "her", "him",
    "his", "how", "i", "if", "in", "into", "is", "it", "its", "know", "me", "more", "my", "no",
    "not", "of", "on", "one", "or", "our", "out", "please", "she", "so", "some", "that", "the",
    "their", "them", "then", "there", "these", "they", "this", "to", "up", "us", "was", "we",
    "were", "what", "when", "where", "which", "who", "will", "with", "would", "you", "your",
))  # fmt: skip
SHAPES: tuple[tuple[str, str, re.Pattern[str]], ...] = (
    ("email", "an email address", re.compile(r"(?<![\w.+-])[\w.+-]+@[\w-]+(?:\.[\w-]+)+")),
    ("phone", "a phone number", re.compile(r"(?<!\w)\+?\d(?:[ ()-]{0,2}\d){8,13}(?!\w)")),
    ("source", "says that somebody told you", re.compile(
        r"\b(?:as|what|when|since|because|that) you (?:have )?(?:told|said|wrote|mentioned|reported"
        r"|saw|described|noticed|found)\b|\byour report\b|\b(?:whoever|the person who|somebody who"
        r"|someone who) (?:told|reported|rang|wrote)\b|\bthe reporter\b|\bour source\b", FLAGS)),
    ("role", "a job", re.compile(
        r"(?<!\w)(?:" + "|".join(f"(?-i:{each})" if each.isupper() else each for each in ROLES)
        + r")s?(?!\w)", FLAGS)),
    ("class", "a class or year group", re.compile(
        r"\b(?:year|yr) ?\d{1,2}\w?\b|\b(?:class|set) (?:\d\w*|(?-i:[A-Z])\w*)"
        r"|\b(?-i:\d{1,2}[A-Z]{1,2})\b|\b(?:reception|nursery) class\b|\bsixth form\b", FLAGS)),
    ("place", "a place", re.compile(
        r"\b(?:room|lab|block|corridor|office) (?-i:[A-Z]?\d\w*|[A-Z])\b|\bstaff ?room\b"
        r"|\b(?:science|computer|language) (?:lab|room)\b", FLAGS)),
    ("time", "a day or a time", re.compile(
        rf"\b\d{{1,2}}(?:[:.]\d\d)? ?[ap]\.?m\b|\b\d{{1,2}}:\d\d\b|\b(?:{DAYS})\b"
        rf"|\b\d{{1,2}}(?:st|nd|rd|th)? (?:of )?(?:{MONTHS})\b"
        r"|\b\d{1,2}[/.]\d{1,2}[/.]\d{2,4}"
        r"|\b(?:yesterday|last night|this (?:morning|afternoon)|at (?:break|lunch))\b", FLAGS)),
)  # fmt: skip
INITIALS = re.compile(r"(?<!\w)(?:(?:[A-Z]\. ?){2,3}|[A-Z]{2,3}(?!\w))")
WORD = re.compile(r"[^\W_]+(?:['\u2019][^\W_]+)?")
# How people are named in full: with a title, or by two or more names in a row.
TITLED = re.compile(r"\b(?:Mr|Mrs|Ms|Miss|Mx|Dr|Sir|Master)\b\.? [A-Z][\w'\u2019-]+")
NAME = r"[A-Z](?:['\u2019][A-Z])?[a-z]+(?:[A-Z][a-z]+)?(?!\w)"
IN_FULL = re.compile(rf"\b{NAME}(?:[ -]{NAME})+")
NO_NAMES = frozenset((
    *MONTHS.split("|"), *DAYS.split("|"), "academy", "authority", "board", "bank", "class",
    "college", "commissioner", "council", "county", "data", "department", "deputy", "education",
    "excel", "form", "fraud", "google", "governors", "head", "infant", "information", "junior",
    "key", "local", "microsoft", "nursery", "office", "officer", "outlook", "police", "primary",
    "protection", "report", "room", "school", "schools", "secondary", "stage", "street", "teams",
    "trust", "windows", "word", "year",
))  # fmt: skip
POSSESSIVE = re.compile(r"['\u2019]s$")


@dataclass(frozen=True)
class Leak:
    """One piece of a message that could reveal somebody: its kind, the words, and what they are."""

    code: str
    words: str
    what: str


def leaks(words: str, *, told: Iterable[str], names: Iterable[str]) -> tuple[Leak, ...]:
    """What in `words` could reveal a protected reporter, each piece once, the first dozen.

    told: what they wrote. names: of everybody at the school. Source: SI-ANON.
    """
    found: dict[tuple[str, str], Leak] = {}
    for leak in (*_names(words, names), *_shapes(words), *_initials(words), *_quoted(words, told)):
        found.setdefault((leak.code, leak.words.lower()), leak)
    return tuple(found.values())[:MOST_SHOWN]


def possible_names(
    words: str, *, names: Iterable[str] = (), known: Iterable[str] = ()
) -> tuple[Leak, ...]:
    """What in `words` could be the name, or the contact, of a person, each piece once.

    names: of everybody at the school. known: the school's own names, which are nobody's.
    """
    found: dict[str, Leak] = {}
    own = {part.lower() for each in known for part in WORD.findall(each)}
    contacts = (each for each in _shapes(words) if each.code in {"email", "phone"})
    for leak in (*_in_full(words, own), *_names(words, names), *contacts):
        if not any(leak.words in other for other in found):
            found[leak.words] = leak
    return tuple(found.values())[:MOST_SHOWN]


def _in_full(words: str, own: AbstractSet[str]) -> Iterator[Leak]:
    for found in TITLED.finditer(words):
        yield Leak("name", found.group(), "a name")
    for found in IN_FULL.finditer(words):
        first, rest = re.split(r"[ -]", found.group(), maxsplit=1)
        # The first word of a sentence is written large too.
        name = rest if first.lower() in PLAIN else found.group()
        parts = [POSSESSIVE.sub("", part.lower()) for part in re.split(r"[ -]", name)]
        if len(parts) > 1 and own.isdisjoint(parts) and NO_NAMES.isdisjoint(parts):
            yield Leak("name", name, "a name")


def _names(words: str, names: Iterable[str]) -> Iterator[Leak]:
    parts = {part for name in names for part in WORD.findall(name) if len(part) >= SHORTEST_NAME}
    run: list[str] = []
    last = 0
    for found in WORD.finditer(words):
        is_near = run and words[last : found.start()].isspace()
        if POSSESSIVE.sub("", found.group()) in parts:
            if run and not is_near:
                yield Leak("name", " ".join(run), "a name")
                run = []
            run.append(found.group())
            last = found.end()
    if run:
        yield Leak("name", " ".join(run), "a name")


def _shapes(words: str) -> Iterator[Leak]:
    for code, what, shape in SHAPES:
        for found in shape.finditer(words):
            yield Leak(code, found.group().strip(), what)


def _initials(words: str) -> Iterator[Leak]:
    for found in INITIALS.finditer(words):
        letters = found.group().strip()
        if letters not in NOT_INITIALS and letters not in ROLES:
            yield Leak("initials", letters, "initials")


def _quoted(words: str, told: Iterable[str]) -> Iterator[Leak]:
    """Runs of the reporter's own words, as long as they go."""
    theirs = {run for text in told for run in _runs([w.lower() for w in WORD.findall(text)])}
    pieces = list(WORD.finditer(words))
    lower = [piece.group().lower() for piece in pieces]
    place = 0
    while place <= len(lower) - QUOTED:
        last = place
        while tuple(lower[last : last + QUOTED]) in theirs:
            last += 1
        if last > place:
            text = words[pieces[place].start() : pieces[last + QUOTED - 2].end()]
            yield Leak("quote", text, "words of the report")
        place = max(last, place + 1)


def _runs(words: list[str]) -> Iterator[tuple[str, ...]]:
    for place in range(len(words) - QUOTED + 1):
        run = tuple(words[place : place + QUOTED])
        if not PLAIN.issuperset(run):
            yield run
