"""The parts of what people are told, and what is missing before somebody may clear it.

Source: UK GDPR Art 34(2); BR-5.17.1 to BR-5.17.4; BR-5.18.
"""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from tocsin.core.errors import Reason

PEOPLE, CHILDREN, PARENTS = "people", "children", "parents"
PUBLIC, PRESS, LINES = "public", "press", "lines"
WELSH = "cy"
PLACES = frozenset({"name", "child", "school"})
PLACE = re.compile(r"\{([^{}]*)\}")
TO_FILL_IN = re.compile(r"\[[^\[\]]*\]")
REACHED = re.compile(r"[\w.+-]+@[\w-]+(?:\.[\w-]+)+|\d(?:[ ()-]{0,2}\d){8,}")


@dataclass(frozen=True)
class Part:
    """One part. `asks` is its question in the form; `lack` says what to do when it is missing."""

    key: str
    heading: str  # "" for a greeting
    welsh: str
    asks: str
    lack: str
    clause: str = "BR-5.18"
    is_needed: bool = True


GREETING = Part("greeting", "", "", "Greeting", "", is_needed=False)
CLOSING = Part("closing", "", "", "Who signs it", "", is_needed=False)
CONTACT = Part(
    "contact", "Who to ask", "Gyda phwy i gysylltu", "Who can people ask, and how?",
    "Say who can be asked: the Data Protection Officer, or whoever else answers.", "BR-5.17.2",
)  # fmt: skip
DONE = Part(
    "done", "What we have done", "Beth rydym wedi'i wneud", "What have you done, and what comes?",
    "Say what the school has done about it, and what it is going to do.", "BR-5.17.4",
)  # fmt: skip
CONTENT = (
    Part("what", "What happened", "Beth ddigwyddodd", "What happened?",
         "Say what happened, in plain words.", "BR-5.17.1"),
    Part("when", "How and when it happened", "Sut a phryd y digwyddodd",
         "How and when did it happen?", "Say how it happened, and when."),
    Part("data", "What information", "Pa wybodaeth", "What information is it about?",
         "Say what information it is about."),
    Part("effects", "What this could mean", "Beth allai hyn ei olygu",
         "What could it lead to?", "Say what it is likely to lead to.", "BR-5.17.3"),
    DONE,
    Part("advice", "What you can do", "Beth allwch chi ei wneud",
         "What can people do to protect themselves?",
         "Say what people can do to protect themselves, such as changing a password."),
    CONTACT,
)  # fmt: skip
STATEMENT = Part(
    "statement", "", "", "What do you say to the press?", "Write the statement.", "BR-5.17"
)
TO_TAKE = Part(
    "lines", "If you are asked", "", "What may staff say when they are asked?",
    "Write what staff may say.", "BR-5.17",
)  # fmt: skip
SILENT = Part(
    "silent", "What we do not talk about", "", "What does nobody talk about?",
    "Say what nobody talks about.", "BR-5.17", is_needed=False,
)  # fmt: skip
PARTS: Mapping[str, tuple[Part, ...]] = {
    PEOPLE: (GREETING, *CONTENT, CLOSING),
    CHILDREN: (GREETING, *CONTENT, CLOSING),
    PARENTS: (GREETING, *CONTENT, CLOSING),
    PUBLIC: CONTENT,
    PRESS: (STATEMENT, CONTACT),
    LINES: (TO_TAKE, SILENT, CONTACT),
}
_HEADINGS = frozenset(
    each
    for parts in PARTS.values()
    for part in parts
    for each in (part.heading, part.welsh)
    if each
)
PERSONAL = frozenset({PEOPLE, CHILDREN, PARENTS})  # each copy goes to one person
LISTED = re.compile(r"^- ", re.MULTILINE)
SUBJECT = Reason("subject", "Give it a subject, in words that frighten nobody.", "BR-5.17")
GROUND = Reason(
    "reason", "Say why each person cannot be told directly: a public notice takes a reason.",
    "BR-5.17",
)  # fmt: skip
REACH = Reason(
    "contact", "Say how to reach whoever answers questions: an email address or a phone number.",
    "BR-5.17.2",
)  # fmt: skip


def joined(audience: str, parts: Mapping[str, str], *, language: str = "en") -> str:
    """All parts in order under their headings, as plain paragraphs."""
    return "\n\n".join(
        f"{heading}\n{words}" if heading else words
        for heading, words in sections(audience, parts, language=language)
    )


def sections(
    audience: str, parts: Mapping[str, str], *, language: str = "en"
) -> list[tuple[str, str]]:
    """Each part that says something, as heading and words."""
    return [
        (part.welsh if language == WELSH else part.heading, words)
        for part in PARTS[audience]
        if (words := parts.get(part.key, "").strip())
    ]


def in_paragraphs(words: str) -> list[tuple[str, str]]:
    """Each paragraph of a whole notice with its heading, "" where it has none."""
    found = []
    for paragraph in filter(str.strip, words.split("\n\n")):
        first, _, rest = paragraph.partition("\n")
        found.append((first, rest) if first in _HEADINGS and rest else ("", paragraph))
    return [(title, in_points(words)) for title, words in found]


def in_points(words: str) -> str:
    """The words with a point before each line of a list, which is written with a dash."""
    return LISTED.sub("\N{BULLET} ", words)


def missing(
    audience: str, parts: Mapping[str, str], *, subject: str, reason: str = ""
) -> tuple[Reason, ...]:
    """What has to be written before it may be cleared, part by part; empty when it is whole.

    Source: BR-5.17; BR-5.18.
    """
    found = [] if subject.strip() else [SUBJECT]
    if audience == PUBLIC and not reason.strip():
        found.append(GROUND)
    for part in PARTS[audience]:
        found += _wrong_with(part, audience, parts.get(part.key, ""))
    contact = parts.get(CONTACT.key, "")
    if contact.strip() and not REACHED.search(contact):
        found.append(REACH)
    return (*found, *_wrong_with_subject(subject))


def _wrong_with(part: Part, audience: str, words: str) -> Iterator[Reason]:
    if part.is_needed and not words.strip():
        yield Reason(part.key, part.lack, part.clause)
    where = f"“{part.heading or part.asks}”"
    if TO_FILL_IN.search(words):
        said = f"{where} still has words in square brackets. Write there what they ask for."
        yield Reason(part.key, said, part.clause)
    yield from _unknown_places(words, part.key, where, _known(audience))


def _wrong_with_subject(subject: str) -> Iterator[Reason]:
    """Of an email anybody who looks at the screen sees the subject, so it names nobody."""
    for place in dict.fromkeys(PLACE.findall(subject)):
        if place != "school":
            said = f"The subject has {{{place}}} in it. Others may see it: write it without."
            yield Reason("subject", said, "BR-5.17")


def _known(audience: str) -> frozenset[str]:
    """The places that are filled in for an audience: for one that is no person, the school's."""
    return PLACES if audience in PERSONAL else frozenset({"school"})


def _unknown_places(words: str, code: str, where: str, known: frozenset[str]) -> Iterator[Reason]:
    for place in dict.fromkeys(PLACE.findall(words)):
        if place not in known:
            said = f"{where} has {{{place}}} in it, which nothing is filled into here. Take it out."
            yield Reason(code, said)
